"""Classes and who is in them: the recorded members of a class, and the classes of a node, exceptions left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Side, Step
from remit.queries.lines import excepted

MEMBERS = Step("ONE_OF", Side.OBJECT)
CLASSES = Step("ONE_OF")


@dataclass(frozen=True, slots=True)
class Membership:
    """Whom classes include, or which classes nodes are of: by id, each as certain as its surest way; itself first."""

    of: Mapping[str, Mapping[str, Truth]]
    nodes: Mapping[str, Node]


def members_of(graph: Graph, ids: Iterable[str]) -> Membership:
    """The nodes themselves and all their recorded members, members of members too, in one call of the port."""
    return _walked(graph, ids, MEMBERS)


def classes_of(graph: Graph, ids: Iterable[str]) -> Membership:
    """The nodes themselves and all classes that they are of, in one call of the port."""
    return _walked(graph, ids, CLASSES)


def complete(node: Node) -> bool:
    """Whether the data set of a class says that it states all its members."""
    return node.confirmed_none.get("ONE_OF", Truth.NO) is not Truth.NO


def _walked(graph: Graph, ids: Iterable[str], step: Step) -> Membership:
    asked = list(dict.fromkeys(ids))
    reach = graph.reach((step,), asked)
    beyond: dict[str, list[tuple[str, Truth]]] = defaultdict(list)
    for edge in reach.edges:
        beyond[edge.end(step.side)].append((edge.end(step.side.other), edge.said.in_force))
    down = step.side is Side.OBJECT
    return Membership(
        {id: _from(id, beyond, reach.nodes, down) for id in asked if id in reach.nodes}, reach.nodes
    )


def _from(
    start: str, beyond: Mapping[str, list[tuple[str, Truth]]], nodes: Mapping[str, Node], down: bool
) -> dict[str, Truth]:
    """Everything met from a node that counts; a member that a class on its way leaves out is not met through it."""
    surest = {start: Truth.YES}
    waiting: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    while waiting:
        at, path = waiting.pop()
        for far, said in beyond.get(at, ()):
            truth = min(surest[at], said, nodes[far].counts)
            left_out = (
                any(excepted(nodes[each], (far,)) for each in path) if down else excepted(nodes[far], path)
            )
            if truth > surest.get(far, Truth.NO) and not left_out:
                surest[far] = truth
                waiting.append((far, (*path, far)))
    return surest
