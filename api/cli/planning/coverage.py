"""`remit what-if coverage`: the question coverage-by-day, asked of a scenario."""

from remit.api.cli.planning.asking import asking

command = asking("coverage-by-day", "remit what-if coverage one-director --from 2003-06-25")
