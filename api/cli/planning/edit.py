"""`remit what-if edit`: one operation of a scenario switched off or on, taken out, or moved."""

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where
from remit.api.cli.what_if import on_a_scenario, opened


@remit_command(
    "edit",
    "remit what-if edit one-director 3 --off",
    "remit what-if edit one-director 3 --remove",
)
@on_a_scenario
@click.argument("place", type=click.IntRange(min=1))
@click.option("--off", "what", flag_value="off", help="It does nothing.")
@click.option("--on", "what", flag_value="on", help="It is carried out again.")
@click.option("--remove", "what", flag_value="remove", help="Take it out.")
@click.option("--before", type=click.IntRange(min=1), metavar="PLACE", help="Move it before another one.")
def command(
    name: str, place: int, what: str | None, before: int | None, reason: str, as_json: bool,
    store: Where | None,
) -> None:  # fmt: skip
    """Switch an operation off or on, take it out, or move it.

    PLACE is the operation's number as remit what-if show tells it. It is moved only
    where the order does not matter.
    """
    from remit.api.cli.planning.telling import tell_of
    from remit.api.what_if import changed

    if (what is None) == (before is None):
        raise click.UsageError("Give --off, --on, --remove or --before PLACE.")
    with opened(store, name) as (held, stored):
        tell_of(changed(held, stored, place, what or "move", before, reason), as_json)
