"""One person at both ends of a line: who answers to nobody but themselves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Reach, Side, Step, in_order
from remit.queries import near
from remit.queries.english import bracketed, counted
from remit.queries.holding import STAND_INS
from remit.queries.lines import excepted
from remit.queries.question import Doc
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.touched import Touched

PASSING = (*STAND_INS, "job share")
_UP = (Step("REPORTS_TO"), Step("ANSWERS_TO"), Step("ONE_OF"))


@dataclass(frozen=True, slots=True)
class BothEnds:
    """Settings."""

    passing: Annotated[
        bool,
        Doc(
            "false: both ends are held for good and alone; true: one of them as acting, interim, cover or in a job share."
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class _Line:
    """The way from one role of a person up to another."""

    edges: tuple[Edge, ...]
    certainty: Truth


def find(graph: Graph, settings: BothEnds) -> Iterator[Hit]:
    """Each person who holds two roles of which one is above the other, at any distance, by the shortest way."""
    people = dict(graph.having("Person", Need("HOLDS", Side.SUBJECT, least=2)))
    held: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(graph.edges(("HOLDS",), subjects=people), key=in_order) if people else ():
        held[edge.subject].append(edge)
    reach = graph.reach(_UP, {edge.object for edges in held.values() for edge in edges})
    people_nodes = graph.nodes(people)
    up = _upwards(reach)
    for id, edges in held.items():
        found = [
            (line, low, high)
            for low in edges
            for high in edges
            if low.object != high.object
            and _passing(low, high) == settings.passing
            and (line := _line(low.object, high.object, up, reach.nodes))
        ]
        if found:
            yield _hit(
                people_nodes[id], people[id], *min(found, key=lambda each: len(each[0].edges)), reach.nodes
            )


def _passing(low: Edge, high: Edge) -> bool:
    return low.text("as") in PASSING or high.text("as") in PASSING


def _upwards(reach: Reach) -> Mapping[str, list[Edge]]:
    up: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(reach.edges, key=in_order):
        up[edge.subject].append(edge)
    return up


def _line(start: str, end: str, up: Mapping[str, list[Edge]], nodes: Mapping[str, Node]) -> _Line | None:
    """The shortest way up; being one of a class alone leads nowhere, and a class may leave its member out."""
    seen = {start}
    waiting: list[tuple[str, tuple[Edge, ...]]] = [(start, ())]
    while waiting:
        beyond = []
        for at, path in waiting:
            if at == end and path and path[-1].relation != "ONE_OF":
                return _Line(path, min(min(edge.said.in_force, nodes[edge.object].counts) for edge in path))
            for edge in up.get(at, ()):
                left_out = edge.relation == "ONE_OF" and excepted(nodes[edge.object], (start, at))
                if edge.object not in seen and not left_out and nodes[edge.object].counts is not Truth.NO:
                    seen.add(edge.object)
                    beyond.append((edge.object, (*path, edge)))
        waiting = beyond
    return None


def _hit(person: Node, counts: Truth, line: _Line, low: Edge, high: Edge, nodes: Mapping[str, Node]) -> Hit:
    between = sum(edge.relation != "ONE_OF" for edge in line.edges) - 1
    verb = "answers" if line.edges[-1].relation == "ANSWERS_TO" else "reports"
    way = f", with {counted(between, 'role')} between" if between else ""
    told = f"{person.name} holds both {_held(low, nodes)} and {_held(high, nodes)}, to which the first {verb}{way}."
    certainty = min(line.certainty, low.said.in_force, high.said.in_force)
    said = (low.said, high.said, *(edge.said for edge in line.edges))
    return Hit(
        person, told, outcome_of(min(certainty, counts)), (nodes[low.object], nodes[high.object]), said
    )


def _held(edge: Edge, nodes: Mapping[str, Node]) -> str:
    return nodes[edge.object].name + bracketed(edge.text("as") or "")


def _near(touched: Touched, _settings: BothEnds) -> frozenset[str]:
    """People who hold what is above a line that changed."""
    over = near.above(touched, touched.nodes | touched.met(step.relation for step in _UP))
    return touched.nodes | touched.ends(("HOLDS",), Side.SUBJECT) | touched.beyond("HOLDS", Side.OBJECT, over)


BOTH_ENDS = Check("both-ends", "One person at both ends of a line.", BothEnds, find, _near)
