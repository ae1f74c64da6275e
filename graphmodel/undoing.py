"""Undoing a change: what it asserted falls away, and what it retracted is stated again."""

from collections import defaultdict
from dataclasses import replace

from remit.graphmodel.changes import FIRST_DRAFTED, Changes
from remit.graphmodel.days import Period
from remit.graphmodel.errors import Conflict, UsageError
from remit.graphmodel.graph import Graph
from remit.graphmodel.overlay.settling import settled
from remit.graphmodel.statements import Fact
from remit.graphmodel.store import Author
from remit.graphmodel.view import View

UNDONE = ("adopt", "undo")  # the operations whose changes can be undone
_PAGE = 10_000


def undo_of(graph: Graph, change: int, author: Author) -> Changes:
    """What would undo a change in a graph, whose view says up to when all is known; the past stays as it was.

    Raises UsageError where the change is no adoption, Conflict where what it did has been changed since.
    """
    pin = graph.view.known_at or 0
    _refuse_others(graph, change)
    facts = _of_change(graph, change)
    asserted = [fact for fact in facts if fact.asserted == change]
    retracted = [fact for fact in facts if fact.asserted != change]
    now = graph.at(View(known_at=pin, proposed=True))
    _refuse_changed(now, asserted, retracted, change)
    added = tuple(
        replace(fact, number=FIRST_DRAFTED + place, asserted=pin + 1, retracted=None)
        for place, fact in enumerate(retracted)
    )
    return settled(now, Changes(pin, author, tuple(asserted), added))


def _refuse_others(graph: Graph, change: int) -> None:
    told = next((each for each in graph.log(change - 1) if each.number == change), None)
    if told is None:
        raise UsageError(f"there is no change {change}", "remit audit log lists them")
    if told.operation not in UNDONE:
        raise UsageError(
            f"change {change} is a {told.operation}, which is not undone as such",
            "load what is to be said instead, or withdraw the data set",
        )


def _of_change(graph: Graph, change: int) -> list[Fact]:
    """The facts that a change asserted, as live, and those that it retracted, by number."""
    then = graph.at(View(known_at=change, proposed=True))
    facts: list[Fact] = []
    while page := then.touched(change - 1, after=facts[-1].number if facts else 0, limit=_PAGE):
        facts += page
    return facts


def _refuse_changed(now: Graph, asserted: list[Fact], retracted: list[Fact], change: int) -> None:
    """Refuse where a statement that the change made is gone, or where another takes the place of what it ended."""
    left: dict[str, set[int]] = defaultdict(set)
    for fact in asserted:
        left[fact.statement.id].add(fact.number)
    again: dict[str, list[Period]] = defaultdict(list)
    for fact in retracted:
        again[fact.statement.id].append(fact.period)
    standing: dict[str, list[Fact]] = defaultdict(list)
    for fact in now.stated({*left, *again}):
        standing[fact.statement.id].append(fact)
    moved = [
        id
        for id in sorted({*left, *again})
        if not left[id] <= {fact.number for fact in standing[id]}
        or any(
            not fact.period.apart_from(period)
            for fact in standing[id] if fact.number not in left[id] for period in again[id]
        )
    ]  # fmt: skip
    if moved:
        raise Conflict(
            f"what change {change} did has been changed since: {', '.join(moved[:5])}",
            "undo the later change first, or plan another scenario",
        )
