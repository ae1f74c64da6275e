"""Edges in groups, by the node at one of their ends: some that were read, or those of a whole relation."""

from collections import defaultdict
from collections.abc import Iterable

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Pairs, Side


def by_end(edges: Iterable[Edge], relation: str, side: Side) -> defaultdict[str, list[Edge]]:
    """The edges of a relation by the id of their node at that end, in the order given; none for other nodes."""
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation == relation:
            found[edge.end(side)].append(edge)
    return found


def ends_of_all(
    pairs: Pairs, side: Side = Side.SUBJECT, least: Truth = Truth.POSSIBLY
) -> dict[str, list[str]]:
    """The far ends of a whole relation by the id of the node on a side; of edges that are at least so certain."""
    ids = list(pairs.ids)
    ends = (pairs.subjects, pairs.objects) if side is Side.SUBJECT else (pairs.objects, pairs.subjects)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for near, far, truth in zip(*ends, pairs.truths, strict=True):
        if truth >= least:
            found[ids[near]].append(ids[far])
    return dict(found)
