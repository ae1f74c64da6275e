"""Scrutineers who are tied to what they scrutinise, or whose chair is in its line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.graph import Edge, Graph, Node, Side
from remit.queries.english import agrees
from remit.queries.grouping import by_end
from remit.queries.question import Doc
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.ties import CONTAINING, HOLDER, LEADERSHIP, LINE, TYING, Around, Tie, around, told
from remit.queries.touched import Touched

CHUNK = 200
_IN_LINE = {LINE, LEADERSHIP, HOLDER}


@dataclass(frozen=True, slots=True)
class Independence:
    """Settings."""

    claimed: Annotated[bool, Doc("Only where its source claims that it is independent.")] = False
    chair: Annotated[bool, Doc("Look at the chairs of the scrutineers, and at lines only.")] = False
    hops: Annotated[int, Doc("How far to look for ties, in hops.")] = 3


def find(graph: Graph, settings: Independence) -> Iterator[Hit]:
    """One hit for each scrutineer, with the surest and shortest of its ties."""
    pairs = graph.pairs("SCRUTINISES")
    scrutineers = sorted({pairs.ids[place] for place in pairs.subjects})
    for start in range(0, len(scrutineers), CHUNK):
        yield from _tied(graph, settings, scrutineers[start : start + CHUNK])


def _tied(graph: Graph, settings: Independence, scrutineers: Sequence[str]) -> Iterator[Hit]:
    edges = [
        edge
        for edge in graph.edges(("SCRUTINISES",), subjects=scrutineers)
        if not settings.claimed or edge.attributes.get("independence_claimed") is True
    ]
    nodes = graph.nodes({id for edge in edges for id in (edge.subject, edge.object)})
    owners = by_end(_owning(graph, edges, nodes), "ACCOUNTABLE_FOR", Side.OBJECT)
    chairs = by_end(_chairing(graph, edges) if settings.chair else [], "SITS_ON", Side.OBJECT)
    ends = {edge.statement: _ends(edge, nodes, owners, chairs, chair=settings.chair) for edge in edges}
    ties = around(graph, {id for pairs in ends.values() for pair in pairs for id in pair}, settings.hops)
    by_scrutineer: dict[str, list[tuple[Tie, Edge, str]]] = {}
    for edge in edges:
        for one, other in ends[edge.statement]:
            tie = ties.tie(one, other) if one in ties.nodes and other in ties.nodes else None
            if tie and (not settings.chair or _IN_LINE.issuperset(tie.sorts)):
                by_scrutineer.setdefault(edge.subject, []).append((tie, edge, one))
    for id, found in by_scrutineer.items():
        tie, edge, one = min(found, key=lambda each: (-each[0].certainty, len(each[0].path)))
        yield _hit(nodes[id], nodes[edge.object], edge, tie, ties, "" if one == id else ties.nodes[one].name)


def _hit(scrutineer: Node, of: Node, edge: Edge, tie: Tie, ties: Around, chair: str) -> Hit:
    who = f", whose chair is {chair}," if chair else ""
    name = scrutineer.name
    sentence = (
        f"{name}{who} {agrees(name, 'scrutinises')} {of.name.rstrip('.')}, and"
        f" {'the chair is in its line' if chair else agrees(name, 'is') + ' tied to it'}: {told(tie.path, ties.nodes)}."
    )
    return Hit(
        scrutineer,
        sentence,
        outcome_of(min(tie.certainty, edge.said.in_force)),
        (of,),
        (edge.said, *(each.said for each in tie.path)),
    )


def _owning(graph: Graph, edges: Iterable[Edge], nodes: dict[str, Node]) -> list[Edge]:
    duties = {edge.object for edge in edges if nodes[edge.object].kind == "Duty"}
    return graph.edges(("ACCOUNTABLE_FOR",), objects=duties) if duties else []


def _chairing(graph: Graph, edges: Iterable[Edge]) -> list[Edge]:
    seats = graph.edges(("SITS_ON",), objects={edge.subject for edge in edges})
    return [seat for seat in seats if seat.text("capacity") == "chair"]


def _ends(
    edge: Edge,
    nodes: dict[str, Node],
    owners: dict[str, list[Edge]],
    chairs: dict[str, list[Edge]],
    *,
    chair: bool,
) -> list[tuple[str, str]]:
    """Whom to look for ties between: the scrutineer or its chairs, and what it scrutinises, or who answers for that."""
    ones = [seat.subject for seat in chairs.get(edge.subject, ())] if chair else [edge.subject]
    duty = nodes[edge.object].kind == "Duty"
    others = [owner.subject for owner in owners.get(edge.object, ())] if duty else [edge.object]
    return [(one, other) for one in ones for other in others if one != other]


def _near(touched: Touched, settings: Independence) -> frozenset[str]:
    """Scrutineers on a way to whom, or from what they scrutinise, something that may tie changed.

    Of the hops of a way the changed one is one, so one of its ends is at most half of the others away.
    """
    ends = touched.nodes | touched.met((*TYING, *CONTAINING))
    for _ in range((settings.hops - 1) // 2):
        ends |= touched.beyond((*TYING, *CONTAINING), Side.SUBJECT, ends) | touched.beyond(
            tuple(TYING), Side.OBJECT, ends
        )
    duties = touched.ends(("ACCOUNTABLE_FOR",), Side.OBJECT) | touched.beyond(
        "ACCOUNTABLE_FOR", Side.SUBJECT, ends
    )
    return (
        ends
        | touched.ends(("SCRUTINISES",), Side.SUBJECT)
        | touched.beyond("SCRUTINISES", Side.OBJECT, ends | duties)
        | touched.ends(("SITS_ON",), Side.OBJECT)
        | touched.beyond("SITS_ON", Side.SUBJECT, ends)
    )


INDEPENDENCE = Check(
    "independence", "Scrutineers who are tied to what they scrutinise.", Independence, find, _near
)
