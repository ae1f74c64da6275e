"""Who below a role is cut off where it falls vacant: those of whom no line leads up but through it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Reach, Side, Step
from remit.queries.classes import classes_of
from remit.queries.lines import excepted

_LINES = ("REPORTS_TO", "ANSWERS_TO")
_ALONG = (*_LINES, "ONE_OF")
_DOWN = tuple(Step(relation, Side.OBJECT) for relation in _ALONG)
_UP = tuple(Step(relation, leaf=True) for relation in _ALONG)


@dataclass(frozen=True, slots=True)
class CutOff:
    """A node next below the role that has no other way up, by which line, and how many below it have none either."""

    node: Node
    edge: Edge
    certainty: Truth
    below: int


def cut_off(graph: Graph, role: str) -> list[CutOff]:
    """Those next below a role who lose their only way up, in id order; two calls of the port, whatever the number below.

    A way up is any line (management, professional, functional, accountability) to somebody who is not below the role; what
    holds for a class holds for its members. Below are roles, units, committees and agencies, each counted once.
    """
    reach = graph.reach((*_DOWN, *_UP), [role])
    down = _below(reach, role)
    found = _found_below(role, down)
    ways = _ways(graph, reach, role, found)
    nearest: dict[str, Edge] = {}
    for edge in down[role]:
        if edge.relation in _LINES and edge.subject in found:
            best = nearest.setdefault(edge.subject, edge)
            nearest[edge.subject] = max(best, edge, key=lambda each: each.said.in_force)
    rows = []
    for id, edge in sorted(nearest.items()):
        certainty = min(edge.said.in_force, reach.nodes[id].counts, Truth(2 - ways.get(id, Truth.NO)))
        if certainty is not Truth.NO:
            rows.append(CutOff(reach.nodes[id], edge, certainty, _count(id, role, down, ways)))
    return rows


def _below(reach: Reach, role: str) -> Mapping[str, list[Edge]]:
    """The edges that lead down from each node; of the role itself, only lines."""
    down: dict[str, list[Edge]] = defaultdict(list)
    for edge in reach.edges:
        member = edge.relation == "ONE_OF"
        left_out = member and (edge.object == role or excepted(reach.nodes[edge.object], (edge.subject,)))
        if reach.nodes[edge.subject].counts is not Truth.NO and not left_out:
            down[edge.object].append(edge)
    return down


def _found_below(role: str, down: Mapping[str, list[Edge]]) -> set[str]:
    found: set[str] = set()
    waiting = [role]
    while waiting:
        beyond = {edge.subject for edge in down.get(waiting.pop(), ())} - found - {role}
        found |= beyond
        waiting += beyond
    return found


def _ways(graph: Graph, reach: Reach, role: str, found: Collection[str]) -> dict[str, Truth]:
    """How certainly each of those below has a way up that does not lead through the role."""
    up = [edge for edge in reach.edges if edge.subject in found and edge.object != role]
    leading = _leading(graph, {edge.object for edge in up if edge.relation == "ONE_OF"} - set(found))
    ways: dict[str, Truth] = {}
    inside: dict[str, list[Edge]] = defaultdict(list)
    for edge in up:
        of = reach.nodes[edge.object]
        if edge.relation == "ONE_OF" and excepted(of, (edge.subject,)):
            continue
        if edge.object in found:
            inside[edge.object].append(edge)
            continue
        far = min(of.counts, leading.get(of.id, Truth.NO)) if edge.relation == "ONE_OF" else of.counts
        ways[edge.subject] = max(ways.get(edge.subject, Truth.NO), min(edge.said.in_force, far))
    waiting = sorted(ways, key=lambda id: ways[id])
    while waiting:
        at = waiting.pop()
        for edge in inside.get(at, ()):
            truth = min(ways[at], edge.said.in_force)
            if truth > ways.get(edge.subject, Truth.NO):
                ways[edge.subject] = truth
                waiting.append(edge.subject)
    return ways


def _leading(graph: Graph, ids: Collection[str]) -> dict[str, Truth]:
    """How certainly a line leads on from each of these classes, or from one that it is of."""
    if not ids:
        return {}
    general = classes_of(graph, ids)
    leaves = [Step(relation, leaf=True) for relation in _LINES]
    reach = graph.reach(leaves, {id for classes in general.of.values() for id in classes}, hops=0)
    leading: dict[str, Truth] = defaultdict(lambda: Truth.NO)
    for edge in reach.edges:
        truth = min(edge.said.in_force, reach.nodes[edge.object].counts)
        leading[edge.subject] = max(leading[edge.subject], truth)
    return {
        id: max(min(truth, leading[of]) for of, truth in classes.items())
        for id, classes in general.of.items()
    }


def _count(start: str, role: str, down: Mapping[str, list[Edge]], ways: Mapping[str, Truth]) -> int:
    """How many below a node are cut off with it."""
    seen: set[str] = {start}
    waiting = [start]
    while waiting:
        beyond = {
            edge.subject
            for edge in down.get(waiting.pop(), ())
            if edge.subject not in seen
            and edge.subject != role
            and ways.get(edge.subject, Truth.NO) <= ways.get(start, Truth.NO)
        }
        seen.update(beyond)
        waiting += beyond
    return len(seen) - 1
