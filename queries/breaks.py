"""Where a line breaks, and why: what a wider view would show beyond the last node reached."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said
from remit.queries.english import agrees, place_of
from remit.queries.lines import MEMBERSHIP, Hop, Ways, line_of
from remit.queries.question import Doc

ENDED, NOT_YET, PROPOSED, NOT_STATED, NONE, LOOP = (
    "ended", "not yet in force", "proposed", "not stated", "no line recorded", "returns to itself",
)  # fmt: skip
REASONS = (ENDED, NOT_YET, PROPOSED, NOT_STATED, NONE, LOOP)
MOST_BREAKS = 20


@dataclass(frozen=True, slots=True)
class Break:
    """Where a line breaks."""

    at: Annotated[Node, Doc("The last node that the line reaches.")]
    reason: Annotated[str, Doc("Why it goes no further.", REASONS)]
    sentence: Annotated[str, Doc("The same in plain English.")]
    beyond: Annotated[Node | None, Doc("Where it would lead, had it not broken.")] = None
    said: Annotated[Said | None, Doc("What is said of the broken hop.")] = None


def breaks(graph: Graph, ways: Ways, start: str, lines: Sequence[str]) -> list[tuple[tuple[Hop, ...], Break]]:
    """The shortest line to each node from which none leads on, with the reason; nearest first."""
    shortest: dict[str, tuple[Hop, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for hop in ways.hops.get(at, ()):
            if hop.object.id not in shortest:
                shortest[hop.object.id] = (*shortest[at], hop)
                waiting.append(hop.object.id)
    stuck = [id for id in shortest if not ways.hops.get(id)][:MOST_BREAKS]
    if not stuck:
        node = ways.nodes[start]
        told = f"Every line from {node.name} returns to itself: there is no top."
        return [
            (
                shortest[last := max(shortest, key=lambda id: len(shortest[id]))],
                Break(ways.nodes[last], LOOP, told),
            )
        ]
    reasons = _beyond(graph, stuck, lines)
    return [(shortest[id], _break(graph, ways.nodes[id], reasons.get(id))) for id in stuck]


Beyond = tuple[str, Edge, Node]


def _beyond(graph: Graph, stuck: list[str], lines: Sequence[str]) -> dict[str, Beyond]:
    """What wider views show at the nodes where lines break: inferred, proposed, then ended or later hops."""
    view = graph.view
    found: dict[str, Beyond] = {}
    wider = [
        (NOT_STATED, view.with_evidence_of_any_sort()) if view.strict else None,
        (PROPOSED, view.with_proposed()) if not view.proposed else None,
        (ENDED, view.on_any_day()) if view.as_at else None,
    ]
    for reason, looser in (each for each in wider if each):
        left = [id for id in stuck if id not in found]
        if not left:
            break
        other = graph.at(replace(looser, known_at=view.known_at))
        edges = [
            edge
            for edge in other.edges(("REPORTS_TO", "ANSWERS_TO"), subjects=left)
            if line_of(edge) in (*lines, MEMBERSHIP)
        ]
        nodes = other.nodes({edge.object for edge in edges})
        for edge in sorted(edges, key=lambda each: -each.said.period.to_latest):
            later = reason == ENDED and view.day is not None and edge.said.period.from_earliest > view.day
            found.setdefault(edge.subject, (NOT_YET if later else reason, edge, nodes[edge.object]))
    return found


def _break(graph: Graph, node: Node, beyond: Beyond | None) -> Break:
    if node.counts is Truth.NO:
        ended = node.said.period.ended_by(graph.view.day)
        reason = PROPOSED if node.said.proposed else ENDED if ended else NOT_YET
        verb = (
            "has ended"
            if reason == ENDED
            else "is only proposed"
            if reason == PROPOSED
            else "does not exist yet"
        )
        return Break(node, reason, f"{node.name} {agrees(node.name, verb)}.", None, node.said)
    if beyond is None:
        return Break(node, NONE, f"No line is recorded from {node.name} onwards.")
    reason, edge, far = beyond
    phrase = agrees(node.name, "reports to" if edge.relation == "REPORTS_TO" else "answers to")
    place = place_of(edge.said)
    why = {
        NOT_STATED: f"is {edge.said.evidence}, not stated",
        PROPOSED: "is only proposed",
        ENDED: f"had ended by {edge.said.valid_to or 'then'}",
        NOT_YET: f"begins on {edge.said.valid_from or 'a later day'}",
    }[reason]
    told = f"That {node.name} {phrase} {far.name}{f' ({place})' if place else ''} {why}."
    return Break(node, reason, told, far, edge.said)
