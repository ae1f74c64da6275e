"""Lines from one agency to another that no source is named for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Provenance, Side
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EdgeStatement, Fact
from remit.queries import near
from remit.queries.agencies import Agencies, agencies_of
from remit.queries.english import agrees, listed
from remit.queries.paging import in_chunks
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, POSSIBLE, Check, Hit
from remit.queries.touched import Touched

_LINES = ("REPORTS_TO", "ANSWERS_TO")


@dataclass(frozen=True, slots=True)
class Crossing:
    """Settings."""

    relations: Annotated[tuple[str, ...], Doc("Which relations.", tuple(RELATION))] = _LINES


def find(graph: Graph, settings: Crossing) -> Iterator[Hit]:
    """One hit for each subject, with all that it has in other agencies; where an agency is not recorded, one cannot tell."""

    def unsourced(after: str, limit: int) -> list[Fact]:
        return graph.asserted(Provenance(unsourced=True), int(after or 0), limit)

    ends = {
        (said.subject, said.object)
        for chunk in in_chunks(unsourced, lambda fact: str(fact.number))
        for fact in chunk
        if isinstance(said := fact.statement, EdgeStatement) and said.relation in settings.relations
    }
    if not ends:
        return
    subjects = {subject for subject, _ in ends}
    edges = [
        edge
        for edge in graph.edges(settings.relations, subjects=subjects)
        if (edge.subject, edge.object) in ends and edge.said.source is None
    ]
    agencies = agencies_of(graph, {id for pair in ends for id in pair})
    for subject in sorted(subjects):
        yield from _hit(subject, [edge for edge in edges if edge.subject == subject], agencies)


def _hit(subject: str, edges: list[Edge], agencies: Agencies) -> Iterator[Hit]:
    nodes = agencies.nodes
    outcomes = {edge.object: _outcome(edge, agencies) for edge in edges if edge.object in nodes}
    worst = next((each for each in (CERTAIN, POSSIBLE, CANNOT_TELL) if each in outcomes.values()), None)
    if worst is None:
        return
    far = tuple(nodes[id] for id, outcome in outcomes.items() if outcome == worst)
    name = nodes[subject].name
    phrase = RELATION[next(edge.relation for edge in edges if outcomes.get(edge.object) == worst)].phrase
    where = (
        "of another agency" if worst != CANNOT_TELL else "of which no agency, or none of its own, is recorded"
    )
    told = f"{name} {agrees(name, phrase)} {listed([node.name for node in far])} {where}, and no source is named."
    yield Hit(nodes[subject], told, worst, far, tuple(edge.said for edge in edges))


def _outcome(edge: Edge, agencies: Agencies) -> str | None:
    """Whether an edge crosses: None where the two have an agency in common for certain."""
    one, other = agencies.of[edge.subject], agencies.of[edge.object]
    if any(min(one[id], other[id]) is Truth.YES for id in one.keys() & other.keys()):
        return None
    if not one or not other:
        return CANNOT_TELL
    certain = not one.keys() & other.keys() and Truth.YES in one.values() and Truth.YES in other.values()
    return CERTAIN if certain and edge.said.in_force is Truth.YES else POSSIBLE


def _near(touched: Touched, settings: Crossing) -> frozenset[str]:
    """Whoever has a line that changed, or whose own agency or that of the far end may be another."""
    moved = touched.nodes | near.belonging(touched)
    return (
        moved
        | touched.ends(settings.relations, Side.SUBJECT)
        | touched.beyond(settings.relations, Side.OBJECT, moved)
    )


CROSSING = Check(
    "crossing", "Lines from one agency to another that no source is named for.", Crossing, find, _near
)
