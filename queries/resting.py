"""Which facts the line of a must-duty rests on: its owner's assignment, and the hops from the owner upwards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import MOST_HOPS, Graph, Node
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.statements import STATED, EdgeStatement, Fact
from remit.queries.telling import ends_of

MUST = ("must", "must not")
_UP = ("REPORTS_TO", "ANSWERS_TO")
_BELOW = (*_UP, "ONE_OF")  # the line of a class is that of its members


@dataclass(frozen=True, slots=True)
class MustLine:
    """A must-duty whose line rests on a fact: the duty, its owner, and nodes that are named in telling it."""

    duty: Node
    owner: Node
    nodes: dict[str, Node]


def must_lines_on(graph: Graph, facts: Sequence[Fact]) -> Iterator[tuple[Fact, MustLine]]:
    """Those facts that a must-line rests on, each with one such duty.

    It does where no stated fact would do as well: another stated owner of the duty, another stated hop upwards, or a
    stated version of the node. The nearest duties at and below a hop are looked for, level by level, so the cost follows
    how near the next must-duty is and not how many hang on the hop.
    """
    ends = graph.nodes({id for fact in facts for id in ends_of(fact.statement)})
    starts = {fact.number: start for fact in facts if (start := _start(fact, ends)) is not None}
    stated = _stated(graph, starts.values())
    below = _nearest_duty(graph, {id for id in starts.values() if id not in stated})
    owned = _must_owned(graph, facts, ends)
    for fact in facts:
        start = starts.get(fact.number)
        if fact.number in owned:
            duty, owner = owned[fact.number]
            yield fact, MustLine(duty, owner, ends)
        elif start is not None and start in below and not _stated_too(fact, stated):
            duty, owner = below[start]
            yield fact, MustLine(duty, owner, ends)


def _start(fact: Fact, nodes: Mapping[str, Node]) -> str | None:
    """Where the lines come in that a fact is part of: below a hop, or at a body."""
    said = fact.statement
    if isinstance(said, EdgeStatement):
        return said.subject if said.relation in _UP else None
    node = nodes.get(said.node)
    return node.id if node and node.kind in BODIES and node.said.evidence != STATED else None


def _stated(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Of the ids at which a hop begins, those with a stated hop."""
    return {edge.subject for edge in graph.edges(_UP, subjects=starts) if edge.said.evidence == STATED}


def _stated_too(fact: Fact, stated: set[str]) -> bool:
    said = fact.statement
    return isinstance(said, EdgeStatement) and said.subject in stated


def _must_owned(
    graph: Graph, facts: Sequence[Fact], nodes: Mapping[str, Node]
) -> dict[int, tuple[Node, Node]]:
    """Facts by number that say who is accountable for a must-duty which no stated fact gives an owner."""
    owning = {
        fact.number: fact.statement
        for fact in facts
        if isinstance(fact.statement, EdgeStatement)
        and fact.statement.relation == "ACCOUNTABLE_FOR"
        and _must(nodes[fact.statement.object])
    }
    edges = graph.edges(("ACCOUNTABLE_FOR",), objects={said.object for said in owning.values()})
    stated = {edge.object for edge in edges if edge.said.evidence == STATED}
    return {
        number: (nodes[said.object], nodes[said.subject])
        for number, said in owning.items()
        if said.object not in stated and nodes[said.subject].counts is not Truth.NO
    }


def _nearest_duty(graph: Graph, starts: set[str]) -> dict[str, tuple[Node, Node]]:
    """A must-duty, and its owner, at each start or the nearest below it; nothing where there is none."""
    found: dict[str, tuple[Node, Node]] = {}
    at: dict[str, set[str]] = {
        start: {start} for start in starts
    }  # node: the starts above it that look for a duty
    seen: dict[str, set[str]] = {start: {start} for start in starts}
    for _ in range(MOST_HOPS):
        for owner, duty in _must_duties(graph, at):
            for start in at[owner.id]:
                found.setdefault(start, (duty, owner))
        looking = {id: above for id, each in at.items() if (above := each - found.keys())}
        at = defaultdict(set)
        for edge in graph.edges(_BELOW, objects=looking) if looking else ():
            for start in looking[edge.object]:
                if edge.subject not in seen[start]:
                    seen[start].add(edge.subject)
                    at[edge.subject].add(start)
        if not at:
            break
    return found


def _must_duties(graph: Graph, owners: Mapping[str, object]) -> list[tuple[Node, Node]]:
    edges = graph.edges(("ACCOUNTABLE_FOR",), subjects=owners)
    nodes = graph.nodes({id for edge in edges for id in (edge.subject, edge.object)})
    return [
        (nodes[edge.subject], nodes[edge.object])
        for edge in edges
        if _must(nodes[edge.object]) and nodes[edge.subject].counts is not Truth.NO
    ]


def _must(duty: Node) -> bool:
    return duty.counts is not Truth.NO and duty.text("modality") in MUST
