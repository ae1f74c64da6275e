"""The knock-on of changes: what rests on a changed statement ends, or is shortened, with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from remit.graphmodel.changes import FIRST_DRAFTED, Changes
from remit.graphmodel.days import Period
from remit.graphmodel.graph import Graph
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.resting import clamped
from remit.graphmodel.statements import Fact
from remit.graphmodel.view import View


def settled(base: Graph, changes: Changes) -> Changes:
    """The changes with their knock-on, as a load would write it; `because` names the operation behind each cause.

    `base` is any view of the graph known at the pin. Two calls of the port for each link of a chain of inferences.
    """
    base = base.at(View(known_at=changes.pin, proposed=True))
    facts = (*changes.removed, *changes.added)
    causes = {fact.statement.id: changes.because.get(fact.number) for fact in facts}
    waiting = set(causes)
    while waiting:
        overlay = Overlay(base, changes)
        resting = overlay.resting_on(waiting)
        periods = _periods(overlay, resting)
        moved = [
            (fact, period)
            for fact in resting
            if (period := clamped(_own(fact), (periods[each] for each in fact.statement.based_on)))
            != fact.period
        ]
        for fact, _ in moved:
            cause = next((causes[each] for each in fact.statement.based_on if each in causes), None)
            causes.setdefault(fact.statement.id, cause)
        changes = _moved(changes, moved, causes)
        waiting = {fact.statement.id for fact, _ in moved}
    return changes


def _periods(overlay: Overlay, resting: Iterable[Fact]) -> dict[str, list[Period]]:
    """The periods of what facts rest on, by statement."""
    found: dict[str, list[Period]] = defaultdict(list)
    for fact in overlay.stated({each for inference in resting for each in inference.statement.based_on}):
        found[fact.statement.id].append(fact.period)
    return found


def _own(fact: Fact) -> Period:
    """The period of an inference by its own days, whatever it rests on."""
    return Period.between(fact.statement.valid_from, fact.statement.valid_to, fact.dated)


def _moved(
    changes: Changes, moved: Sequence[tuple[Fact, Period | None]], causes: dict[str, int | None]
) -> Changes:
    """The changes in which some facts have another period, or (None) fall away."""
    number = max((fact.number for fact in changes.added), default=FIRST_DRAFTED - 1)
    because = dict(changes.because)
    again = {fact.number for fact, _ in moved}
    removed, added = list(changes.removed), [fact for fact in changes.added if fact.number not in again]
    for fact, period in moved:
        new = []
        if fact.number < FIRST_DRAFTED:
            removed.append(fact)
            new.append(fact.number)
        if period:
            number += 1
            new.append(number)
            added.append(replace(fact, number=number, period=period, asserted=changes.pin + 1))
        if (cause := causes[fact.statement.id]) is not None:
            because |= dict.fromkeys(new, cause)
    return replace(changes, removed=tuple(removed), added=tuple(added), because=because)
