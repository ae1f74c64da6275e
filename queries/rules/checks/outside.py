"""Posts outside every line: nobody above, nobody below."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Need, Node, Reach, Side, Step, Where
from remit.queries import near
from remit.queries.classes import classes_of
from remit.queries.english import agrees
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, Check, Hit, outcome_of
from remit.queries.seats import CHAIR, VICE_CHAIR
from remit.queries.touched import Touched

_LINES = ("REPORTS_TO", "ANSWERS_TO")
_RELATIONS = (*_LINES, "LEADS", "PART_OF", "SITS_ON")
_LEAVES = (
    *(Step(relation, side, leaf=True) for relation in _LINES for side in Side),
    *(Step(relation, leaf=True) for relation in ("LEADS", "PART_OF", "SITS_ON")),
)


@dataclass(frozen=True, slots=True)
class Outside:
    """Settings."""

    where: Annotated[Where, Doc("Only roles whose attributes fit.")] = field(default_factory=dict)


def find(graph: Graph, settings: Outside) -> Iterator[Hit]:
    """Each role without a line up or down, of any sort, its own or that of a class that it is of.

    Whoever leads an agency is at its top and not outside, and neither is who chairs a committee or is a part of one. A class is
    judged by its members. Where it is not confirmed that a role reports to nobody, it cannot be told.
    """
    topmost = dict(graph.lacking("Role", Need("REPORTS_TO", Side.SUBJECT), settings.where))
    classes = classes_of(graph, topmost)
    reach = graph.reach(_LEAVES, {each for ways in classes.of.values() for each in ways}, hops=0)
    inside = _inside(reach)
    for id, ways in classes.of.items():
        role = classes.nodes[id]
        if role.is_class:
            continue
        placed = max(min(truth, inside.get(each, Truth.NO)) for each, truth in ways.items())
        truth = min(role.counts, Truth(2 - placed))
        if truth is not Truth.NO:
            outcome = outcome_of(truth) if role.confirmed_none.get("REPORTS_TO") else CANNOT_TELL
            yield Hit(
                role, f"{role.name} {agrees(role.name, 'is')} in no recorded line, up or down.", outcome
            )


def _inside(reach: Reach) -> dict[str, Truth]:
    """How certainly each node met has a line, or a place that needs none."""
    found: dict[str, Truth] = {}
    for edge in reach.edges:
        near, far = reach.nodes[edge.subject], reach.nodes[edge.object]
        truth = min(edge.said.in_force, near.counts, far.counts)
        if edge.relation in _LINES:
            found[far.id] = max(found.get(far.id, Truth.NO), truth)
        if edge.relation in _LINES or _on_top(edge.relation, edge.text("capacity"), far):
            found[near.id] = max(found.get(near.id, Truth.NO), truth)
    return found


def _on_top(relation: str, capacity: str | None, far: Node) -> bool:
    if relation == "LEADS":
        return far.kind == "Agency"
    return far.kind == "Committee" and (relation == "PART_OF" or capacity in (CHAIR, VICE_CHAIR))


def _near(touched: Touched, _settings: Outside) -> frozenset[str]:
    """Roles at whose lines, bodies or seats anything changed, their own or those of their classes."""
    at = touched.nodes | touched.met((*_RELATIONS, "ONE_OF"))
    at |= touched.beyond(_LINES, Side.SUBJECT, touched.nodes) | touched.beyond(
        _RELATIONS, Side.OBJECT, touched.nodes
    )
    return near.with_members(touched, at)


OUTSIDE = Check("outside", "Posts outside every line.", Outside, find, _near)
