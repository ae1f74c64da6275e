"""Who answers for what, and to whom, in one graph, for the nodes and duties of a scope."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.stores.needs import has
from remit.queries.lines import line_of
from remit.queries.ownership import OWNED
from remit.queries.scope import SHARES, UPWARDS, Scope, counts_in, is_there


@dataclass(frozen=True, slots=True)
class Up:
    """A line that leads up from a node: the relation, the sort of line, to whom, how certainly; and `arrives`, how certainly
    that is somebody who is there.
    """

    relation: str
    line: str
    to: str
    certainty: Truth
    arrives: Truth


@dataclass(frozen=True, slots=True)
class Accountability:
    """Lines by node (none of one that does not count), assignments by (owner, duty, share), and duties with and without owner.

    What is not listed is not so.
    """

    nodes: Mapping[str, Node]
    lines: Mapping[str, frozenset[Up]]
    assigned: Mapping[tuple[str, str, str], Truth]
    owned: Mapping[str, Truth]
    unowned: Mapping[str, Truth]

    def counts(self, id: str) -> Truth:
        """Whether a node is there: recorded, and in force."""
        return is_there(self.nodes, id)


def accountability_in(graph: Graph, scope: Scope) -> Accountability:
    """Accountability in a graph, as far as a scope goes: a handful of calls of the port, however much that is."""
    upwards = graph.edges(UPWARDS, subjects=scope.lines)
    assigned = graph.edges(SHARES, objects=scope.assigned)
    ends = {id for edge in (*upwards, *assigned) for id in (edge.subject, edge.object)}
    nodes = graph.nodes({*scope.lines, *scope.owned, *ends})
    lines: dict[str, set[Up]] = defaultdict(set)
    for edge in upwards:
        certainty = min(edge.said.in_force, counts_in(nodes, edge.subject))
        if certainty is not Truth.NO:
            arrives = min(certainty, counts_in(nodes, edge.object))
            lines[edge.subject].add(Up(edge.relation, line_of(edge), edge.object, certainty, arrives))
    truths: dict[tuple[str, str, str], Truth] = {}
    for edge in assigned:
        key = edge.subject, edge.object, SHARES[edge.relation]
        certainty = min(edge.said.in_force, *(counts_in(nodes, id) for id in key[:2]))
        truths[key] = max(certainty, truths.get(key, Truth.NO))
    owned = has(graph, [id for id in scope.owned if id in nodes and nodes[id].recorded], OWNED)
    return Accountability(
        nodes,
        {id: frozenset(each) for id, each in lines.items()},
        truths,
        {id: min(nodes[id].counts, truth) for id, truth in owned.items()},
        {id: min(nodes[id].counts, Truth(2 - truth)) for id, truth in owned.items()},
    )
