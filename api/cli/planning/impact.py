"""`remit what-if impact`: the question impact, asked of a scenario."""

from remit.api.cli.planning.asking import asking

command = asking("impact", "remit what-if impact one-director --severity warning")
