"""`remit what-if compare`: what is, and several scenarios, side by side."""

from datetime import date

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import DAY, Where, store_option
from remit.api.cli.what_if import json_option


@remit_command(
    "compare",
    "remit what-if compare one-director",
    "remit what-if compare one-director pat/one-director --as-at 2005-01-01 --dataset bath-nes-2003 --json",
)
@click.argument("names", nargs=-1, required=True, metavar="NAME|FILE...")
@click.option(
    "--as-at", type=DAY, metavar="DAY", help="The day. [default: the last on which one takes effect]"
)
@click.option(
    "--dataset", "datasets", multiple=True, metavar="NAME", help="Count this data set only. May be repeated."
)
@json_option
@store_option
def command(
    names: tuple[str, ...], as_at: date | None, datasets: tuple[str, ...], as_json: bool, store: Where | None
) -> None:
    """Show what is, and what scenarios would make of it, by the same measures.

    All columns are of one day. Each measure is a question asked of the whole graph,
    so it takes a while on a large one.
    """
    import sys

    from remit.api.cli.output import write_json
    from remit.api.clock import today
    from remit.api.comparing import compared
    from remit.api.jsonable import Json
    from remit.api.tables import show, table
    from remit.api.views import Asked
    from remit.api.wiring import existing_store, who

    asked = Asked(as_at or today(), datasets=datasets)
    with existing_store(store) as held:
        found = compared(held, names, asked, who(), day_given=as_at is not None)
    if as_json:
        measures: list[Json] = [{"measure": name, "values": list(values)} for name, values in found.rows]
        write_json({"asAt": found.day.isoformat(), "columns": list(found.columns), "measures": measures})
        return
    rows = [(name, *("" if each is None else each for each in values)) for name, values in found.rows]
    show(table(("Measure", *found.columns), rows, range(1, len(found.columns) + 1)), sys.stdout)
    click.echo(f"On {found.day}.")
