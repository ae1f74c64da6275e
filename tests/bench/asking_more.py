"""The questions on posts, committees, duties, evidence and time, as they are measured: of a subject, a page, or all."""

from collections.abc import Callable, Sequence
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
WHOLE_LISTS = ("over-owned-duties", "vacancies", "committee-gaps", "evidence-gaps", "check")
Ask = Callable[[Any], Any]


def of_lists(graph: Graph) -> dict[str, Ask]:
    """First pages of the lists, and whole ones, each asked of nothing in particular."""
    return {
        **{f"{name}, first page of {PAGE}": partial(_asked, graph, name, {"first": PAGE}) for name in LISTS},
        **{f"{name}, all in pages of {LONG_PAGE}": partial(_all, graph, name) for name in WHOLE_LISTS},
    }


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


def _asked(graph: Graph, name: str, parameters: dict[str, Any], _subject: object) -> Any:
    question = question_named(name)
    return question.ask(graph, question.parameters(**parameters))


def _named(graph: Graph, name: str, parameter: str, subject: str) -> Any:
    return _asked(graph, name, {parameter: subject}, None)


def _differing(graph: Graph, subject: str) -> Any:
    days = {"from_day": date(2015, 1, 1), "to_day": date(2026, 1, 1)}
    return _asked(graph, "accountability-diff", {"of": subject, **days}, None)


def _all(graph: Graph, name: str, _subject: object) -> Sequence[Any]:
    question = question_named(name)
    asked = question.parameters(first=LONG_PAGE)
    rows: list[Any] = []
    while True:
        answer = question.ask(graph, asked)
        rows += answer.rows
        if answer.after is None:
            return rows
        asked = replace(asked, after=answer.after)
