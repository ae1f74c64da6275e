"""`remit store`: prepare the place that a store is kept in, and check that nothing in it is missing or damaged."""

import click

from remit.api.cli.group import Group
from remit.api.cli.options import Where, store_option
from remit.api.statuses import EXIT_FINDINGS


@click.group(
    "store", cls=Group,
    examples=("remit store prepare --store neo4j://host", "remit store check --store neo4j://host"),
)  # fmt: skip
def command() -> None:
    """Prepare a store, or check it for what is missing or damaged."""


@command.command(
    "prepare",
    examples=("remit store prepare --store neo4j://host", "remit store prepare --beside-others --json"),
)
@click.option(
    "--beside-others", is_flag=True,
    help="Also where the database holds somebody else's graph, which is left as it is.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@store_option
def prepare(beside_others: bool, as_json: bool, store: Where | None) -> None:
    """Make the constraints and indexes that a database lacks.

    A first load does so too, but for a database that holds somebody else's graph:
    that one is prepared once with --beside-others, and loaded into as any other.
    It is harmless to do again. A file is made, and needs nothing more.
    """
    from remit.api.cli.output import write_json
    from remit.api.wiring import place_of, store_to_prepare

    with store_to_prepare(store) as opened:
        made = opened.prepare(beside_others=beside_others)
    if as_json:
        write_json({"store": str(place_of(store)), "made": list(made)})
        return
    for name in made:
        click.echo(f"Made {name}.")
    click.echo(f"{place_of(store)} is ready to be loaded.")


@command.command("check", examples=("remit store check", "remit store check --store neo4j://host --json"))
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@store_option
@click.pass_context
def check(context: click.Context, as_json: bool, store: Where | None) -> None:
    """Check a store for what is missing or damaged; nothing is changed.

    On a server: constraints and indexes, the change log, the number of every fact,
    nodes and what is said of them, what a writer that died left behind. It is
    quicker than audit verify, which copies all facts and proves that each still
    says what it said. Of a file it tells what audit verify does. Exits 1 on
    findings, each with what to do about it.
    """
    from remit.api.cli.output import tell, write_json
    from remit.api.wiring import place_of, store_to_check

    with store_to_check(store) as opened:
        checked = opened.check()
    if as_json:
        write_json(
            {
                "store": str(place_of(store)),
                "findings": [{"what": each.what, "mend": each.mend} for each in checked.findings],
                "notes": list(checked.notes),
            }
        )
    else:
        for each in checked.findings:
            click.echo(f"{each.what[0].upper()}{each.what[1:]}.\n  {each.mend[0].upper()}{each.mend[1:]}.")
        for note in checked.notes:
            tell(f"{note[0].upper()}{note[1:]}.")
        if not checked.findings:
            click.echo(f"Nothing is missing or damaged in {place_of(store)}.")
    if checked.findings:
        context.exit(EXIT_FINDINGS)
