"""What the commands of `remit what-if` write: a scenario in a line, and in full."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import fill

import click

from remit.api.cli.group import WIDTH
from remit.api.cli.output import write_json
from remit.api.cli.report import show
from remit.api.jsonable import Json
from remit.api.statuses import status_of
from remit.api.what_if import as_json as told_as_json
from remit.api.what_if import clash_as_json, in_words
from remit.graphmodel.store import Change, Store
from remit.queries.what_if.life import MOVES, Clashed
from remit.queries.what_if.stored import Stored, worked_out

PHRASE = {"adopted": "adopted as change {}", "private": "private to its owner"}


def tell_of(stored: Stored, as_json: bool, change: Change | None = None) -> None:
    """Write what has become of a scenario."""
    if as_json:
        write_json(told_as_json(stored) | ({"change": change.number} if change else {}))
        return
    told = PHRASE.get(stored.state, stored.state).format(stored.adopted)
    published = f" Published as change {change.number}." if change else ""
    count = len(stored.scenario.operations)
    click.echo(
        f"{stored.exactly} has {count} operation{'' if count == 1 else 's'} and is {told}, on change {stored.pin}."
        f"{published}"
    )


@contextmanager
def clashes_told(*, as_json: bool) -> Iterator[None]:
    """Write what stands against a rebase or an adoption that is refused inside, and end with its exit code."""
    try:
        yield
    except Clashed as clashed:
        _tell_clashes(clashed, as_json)
        show(clashed)
        raise click.exceptions.Exit(status_of(clashed).exit_code) from None


def _tell_clashes(error: Clashed, as_json: bool) -> None:
    """Write what stands against a rebase: what was there, what is there now, and the operation."""
    if as_json:
        write_json({"clashes": [clash_as_json(each) for each in error.clashes]})
        return
    for each in error.clashes:
        click.echo(f"operation {each.place + 1}: {each.yours}\n  {each.statement}")
        click.echo(f"    base: {each.base}\n    live: {each.live}\n    yours: {each.yours}")


def show_in_full(store: Store, stored: Stored, as_json: bool) -> None:
    """Write a scenario with its operations and what it would change."""
    changes = worked_out(store, stored).changes
    if as_json:
        effect: dict[str, Json] = {"retracted": len(changes.removed), "asserted": len(changes.added)}
        write_json(told_as_json(stored) | {"facts": effect})
        return
    scenario = stored.scenario
    told = PHRASE.get(stored.state, stored.state).format(stored.adopted)
    click.echo(f"{scenario.title} [{stored.exactly}]")
    click.echo(f"{told[0].upper()}{told[1:]}, worked out on change {stored.pin}.")
    click.echo(f"It takes effect on {scenario.day}; what is new belongs to {scenario.dataset}.\n")
    for place, operation in enumerate(scenario.operations, 1):
        told = f"{place:>3}. {in_words(operation, scenario)}"
        click.echo(fill(told, WIDTH, subsequent_indent="     ", break_long_words=False))
    if not scenario.operations:
        click.echo("It has no operations yet: remit what-if add.")
    click.echo(
        f"\nIt would retract {len(changes.removed):,} facts and assert {len(changes.added):,}."
        if stored.state != "adopted"
        else f"\nIt retracted {len(changes.removed):,} facts and asserted {len(changes.added):,}."
    )
    steps = [f"remit what-if {move.name}" for move in MOVES.values() if stored.state in move.states]
    if steps:
        click.echo(f"Next: {', '.join(steps)}.", file=sys.stderr)
