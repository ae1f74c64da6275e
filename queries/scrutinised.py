"""The scrutiny that concerns somebody: of itself, its classes, its bodies and its duties."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.queries.grouping import by_end
from remit.queries.lines import excepted
from remit.queries.notes import SAME

ITSELF, CLASS, BODY, DUTY = WAYS = ("itself", "class", "body", "duty")
_WAY = {"ONE_OF": CLASS, "PART_OF": BODY, "LEADS": BODY, "ACCOUNTABLE_FOR": DUTY}
_SCRUTINY = Step("SCRUTINISES", Side.OBJECT, leaf=True)
_UP = (Step("ONE_OF"), Step("PART_OF"), Step("LEADS"), _SCRUTINY, *SAME)
_OWNED = (Step("ACCOUNTABLE_FOR"), _SCRUTINY)


@dataclass(frozen=True, slots=True)
class Met:
    """The scrutiny met: its edges, and by what path each object concerns what was asked about.

    `concerned` are the ids of what was asked about (of a duty, of those accountable for it), `same` the SAME_AS edges.
    """

    edges: Sequence[Edge]
    paths: Mapping[str, tuple[Edge, ...]]
    nodes: Mapping[str, Node]
    concerned: Sequence[str]
    same: Sequence[Edge]

    def way(self, edge: Edge) -> str:
        """What is scrutinised: itself, its class, a body or a duty."""
        path = self.paths[edge.object]
        if self.nodes[edge.object].kind == "Duty":
            return DUTY if path else ITSELF
        return _WAY[path[-1].relation] if path else ITSELF


def scrutiny_met(graph: Graph, of: Node) -> Met:
    """The scrutiny that concerns a node, in two calls of the port; of a duty also that of those accountable for it.

    What is said of a class holds for its members; scrutiny of a body concerns its parts and who leads it; that of a duty
    concerns who is accountable for it.
    """
    concerned = [of.id]
    paths: dict[str, tuple[Edge, ...]] = {of.id: ()}
    if of.kind == "Duty":
        owning = graph.edges(("ACCOUNTABLE_FOR",), objects=concerned)
        concerned = list(dict.fromkeys(edge.subject for edge in owning))
        paths |= {edge.subject: (edge,) for edge in owning}
    up = graph.reach(_UP, [of.id, *concerned])
    owned = graph.reach(_OWNED, [of.id], hops=1)
    nodes = up.nodes | owned.nodes
    edges = [*up.edges, *owned.edges]
    scrutiny = {edge.said.fact or edge.statement: edge for edge in edges if edge.relation == "SCRUTINISES"}
    _extend(paths, edges, nodes)
    return Met(
        [edge for edge in scrutiny.values() if edge.object in paths and nodes[edge.subject].counts is not Truth.NO],
        paths, nodes, concerned or [of.id], [edge for edge in edges if edge.relation == "SAME_AS"],
    )  # fmt: skip


def _extend(paths: dict[str, tuple[Edge, ...]], edges: Iterable[Edge], nodes: Mapping[str, Node]) -> None:
    """Add the shortest path to each class, body and duty that concerns those who have one already."""
    leaving = {relation: by_end(edges, relation, Side.SUBJECT) for relation in _WAY}
    waiting = deque(paths)
    while waiting:
        at = waiting.popleft()
        for relation in _WAY:
            for edge in leaving[relation][at]:
                far = nodes[edge.object]
                left_out = relation == "ONE_OF" and excepted(far, (at,))
                if far.id not in paths and far.counts is not Truth.NO and not left_out:
                    paths[far.id] = (*paths[at], edge)
                    waiting.append(far.id)
