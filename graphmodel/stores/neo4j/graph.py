"""The port over a Neo4j database: one statement a read, few big records of scalar lists."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL, Truth
from remit.graphmodel.graph import (
    MOST_HOPS,
    MOST_ROWS,
    Edge,
    Found,
    Need,
    Node,
    Pairs,
    Reach,
    Side,
    Step,
    Where,
)
from remit.graphmodel.kinds import BODIES, KIND
from remit.graphmodel.names import aliases, folded, nearest, rank, singular, words
from remit.graphmodel.stores import needs
from remit.graphmodel.stores.assembling import NEAR, edge_of, has_standing, node_of, said_of, stopped
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.view import View

MOST_CANDIDATES = 2000
PAGE = 2000
Walk = tuple[dict[str, Node], list[tuple[Side, Any]], list[tuple[Side, Any]], bool]
_VERSION_SAID, _EDGE_SAID, _EDGE_KINDS = 4, 5, 17


class Neo4jGraph:
    """A view of a Neo4j store; answers `graphmodel.graph.Graph`."""

    def __init__(
        self,
        reader: Reader,
        view: View,
        complete: Mapping[str, int],
        open_view: Callable[[View], "Neo4jGraph"],
    ) -> None:
        self._reader = reader
        self._view = view
        self._complete = complete
        self._open_view = open_view
        day = view.day
        self._parameters: dict[str, Any] = {
            "known_at": view.known_at,
            "from_day": BEFORE_ALL - 1 if day is None else day,
            "to_day": AFTER_ALL if day is None else day,
            "evidence": 0 if view.strict else 3,
            "standing": 2 if view.proposed else 1,
            "datasets": None if view.datasets is None else sorted(view.datasets),
        }

    @property
    def view(self) -> View:
        """The view, with `known_at` settled."""
        return self._view

    def at(self, view: View) -> "Neo4jGraph":
        """Another view of the same store, as known at the same change unless it says otherwise."""
        return self._open_view(replace(view, known_at=self._view.known_at) if view.known_at is None else view)

    def _rows(self, text: str, **parameters: Any) -> list[Any]:
        return self._reader.rows(text, {**self._parameters, **parameters})

    def _one(self, text: str, **parameters: Any) -> list[Any]:
        rows = self._rows(text, **parameters)
        return list(rows[0]) if rows else []

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes of these ids that the store knows, also ended or proposed ones, marked."""
        asked = list(dict.fromkeys(ids))
        (found,) = self._one(statement("nodes"), ids=asked) if asked else ([],)
        return {id: self._node(id, kind, versions) for id, kind, versions in found}

    def _node(self, id: str, kind: str, rows: Sequence[Any]) -> Node:
        versions = []
        for row in rows:
            said = row[_VERSION_SAID:]
            versions.append((row, said_of(said, said[1], said[8], kind in BODIES, self._view.day)))
        return node_of(id, kind, versions, self._complete, self._view.proposed)

    def _edge(self, row: Sequence[Any]) -> Edge:
        said = row[_EDGE_SAID:_EDGE_KINDS]
        standing = has_standing(row[_EDGE_KINDS], row[_EDGE_KINDS + 1])
        return edge_of(
            row, (row[1], row[2]), row[0], said_of(said, said[1], said[8], standing, self._view.day)
        )

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        """Nodes of a kind that count on the view's day, whose attributes fit, in id order."""
        listed = [id for id, _ in self._listing(kind, where, after, limit)]
        nodes = self.nodes(listed)
        return [nodes[id] for id in listed]

    def _listing(self, kind: str, where: Where | None, after: str, limit: int) -> list[tuple[str, int]]:
        if not where:
            return [
                (id, counts)
                for id, counts in self._rows(statement("find_all", kind), after=after, limit=limit)
            ]
        fits = [[key, sorted(values, key=str)] for key, values in where.items()]
        return [
            (id, counts)
            for id, counts in self._rows(statement("find", kind), after=after, limit=limit, where=fits)
        ]

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        """How many nodes `find` would list: (certainly, at most)."""
        listed = self._listing(kind, where, "", MOST_ROWS * 100)
        return sum(1 for _, counts in listed if counts == Truth.YES), len(listed)

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind without what `need` asks, and whether certainly or possibly so."""
        return needs.lacking(self, partial(self._listing, kind, where), need, after, limit)

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        """Edges in force at a set of subjects or of objects (or between two sets), in the order of their ends."""
        if subjects is None and objects is None:
            raise ValueError("edges are asked for at subjects, at objects, or at both")
        name = "edges_at_objects" if subjects is None else "edges_at_subjects"
        ends = {
            "subjects": None if subjects is None else list(dict.fromkeys(subjects)),
            "objects": None if objects is None else list(dict.fromkeys(objects)),
        }
        text = statement(name, types=tuple(relations))
        (found,) = self._one(text, **ends)
        return sorted(
            (self._edge(row) for row in found),
            key=lambda edge: (edge.subject, edge.relation, edge.object, edge.said.fact),
        )

    def reach(self, steps: Sequence[Step], ids: Iterable[str], hops: int = MOST_HOPS) -> Reach:
        """The nodes and edges met on walking the steps from a set of nodes; stops at nodes that do not count."""
        starts = list(dict.fromkeys(ids))
        walking = [step for step in steps if not step.leaf]
        upwards = bool(walking) and all(step.side is Side.SUBJECT for step in walking) and hops == MOST_HOPS
        if upwards:
            nodes, walked, leaves, beyond = self._up(steps, starts)
        else:
            nodes, walked, leaves, beyond = self._by_level(steps, starts, hops)
        starts = [id for id in starts if id in nodes]
        if walked and (upwards or any(node.counts is Truth.NO for node in nodes.values())):
            walked, beyond = stopped(starts, nodes, walked, hops)
        met = {*starts, *(end for _, row in walked for end in row[1:3])}
        kept = [*walked, *((side, row) for side, row in leaves if row[NEAR[side]] in met)]
        rows = {row[_EDGE_SAID]: row for _, row in kept}
        met |= {end for row in rows.values() for end in row[1:3]}
        edges = [self._edge(row) for row in rows.values()]
        return Reach({id: node for id, node in nodes.items() if id in met}, edges, beyond)

    def _up(self, steps: Sequence[Step], starts: list[str]) -> Walk:
        """A whole walk towards objects, in one statement."""
        leaving = tuple(dict.fromkeys(step.relation for step in steps if step.side is Side.SUBJECT))
        arriving = tuple(dict.fromkeys(step.relation for step in steps if step.side is Side.OBJECT))
        walked = tuple(dict.fromkeys(step.relation for step in steps if not step.leaf))
        collected = {(step.relation, step.side) for step in steps if step.leaf}
        rows = self._rows(
            statement("reach_up", walked=walked, leaving=leaving, arriving=arriving), ids=starts
        )
        if not rows:
            return {}, [], [], False
        found, left, arrived = rows[0]
        nodes = {id: self._node(id, kind, versions) for id, kind, versions in found}
        out = [(Side.SUBJECT, row) for each in left for row in each]
        leaves = [each for each in out if (each[1][0], Side.SUBJECT) in collected]
        leaves += [(Side.OBJECT, row) for each in arrived for row in each]
        return nodes, [each for each in out if each[1][0] in walked], leaves, False

    def _by_level(self, steps: Sequence[Step], starts: list[str], hops: int) -> Walk:
        """A walk in whatever direction, one statement a level and direction."""
        walking = [step for step in steps if not step.leaf]
        starts = list(self.nodes(starts))
        walked: list[tuple[Side, Any]] = []
        seen, frontier = dict.fromkeys(starts), starts
        for _ in range(hops):
            if not frontier or not walking:
                break
            level = list(self._level(walking, frontier))
            walked += level
            beyond = dict.fromkeys(row[NEAR[side.other]] for side, row in level)
            frontier = [id for id in beyond if id not in seen]
            seen.update(beyond)
        leaves = list(self._level([step for step in steps if step.leaf], list(seen)))
        ends = dict.fromkeys(end for _, row in leaves for end in row[1:3])
        return self.nodes([*seen, *ends]), walked, leaves, bool(frontier and walking)

    def _level(self, steps: Sequence[Step], ids: list[str]) -> Iterable[tuple[Side, Any]]:
        for side, name, end in (
            (Side.SUBJECT, "edges_at_subjects", "subjects"),
            (Side.OBJECT, "edges_at_objects", "objects"),
        ):
            relations = tuple(step.relation for step in steps if step.side is side)
            if relations and ids:
                ends: dict[str, Any] = {"subjects": None, "objects": None, end: ids}
                (found,) = self._one(statement(name, types=relations), **ends)
                yield from ((side, row) for row in sorted(found, key=lambda row: row[_EDGE_SAID]))

    def pairs(self, relation: str) -> Pairs:
        """A whole relation between nodes that count."""
        (found,) = self._one(statement("pairs", types=(relation,)))
        ends = self._counts(
            {id for object, subjects in found for id in (object, *(each for each, _ in subjects))}
        )
        ids: dict[str, int] = {}
        subjects, objects, truths = array("q"), array("q"), array("b")
        for object, each in found:
            for subject, truth in each:
                if truth := min(truth, ends[subject], ends[object]):
                    subjects.append(ids.setdefault(subject, len(ids)))
                    objects.append(ids.setdefault(object, len(ids)))
                    truths.append(truth)
        return Pairs(list(ids), subjects, objects, truths)

    def _counts(self, ids: Iterable[str]) -> dict[str, int]:
        return {id: int(node.counts) for id, node in self.nodes(ids).items()}

    def tally(self, relation: str, side: Side, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """How many edges of a relation each node has on a side: (certainly, at most)."""
        asked = list(dict.fromkeys(ids))
        rows = self._rows(statement(f"tally_{side.value}", types=(relation,)), ids=asked)
        return dict.fromkeys(asked, (0, 0)) | {id: (certain, most) for id, certain, most in rows}

    def search(self, text: str, kinds: Iterable[str] = (), limit: int = 50) -> list[Found]:
        """Nodes whose names, aliases or texts have all the words, nearest first."""
        wanted = [singular(word) for word in words(text)]
        if not wanted:
            return []
        match = " ".join([*(f"+{word}" for word in wanted[:-1]), f"+{wanted[-1]}*"])
        ids = self._one(
            statement("search"), match=match, most=MOST_CANDIDATES, kinds=list(kinds) or list(KIND)
        )[0]
        found = [
            Found(node, rank(words(text), node.name, aliases(node.attributes), node.kind))
            for node in self.nodes(ids).values()
        ]
        return sorted(found, key=lambda each: (-each.rank, each.node.id))[:limit]

    def named(self, name: str, kinds: Iterable[str] = ()) -> list[Node]:
        """Nodes that go by an id, name or alias, nearest fits only."""
        wanted = frozenset(kinds)
        stripped = name.strip()
        found = self.nodes([stripped.casefold()])
        if not found:
            (ids,) = self._one(statement("named"), folded=folded(name))
            found = self.nodes(sorted(ids))
        return nearest([node for node in found.values() if not wanted or node.kind in wanted], stripped)
