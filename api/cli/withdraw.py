"""`remit withdraw`: retract all that a data set says."""

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where, store_option


@remit_command("withdraw", 'remit withdraw surrey-2013 --reason "superseded" --dry-run')
@click.argument("dataset")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--reason", metavar="TEXT", help="Why; kept in the change log.")
@click.option("--list", "everything", is_flag=True, help="List every statement that changes.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@store_option
def command(
    dataset: str,
    dry_run: bool,
    reason: str | None,
    everything: bool,
    as_json: bool,
    store: Where | None,
) -> None:
    """Retract all that a data set says.

    Its history is kept: questions with --known-at still see it. What other data
    sets infer from it ends with it.
    """
    from remit.api.cli.changes import show_report, write_report
    from remit.api.views import check_dataset
    from remit.api.wiring import author, existing_store, place_of

    with existing_store(store) as opened:
        check_dataset(opened, dataset)
        told = author(reason or f"withdrawal of {dataset}")
        asked = opened.asked_by(told.request)
        report = asked.withdraw(dataset, told, dry_run=dry_run)
        bookmarks = asked.bookmarks()
    if as_json:
        write_report(report, place_of(store), bookmarks, everything=everything)
    else:
        show_report(report, place_of(store), everything=everything)
