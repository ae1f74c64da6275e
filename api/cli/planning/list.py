"""`remit what-if list`: the scenarios that one may see."""

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Form, Where, form_options, store_option

TITLES = ("Scenario", "Version", "State", "Takes effect", "Operations", "Title")


@remit_command("list", "remit what-if list", "remit what-if list --json")
@form_options
@store_option
def command(form: Form, store: Where | None) -> None:
    """List the scenarios that you may see: your own, and what others have shared."""
    from remit.api.cli.output import write_listing
    from remit.api.what_if import row_of
    from remit.api.wiring import existing_store, who
    from remit.queries.what_if.stored import listed

    with existing_store(store) as held:
        rows = [row_of(each) for each in listed(held, who())]
    write_listing(
        "scenarios", rows, TITLES, form, empty="There is none yet: begin one with remit what-if new."
    )
