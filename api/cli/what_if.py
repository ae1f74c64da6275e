"""`remit what-if`: scenarios kept in the store, from the first draft to their adoption and its undoing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from remit.api.cli.group import WIDTH, LazyGroup
from remit.api.cli.options import Function, Where, store_option

if TYPE_CHECKING:
    from remit.graphmodel.store import Store
    from remit.queries.what_if.stored import Stored

COMMANDS = {
    "new": "Keep a new scenario, of a file or empty; only you see it.",
    "add": "Add operations to a scenario.",
    "edit": "Switch an operation off or on, take it out, or move it.",
    "list": "List the scenarios that you may see.",
    "show": "Show a scenario: its operations, its state, its versions.",
    "impact": "What it would do to accountability, by severity and operation.",
    "compare": "What is, and several scenarios, side by side by the same measures.",
    "coverage": "On which days up to then duties are without an owner, role or body.",
    "suggest": "Who might take the duties that it leaves without an owner.",
    "share": "Let everybody who reads the store see it.",
    "rebase": "Work it out on what is known now.",
    "submit": "Ask for its approval.",
    "approve": "Approve it: from then on it is frozen.",
    "adopt": "Make its changes in the live graph, as one change.",
    "undo": "Undo its adoption, as one change.",
    "withdraw": "Put it aside; its versions are kept.",
}


@click.group(
    "what-if", cls=LazyGroup, package="remit.api.cli.planning", table=COMMANDS,
    context_settings={"max_content_width": WIDTH},
    examples=(
        "remit what-if new --from plans/one-director.yaml",
        "remit what-if impact one-director",
        "remit what-if submit one-director --reason 'for the committee of 4 May'",
    ),
)  # fmt: skip
def command() -> None:
    """Plan reorganisations: keep, share, approve, adopt and undo scenarios.

    A scenario is private until you share or submit it. It is named by NAME, or by
    OWNER/NAME where others have one of that name; OWNER/NAME@VERSION is an older
    version of it. Nothing in the live graph moves until it is adopted. Any question
    and the rules take --scenario NAME.
    """


def reason_option(function: Function) -> Function:
    """Add --reason."""
    return click.option(
        "--reason", default="", metavar="TEXT", help="Why: its versions, and the audit, show it."
    )(function)


def json_option(function: Function) -> Function:
    """Add --json, handed on as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")(function)


def on_a_scenario(function: Function) -> Function:
    """Add the argument NAME and the options of a command that changes a scenario."""
    return click.argument("name")(reason_option(json_option(store_option(function))))


@contextmanager
def opened(store: Where | None, name: str) -> "Iterator[tuple[Store, Stored]]":
    """The store, and the scenario of that name as the user sees it."""
    from remit.api.wiring import existing_store, who
    from remit.queries.what_if.stored import named

    with existing_store(store) as held:
        yield held, named(held, name, who())
