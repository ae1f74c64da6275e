"""`remit what-if new`: a scenario, of a file or empty, kept in the store."""

from pathlib import Path
from typing import Any

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import DAY, FILE, Where, store_option
from remit.api.cli.what_if import json_option, reason_option


@remit_command(
    "new",
    "remit what-if new --from plans/one-director.yaml",
    "remit what-if new one-director --title 'One director' --dataset bath-nes-2003 --effective 2030-04-01",
)
@click.argument("name", required=False)
@click.option("--from", "file", type=FILE, metavar="FILE", help="The file that holds it.")
@click.option(
    "--example",
    is_flag=True,
    help="The worked example, for the bundled data set bath-nes-2003: one-director.",
)
@click.option("--title", metavar="TEXT", help="Its title, in a few words. [default: NAME]")
@click.option("--dataset", metavar="NAME", help="The data set that new statements belong to.")
@click.option("--effective", type=DAY, metavar="DAY", help="The day on which it takes effect.")
@reason_option
@json_option
@store_option
def command(
    *, file: Path | None, example: bool, reason: str, as_json: bool, store: Where | None, **named: Any
) -> None:
    """Keep a new scenario; only you see it until you share or submit it.

    Give --from FILE, or NAME, --dataset and --effective for an empty one; NAME
    beside --from keeps the file's scenario under another name.
    """
    from remit.api.cli.planning.telling import tell_of
    from remit.api.what_if import EXAMPLE, begun
    from remit.api.wiring import existing_store

    if file and example:
        raise click.UsageError("Give --from FILE or --example, not both.")
    if not file and not example and not (named["name"] and named["dataset"] and named["effective"]):
        raise click.UsageError("Give --from FILE, or NAME with --dataset and --effective.")
    with existing_store(store) as held:
        tell_of(begun(held, EXAMPLE if example else file, reason, **named), as_json)
