"""`remit what-if adopt`: a scenario's changes made in the live graph."""

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where
from remit.api.cli.what_if import on_a_scenario, opened


@remit_command("adopt", "remit what-if adopt one-director --reason 'decided by cabinet on 4 May'")
@on_a_scenario
def command(name: str, reason: str, as_json: bool, store: Where | None) -> None:
    """Make a scenario's changes in the live graph, as one change of the log.

    It has to be approved. Where others have published since, it is worked out again
    if nothing has changed that it looks at; else it is refused, and each clash is
    shown. remit what-if undo undoes it.
    """
    from remit.api.cli.planning.telling import clashes_told, tell_of
    from remit.api.what_if import adopted

    with opened(store, name) as (held, stored), clashes_told(as_json=as_json):
        after, change = adopted(held, stored, reason)
        tell_of(after, as_json, change)
