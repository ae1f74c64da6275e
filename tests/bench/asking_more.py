"""The questions on posts, committees, duties, evidence and time, as they are measured: of a subject, a page, or all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from remit.graphmodel.graph import Graph
from remit.queries.registry import question_named

PAGE, LONG_PAGE = 50, 1000
LISTS = (
    "over-owned-duties", "vacancies", "committee-gaps", "evidence-gaps", "delegations", "designations", "due", "flows",
    "outstanding", "changes", "check",
)  # fmt: skip
WHOLE_LISTS = (
    "over-owned-duties", "vacancies", "committee-gaps", "evidence-gaps", "due", "flows", "outstanding", "check",
)  # fmt: skip
Ask = Callable[[Any], Any]


def of_lists() -> dict[str, Ask]:
    """First pages of the lists, asked of a graph."""
    return {f"{name}, first page of {PAGE}": partial(_first, name) for name in LISTS}


def of_whole_lists() -> dict[str, Ask]:
    """Whole lists, asked of a graph."""
    return {f"{name}, all in pages of {LONG_PAGE}": partial(_all, name) for name in WHOLE_LISTS}


def of_subjects(graph: Graph) -> dict[tuple[str, str], Ask]:
    """Questions about a subject, by their name in the table and by what sort of subject they are asked of."""
    return {
        ("vacancy-impact of a role", "role"): partial(_named, graph, "vacancy-impact", "role"),
        ("history of a role", "role"): partial(_named, graph, "history", "of"),
        ("powers of a role", "role"): partial(_named, graph, "powers", "of"),
        ("scrutiny of a committee", "committee"): partial(_named, graph, "scrutiny", "of"),
        ("raci of a committee", "committee"): partial(_named, graph, "raci", "scope"),
        ("when, by two words", "words"): partial(_named, graph, "when", "text"),
        (f"coverage of an act, first page of {PAGE}", "act"): partial(_named, graph, "coverage", "source"),
        ("accountability-diff of a role between two days", "role"): partial(_differing, graph),
    }


def _asked(graph: Graph, name: str, parameters: dict[str, Any]) -> Any:
    question = question_named(name)
    return question.ask(graph, question.parameters(**parameters))


def _first(name: str, graph: Graph) -> Any:
    return _asked(graph, name, {"first": PAGE})


def _named(graph: Graph, name: str, parameter: str, subject: str) -> Any:
    return _asked(graph, name, {parameter: subject})


def _differing(graph: Graph, subject: str) -> Any:
    days = {"from_day": date(2015, 1, 1), "to_day": date(2026, 1, 1)}
    return _asked(graph, "accountability-diff", {"of": subject, **days})


def _all(name: str, graph: Graph) -> range:
    """As many numbers as there are rows: whoever reads page by page need not keep them."""
    question = question_named(name)
    asked = question.parameters(first=LONG_PAGE)
    rows = 0
    while True:
        answer = question.ask(graph, asked)
        rows += len(answer.rows)
        if answer.after is None:
            return range(rows)
        asked = replace(asked, after=answer.after)
