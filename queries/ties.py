"""What ties two bodies or roles: lines, holders, memberships and appointments that lead from one to the other."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.graphmodel.relations import RELATION
from remit.queries.english import agrees
from remit.queries.lines import excepted

LINE, HOLDER, MEMBERSHIP, APPOINTMENT, LEADERSHIP = (
    "line",
    "holder",
    "membership",
    "appointment",
    "leadership",
)
TYING = {
    "REPORTS_TO": LINE, "ANSWERS_TO": LINE, "HOLDS": HOLDER, "CARRIES": HOLDER, "SITS_ON": MEMBERSHIP,
    "APPOINTS": APPOINTMENT, "LEADS": LEADERSHIP,
}  # fmt: skip
CONTAINING = ("PART_OF", "ONE_OF")
_STEPS = (
    *(Step(relation, side) for relation in TYING for side in Side),
    *(Step(relation) for relation in CONTAINING),
    *(Step(relation, leaf=True) for relation in CONTAINING),
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A way from one node to another, as certain as its weakest edge; edges may lead against their direction."""

    path: tuple[Edge, ...]
    certainty: Truth

    @property
    def sorts(self) -> tuple[str, ...]:
        """What it is made of, each sort once."""
        return tuple(dict.fromkeys(TYING[edge.relation] for edge in self.path if edge.relation in TYING))


@dataclass(frozen=True, slots=True)
class Around:
    """What lies round some nodes: the edges that may tie them, by either end, and the nodes met."""

    nodes: Mapping[str, Node]
    edges: Mapping[str, list[Edge]]
    hops: int

    def tie(self, one: str, other: str) -> Tie | None:
        """The shortest tie between two of the nodes, one that is certain before one that is not; None without any."""
        for least in (Truth.YES, Truth.POSSIBLY):
            if path := self._path(one, other, least):
                return Tie(path, least)
        return None

    def all_recorded(self) -> bool:
        """Whether of every node met it is said that all edges are recorded that may tie it."""
        return all(
            node.confirmed_none.get(name, Truth.NO) is Truth.YES
            for node in self.nodes.values()
            for name in TYING
            if node.kind in RELATION[name].sources or node.kind in RELATION[name].targets
        )

    def _path(self, one: str, other: str, least: Truth) -> tuple[Edge, ...]:
        """The shortest way along edges that are at least so certain."""
        start = (one, False, False, False)
        waiting: deque[tuple[str, bool, bool, bool, tuple[Edge, ...]]] = deque([(*start, ())])
        seen = {start}
        while waiting:
            at, risen, sunk, tied, path = waiting.popleft()
            for edge in self.edges.get(at, ()):
                far = edge.object if edge.subject == at else edge.subject
                up = edge.relation in CONTAINING and edge.subject == at
                down = edge.relation in CONTAINING and not up
                if (up and sunk) or (down and risen) or edge.said.in_force < least or self._left_out(edge):
                    continue
                state = (far, up, sunk or down, tied or edge.relation in TYING)
                if far == other:
                    if state[-1]:
                        return (*path, edge)
                    continue
                if state not in seen and len(path) + 1 < self.hops and self.nodes[far].counts >= least:
                    seen.add(state)
                    waiting.append((*state, (*path, edge)))
        return ()

    def _left_out(self, edge: Edge) -> bool:
        return edge.relation == "ONE_OF" and excepted(self.nodes[edge.object], (edge.subject,))


def around(graph: Graph, ids: Iterable[str], hops: int) -> Around:
    """What may tie these nodes within so many hops, in one call of the port.

    Lines, holders, carriers, seats, appointments and leads are followed in both directions. What a node is part of, or one
    of, is followed upwards from both ends: what ties the whole ties its part. But to be part of it, or of the same whole,
    is no tie by itself, and what is inside a body does not tie the body.
    """
    reach = graph.reach(_STEPS, ids, max(1, hops - 1))
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in reach.edges:
        edges[edge.subject].append(edge)
        edges[edge.object].append(edge)
    return Around(reach.nodes, edges, hops)


def told(path: Iterable[Edge], nodes: Mapping[str, Node]) -> str:
    """A path read aloud, edge by edge."""
    return "; ".join(
        f"{(name := nodes[edge.subject].name)} {agrees(name, RELATION[edge.relation].phrase)} {nodes[edge.object].name}"
        for edge in path
    )
