"""Delegations that do not hold: not the delegator's to hand on, in a loop, run out, or to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from remit.graphmodel.graph import Graph
from remit.queries import near
from remit.queries.delegations import BROKEN, DELEGATIONS, POSSIBLY_BROKEN, Delegations
from remit.queries.delegations import CANNOT_TELL as UNTOLD
from remit.queries.english import agrees
from remit.queries.rules.asking import rows_of
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, POSSIBLE, Check, Hit
from remit.queries.touched import Touched

_OUTCOMES = {BROKEN: CERTAIN, POSSIBLY_BROKEN: POSSIBLE, UNTOLD: CANNOT_TELL}


@dataclass(frozen=True, slots=True)
class Broken:
    """Settings."""


def find(graph: Graph, _settings: Broken) -> Iterator[Hit]:
    """One hit for each delegator, about the worst of its delegations."""
    worst: dict[str, Hit] = {}
    for row in rows_of(graph, DELEGATIONS, Delegations()):
        if row.verdict in _OUTCOMES:
            outcome = _OUTCOMES[row.verdict]
            what = row.duty.name.rstrip(".") if row.duty else row.function or "what it delegates"
            name = row.delegator.name
            phrase = f"{agrees(name, 'delegates')} to {row.delegate.name}"
            told = f"{name} {phrase} ({what}): {'; '.join(each.rstrip('.') for each in row.reasons)}."
            hit = Hit(row.delegator, told, outcome, (row.delegate,), (row.said,))
            best = worst.get(row.delegator.id)
            ranks = tuple(_OUTCOMES.values())
            if best is None or ranks.index(outcome) < ranks.index(best.outcome):
                worst[row.delegator.id] = hit
    yield from worst.values()


def _near(touched: Touched, _settings: Broken) -> frozenset[str]:
    return near.delegators(touched)


DELEGATION = Check("delegation", "Delegations that do not hold.", Broken, find, _near)
