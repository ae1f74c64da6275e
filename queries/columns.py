"""Graphs as integer columns: hop i leads up from `subjects[i]` to `objects[i]`; walked a whole frontier at a time.

Nodes are numbers from 0. Every walk costs what it meets and one round for each hop of the longest line.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import rustworkx
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOBODY = -1


class Neighbours:
    """The hops at each node, at one of their ends: `near` is that end of each hop, `far` the other."""

    def __init__(self, nodes: int, near: Ints, far: Ints) -> None:
        self._order = np.argsort(near, kind="stable")
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(near, minlength=nodes))))
        self._far = far

    def hops(self, at: Ints) -> Ints:
        """The numbers of the hops at some nodes, node by node."""
        begin = self._starts[at]
        counts = self._starts[at + 1] - begin
        before = np.cumsum(counts) - counts
        hops: Ints = self._order[np.repeat(begin - before, counts) + np.arange(counts.sum())]
        return hops

    def counts(self, at: Ints) -> Ints:
        """How many hops each of some nodes has."""
        return self._starts[at + 1] - self._starts[at]

    def beyond(self, at: Ints) -> Ints:
        """The far ends of the hops at some nodes; a node as often as it is met."""
        return self._far[self.hops(at)]

    def met(self, starts: Ints) -> Flags:
        """The starts and all nodes that are met on walking from them."""
        seen = np.zeros(len(self._starts) - 1, dtype=np.bool_)
        seen[starts] = True
        frontier = distinct(starts)
        while len(frontier):
            far = self.beyond(frontier)
            frontier = distinct(far[~seen[far]])
            seen[frontier] = True
        return seen


def met(nodes: int, column: Sequence[int] | Ints) -> Ints:
    """The nodes that are in a column, each once, in order."""
    seen = np.zeros(nodes, dtype=np.bool_)
    seen[np.asarray(column, dtype=np.int64)] = True
    return np.flatnonzero(seen)


def distinct(numbers: Ints) -> Ints:
    """Numbers in order, each once; sorting is several times as fast as numpy's unique here."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def once(nodes: int, subjects: Ints, objects: Ints) -> tuple[Ints, Ints]:
    """Hops without doubles."""
    keys = distinct(subjects * nodes + objects)
    return keys // nodes, keys % nodes


def rounds(nodes: int, subjects: Ints, objects: Ints) -> Iterator[Ints]:
    """Nodes in rounds from the tops down: each comes in the round after the last of those that it leads to.

    Nodes on loops, and those from which one comes to a loop, are in no round.
    """
    waiting = np.bincount(subjects, minlength=nodes)
    below = Neighbours(nodes, objects, subjects)
    frontier = np.flatnonzero(waiting == 0)
    while len(frontier):
        yield frontier
        met, times = np.unique(below.beyond(frontier), return_counts=True)
        waiting[met] -= times
        frontier = met[waiting[met] == 0]


def loops(nodes: int, subjects: Ints, objects: Ints) -> list[list[int]]:
    """The sets of nodes that lead back to one another, and single nodes that lead to themselves."""
    left = _in_no_round(nodes, subjects, objects)
    inner = left[subjects] & left[objects]
    left &= _in_no_round(nodes, objects[inner], subjects[inner])
    inner = left[subjects] & left[objects]
    named = np.flatnonzero(left)
    graph: rustworkx.PyDiGraph[None, None] = rustworkx.PyDiGraph()
    graph.add_nodes_from([None] * len(named))
    ends = np.searchsorted(named, subjects[inner]), np.searchsorted(named, objects[inner])
    graph.add_edges_from_no_data(list(zip(*(each.tolist() for each in ends), strict=True)))
    found = rustworkx.strongly_connected_components(graph)
    return [
        named[sorted(each)].tolist() for each in found if len(each) > 1 or graph.has_edge(each[0], each[0])
    ]


def _in_no_round(nodes: int, subjects: Ints, objects: Ints) -> Flags:
    left = np.ones(nodes, dtype=np.bool_)
    for each in rounds(nodes, subjects, objects):
        left[each] = False
    return left


def sums_below(above: Ints, order: list[Ints], weights: Ints) -> Ints:
    """Of a forest, the weights of all nodes below each. `above` is the node above each or NOBODY, `order` has tops first."""
    sums = np.zeros_like(weights)
    for each in reversed(order):
        hanging = each[above[each] != NOBODY]
        np.add.at(sums, above[hanging], sums[hanging] + weights[hanging])
    return sums
