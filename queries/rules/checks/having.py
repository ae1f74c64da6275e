"""Nodes of a kind that have what they should not: a duty with two owners, a role that leads two units."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.graph import Edge, Graph, Need, Side, Where, fits, in_order
from remit.graphmodel.kinds import KIND
from remit.queries import near
from remit.queries.english import listed
from remit.queries.question import Doc
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.rules.telling import told_of
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class Having:
    """Settings."""

    kind: Annotated[str, Doc("Of which kind.", tuple(KIND))]
    need: Annotated[Need, Doc("What it has: relation, side, kinds, where, then, confirmed, members, least.")]
    says: Annotated[
        str, Doc("What is said of each, after its name and before the names of the others: *leads*.")
    ]
    where: Annotated[Where, Doc("Only those whose attributes fit.")] = field(default_factory=dict)


def find(graph: Graph, settings: Having) -> Iterator[Hit]:
    """Each node that has it, with those at the far ends."""
    need = settings.need
    found = graph.having(settings.kind, need, settings.where)
    there: dict[str, list[Edge]] = {id: [] for id, _ in found}
    at = {"subjects" if need.side is Side.SUBJECT else "objects": there}
    for edge in sorted(graph.edges((need.relation,), **at), key=in_order) if there else ():
        if fits(edge.attributes, need.where):
            there[edge.end(need.side)].append(edge)
    far = {edge.end(need.side.other) for edges in there.values() for edge in edges}
    nodes = graph.nodes(far | there.keys())
    for id, truth in found:
        ends = dict.fromkeys(edge.end(need.side.other) for edge in there[id])
        others = tuple(nodes[end] for end in ends if not need.kinds or nodes[end].kind in need.kinds)
        told = f"{told_of(nodes[id], settings.says)} {listed([each.name for each in others])}."
        yield Hit(nodes[id], told, outcome_of(truth), others, tuple(edge.said for edge in there[id]))


def _near(touched: Touched, settings: Having) -> frozenset[str]:
    return near.needing(touched, settings.need)


HAVING = Check("having", "Nodes of a kind that have what they should not.", Having, find, _near)
