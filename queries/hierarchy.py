"""Layers and sizes: how far each node is below a top, and how much is below it, each node counted once."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from remit.queries.columns import NOBODY, Flags, Ints, Neighbours, distinct, loops, once, rounds, sums_below

MANY = 10_000


class Hierarchy:
    """A line graph with each loop drawn together to one node, so that its nodes come in rounds from the tops down.

    A loop counts as one layer, and one that no line leaves is a top.
    """

    def __init__(self, nodes: int, subjects: Ints, objects: Ints) -> None:
        self.nodes = nodes
        self.loop = np.zeros(nodes, dtype=np.bool_)
        self._drawn = np.arange(nodes)
        for circle in loops(nodes, subjects, objects):
            self._drawn[circle] = circle[0]
            self.loop[circle] = True
        drawn = self._drawn[subjects], self._drawn[objects]
        apart = drawn[0] != drawn[1]
        self._subjects, self._objects = once(nodes, drawn[0][apart], drawn[1][apart])
        self._above = Neighbours(nodes, self._subjects, self._objects)
        self._below = Neighbours(nodes, self._objects, self._subjects)
        self._rounds = list(rounds(nodes, self._subjects, self._objects))
        self._round = np.zeros(nodes, dtype=np.int64)
        for number, each in enumerate(self._rounds):
            self._round[each] = number

    def longest(self) -> Ints:
        """The layer of each node by its longest line: 1 at a top."""
        return self._round[self._drawn] + 1

    def shortest(self) -> Ints:
        """The layer of each node by its shortest line: 1 at a top."""
        layer = np.full(self.nodes, self.nodes + 1, dtype=np.int64)
        frontier = self._rounds[0] if self._rounds else np.zeros(0, dtype=np.int64)
        number = 1
        while len(frontier):
            layer[frontier] = number
            number += 1
            met = self._below.beyond(frontier)
            frontier = distinct(met[layer[met] > number])
        return layer[self._drawn]

    def below_any(self, marked: Flags) -> Flags:
        """The nodes that are marked, in a loop with one that is, or below one."""
        return self._below.met(np.unique(self._drawn[np.flatnonzero(marked)]))[self._drawn]

    def handed_down(self, own: Mapping[int, frozenset[int]]) -> tuple[Ints, list[frozenset[int]]]:
        """What each node has of its own or from any above it: the number of a set for each node, and these sets."""
        sets: list[frozenset[int]] = [frozenset()]
        number = {sets[0]: 0}

        def numbered(found: frozenset[int]) -> int:
            if found not in number:
                number[found] = len(sets)
                sets.append(found)
            return number[found]

        has = np.zeros(self.nodes, dtype=np.int64)
        for at, its in own.items():
            drawn = self._drawn[at]
            has[drawn] = numbered(sets[has[drawn]] | its)
        for each in self._rounds:
            hops = self._above.hops(each)
            below, above = self._subjects[hops], has[self._objects[hops]]
            plain = (self._above.counts(below) == 1) & (has[below] == 0)
            has[below[plain]] = above[plain]
            for at, more in zip(below[~plain].tolist(), above[~plain].tolist(), strict=True):
                has[at] = numbered(sets[has[at]] | sets[more])
        return has[self._drawn], sets

    def sizes(self, weights: Ints) -> Ints:
        """The weights of all that is below each node, of each once; of a loop also those of its other nodes.

        What has one node above it is added up along the tree. What has several is a root of a tree of its own, and that
        tree is added once to each of the nodes above its root.
        """
        drawn = np.bincount(self._drawn, weights, self.nodes).astype(np.int64)
        above = self._above.counts(np.arange(self.nodes))
        one = above[self._subjects] == 1
        manager = np.full(self.nodes, NOBODY, dtype=np.int64)
        manager[self._subjects[one]] = self._objects[one]
        sizes = sums_below(manager, self._rounds, drawn)
        trees = sizes + drawn
        shared = np.flatnonzero(above > 1)
        for begin in range(0, len(shared), MANY):
            self._add_above(sizes, shared[begin : begin + MANY], trees)
        return sizes[self._drawn] + drawn[self._drawn] - weights

    def _add_above(self, sizes: Ints, roots: Ints, trees: Ints) -> None:
        """Add the tree of each root once to every node above it: from the deepest round up, so that none comes twice."""
        waiting: dict[int, list[Ints]] = defaultdict(list)

        def climb(root: Ints, at: Ints) -> None:
            hops = self._above.counts(at)
            keys = self._above.beyond(at) * len(roots) + np.repeat(root, hops)
            numbers = self._round[keys // len(roots)]
            for number in np.unique(numbers):
                waiting[int(number)].append(keys[numbers == number])

        climb(np.arange(len(roots)), roots)
        while waiting:
            keys = distinct(np.concatenate(waiting.pop(max(waiting))))
            at, root = keys // len(roots), keys % len(roots)
            np.add.at(sizes, at, trees[roots[root]])
            climb(root, at)
