"""Duties without an owner, for certain reasons: nobody assigned, an owner who is gone, a class that is not covered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Where
from remit.queries import near
from remit.queries.ownership import OWNED, REASONS, Finding, findings
from remit.queries.paging import in_chunks
from remit.queries.question import Doc
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.touched import Touched

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Unowned:
    """Settings."""

    reasons: Annotated[
        tuple[str, ...], Doc("Why it has no owner: only duties for which one of these fits first.", REASONS)
    ]
    where: Annotated[Where, Doc("Only duties whose attributes fit.")] = field(default_factory=dict)


def find(graph: Graph, settings: Unowned) -> Iterator[Hit]:
    """Each duty whose reason is one of those asked for, with who falls short of owning it."""
    for duty, truth, finding in _unowned(graph, tuple(settings.where.items())):
        if finding.reason in settings.reasons:
            told = f"{duty.name.rstrip('.')}: {finding.sentence}"
            yield Hit(duty, told, outcome_of(truth), finding.about + finding.members)


@lru_cache(maxsize=1)  # several rules ask one after the other for other reasons of the same duties
def _unowned(
    graph: Graph, where: tuple[tuple[str, frozenset[Any]], ...]
) -> list[tuple[Node, Truth, Finding]]:
    """The duties without an owner, each with the first reason that fits."""

    def listing(after: str, limit: int) -> list[tuple[str, Truth]]:
        return graph.lacking("Duty", OWNED, dict(where), after, limit)

    explained = []
    for chunk in in_chunks(listing, lambda each: each[0], least=_CHUNK):
        found, nodes = findings(graph, [id for id, _ in chunk])
        explained += [(nodes[id], truth, found[id]) for id, truth in chunk]
    return explained


def _near(touched: Touched, _settings: Unowned) -> frozenset[str]:
    """Duties of whose assignments, or of whose owners or holders of these, anything changed, on whatever day."""
    return near.assigned(touched) | near.assigned(touched.ever)


UNOWNED = Check("unowned", "Duties without an owner, for certain reasons.", Unowned, find, _near)
