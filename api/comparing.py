"""Scenarios side by side: what is, and what each of them would make of it, by the same measures on the same day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from remit.api.planned import planned as planned_by_any
from remit.api.planned import planned_in_store
from remit.api.views import Asked, view_of
from remit.graphmodel.errors import UsageError
from remit.graphmodel.graph import Graph
from remit.graphmodel.store import Store
from remit.queries.committee_gaps import COMMITTEE_GAPS, CommitteeGaps
from remit.queries.delegations import DELEGATIONS, Delegations
from remit.queries.difference import all_rows
from remit.queries.impact import IMPACT, Impact
from remit.queries.impacts.aspect import ERROR, WARNING
from remit.queries.impacts.people import MANAGER
from remit.queries.loops import LOOPS, Loops
from remit.queries.over_owned_duties import OVER_OWNED_DUTIES, OverOwnedDuties
from remit.queries.question import Question
from remit.queries.span_and_layers import LAYER, SPAN, SPAN_AND_LAYERS, SpanAndLayers
from remit.queries.unowned_duties import UNOWNED_DUTIES, UnownedDuties
from remit.queries.vacancies import STATES, VACANCIES, Vacancies

AS_IT_IS = "as it is"
MOST = 10


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted of a graph; of `planned` only, what a scenario changes."""

    name: str
    of: Callable[[Graph], int]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Measures of several graphs on one day (as_at axis): the columns' names, and of each measure its values.

    A value is None where it measures what a scenario changes, and there is none.
    """

    day: date
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int | None]]]


def _rows_of(question: Question, parameters: object) -> Callable[[Graph], int]:
    return lambda graph: sum(1 for _ in all_rows(question, graph, parameters))


def _effects(**asked: object) -> Callable[[Graph], int]:
    return _rows_of(IMPACT, Impact(**asked))  # type: ignore[arg-type]


def _warnings(graph: Graph) -> int:
    return sum(row.severity == WARNING for row in all_rows(IMPACT, graph, Impact(severity=WARNING)))


def _most(order: str) -> Callable[[Graph], int]:
    def most(graph: Graph) -> int:
        rows = SPAN_AND_LAYERS.ask(graph, SpanAndLayers(order=order, first=1)).rows
        return rows[0].rank if rows else 0

    return most


MEASURES = (
    Measure(
        "duties that must be done without an owner", _rows_of(UNOWNED_DUTIES, UnownedDuties(modality="must"))
    ),
    Measure("duties with too many owners", _rows_of(OVER_OWNED_DUTIES, OverOwnedDuties())),
    Measure("roles without a holder", _rows_of(VACANCIES, Vacancies(states=STATES))),
    Measure("gaps in committees", _rows_of(COMMITTEE_GAPS, CommitteeGaps(confirmed_only=True))),
    Measure("delegations that do not hold", _rows_of(DELEGATIONS, Delegations(broken_only=True))),
    Measure("lines that return to themselves", _rows_of(LOOPS, Loops())),
    Measure("roles", lambda graph: graph.count("Role")[1]),
    Measure("layers", _most(LAYER)),
    Measure("most direct reports", _most(SPAN)),
    Measure("errors by its impact", _effects(severity=ERROR), planned=True),
    Measure("warnings by its impact", _warnings, planned=True),
    Measure("people with another manager", _effects(sorts=(MANAGER,)), planned=True),
)


def compared(
    store: Store, named: Sequence[str], asked: Asked, viewer: str, *, day_given: bool, files: bool = True
) -> Comparison:
    """What is and what the scenarios named would make of it, on the day given, else the last of those they take effect on.

    `files` says that a name may be a file's. Raises UsageError, and as `planned` does. Each measure is a question asked of each graph as a whole.
    """
    if len(named) > MOST:
        raise UsageError(f"{len(named)} scenarios are too many to compare", f"name at most {MOST}")
    planned = planned_by_any if files else planned_in_store
    plans = [planned(store, each, asked, viewer, day_given=day_given) for each in named]
    days = [plan.view.as_at for plan in plans if plan.view.as_at]
    day = asked.as_at if day_given or not days else max(days)
    base = store.graph(view_of(store, replace(asked, as_at=day)))
    graphs = [base, *(plan.at(replace(plan.view, as_at=day)) for plan in plans)]
    rows = [
        (each.name, [None if each.planned and graph is base else each.of(graph) for graph in graphs])
        for each in MEASURES
    ]
    return Comparison(day, (AS_IT_IS, *(plan.view.scenario or "" for plan in plans)), rows)
