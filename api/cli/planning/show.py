"""`remit what-if show`: a scenario in full."""

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where, store_option
from remit.api.cli.what_if import json_option, opened

TITLES = ("Version", "When (UTC)", "Who", "What", "State", "Why")


@remit_command(
    "show",
    "remit what-if show one-director",
    "remit what-if show one-director --versions",
    "remit what-if show pat/one-director@2 --yaml",
)
@click.argument("name")
@click.option("--versions", is_flag=True, help="List its versions: who changed what, when and why.")
@click.option("--yaml", "as_yaml", is_flag=True, help="Write it as a file that what-if new --from reads.")
@json_option
@store_option
def command(name: str, versions: bool, as_yaml: bool, as_json: bool, store: Where | None) -> None:
    """Show a scenario: its operations, its state, and what it would change."""
    from remit.api.cli.options import Form
    from remit.api.cli.output import write_listing
    from remit.api.cli.planning.telling import show_in_full
    from remit.api.what_if import as_yaml_text, version_row
    from remit.api.wiring import who
    from remit.queries.what_if import stored as keeping

    if versions + as_yaml + as_json > 1 and not (versions and as_json):
        raise click.UsageError("Give one of --versions, --yaml and --json.")
    with opened(store, name) as (held, stored):
        if versions:
            rows = [version_row(each) for each in keeping.versions(held, name, who())]
            write_listing("versions", rows, TITLES, Form.JSON if as_json else Form.TEXT, empty="")
        elif as_yaml:
            click.echo(as_yaml_text(stored), nl=False)
        else:
            show_in_full(held, stored, as_json)
