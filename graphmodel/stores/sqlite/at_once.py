"""What all nodes of a big file have of what a need asks, at once: whole relations as integer columns, not node by node.

Truth is 0 (no), 1 (possibly) or 2 (yes). Columns of truths have a place for every key of a node.
"""

import json
import sqlite3
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from remit.graphmodel.days import TRUTHS, Truth
from remit.graphmodel.graph import Need, Side, Where
from remit.graphmodel.stores.sqlite import lacking
from remit.graphmodel.stores.sqlite.pair_ends import Ints, PairEnds
from remit.graphmodel.stores.sqlite.pairs import read_edges

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

Truths = NDArray[np.int64]


class AtOnce:
    """Needs of all nodes, through one view."""

    def __init__(self, graph: "SqliteGraph", database: sqlite3.Connection, ends: PairEnds) -> None:
        self._graph, self._database, self._ends = graph, database, ends
        (last,) = database.execute("SELECT IFNULL(MAX(key), 0) FROM node").fetchone()
        self._size = last + 1

    def compared(
        self, kind: str, need: Need, where: Where, after: str, limit: int, *, lacks: bool
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind that lack, or have, what a need asks, in order; and how certainly."""
        has = self.has(need)
        truths = 2 - has if lacks else has
        of_kind = self._of_kinds((kind,))
        sql, parameters = lacking.listing(
            self._graph, kind, where, after, limit, of_kind[truths[of_kind] > 0]
        )
        rows = self._database.execute(sql, parameters).fetchall()
        found = truths[[key for key, _, _ in rows]].tolist()
        return [(id, TRUTHS[min(counts, truth)]) for (_, id, counts), truth in zip(rows, found, strict=True)]

    def has(self, need: Need) -> Truths:
        """How certainly each node has what the need asks."""
        linked = self._linked(need)
        if not need.confirmed:
            return linked
        nodes, none = self._confirmed(need)
        found = np.full(self._size, 2)
        found[nodes] = np.maximum(linked[nodes], 2 - none)
        return found

    def _linked(self, need: Need) -> Truths:
        """How certainly each node has as many edges as the need asks for, to far ends that are good for it."""
        edges = read_edges(self._graph, self._database, need.relation, need.where)
        near, far = (edges[:, 0], edges[:, 1]) if need.side is Side.SUBJECT else (edges[:, 1], edges[:, 0])
        truths = np.minimum(edges[:, 2], self._good(need)[far])
        found = np.zeros(self._size, dtype=np.int64)
        for truth in (1, 2):
            sure = truths >= truth
            ends = np.stack((near[sure], far[sure]), axis=1)
            if need.least > 1:
                ends = np.unique(ends, axis=0)
            found[np.bincount(ends[:, 0], minlength=self._size) >= need.least] = truth
        return found

    def _good(self, need: Need) -> Truths:
        """How certainly each node is a far end as the need asks: it counts, has what it must in turn, and its members do."""
        one = self._ends.counts(self._database, np.arange(self._size))
        if need.then:
            one = np.minimum(one, self.has(need.then))
        good = one.copy()
        if need.members:
            members = read_edges(self._graph, self._database, "ONE_OF", {})
            np.minimum.at(good, members[:, 1], np.maximum(one[members[:, 0]], 2 - members[:, 2]))
        if need.kinds:
            others = np.ones(self._size, dtype=np.bool_)
            others[self._of_kinds(need.kinds)] = False
            good[others] = 0
        return good

    def _confirmed(self, need: Need) -> tuple[Ints, Truths]:
        """The nodes that are confirmed to have none of the need's relation, and how certainly."""
        rows = self._database.execute(*lacking.confirmed(self._graph, need)).fetchall()
        found = np.array(rows, dtype=np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    def _of_kinds(self, kinds: tuple[str, ...]) -> Ints:
        """The keys of all nodes of some kinds."""
        coded = json.dumps([self._graph.word[kind] for kind in kinds])
        (text,) = self._database.execute(
            "SELECT group_concat(key, ' ') FROM node WHERE kind IN (SELECT value FROM json_each(?))", (coded,)
        ).fetchone()
        return np.fromstring(text or "", dtype=np.int64, sep=" ")
