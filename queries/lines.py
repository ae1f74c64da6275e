"""Lines of reporting and accountability: the hops of a walk, and every distinct way along them, shortest first."""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Reach, Said, Side, Step
from remit.graphmodel.relations import LINES as REPORTING_LINES
from remit.queries.holding import HOLDERS, Holding, holding_of
from remit.queries.notes import SAME
from remit.queries.question import Doc

ACCOUNTABILITY = "accountability"
MEMBERSHIP = "class"
LEADERSHIP = "lead"
HOLDING = "holder"
ESCALATION = "escalation"  # a step of a ladder: a line only where it is asked for
ENTRANCES = (LEADERSHIP, HOLDING)
LINES = (*REPORTING_LINES, ACCOUNTABILITY)
PHRASES = {
    "REPORTS_TO": "reports to", "ANSWERS_TO": "answers to", "ONE_OF": "is one of", "LEADS": "is led by", "HOLDS": "holds",
    "ESCALATES_TO": "escalates to",
}  # fmt: skip
MOST_TRIED = 200_000
_LINES = {"ANSWERS_TO": ACCOUNTABILITY, "ONE_OF": MEMBERSHIP, "LEADS": LEADERSHIP, "HOLDS": HOLDING,
          "ESCALATES_TO": ESCALATION}  # fmt: skip
_ENTERED_BY = (Step("LEADS", Side.OBJECT, leaf=True), Step("HOLDS", leaf=True))
STEPS = (Step("REPORTS_TO"), Step("ANSWERS_TO"), Step("ONE_OF"), HOLDERS, *SAME, *_ENTERED_BY)


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of a line: from a subject to the object it reports or answers to."""

    subject: Annotated[Node, Doc("Who reports or answers.")]
    relation: Annotated[
        str,
        Doc(
            "REPORTS_TO or ANSWERS_TO; ONE_OF where the line of a class holds for its member; LEADS, read backwards, from a"
            " unit or agency to the role at its head; HOLDS from a person to a role; ESCALATES_TO for a step of a ladder."
        ),
    ]
    line: Annotated[str, Doc("The kind of line.", (*LINES, MEMBERSHIP, *ENTRANCES, ESCALATION))]
    object: Annotated[Node, Doc("To whom.")]
    holding: Annotated[Holding | None, Doc("Who holds the object; null where it is no role.")]
    certainty: Annotated[Truth, Doc("Whether the hop is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, where, on what evidence, for which days.")]
    also: Annotated[tuple[Said, ...], Doc("Others who say the same.")] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same hop."""
        return self.relation, self.line, self.object.id


@dataclass(frozen=True, slots=True)
class Ways:
    """The hops that a walk met, by subject, and the nodes at their ends."""

    nodes: dict[str, Node]
    hops: dict[str, list[Hop]]
    reach: Reach


def ways_up(
    graph: Graph,
    starts: Iterable[str],
    lines: Sequence[str],
    *,
    met: Reach | None = None,
    also: Sequence[Step] = (),
) -> Ways:
    """All hops upwards from the starts along the lines asked for, in one call of the port.

    A start that is a unit, an agency or a person also goes on through the role that leads it, or that the person holds,
    in a second call. `met` is what walking `STEPS` from the starts met already; `also` are leaves to collect besides.
    """
    begun = frozenset(starts)
    steps = (*STEPS, *also)
    reach = graph.reach(steps, begun) if met is None else met
    if entered := {role for edge in reach.edges if (role := _entrance(edge, begun))}:
        reach = graph.reach(steps, begun | entered)
    grouped: dict[tuple[str, str, str, str], list[Edge]] = defaultdict(list)
    for edge in reach.edges:
        line = line_of(edge)
        if role := _entrance(edge, begun):
            grouped[edge.subject if role == edge.object else edge.object, edge.relation, line, role].append(
                edge
            )
        elif line in lines or line == MEMBERSHIP:
            grouped[edge.subject, edge.relation, line, edge.object].append(edge)
    hops: dict[str, list[Hop]] = defaultdict(list)
    for (subject, relation, line, object), edges in grouped.items():
        if not _counts(reach.nodes[subject]):
            continue
        first, *others = sorted(
            edges, key=lambda edge: (-edge.said.in_force, edge.said.evidence != "stated", -edge.said.dated)
        )
        hops[subject].append(
            Hop(
                reach.nodes[subject],
                relation,
                line,
                reach.nodes[object],
                holding_of(reach.nodes[object], reach.edges, reach.nodes),
                min(first.said.in_force, max(reach.nodes[object].counts, Truth.POSSIBLY)),
                first.said,
                tuple(other.said for other in others),
            )
        )
    _drop_idle_classes(hops)
    for each in hops.values():
        each.sort(key=lambda hop: (LINES.index(hop.line) if hop.line in LINES else len(LINES), hop.object.id))
    return Ways(reach.nodes, dict(hops), reach)


def line_of(edge: Edge) -> str:
    """The kind of line that an edge is part of; empty for others."""
    if edge.relation == "REPORTS_TO":
        return edge.text("line") or "management"
    return _LINES.get(edge.relation, "")


def _entrance(edge: Edge, starts: frozenset[str]) -> str | None:
    """The role by which a start that is none comes to a line: that leads the unit or agency, that the person holds."""
    if edge.relation == "LEADS" and edge.object in starts:
        return edge.subject
    return edge.object if edge.relation == "HOLDS" and edge.subject in starts else None


def excepted(of: Node, ids: Iterable[str]) -> bool:
    """Whether a class leaves out any of these nodes."""
    left_out = of.attributes.get("except")
    return isinstance(left_out, list) and any(id in left_out for id in ids)


def _counts(node: Node) -> bool:
    return node.counts is not Truth.NO


def _drop_idle_classes(hops: dict[str, list[Hop]]) -> None:
    """Being one of a class is a hop only where the class leads on."""
    while True:
        idle = [
            (subject, hop) for subject, each in hops.items() for hop in each
            if hop.line == MEMBERSHIP and not hops.get(hop.object.id)
        ]  # fmt: skip
        if not idle:
            return
        for subject, hop in idle:
            hops[subject].remove(hop)


def paths(
    hops: dict[str, list[Hop]], start: str, targets: set[str], limit: int
) -> tuple[list[tuple[Hop, ...]], bool]:
    """Every way without a loop from a start to any of the targets, shortest first, at most `limit`; whether more exist.

    Best first: the length so far plus the least length still to go, so the cost follows what is listed and not what
    could be.
    """
    to_go = _distances(hops, targets)
    if start not in to_go:
        return [], False
    order = count()
    queue: list[tuple[int, int, int, str, tuple[Hop, ...], frozenset[str]]] = [
        (to_go[start], 0, next(order), start, (), frozenset((start,)))
    ]
    found: list[tuple[Hop, ...]] = []
    tried = 0
    while queue and tried < MOST_TRIED:
        tried += 1
        _, _, _, at, line, seen = heapq.heappop(queue)
        if at in targets and line:
            if len(found) == limit:
                return found, True
            found.append(line)
            continue
        for hop in hops.get(at, ()):
            beyond = hop.object.id
            left_out = hop.line == MEMBERSHIP and excepted(hop.object, seen)
            if beyond in to_go and beyond not in seen and not left_out:
                length = len(line) + 1
                entry = (length + to_go[beyond], -length, next(order), beyond, (*line, hop), seen | {beyond})
                heapq.heappush(queue, entry)
    return found, bool(queue)


def _distances(hops: dict[str, list[Hop]], targets: set[str]) -> dict[str, int]:
    """The least number of hops from each node to a target."""
    below: dict[str, list[str]] = defaultdict(list)
    for subject, each in hops.items():
        for hop in each:
            below[hop.object.id].append(subject)
    distance = dict.fromkeys(targets, 0)
    waiting = deque(targets)
    while waiting:
        at = waiting.popleft()
        for subject in below[at]:
            if subject not in distance:
                distance[subject] = distance[at] + 1
                waiting.append(subject)
    return distance


def tops(ways: Ways, start: str) -> set[str]:
    """The nodes at which lines end: no line leads on from them."""
    met = {hop.object.id for each in ways.hops.values() for hop in each}
    return {id for id in met if not ways.hops.get(id) and _counts(ways.nodes[id])} - {start}


def joins(lines: Sequence[Sequence[Hop]]) -> tuple[Node, ...]:
    """The nodes at which lines that came different ways meet, below their common end, in order of appearance."""
    arrivals: dict[str, set[str]] = defaultdict(set)
    nodes: dict[str, Node] = {}
    for line in lines:
        for hop in line:
            arrivals[hop.object.id].add(hop.subject.id)
            nodes[hop.object.id] = hop.object
    return tuple(node for id, node in nodes.items() if len(arrivals[id]) > 1)


def certainty_of(line: Iterable[Hop]) -> Truth:
    """A line is as certain as its weakest hop."""
    return min((hop.certainty for hop in line), default=Truth.YES)
