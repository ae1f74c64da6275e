"""Aspects that are a question's own rows, before and after, asked of the nodes that the change may concern."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph
from remit.queries import committee_gaps, delegations, near, over_owned_duties, vacancies
from remit.queries.difference import RowDifference, difference_of
from remit.queries.holding import VACANT as IS_VACANT
from remit.queries.impacts.aspect import ERROR, NOTE, WARNING, Aspect, Effect
from remit.queries.question import Question
from remit.queries.touched import Touched
from remit.queries.within import within

OVER_OWNED = "duty over-owned"
VACANT = "role left without a holder"
VOID = "delegation void"
COMMITTEE = {
    committee_gaps.NO_CHAIR: ("committee without a chair", ERROR),
    committee_gaps.CHAIR_VACANT: ("committee without a chair", ERROR),
    committee_gaps.NO_QUORUM: ("committee without a quorum", ERROR),
    committee_gaps.NO_MEMBERS: ("committee short of members", ERROR),
    committee_gaps.EMPTY_SEATS: ("committee short of members", WARNING),
    committee_gaps.ANSWERS_TO_NOBODY: ("committee answering to nobody", ERROR),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of a question are an effect; `near` gives the nodes whose rows a change may concern.

    `effect` makes an effect of a row that came, went or differs; None where it is none.
    """

    question: Question
    parameters: Any
    near: Callable[[Touched], frozenset[str]]
    effect: Callable[[RowDifference[Any]], Effect | None]

    def find(self, touched: Touched) -> Iterator[Effect]:
        """The effects of a change, by asking the question of the nodes that it may concern."""
        ids = self.near(touched)
        if ids:
            before, after = (within(graph, ids) for graph in touched.graphs)
            yield from self.between(before, after)

    def between(self, before: Graph, after: Graph) -> Iterator[Effect]:
        """The effects between two graphs, by asking the question of all of both."""
        for each in difference_of(self.question, before, after, self.parameters):
            if (effect := self.effect(each)) is not None:
                yield effect


def _over_owned(each: RowDifference[Any]) -> Effect | None:
    row = each.after
    if row is None or each.before is not None or row.reason == over_owned_duties.TWICE:
        return None
    return Effect(
        row.subject.id, OVER_OWNED, WARNING, row.certainty, row.reason, after=row.sentence,
        before="not over-owned",
    )  # fmt: skip


def _committee(each: RowDifference[Any]) -> Effect | None:
    row = each.after
    if row is None or (each.before is not None and _weight(each.before) >= _weight(row)):
        return None
    sort, severity = COMMITTEE[row.gap]
    before = each.before.sentence if each.before else "no such gap"
    return Effect(row.committee.id, sort, severity, row.certainty, row.gap, before=before, after=row.sentence)


def _weight(row: Any) -> tuple[bool, int, int]:
    """How bad a gap is: told for certain, how certainly, and how many are missing."""
    return row.verdict != committee_gaps.CANNOT_TELL, int(row.certainty), (row.needed or 0) - (row.there or 0)


def _delegation(each: RowDifference[Any]) -> Effect | None:
    was, now = each.before, each.after
    if was is None or was.verdict in _BROKEN or (now is not None and now.verdict not in _BROKEN):
        return None
    what = was.duty.name if was.duty else was.function or "something"
    after = "ended" if now is None else "; ".join(now.reasons) or now.verdict
    certainty = (
        Truth.POSSIBLY if now is not None and now.verdict == delegations.POSSIBLY_BROKEN else Truth.YES
    )
    return Effect(
        was.delegator.id, VOID, ERROR, certainty, was.statement, was.delegate.id,
        f"{was.delegator.name} delegates to {was.delegate.name}: {what} ({was.verdict})", after,
    )  # fmt: skip


def _vacant(each: RowDifference[Any]) -> Effect | None:
    row = each.after
    if row is None or each.before is not None or row.state == vacancies.STOOD_IN:
        return None
    severity = NOTE if row.state != IS_VACANT else WARNING
    return Effect(row.role.id, VACANT, severity, row.certainty, before="not so", after=row.state)


_BROKEN = (delegations.BROKEN, delegations.POSSIBLY_BROKEN)


@dataclass(frozen=True, slots=True)
class _Of:
    """An aspect that is rows of a question."""

    name: str
    sorts: tuple[str, ...]
    relations: tuple[str, ...]
    rows: Rows


ANSWERS = (
    _Of(
        "over-owned duties", (OVER_OWNED,), ("ACCOUNTABLE_FOR", "ONE_OF"),
        Rows(over_owned_duties.OVER_OWNED_DUTIES, over_owned_duties.OverOwnedDuties(), near.duties, _over_owned),
    ),
    _Of(
        "committees", tuple(dict.fromkeys(sort for sort, _ in COMMITTEE.values())),
        ("SITS_ON", "HOLDS", "ANSWERS_TO", "ONE_OF"),
        Rows(committee_gaps.COMMITTEE_GAPS, committee_gaps.CommitteeGaps(), near.committees, _committee),
    ),
    _Of(
        "delegations", (VOID,), ("DELEGATES_TO", "ACCOUNTABLE_FOR", "HOLDS", "LEADS", "CARRIES", "ONE_OF"),
        Rows(delegations.DELEGATIONS, delegations.Delegations(), near.delegators, _delegation),
    ),
    _Of(
        "vacancies", (VACANT,), ("HOLDS",),
        Rows(vacancies.VACANCIES, vacancies.Vacancies(states=vacancies.STATES), near.roles, _vacant),
    ),
)  # fmt: skip
ASPECTS = tuple(Aspect(each.name, each.sorts, each.rows.find, each.relations) for each in ANSWERS)
