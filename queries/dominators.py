"""Single points: the one node that every line of another to the top must pass."""

import numpy as np
import rustworkx

from remit.queries.columns import NOBODY, Ints, Neighbours, once, rounds, sums_below


class Dominators:
    """Of each node the nearest node above it that all its lines to the top pass, in a tree of its own.

    The tops are the nodes from which no hop leads up, and those named besides. A node from which no line comes to a top
    loses none, and has no place in the tree.
    """

    def __init__(self, nodes: int, subjects: Ints, objects: Ints, tops: Ints) -> None:
        apart = subjects != objects
        subjects, objects = subjects[apart], objects[apart]
        every = np.union1d(np.flatnonzero(np.bincount(subjects, minlength=nodes) == 0), tops)
        root = nodes
        subjects = np.concatenate((subjects, every))
        objects = np.concatenate((objects, np.full(len(every), root)))
        subjects, objects = once(nodes + 1, subjects, objects)
        reached = Neighbours(nodes + 1, objects, subjects).met(np.array([root]))
        led = reached[objects]
        self._root = root
        self._next = _nearest(root, subjects[led], objects[led])
        placed = np.flatnonzero(self._next != NOBODY)
        self._order = list(rounds(root + 1, placed, self._next[placed]))

    def lost(self, weights: Ints) -> Ints:
        """The weights of all nodes that each node cuts off from the top, its own not counted."""
        return sums_below(self._next, self._order, np.append(weights, 0))[: self._root]


def _nearest(root: int, subjects: Ints, objects: Ints) -> Ints:
    """The nearest dominator of each node below the root; NOBODY for the root and for what is not below it.

    A node with one node above it has that. Only nodes with several, and all above those, need the algorithm.
    """
    above = Neighbours(root + 1, subjects, objects)
    counts = above.counts(np.arange(root + 1))
    one = counts[subjects] == 1
    nearest = np.full(root + 1, NOBODY, dtype=np.int64)
    nearest[subjects[one]] = objects[one]
    shared = np.flatnonzero(counts > 1)
    if len(shared):
        core = above.met(shared)
        named = np.flatnonzero(core)
        inner = core[subjects]
        ends = np.searchsorted(named, objects[inner]), np.searchsorted(named, subjects[inner])
        graph: rustworkx.PyDiGraph[None, None] = rustworkx.PyDiGraph()
        graph.add_nodes_from([None] * len(named))
        graph.add_edges_from_no_data(list(zip(*(each.tolist() for each in ends), strict=True)))
        found = rustworkx.immediate_dominators(graph, len(named) - 1)
        pairs = np.array([pair for pair in found.items() if pair[0] != len(named) - 1], dtype=np.int64)
        nearest[named[pairs[:, 0]]] = named[pairs[:, 1]]
    return nearest
