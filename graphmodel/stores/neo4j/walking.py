"""Reach on the server: one statement for a walk to one side, else one a level and side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Node, Side, Step
from remit.graphmodel.stores.assembling import NEAR, stopped
from remit.graphmodel.stores.neo4j.statements import statement

Ask = Callable[..., list[Any]]
"""Asks one statement, and gives the values of its one record."""
SidedRow = tuple[Side, Any]
EDGE_FACT = 5
_BOUNDS = (1, 2, 4, 8, 16, 32, 64)  # few, as each is a statement of its own for the server


class Walk:
    """A walk along steps from `starts`; rows are those of edges, with the side that they were met from."""

    def __init__(
        self, ask: Ask, known: Mapping[str, Node], steps: Sequence[Step], starts: Sequence[str], hops: int
    ) -> None:
        self._ask = ask
        self._known = known
        self.starts = list(dict.fromkeys(starts))
        self.hops = hops
        self.walking = [step for step in steps if not step.leaf]
        self.leaves = [step for step in steps if step.leaf]

    def run(
        self, nodes_of: Callable[[Iterable[Any]], dict[str, Node]]
    ) -> tuple[dict[str, Node], list[Any], bool]:
        """Nodes by id, rows of edges, and whether the bound of hops cut the walk."""
        sides = {step.side for step in self.walking}
        if len(sides) <= 1:
            found, walked, leaves = self._whole(sides.pop() if sides else Side.SUBJECT)
            beyond = False
        else:
            found, walked, leaves, beyond = self._by_level()
        nodes = {id: self._known[id] for id in self.starts if id in self._known} | nodes_of(found)
        starts = [id for id in self.starts if id in nodes]
        if walked and (len(sides) <= 1 or any(node.counts is Truth.NO for node in nodes.values())):
            walked, beyond = stopped(starts, nodes, walked, self.hops)
        elif not self.hops:
            beyond = bool(starts and self.walking)
        met = {*starts, *(end for _, row in walked for end in row[1:3])}
        kept = [*walked, *((side, row) for side, row in leaves if row[NEAR[side]] in met)]
        rows = {row[EDGE_FACT]: row for _, row in kept}
        met |= {end for row in rows.values() for end in row[1:3]}
        return {id: node for id, node in nodes.items() if id in met}, list(rows.values()), beyond

    def _whole(self, side: Side) -> tuple[list[Any], list[SidedRow], list[SidedRow]]:
        every = (*self.walking, *self.leaves)
        text = statement(
            "reach",
            side=side,
            hops=next((bound for bound in _BOUNDS if bound >= self.hops), _BOUNDS[-1]),
            walked=tuple(dict.fromkeys(step.relation for step in self.walking)),
            leaving=tuple(dict.fromkeys(step.relation for step in every if step.side is Side.SUBJECT)),
            arriving=tuple(dict.fromkeys(step.relation for step in every if step.side is Side.OBJECT)),
        )
        if not self.starts:
            return [], [], []
        known = [id for id in self.starts if id in self._known]
        found, leaving, arriving = self._ask(text, ids=self.starts, known=known)
        rows = [(Side.SUBJECT, row) for each in leaving for row in each]
        rows += [(Side.OBJECT, row) for each in arriving for row in each]
        walked, leaves = (
            {(step.relation, step.side) for step in steps} for steps in (self.walking, self.leaves)
        )
        return (
            found,
            [each for each in rows if (each[1][0], each[0]) in walked],
            [each for each in rows if (each[1][0], each[0]) in leaves],
        )

    def _by_level(self) -> tuple[list[Any], list[SidedRow], list[SidedRow], bool]:
        known = self._nodes(self.starts)
        walked: list[SidedRow] = []
        seen = frontier = [row[0] for row in known]
        met = set(seen)
        for _ in range(self.hops):
            if not frontier:
                break
            level = list(self._level(self.walking, frontier))
            walked += level
            far = dict.fromkeys(row[NEAR[side.other]] for side, row in level)
            frontier = [id for id in far if id not in met]
            met.update(frontier)
        leaves = list(self._level(self.leaves, list(met)))
        ends = {end for _, row in leaves for end in row[1:3]}
        return self._nodes([*(met | ends)]), walked, leaves, bool(frontier)

    def _nodes(self, ids: Sequence[str]) -> list[Any]:
        return list(self._ask(statement("nodes"), ids=ids)[0]) if ids else []

    def _level(self, steps: Sequence[Step], ids: list[str]) -> Iterable[SidedRow]:
        for side, name, end in (
            (Side.SUBJECT, "edges_at_subjects", "subjects"),
            (Side.OBJECT, "edges_at_objects", "objects"),
        ):
            relations = tuple(step.relation for step in steps if step.side is side)
            if relations and ids:
                ends: dict[str, Any] = {"subjects": None, "objects": None, end: ids}
                (found,) = self._ask(statement(name, types=relations), **ends)
                yield from ((side, row) for row in sorted(found, key=lambda row: row[EDGE_FACT]))
