"""`remit audit`: the change log, and whether anybody tampered with it."""

import re
from dataclasses import replace

import click

from remit.api.cli.group import Group
from remit.api.cli.options import Form, Where, form_options, store_option
from remit.api.statuses import EXIT_FINDINGS

MOST_SHOWN = 50
TITLES = ("Change", "When (UTC)", "Who", "What", "Data sets", "Why", "Hash")


@click.group(
    "audit", cls=Group, invoke_without_command=True,
    examples=("remit audit", "remit audit log --json", "remit audit verify --expect 2:1f6d0c8e55ab"),
)  # fmt: skip
@store_option
@form_options
@click.pass_context
def command(context: click.Context, store: Where | None, form: Form) -> None:
    """Read the change log, or verify that nobody tampered with it.

    On its own it is the log.
    """
    context.obj = store
    if context.invoked_subcommand is None:
        write_log(store, form, MOST_SHOWN)


@command.command("log", examples=("remit audit log", "remit audit log --last 5 --csv"))
@click.option(
    "--last",
    metavar="COUNT",
    type=click.IntRange(min=1),
    default=MOST_SHOWN,
    show_default=True,
    help="How many changes, newest last.",
)
@store_option
@form_options
@click.pass_context
def log(context: click.Context, store: Where | None, form: Form, last: int) -> None:
    """List the changes: who made each, when, why, and its hash.

    Note the number and hash of the last one somewhere else: audit verify --expect
    then finds whether the log was rebuilt or cut.
    """
    write_log(store or context.obj, form, last)


def write_log(store: Where | None, form: Form, most: int) -> None:
    """Write the newest changes, the newest last."""
    from remit.api.cli.output import tell, write_listing
    from remit.api.jsonable import jsonable
    from remit.api.wiring import store_to_read

    with store_to_read(store, tell) as opened:
        changes = list(opened.changes(after=max(0, opened.last_change() - most)))
    if form is Form.TEXT:
        changes = [replace(each, at=each.at[:16].replace("T", " "), hash=each.hash[:12]) for each in changes]
    names = ["number", "at", "who", "operation", "datasets", "why", "hash"]
    if form is Form.JSON:
        names += ["request", "facts", "previous"]
    rows = [{name: jsonable(getattr(each, name)) for name in names} for each in changes]
    write_listing("audit log", rows, TITLES, form, empty="Nothing has been changed yet.")


@command.command("verify", examples=("remit audit verify", "remit audit verify --expect 2:1f6d0c8e55ab"))
@click.option(
    "--expect",
    metavar="N:HASH",
    help="A change and its hash, noted earlier (how the hash begins will do, 8 digits at least).",
)
@store_option
@click.pass_context
def verify(context: click.Context, store: Where | None, expect: str | None) -> None:
    """Verify the chain of changes against all that the store holds.

    Exits 1 where anything was edited behind its back. An edit that rebuilds the
    whole chain, or cuts its end off, is found with --expect.
    """
    from remit.api.wiring import existing_store

    expected = None if expect is None else read_expected(expect)
    with existing_store(store or context.obj) as opened:
        changes = {change.number: change for change in opened.changes()}
        if expected and expected[0] in changes and changes[expected[0]].hash.startswith(expected[1]):
            expected = (expected[0], changes[expected[0]].hash)
        findings = opened.verify(expected)
    for finding in findings:
        click.echo(finding)
    if findings:
        tell_findings(len(findings))
        context.exit(EXIT_FINDINGS)
    if changes:
        last = changes[max(changes)]
        click.echo(f"The log is whole, from change 1 to {last.number}. To find a later rebuilding, note down")
        click.echo(f"{last.number}:{last.hash}")
    else:
        click.echo("The log is whole: nothing has been changed yet.")


def tell_findings(count: int) -> None:
    """Say how many findings there were, on stderr."""
    noun = "finding" if count == 1 else "findings"
    click.echo(f"{count} {noun}: the store is not as Remit wrote it. Restore a backup.", err=True)


def read_expected(written: str) -> tuple[int, str]:
    """A change number and the hash, or the beginning of the hash, expected of it."""
    match = re.fullmatch(r"(\d{1,18}):([0-9a-fA-F]{8,64})", written.strip())
    if match is None:
        raise click.UsageError(f"--expect {written!r} is no change and hash: write it as 12:1f6d0c8e55ab.")
    return int(match[1]), match[2].lower()
