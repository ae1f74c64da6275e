"""Nodes of a kind without what they need: a committee without a chair, a duty without an owner."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Need, Where
from remit.graphmodel.kinds import KIND
from remit.queries import near
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, Check, Hit, outcome_of
from remit.queries.rules.telling import told_of
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class Lacking:
    """Settings."""

    kind: Annotated[str, Doc("Of which kind.", tuple(KIND))]
    need: Annotated[
        Need, Doc("What it needs: relation, side, kinds, where, then, confirmed, members, least.")
    ]
    says: Annotated[
        str, Doc("What is said of each, after its name: *has no chair*; of a duty, after a colon.")
    ]
    where: Annotated[Where, Doc("Only those whose attributes fit.")] = field(default_factory=dict)
    has: Annotated[Need | None, Doc("Only those that have this.")] = None
    nor: Annotated[Need | None, Doc("Only those that lack this too.")] = None
    told: Annotated[
        bool,
        Doc("Whether it cannot be told where the lack is not confirmed: what is not recorded may be there."),
    ] = False


def find(graph: Graph, settings: Lacking) -> Iterator[Hit]:
    """Each node that lacks it."""
    found = _found(graph, settings)
    nodes = graph.nodes(found)
    for id, truth in found.items():
        node = nodes[id]
        sure = not settings.told or bool(node.confirmed_none.get(settings.need.relation))
        outcome = outcome_of(truth) if sure else CANNOT_TELL
        yield Hit(node, f"{told_of(node, settings.says)}.", outcome)


def _found(graph: Graph, settings: Lacking) -> dict[str, Truth]:
    """Those that lack it, that have what they are to have, and lack what they are to lack besides."""
    found = dict(graph.lacking(settings.kind, settings.need, settings.where))
    if settings.nor:
        found = _both(found, dict(graph.lacking(settings.kind, settings.nor, settings.where)))
    if settings.has and found:
        found = _both(found, dict(graph.having(settings.kind, settings.has, settings.where)))
    return found


def _both(one: dict[str, Truth], other: dict[str, Truth]) -> dict[str, Truth]:
    return {id: min(truth, other[id]) for id, truth in one.items() if id in other}


def _near(touched: Touched, settings: Lacking) -> frozenset[str]:
    needs = (settings.need, settings.has, settings.nor)
    return near.needing(touched, *(need for need in needs if need))


LACKING = Check("lacking", "Nodes of a kind without what they need.", Lacking, find, _near)
