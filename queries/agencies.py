"""The agency of a body, role or committee: by what it is part of, and by what it leads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Step

_UP = (Step("PART_OF"), Step("LEADS"))


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of some nodes, each as certain as the surest way to it; `nodes` are all that were met."""

    of: Mapping[str, Mapping[str, Truth]]
    nodes: Mapping[str, Node]


def agencies_of(graph: Graph, ids: Iterable[str]) -> Agencies:
    """The agencies that nodes belong to, in one call of the port; none where none is recorded, several where several are.

    An agency is its own. Others belong to the agencies of what they are part of; a role also to those of what it leads.
    Leading counts only at the role itself: who leads a unit does not belong to all that its parts lead.
    """
    asked = set(ids)
    reach = graph.reach(_UP, asked)
    leaving: dict[str, list[Edge]] = defaultdict(list)
    for edge in reach.edges:
        if edge.relation == "PART_OF" or edge.subject in asked:
            leaving[edge.subject].append(edge)
    return Agencies({id: _agencies(id, leaving, reach.nodes) for id in asked}, reach.nodes)


def _agencies(start: str, leaving: Mapping[str, list[Edge]], nodes: Mapping[str, Node]) -> dict[str, Truth]:
    if start not in nodes:
        return {}
    found: dict[str, Truth] = {}
    surest = {start: Truth.YES}
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if nodes[at].kind == "Agency":
            found[at] = max(found.get(at, Truth.NO), surest[at])
            continue
        for edge in leaving.get(at, ()):
            if edge.relation == "LEADS" and at != start:
                continue
            truth = min(surest[at], edge.said.in_force)
            if truth > surest.get(edge.object, Truth.NO) and nodes[edge.object].counts is not Truth.NO:
                surest[edge.object] = truth
                waiting.append(edge.object)
    return found
