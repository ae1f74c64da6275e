"""`remit what-if rebase`: a scenario worked out on what is known now."""

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where
from remit.api.cli.what_if import on_a_scenario, opened
from remit.api.statuses import EXIT_REFUSED


@remit_command("rebase", "remit what-if rebase one-director", "remit what-if rebase one-director --json")
@on_a_scenario
def command(name: str, reason: str, as_json: bool, store: Where | None) -> None:
    """Work a scenario out on what is known now.

    Where anything has changed that its operations look at, each such thing is shown
    as it was (base), as it is (live), and with the operation (yours). Nothing is
    guessed, and nothing is changed then: exit code 3.
    """
    from remit.api.cli.planning.telling import tell_clashes, tell_of
    from remit.api.cli.report import show
    from remit.api.what_if import rebased
    from remit.queries.what_if.life import Clashed

    with opened(store, name) as (held, stored):
        try:
            tell_of(rebased(held, stored, reason), as_json)
        except Clashed as clashed:
            tell_clashes(clashed, as_json)
            show(clashed)
            raise click.exceptions.Exit(EXIT_REFUSED) from None
