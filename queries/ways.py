"""The ways by which duties and powers come to somebody: from a class, a designation, a unit or body, a committee."""

from collections.abc import Iterable, Sequence

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Step
from remit.graphmodel.kinds import BODIES
from remit.queries.lines import excepted
from remit.queries.naming import node_and_reach
from remit.queries.notes import SAME

OWN, CLASS, DESIGNATION, UNIT, COMMITTEE = ("own", "class", "designation", "unit", "committee")
WAY_OF = {"ONE_OF": CLASS, "CARRIES": DESIGNATION, "LEADS": UNIT, "PART_OF": UNIT, "SITS_ON": COMMITTEE}
_CLASSES = Step("ONE_OF")
_WAYS = tuple(Step(relation, leaf=True) for relation in WAY_OF if relation != _CLASSES.relation)


def brought(graph: Graph, name: str, at_each: Sequence[Step]) -> tuple[Node, dict[str, Node], list[Edge]]:
    """Who goes by a name, and all nodes and edges that bear on what comes to them; `at_each` is collected at each node.

    Two walks: to their classes and what these and they lead, sit on or are part of; and from there to the classes of that.
    More ways are not taken one after the other, so what a body sits on is not read for those who are part of it.
    """
    who, own = node_and_reach(graph, name, BODIES, (*SAME, _CLASSES, *_WAYS, *at_each))
    far = {edge.object for edge in own.edges if WAY_OF.get(edge.relation, CLASS) != CLASS}
    if not far:
        return who, own.nodes, own.edges
    beyond = graph.reach((_CLASSES, *at_each), sorted(far))
    edges = {edge.said.fact or edge.statement: edge for edge in (*own.edges, *beyond.edges)}
    return who, own.nodes | beyond.nodes, list(edges.values())


def ways_to(
    who: Node, leaving: dict[str, list[Edge]], nodes: dict[str, Node]
) -> Iterable[tuple[str, tuple[Edge, ...]]]:
    """The nodes whose duties come to `who`, each by its shortest path.

    One way out of {carries, leads, is part of, sits on} is taken; classes are followed before and after it. What is part of an
    agency does not carry the duties of the agency as a whole; who leads it does.
    """
    seen = {who.id}
    waiting: list[tuple[str, tuple[Edge, ...]]] = [(who.id, ())]
    while waiting:
        beyond = []
        for at, path in waiting:
            yield at, path
            if at != who.id and nodes[at].counts is Truth.NO:
                continue
            taken = any(edge.relation != "ONE_OF" for edge in path)
            for edge in leaving[at]:
                way = WAY_OF.get(edge.relation)
                outside = edge.relation == "PART_OF" and nodes[edge.object].kind != "Unit"
                left_out = way == CLASS and excepted(
                    nodes[edge.object], (who.id, at, *(each.object for each in path))
                )
                if way and not (outside or left_out or edge.object in seen or (taken and way != CLASS)):
                    seen.add(edge.object)
                    beyond.append((edge.object, (*path, edge)))
        waiting = beyond


def way_of(path: Iterable[Edge]) -> str:
    """What brings the duties at the end of a path; a class that is met on the way to a committee is not it."""
    ways = [WAY_OF[edge.relation] for edge in path]
    return next((way for way in ways if way != CLASS), CLASS if ways else OWN)
