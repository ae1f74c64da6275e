"""`remit what-if undo`: an adoption undone."""

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where
from remit.api.cli.what_if import on_a_scenario, opened


@remit_command("undo", "remit what-if undo one-director --reason 'called in by the scrutiny committee'")
@on_a_scenario
def command(name: str, reason: str, as_json: bool, store: Where | None) -> None:
    """Undo a scenario's adoption, as one change of the log.

    What it had ended is stated again, and what it had stated falls away; history
    is kept. It is refused where what it did has been changed since. The scenario
    can then be edited, and submitted again.
    """
    from remit.api.cli.planning.telling import tell_of
    from remit.api.what_if import undone

    with opened(store, name) as (held, stored):
        after, change = undone(held, stored, reason)
        tell_of(after, as_json, change)
