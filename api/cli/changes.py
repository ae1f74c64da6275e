"""What a load or a withdrawal changed, or would change."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from remit.api.cli.output import write_json
from remit.api.jsonable import Json, jsonable
from remit.api.tables import show, table
from remit.graphmodel.store import DatasetChange, LoadReport

SIGNS = {"added": "+", "retracted": "-", "changed": "~", "ended": "|", "knocked on": "!"}
FEW = 20


def show_report(report: LoadReport, place: Path | str, *, everything: bool = False) -> None:
    """Write how many statements of each data set change, which ones, and whether anything was written."""
    if not report.changes:
        click.echo("Nothing has changed: the store says all of this already.")
        return
    sorts = [sort for sort in SIGNS if any(each.counts[sort] for each in report.datasets)]
    rows = [
        (each.dataset, *(f"{each.counts[sort]:,}" for sort in sorts), f"{each.unchanged:,}")
        for each in report.datasets
    ]
    titles = ("Data set", *(sort.capitalize() for sort in sorts), "Unchanged")
    show(table(titles, rows, numbers=range(1, len(titles))), sys.stdout)
    for each in report.datasets:
        if each.caught_up:
            noun = "statement" if each.caught_up == 1 else "statements"
            click.echo(
                f"{each.dataset}: the files now say {each.caught_up:,} {noun} that the store said already."
            )
    for each in report.datasets:
        _list(each, everything)
    if report.dry_run:
        click.echo("A dry run: nothing was changed.")
    elif report.change is not None:
        click.echo(f"Published as change {report.change.number} in {place}, by {report.change.who}.")


def write_report(
    report: LoadReport, place: Path | str, bookmarks: Sequence[str], *, everything: bool = False
) -> None:
    """Write a report as one JSON object; `bookmarks` stand for what the store has now, where it is on a server."""
    write_json(
        {
            "store": str(place),
            "dryRun": report.dry_run,
            "change": jsonable(report.change),
            "datasets": [_as_json(each, everything) for each in report.datasets],
            "bookmarks": list(bookmarks),
        }
    )


def _as_json(change: DatasetChange, everything: bool) -> Json:
    named = {sort: sort.replace(" ", "_") for sort in SIGNS}
    return {
        "dataset": change.dataset,
        "headChanged": change.head_changed,
        "unchanged": change.unchanged,
        "caughtUp": change.caught_up,
        "counts": jsonable({named[sort]: change.counts[sort] for sort in SIGNS}),
        "listed": jsonable({named[sort]: change.listed.get(sort, []) for sort in SIGNS})
        if everything
        else None,
    }


def _list(change: DatasetChange, everything: bool) -> None:
    first_load = not change.unchanged and not any(
        count for sort, count in change.counts.items() if sort != "added"
    )
    stays = change.unchanged or change.counts["added"] or change.counts["changed"]
    if change.head_changed and not first_load and stays:
        click.echo(f"{change.dataset}: its dataset.yaml has changed")
    for sort, sign in SIGNS.items():
        if first_load and not everything:
            continue
        listed = change.listed.get(sort, [])
        shown = listed if everything else listed[:FEW]
        for statement in shown:
            click.echo(f"{sign} {statement}   ({sort}, {change.dataset})")
        left = change.counts[sort] - len(shown)
        if left > 0 and shown:
            more = "" if everything else "; --list shows them"
            click.echo(f"  … and {left:,} more {sort}{more}")
