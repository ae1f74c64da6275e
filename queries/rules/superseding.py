"""What has been superseded: sources and duties that others, which are there, have taken the place of."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node


@dataclass(frozen=True, slots=True)
class Successor:
    """Who or what has taken a place: the node, the assertion, and how certainly it is so on the view's day."""

    node: Node
    edge: Edge
    truth: Truth


def successors(graph: Graph, ids: Collection[str]) -> dict[str, list[Successor]]:
    """The successors of those nodes that have any, in order of their ids; one call of the port, and one for the nodes."""
    edges = graph.edges(("SUCCEEDS",), objects=ids) if ids else []
    nodes = graph.nodes({edge.subject for edge in edges})
    found: dict[str, list[Successor]] = defaultdict(list)
    for edge in sorted(edges, key=lambda each: each.subject):
        truth = min(edge.said.in_force, nodes[edge.subject].counts)
        if truth is not Truth.NO:
            found[edge.object].append(Successor(nodes[edge.subject], edge, truth))
    return found
