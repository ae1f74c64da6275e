"""Duties without an owner, for certain reasons: nobody assigned, an owner who is gone, a class that is not covered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Where
from remit.queries import near
from remit.queries.ownership import OWNED, REASONS, findings
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

    def unowned(after: str, limit: int) -> list[tuple[str, Truth]]:
        return graph.lacking("Duty", OWNED, settings.where, after, limit)

    for chunk in in_chunks(unowned, lambda each: each[0], least=_CHUNK):
        truths = dict(chunk)
        found, nodes = findings(graph, list(truths))
        for id, finding in found.items():
            if finding.reason in settings.reasons:
                told = f"{nodes[id].name.rstrip('.')}: {finding.sentence}"
                yield Hit(nodes[id], told, outcome_of(truths[id]), finding.about + finding.members)


def _near(touched: Touched, _settings: Unowned) -> frozenset[str]:
    """Duties of whose assignments, or of whose owners or holders of these, anything changed, on whatever day."""
    return near.assigned(touched) | near.assigned(touched.ever)


UNOWNED = Check("unowned", "Duties without an owner, for certain reasons.", Unowned, find, _near)
