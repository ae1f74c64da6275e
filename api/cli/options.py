"""The options that commands share: which store, which view, in which form the answer is wanted."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import click

Function = Callable[..., Any]
Where = Path | str


class Form(Enum):
    """In which form an answer is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Reading:
    """What every reading command is told: the store (None: nobody named one), the view, and the form."""

    store: Where | None
    form: Form
    as_at: date | None = None
    known_at: str | None = None
    strict: bool = False
    proposed: bool = False
    datasets: tuple[str, ...] = ()
    scenario: str | None = None


class DayType(click.ParamType[date, str]):
    """A civil day, as 2003-06-25."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that a text means."""
        from remit.api.views import read_day
        from remit.graphmodel.errors import BadValue

        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except BadValue as error:
            self.fail(str(error), param, ctx)


DAY = DayType()
FILE = click.Path(dir_okay=False, path_type=Path)
SCHEMES = ("neo4j", "bolt")


class StoreType(click.ParamType[Where, str]):
    """A store: a file, or the address of a Neo4j server."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Where:
        """The path or the address that a text means."""
        scheme, divided, _ = str(value).partition("://")
        if divided and scheme.partition("+")[0] in SCHEMES:
            return str(value)
        path: Path = FILE.convert(value, param, ctx)
        return path


STORE = StoreType()


def store_option(function: Function) -> Function:
    """Add --store."""
    return click.option(
        "--store", type=STORE, envvar="REMIT_STORE", metavar="FILE|neo4j://HOST",
        help="The store. Else the environment's REMIT_STORE; else remit.db in the working folder.",
    )(function)  # fmt: skip


def form_options(function: Function) -> Function:
    """Add --json and --csv, handed on as `form`."""

    @functools.wraps(function)
    def wrapped(*, as_json: bool, as_csv: bool, **rest: Any) -> Any:
        if as_json and as_csv:
            raise click.UsageError("Give --json or --csv, not both.")
        return function(form=Form.JSON if as_json else Form.CSV if as_csv else Form.TEXT, **rest)

    wrapped = click.option("--csv", "as_csv", is_flag=True, help="Write the rows as CSV.")(wrapped)
    return click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")(wrapped)


_VIEW_OPTIONS = (
    click.option("--as-at", type=DAY, metavar="DAY", help="The day asked about. [default: today]"),
    click.option(
        "--known-at", metavar="CHANGE|DAY",
        help="As it was known after a change (by its number) or by the end of a day (UTC).",
    ),
    click.option("--strict", is_flag=True, help="Count stated facts only, nothing inferred or assumed."),
    click.option("--proposed", is_flag=True, help="Count what is only recommended, too."),
    click.option(
        "--dataset", "datasets", multiple=True, metavar="NAME", help="Count this data set only. May be repeated."
    ),
    click.option(
        "--scenario", metavar="FILE|NAME",
        help="As a scenario would make it, on the day it takes effect: that of a file, or one kept in the store.",
    ),
)  # fmt: skip


def view_options(function: Function) -> Function:
    """Add the options of the view."""
    for option in reversed(_VIEW_OPTIONS):
        function = option(function)
    return function


def reading(function: Function) -> Function:
    """Add the options of a reading command: store, view and form, handed on as one `Reading`, the first argument."""

    @functools.wraps(function)
    def wrapped(*, form: Form, **rest: Any) -> Any:
        told, values = _reading(form, rest)
        return function(told, **values)

    return store_option(view_options(form_options(wrapped)))


def reading_in_text(function: Function) -> Function:
    """Add the options of store and view only, handed on as one `Reading`: for a command with forms of its own."""

    @functools.wraps(function)
    def wrapped(**rest: Any) -> Any:
        told, values = _reading(Form.TEXT, rest)
        return function(told, **values)

    return store_option(view_options(wrapped))


def _reading(form: Form, values: dict[str, Any]) -> tuple[Reading, dict[str, Any]]:
    names = ("store", "as_at", "known_at", "strict", "proposed", "datasets", "scenario")
    told = Reading(form=form, **{name: values.pop(name) for name in names})
    return told, values
