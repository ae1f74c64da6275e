"""`remit what-if rebase`: a scenario worked out on what is known now."""

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where
from remit.api.cli.what_if import on_a_scenario, opened


@remit_command("rebase", "remit what-if rebase one-director", "remit what-if rebase one-director --json")
@on_a_scenario
def command(name: str, reason: str, as_json: bool, store: Where | None) -> None:
    """Work a scenario out on what is known now.

    Where anything has changed that its operations look at, each such thing is shown
    as it was (base), as it is (live), and with the operation (yours). Nothing is
    guessed, and nothing is changed then: exit code 3.
    """
    from remit.api.cli.planning.telling import clashes_told, tell_of
    from remit.api.what_if import rebased

    with opened(store, name) as (held, stored), clashes_told(as_json=as_json):
        tell_of(rebased(held, stored, reason), as_json)
