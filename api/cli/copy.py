"""`remit copy`: any store into any other, history and audit included."""

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import STORE, Where

STEPS = ("copying",)


@remit_command(
    "copy",
    "remit copy remit.db neo4j://host",
    "remit copy neo4j://host remit-copy.db",
    "remit copy remit.db neo4j://host --json",
)
@click.argument("source", type=STORE, metavar="FROM")
@click.argument("target", type=STORE, metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def command(source: Where, target: Where, as_json: bool) -> None:
    """Copy a store into another one: files and servers, whichever way.

    FROM and TO are files, or addresses such as neo4j://host. The copy has the same
    changes, facts and hashes, so remit audit verify holds for it too. TO is made if
    it is not there; if it was copied from the same store before, only what is new is
    copied, and if it holds anything else, nothing is. Readers of TO see the copy
    when it is whole. A copy that was stopped is made whole by running it again.
    """
    from remit.api.cli.output import write_json
    from remit.api.cli.progress import progress_shown
    from remit.api.wiring import existing_store, store_to_write
    from remit.graphmodel.copying import copy

    with (
        existing_store(source) as giving,
        store_to_write(target) as taking,
        progress_shown(STEPS, "facts") as progress,
    ):
        copied = copy(giving, taking, progress)
    if as_json:
        write_json(
            {
                "from": str(source), "to": str(target), "changes": copied.changes, "facts": copied.facts,
                "lastChange": copied.last_change, "hash": copied.hash,
            }
        )  # fmt: skip
    elif not copied.last_change:
        click.echo(f"There is nothing to copy: nothing has been published in {source} yet.")
    elif not copied.changes:
        click.echo(f"There is nothing new to copy: {target} has change {copied.last_change} already.")
    else:
        noun = "change" if copied.changes == 1 else "changes"
        click.echo(
            f"Copied {copied.changes:,} {noun} with {copied.facts:,} facts into {target}, up to change"
            f" {copied.last_change}."
        )
