"""`remit what-if withdraw`."""

from remit.api.cli.planning.moving import moving

command = moving("withdraw")
