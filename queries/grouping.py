"""Edges in groups: those of a relation, by the node at one of their ends."""

from collections import defaultdict
from collections.abc import Iterable

from remit.graphmodel.graph import Edge, Side


def by_end(edges: Iterable[Edge], relation: str, side: Side) -> defaultdict[str, list[Edge]]:
    """The edges of a relation by the id of their node at that end, in the order given; none for other nodes."""
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation == relation:
            found[edge.end(side)].append(edge)
    return found
