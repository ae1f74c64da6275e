"""`remit export`: a data set as files."""

from pathlib import Path

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where, store_option


@remit_command(
    "export",
    "remit export --dataset surrey-2013 -o surrey",
    "remit export --dataset surrey-2013 -o - --known-at 1",
)
@click.option("--dataset", required=True, metavar="NAME", help="The data set.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    metavar="DIR",
    help="The folder to write; or - for JSON Lines on standard output.",
)
@click.option("--jsonl", is_flag=True, help="Write JSON Lines, for machines, instead of YAML.")
@click.option(
    "--known-at", metavar="CHANGE|DAY", help="As it was known after a change, or by the end of a day (UTC)."
)
@click.option(
    "--scenario",
    metavar="FILE|NAME",
    help="As a scenario would make it: that of a file, or one kept in the store.",
)
@store_option
def command(
    dataset: str, output: Path, jsonl: bool, known_at: str | None, scenario: str | None, store: Where | None
) -> None:
    """Write a data set to a folder of YAML, or as JSON Lines.

    Loading what was written gives the same data set again: ids, dates, evidence
    and places in the sources included.
    """
    from remit.api.cli.output import tell
    from remit.api.clock import today
    from remit.api.views import Asked, check_dataset, read_change
    from remit.api.wiring import store_to_read, who
    from remit.loaders.export import export

    with store_to_read(store, tell) as opened:
        if scenario is not None:
            from remit.api.planned import PlannedData, planned

            overlay = planned(opened, scenario, Asked(today(), known_at), who(), day_given=False)
            check_dataset(opened, dataset)
            export(PlannedData(opened, overlay.changes), dataset, output, json_lines=jsonl)
        else:
            change = None if known_at is None else read_change(opened, known_at)
            check_dataset(opened, dataset, change)
            export(opened, dataset, output, known_at=change, json_lines=jsonl)
    if str(output) != "-":
        tell(f"Wrote {dataset} to {output}.")
