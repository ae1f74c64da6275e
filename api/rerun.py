"""The command that asks a question again exactly: every parameter, and the view with what was left open settled."""

import shlex
from collections.abc import Iterator
from dataclasses import Field, fields
from datetime import date
from typing import Any

from remit.graphmodel.view import View
from remit.queries.question import Question, parameter_name


def rerun(question: Question, parameters: Any, view: View, store: str | None = None) -> str:
    """The command that asks a question with these parameters through this view."""
    words = ["remit", "ask", question.name]
    for each in fields(parameters):
        words += _option(each, getattr(parameters, each.name))
    words += _view_options(view)
    words += ["--store", store] if store else []
    return shlex.join(words)


def option_name(field: "Field[Any]") -> str:
    """The option of a parameter: --from of from_, --from-day of from_day."""
    return f"--{parameter_name(field.name).replace('_', '-')}"


def _option(field: "Field[Any]", value: Any) -> Iterator[str]:
    name = option_name(field)
    if isinstance(value, bool):
        if value or field.default is True:
            yield name if value else f"--no-{name[2:]}"
    elif isinstance(value, tuple):
        if value:
            yield from (name, ",".join(value))
    elif value is not None and value != "":
        yield from (name, value.isoformat() if isinstance(value, date) else str(value))


def _view_options(view: View) -> Iterator[str]:
    if view.as_at:
        yield from ("--as-at", view.as_at.isoformat())
    if view.scenario:
        yield from ("--scenario", view.scenario)
    else:
        yield from ("--known-at", str(view.known_at))
    if view.strict:
        yield "--strict"
    if view.proposed:
        yield "--proposed"
    for name in sorted(view.datasets or ()):
        yield from ("--dataset", name)
