"""The hops of lines at some roles: upwards, and whether anybody is below; what is said of a class holds for its members."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Where
from remit.graphmodel.relations import LINES
from remit.queries.classes import classes_of, members_of
from remit.queries.lines import line_of

MANAGEMENT = LINES[0]


@dataclass(frozen=True, slots=True)
class Hops:
    """The edges that lead up from each role, and down to each, with the nodes at the far ends."""

    up: Mapping[str, list[Edge]]
    down: Mapping[str, list[Edge]]
    nodes: Mapping[str, Node]

    def above(self, id: str) -> Truth:
        """How certainly a line leads up from a role."""
        return _surest(self.up.get(id, ()))

    def below(self, id: str) -> Truth:
        """How certainly somebody is below a role."""
        return _surest(self.down.get(id, ()))


def line_where(lines: Collection[str]) -> Where:
    """The condition on REPORTS_TO that fits these lines; where nothing is said, it is management."""
    words: set[str | None] = set(lines)
    return {"line": frozenset(words | {None} if MANAGEMENT in words else words)}


def hops_at(graph: Graph, roles: Iterable[str], lines: Collection[str] = LINES) -> Hops:
    """The hops at roles along some lines, in a bounded number of calls of the port.

    A role also has the hops of the classes that it is of; a class also has those upwards of its recorded members.
    """
    asked = list(dict.fromkeys(roles))
    classes = classes_of(graph, asked)
    members = members_of(graph, [id for id in asked if classes.nodes[id].is_class])
    through = {id: {**members.of.get(id, {}), **classes.of[id]} for id in asked if id in classes.of}
    around = {each for ways in through.values() for each in ways}
    up, down = _ends(graph, around, lines)
    nodes = graph.nodes({edge.object for each in up.values() for edge in each} | set(down) | around)
    nodes |= graph.nodes({edge.subject for each in down.values() for edge in each} - nodes.keys())
    return Hops(
        {id: _said_of(up, ways, nodes) for id, ways in through.items()},
        {id: _said_of(down, classes.of[id], nodes) for id in through},
        nodes,
    )


def _ends(
    graph: Graph, ids: Collection[str], lines: Collection[str]
) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
    up: dict[str, list[Edge]] = defaultdict(list)
    down: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges(("REPORTS_TO",), subjects=ids) if ids else ():
        if line_of(edge) in lines:
            up[edge.subject].append(edge)
    for edge in graph.edges(("REPORTS_TO",), objects=ids) if ids else ():
        if line_of(edge) in lines:
            down[edge.object].append(edge)
    return up, down


def _said_of(
    edges: Mapping[str, list[Edge]], ways: Mapping[str, Truth], nodes: Mapping[str, Node]
) -> list[Edge]:
    """The edges at nodes, each as certain as the way to its node and as the far end."""
    found = []
    for id, truth in ways.items():
        for edge in edges.get(id, ()):
            far = nodes[edge.object if edge.subject == id else edge.subject]
            sure = min(edge.said.in_force, truth, far.counts)
            if sure is not Truth.NO:
                found.append(edge._replace(said=edge.said._replace(in_force=sure)))
    return found


def _surest(edges: Iterable[Edge]) -> Truth:
    return max((edge.said.in_force for edge in edges), default=Truth.NO)
