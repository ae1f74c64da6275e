"""`remit what-if submit`."""

from remit.api.cli.planning.moving import moving

command = moving("submit")
