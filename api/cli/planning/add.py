"""`remit what-if add`: operations added to a scenario."""

from pathlib import Path

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import FILE, Where
from remit.api.cli.what_if import on_a_scenario, opened


@remit_command(
    "add",
    "remit what-if add one-director 'abolish: bath-nes/director-of-education'",
    "remit what-if add one-director --from more.yaml --reason 'after the consultation'",
)
@on_a_scenario
@click.argument("operation", required=False)
@click.option("--from", "file", type=FILE, metavar="FILE", help="A file with a list of operations.")
@click.option(
    "--before", type=click.IntRange(min=1), metavar="PLACE", help="Before this one. [default: last]"
)
def command(
    name: str, operation: str | None, file: Path | None, before: int | None, reason: str, as_json: bool,
    store: Where | None,
) -> None:  # fmt: skip
    """Add operations to a scenario: one written here, as in a file, or those of a file.

    OPERATION is YAML: 'abolish: NODE', or '{transfer duties: NODE, to: NODE}'; see
    docs/what-if.md for all of them.
    """
    from remit.api.cli.planning.telling import tell_of
    from remit.api.what_if import added

    if (operation is None) == (file is None):
        raise click.UsageError("Give an OPERATION, or --from FILE.")
    with opened(store, name) as (held, stored):
        tell_of(added(held, stored, operation, file, before, reason), as_json)
