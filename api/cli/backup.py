"""`remit backup`: copy a store while it is in use."""

from pathlib import Path

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import FILE, Where, store_option


@remit_command("backup", "remit backup remit-backup.db")
@click.argument("file", type=FILE)
@store_option
def command(file: Path, store: Where | None) -> None:
    """Copy a store into a new FILE, while others read and write it.

    The copy is a store of its own: name it with --store to ask it, or move it in
    place of the old one.
    """
    from remit.api.wiring import existing_store

    with existing_store(store) as opened:
        opened.backup(file)
        last = opened.last_change()
    click.echo(f"Copied the store, up to change {last}, to {file}.")
