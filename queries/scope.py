"""Where accountability may differ between two graphs: whose lines, which duties; found without a look at all the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.relations import LINES
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.queries.ownership import OWNED

UPWARDS = ("REPORTS_TO", "ANSWERS_TO")
SHARES = {"ACCOUNTABLE_FOR": "accountable", "RESPONSIBLE_FOR": "responsible"}
MOST_TOUCHED = 20_000
_HOLDING = ("HOLDS", "ONE_OF")  # what decides, besides its own days, whether an owner is there
_SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """Nodes whose own line may differ, duties whose assignments may, and duties that may come to be owned or unowned."""

    lines: frozenset[str]
    assigned: frozenset[str]
    owned: frozenset[str]

    def cut(self, most: int) -> "Scope":
        """At most so many of each, the first by id."""
        return Scope(*(_first(ids, most) for ids in (self.lines, self.assigned, self.owned)))


def scope_of_one(before: Graph, after: Graph, node: Node) -> Scope:
    """One node, and the duties that it has in either graph."""
    at = frozenset((node.id,))
    duties = at if node.kind == "Duty" else _duties_of((before, after), at)
    return Scope(at, duties, duties)


def scope_of_changes(before: Graph, after: Graph, since: int, datasets: Iterable[str]) -> Scope:
    """What the changes after `since` touch, and what hangs on it; `datasets` are those that they speak of.

    All is compared where they touch very much, and where a data set has come to say that it states all holders, since
    that may make any of its roles vacant.
    """
    facts = after.touched(since, limit=MOST_TOUCHED + 1)
    if len(facts) > MOST_TOUCHED:
        return scope_of_all(before, after)
    scope = _around(before, after, facts)
    if _completeness_differs(before, after, datasets):
        return Scope(scope.lines, scope.assigned, _ownership_differs(before, after))
    return scope


def scope_of_all(before: Graph, after: Graph) -> Scope:
    """Whatever differs, by comparing whole relations: for two days, between which nothing need have been changed."""
    lines = _pairs_differ(before, after, "ANSWERS_TO")
    for line in LINES:
        lines |= _pairs_differ(before, after, "REPORTS_TO", line)
    assigned = frozenset[tuple[str, str]]().union(*(_pairs_differ(before, after, share) for share in SHARES))
    ends = {id for pair in lines for id in pair}
    return Scope(frozenset(ends), frozenset(duty for _, duty in assigned), _ownership_differs(before, after))


def _first(ids: frozenset[str], most: int) -> frozenset[str]:
    return ids if len(ids) <= most else frozenset(nsmallest(most, ids))


def counts_in(nodes: Mapping[str, Node], id: str) -> Truth:
    """Whether a node counts, as an end of an edge does, recorded or not; one that nothing is known of does not."""
    return nodes[id].counts if id in nodes else Truth.NO


def is_there(nodes: Mapping[str, Node], id: str) -> Truth:
    """Whether a node counts and is recorded."""
    return counts_in(nodes, id) if id in nodes and nodes[id].recorded else Truth.NO


def _around(before: Graph, after: Graph, facts: Iterable[Fact]) -> Scope:
    """What facts are about, and what hangs on it: duties of whoever may have come, gone, been filled or fallen vacant."""
    both = (before, after)
    own, lines, duties, filled = set[str](), set[str](), set[str](), set[str]()
    for fact in facts:
        said = fact.statement
        if isinstance(said, NodeStatement):
            own.add(said.node)
            if said.kind == "Duty":
                duties.add(said.node)
        elif isinstance(said, EdgeStatement):
            if said.relation in UPWARDS:
                lines.add(said.subject)
            elif said.relation in SHARES:
                duties.add(said.object)
            elif said.relation in _HOLDING:
                filled |= {said.subject, said.object}
    owners = own | filled
    owners |= {edge.object for graph in both for edge in graph.edges(("HOLDS",), subjects=owners)}
    owners |= {edge.object for graph in both for edge in graph.edges(("ONE_OF",), subjects=owners)}
    old, new = (graph.nodes(own) for graph in both)
    moved = {id for id in own if is_there(old, id) is not is_there(new, id)}
    assigned = frozenset(duties) | _duties_of(both, moved)
    return Scope(frozenset(lines | moved), assigned, assigned | _duties_of(both, owners))


def _duties_of(graphs: Iterable[Graph], owners: Iterable[str]) -> frozenset[str]:
    asked = frozenset(owners)
    return frozenset(edge.object for graph in graphs for edge in graph.edges(SHARES, subjects=asked))


def _pairs_differ(
    before: Graph, after: Graph, relation: str, line: str | None = None
) -> set[tuple[str, str]]:
    """The ends of edges of a relation that are as certain in one graph only."""
    from remit.queries.columns_differing import columns_differ  # numpy takes long to import

    where = None if line is None else {"line": frozenset((line, None) if line == LINES[0] else (line,))}
    return columns_differ(before.pairs(relation, where), after.pairs(relation, where))


def _ownership_differs(before: Graph, after: Graph) -> frozenset[str]:
    old, new = (frozenset(graph.lacking("Duty", OWNED)) for graph in (before, after))
    return frozenset(id for id, _ in old ^ new)


def _completeness_differs(before: Graph, after: Graph, datasets: Iterable[str]) -> bool:
    """Whether a data set has come to say, or to say no longer, that it states all holders.

    No fact about a role tells: it shows in roles of which nothing else was touched.
    """
    for name in datasets:
        old, new = (_said_empty(graph, name) for graph in (before, after))
        if any(old[id][0] == new[id][0] and old[id] != new[id] for id in old.keys() & new.keys()):
            return True
    return False


def _said_empty(graph: Graph, dataset: str) -> dict[str, tuple[int, bool]]:
    """Of the first roles of a data set: the fact that states each, and whether it is confirmed to have no holder."""
    alone = graph.at(replace(graph.view, datasets=frozenset((dataset,))))
    return {
        role.id: (role.said.fact, "HOLDS" in role.confirmed_none)
        for role in alone.find("Role", limit=_SAMPLE)
    }
