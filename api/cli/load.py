"""`remit load`: make a store say what files say."""

import sys
from datetime import date
from pathlib import Path

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import DAY, Where, store_option

STEPS = ("reading", "checking", "comparing", "writing", "publishing", "sending")


@remit_command(
    "load",
    "remit load my-council/ --dry-run",
    'remit load my-council/ --reason "Scheme of delegation of May 2026"',
    "remit load --bundled",
    "remit export --dataset surrey-2013 -o - | remit load - --store copy.db",
)
@click.argument("paths", nargs=-1, metavar="PATH…", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--bundled", is_flag=True, help="Load the five bundled data sets.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--reason", metavar="TEXT", help="Why; kept in the change log.")
@click.option(
    "--ended-on", type=DAY, metavar="DAY",
    help="What the files no longer say ended on this day (the first day not in force), instead of being retracted.",
)  # fmt: skip
@click.option("--list", "everything", is_flag=True, help="List every statement that changes.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@store_option
def command(
    paths: tuple[Path, ...],
    bundled: bool,
    dry_run: bool,
    reason: str | None,
    ended_on: date | None,
    everything: bool,
    as_json: bool,
    store: Where | None,
) -> None:
    """Load data sets into a store, or bring them up to date.

    PATH is a folder of YAML files, a file of JSON Lines, or - for JSON Lines on
    standard input. Everything is checked first, and every problem reported with
    its place; then all is loaded in one change, or nothing. What the files no
    longer say is retracted. The store is made if it is not there. With --json, a
    load into a server prints bookmarks: handed in with a question over GraphQL, it
    sees this load on any machine of a cluster.
    """
    from remit.api.cli.changes import show_report, write_report
    from remit.api.cli.progress import progress_shown
    from remit.api.wiring import author, place_of, store_to_try, store_to_write
    from remit.loaders.bundled import bundled as bundled_folders
    from remit.loaders.load import load

    if not paths and not bundled:
        raise click.UsageError("Name what to load: a folder, a file, or --bundled.")
    every = [*bundled_folders(), *paths] if bundled else list(paths)
    why = reason or f"load of {', '.join(each.name or str(each) for each in every)}"
    told = author(why)
    opened = store_to_try(store) if dry_run else store_to_write(store)
    with opened as opened_store, progress_shown(STEPS) as progress:
        asked = opened_store.asked_by(told.request)
        report = load(
            asked,
            every,
            told,
            dry_run=dry_run,
            ended_on=ended_on,
            progress=progress,
            standard_input=sys.stdin.buffer,
        )
        bookmarks = asked.bookmarks()
    if as_json:
        write_report(report, place_of(store), bookmarks, everything=everything)
    else:
        show_report(report, place_of(store), everything=everything)
