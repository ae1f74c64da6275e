"""`remit what-if approve`."""

from remit.api.cli.planning.moving import moving

command = moving("approve")
