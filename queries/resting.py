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
    starts = {fact.number: start for fact in facts if (start := _start(fact)) is not None}
    starting = set(starts.values()) - _stated(graph, starts.values())
    resting = [fact for fact in facts if _owns(fact) or starts.get(fact.number, "") in starting]
    ends = graph.nodes({id for fact in resting for id in ends_of(fact.statement)})
    unsure = [fact for fact in resting if not _stated_otherwise(fact, ends)]
    below = _nearest_duty(graph, {starts[fact.number] for fact in unsure if fact.number in starts})
    owned = _must_owned(graph, unsure, ends)
    for fact in unsure:
        found = owned.get(fact.number) or below.get(starts.get(fact.number, ""))
        if found:
            yield fact, MustLine(*found, ends)


def _start(fact: Fact) -> str | None:
    """Where the lines come in that a fact is part of: below a hop, or at a body."""
    said = fact.statement
    if isinstance(said, EdgeStatement):
        return said.subject if said.relation in _UP else None
    return said.node if said.kind in BODIES else None


def _owns(fact: Fact) -> bool:
    """Whether a fact says who is accountable."""
    return isinstance(fact.statement, EdgeStatement) and fact.statement.relation == "ACCOUNTABLE_FOR"


def _stated_otherwise(fact: Fact, nodes: Mapping[str, Node]) -> bool:
    """Whether a fact is about a node of which another version is stated."""
    said = fact.statement
    return not isinstance(said, EdgeStatement) and nodes[said.node].said.evidence == STATED


def _stated(graph: Graph, starts: Iterable[str]) -> set[str]:
    """Of the ids at which a hop begins, those with a stated hop."""
    return {edge.subject for edge in graph.edges(_UP, subjects=starts) if edge.said.evidence == STATED}


def _must_owned(
    graph: Graph, facts: Sequence[Fact], nodes: Mapping[str, Node]
) -> dict[int, tuple[Node, Node]]:
    """Facts by number that say who is accountable for a must-duty which no stated fact gives an owner."""
    owning = {
        fact.number: fact.statement
        for fact in facts
        if isinstance(fact.statement, EdgeStatement) and _owns(fact) and _must(nodes[fact.statement.object])
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
