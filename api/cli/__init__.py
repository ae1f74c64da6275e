"""The command line: `remit`."""

from remit.api.cli.root import main

__all__ = ["main"]
