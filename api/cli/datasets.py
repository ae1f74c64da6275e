"""`remit datasets`: what a store holds."""

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Form, Where, form_options, store_option

TITLES = ("Data set", "Title", "Of", "Nodes", "Edges", "Change")


@remit_command("datasets", "remit datasets", "remit datasets --json")
@store_option
@form_options
def command(store: Where | None, form: Form) -> None:
    """List the data sets that a store holds.

    For each: its name and title, the day of its evidence, how many nodes and edges
    it states, and the last change that spoke of it.
    """
    from remit.api.cli.output import tell, write_listing
    from remit.api.jsonable import Json
    from remit.api.wiring import store_to_read

    with store_to_read(store, tell) as opened:
        rows: list[dict[str, Json]] = [
            {
                "dataset": each.head.dataset,
                "title": each.head.title,
                "date": each.head.date,
                "nodes": each.nodes,
                "edges": each.edges,
                "change": each.changed.number,
            }
            for each in opened.datasets()
        ]
    write_listing(
        "datasets", rows, TITLES, form, empty="The store holds no data set: load one with remit load."
    )
