"""Roles that have been vacant for too long."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.graph import Graph
from remit.queries import near
from remit.queries.english import agrees, counted
from remit.queries.holding import VACANT as CONFIRMED
from remit.queries.question import MOST_FIRST, Doc
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, POSSIBLE, Check, Hit, outcome_of
from remit.queries.touched import Touched
from remit.queries.vacancies import Vacancies, Vacancy, ask


@dataclass(frozen=True, slots=True)
class Vacant:
    """Settings."""

    days: Annotated[int, Doc("For how many days a role may be vacant.")]


def find(graph: Graph, settings: Vacant) -> Iterator[Hit]:
    """Each role confirmed vacant for more days; where nothing tells since when, it cannot be told."""
    after: str | None = ""
    while after is not None:
        page = ask(graph, Vacancies((CONFIRMED,), MOST_FIRST, after))
        for row in page.rows:
            if row.days_at_most is None or row.days_at_most > settings.days:
                yield _hit(row, settings.days)
        after = page.after


def _hit(row: Vacancy, days: int) -> Hit:
    name = row.role.name
    if row.days_at_least is None:
        return Hit(row.role, f"{name} {agrees(name, 'is')} vacant, since when is not known.", CANNOT_TELL)
    outcome = min(CERTAIN if row.days_at_least > days else POSSIBLE, outcome_of(row.certainty), key=_order)
    number = counted(row.days_at_most if row.days_at_most == row.days_at_least else row.days_at_least, "day")
    least = "" if row.days_at_most == row.days_at_least else "at least "
    since = f", since {row.since}" if row.since else ""
    told = f"{name} {agrees(name, 'has')} been vacant for {least}{number}{since}."
    return Hit(row.role, told, outcome)


def _order(outcome: str) -> int:
    return (CANNOT_TELL, POSSIBLE, CERTAIN).index(outcome)


def _near(touched: Touched, _settings: Vacant) -> frozenset[str]:
    return near.roles(touched)


VACANT = Check("vacant", "Roles that have been vacant for too long.", Vacant, find, _near)
