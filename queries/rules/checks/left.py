"""People who have left every role they held, and still sit on a committee, chair it or carry a designation."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Side, in_order
from remit.graphmodel.relations import RELATION
from remit.queries.english import agrees, bracketed, listed
from remit.queries.moments import on_any_day
from remit.queries.question import Doc
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class Left:
    """Settings."""

    relations: Annotated[tuple[str, ...], Doc("What must not outlast the last role.", tuple(RELATION))]


def find(graph: Graph, settings: Left) -> Iterator[Hit]:
    """Each person with such a relation, who held roles once and holds none on the view's day.

    Who never held a role, such as an independent member, has left none; nor has who takes one up later.
    """
    day = graph.view.day
    people = {
        id: None
        for relation in settings.relations
        for id, _ in graph.having("Person", Need(relation, Side.SUBJECT))
    }
    if day is None or not people:
        return
    ever = on_any_day(graph)
    once = _by_subject(ever.edges(("HOLDS",), subjects=people))
    gone = {id: truth for id in people if (truth := _left(once[id], day)) is not Truth.NO}
    if not gone:
        return
    there = _by_subject(graph.edges(settings.relations, subjects=gone))
    held = {edge.object for id in gone for edge in once[id]}
    nodes = graph.nodes({*gone, *held, *(edge.object for edges in there.values() for edge in edges)})
    for id, truth in gone.items():
        edges = [edge for edge in there[id] if nodes[edge.object].counts is not Truth.NO]
        if edges:
            yield _hit(nodes[id], min(truth, nodes[id].counts), once[id], edges, nodes)


def _by_subject(edges: Sequence[Edge]) -> defaultdict[str, list[Edge]]:
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=in_order):
        found[edge.subject].append(edge)
    return found


def _left(held: Sequence[Edge], day: int) -> Truth:
    """How certainly all roles that somebody ever held have ended by a day (as_at axis)."""
    return min(
        (
            Truth.YES
            if edge.said.period.ended_by(day)
            else Truth.POSSIBLY
            if edge.said.period.to_earliest <= day
            else Truth.NO
            for edge in held
        ),
        default=Truth.NO,
    )


def _hit(person: Node, truth: Truth, held: list[Edge], edges: list[Edge], nodes: dict[str, Node]) -> Hit:
    roles = listed(list(dict.fromkeys(nodes[edge.object].name for edge in held)))
    ties = [
        RELATION[edge.relation].phrase
        + " "
        + nodes[edge.object].name
        + bracketed(edge.text("capacity") or "")
        for edge in edges
    ]
    told = f"{person.name} no longer {agrees(person.name, 'holds')} {roles}, and still {listed(ties)}."
    certainty = min(truth, max(edge.said.in_force for edge in edges))
    about = tuple(nodes[id] for id in dict.fromkeys(edge.object for edge in edges))
    return Hit(person, told, outcome_of(certainty), about, tuple(edge.said for edge in (*held, *edges)))


def _near(touched: Touched, settings: Left) -> frozenset[str]:
    """People who came to, or left, something, or held or have what itself came or went."""
    relations = ("HOLDS", *settings.relations)
    return (
        touched.nodes
        | touched.ends(relations, Side.SUBJECT)
        | touched.ever.beyond(relations, Side.OBJECT, touched.nodes)
    )


LEFT = Check("left", "People who have left every role, and still sit, chair or carry.", Left, find, _near)
