"""`remit what-if suggest`: the question suggest, asked of a scenario."""

from remit.api.cli.planning.asking import asking

command = asking("suggest", "remit what-if suggest one-director --first 5")
