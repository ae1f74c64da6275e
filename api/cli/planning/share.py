"""`remit what-if share`."""

from remit.api.cli.planning.moving import moving

command = moving("share")
