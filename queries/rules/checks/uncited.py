"""Duties that bind, and of which something is asserted without a source."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Provenance, Where, fits
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EdgeStatement, Fact
from remit.queries.english import listed
from remit.queries.paging import in_chunks
from remit.queries.question import Doc
from remit.queries.rules.check import CERTAIN, POSSIBLE, Check, Hit
from remit.queries.touched import Touched

_TOUCHING = {
    relation.name for relation in RELATION.values() if "Duty" in (*relation.sources, *relation.targets)
}


@dataclass(frozen=True, slots=True)
class Uncited:
    """Settings."""

    where: Annotated[Where, Doc("Only duties whose attributes fit.")] = field(default_factory=dict)


def find(graph: Graph, settings: Uncited) -> Iterator[Hit]:
    """Each duty that, or an edge at which, names no source, with what is asserted so."""

    def unsourced(after: str, limit: int) -> list[Fact]:
        return graph.asserted(Provenance(unsourced=True), int(after or 0), limit)

    by_duty: dict[str, list[Fact]] = defaultdict(list)
    for chunk in in_chunks(unsourced, lambda fact: str(fact.number)):
        for fact in chunk:
            for id in _near(fact):
                by_duty[id].append(fact)
    nodes = graph.nodes(by_duty)
    others = graph.nodes(
        {id for id, node in nodes.items() if _fits(node, settings.where) for id in _far(by_duty[id])}
    )
    for id, facts in by_duty.items():
        if id in nodes and nodes[id].counts and _fits(nodes[id], settings.where):
            yield _hit(nodes[id], facts, others, graph.view.day)


def _near(fact: Fact) -> tuple[str, ...]:
    """The ids at which a fact may touch a duty."""
    statement = fact.statement
    if isinstance(statement, EdgeStatement):
        return (statement.subject, statement.object) if statement.relation in _TOUCHING else ()
    return (statement.node,) if statement.kind == "Duty" else ()


def _far(facts: list[Fact]) -> set[str]:
    return {id for fact in facts for id in _near(fact)}


def _fits(node: Node, where: Where) -> bool:
    return node.kind == "Duty" and fits(node.attributes, where)


def _hit(duty: Node, facts: list[Fact], nodes: dict[str, Node], day: int | None) -> Hit:
    told = list(dict.fromkeys(_told(duty, fact, nodes) for fact in facts))
    certain = duty.counts is Truth.YES and any(fact.period.in_force(day) is Truth.YES for fact in facts)
    about = tuple(
        nodes[id] for id in dict.fromkeys(id for fact in facts for id in _near(fact)) if id != duty.id
    )
    return Hit(
        duty,
        f"{duty.name.rstrip('.')}: no source is named for {listed(told)}.",
        CERTAIN if certain else POSSIBLE,
        about,
    )


def _told(duty: Node, fact: Fact, nodes: dict[str, Node]) -> str:
    statement = fact.statement
    if not isinstance(statement, EdgeStatement):
        return "the duty itself"
    phrase = RELATION[statement.relation].phrase
    if statement.object == duty.id:
        return f"the statement that {nodes[statement.subject].name} {phrase} it"
    return f"the statement that it {phrase} {nodes[statement.object].name}"


def _touching(touched: Touched, _settings: Uncited) -> frozenset[str]:
    return touched.ids


UNCITED = Check(
    "uncited", "Duties of which something is asserted without a source.", Uncited, find, _touching
)
