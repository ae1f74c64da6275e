"""The port over a SQLite file: each read is one to three statements, whatever the number of ids asked for."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from remit.graphmodel.days import TRUTHS, Truth
from remit.graphmodel.graph import (
    MOST_HOPS,
    MOST_ROWS,
    Edge,
    Found,
    Need,
    Node,
    Pairs,
    Provenance,
    Reach,
    Side,
    Step,
    Where,
)
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.names import folded
from remit.graphmodel.statements import Fact
from remit.graphmodel.store import Change
from remit.graphmodel.stores import needs
from remit.graphmodel.stores.assembling import node_of
from remit.graphmodel.stores.sqlite import codes, facts, known, lacking, log, searching
from remit.graphmodel.stores.sqlite.file import File
from remit.graphmodel.stores.sqlite.rows import EDGE_COLUMNS, NODE_COLUMNS, Reader
from remit.graphmodel.stores.sqlite.visible import Visible
from remit.graphmodel.stores.sqlite.walking import walk
from remit.graphmodel.view import View

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.pair_ends import PairEnds

MOST_MET = 20_000  # nodes that a view keeps, and as many edges


class SqliteGraph:
    """A view of a SQLite store; answers `graphmodel.graph.Graph`."""

    def __init__(
        self,
        file: File,
        view: View,
        words: Mapping[str, int],
        complete: Mapping[int, int],
        open_view: Callable[[View], "SqliteGraph"],
    ) -> None:
        self._file = file
        self._view = view
        self._open_view = open_view
        self.word = words
        self.completed = complete
        self.visible = Visible(view, words)
        self.reader = Reader({key: word for word, key in words.items()}, view.day)
        self._ends: PairEnds | None = None
        self._met: dict[int, Node] = {}
        self._crossed: dict[int, Edge] = {}

    @property
    def view(self) -> View:
        """The view, with `known_at` settled."""
        return self._view

    @property
    def complete(self) -> Mapping[str, tuple[str, ...]]:
        """The relations that each data set states completely, by its name."""
        return {
            self.reader.words[key]: tuple(sorted(codes.relations_of(coded)))
            for key, coded in self.completed.items()
        }

    @property
    def operations(self) -> Mapping[int, str]:
        """None: no scenario is laid over it."""
        return {}

    def at(self, view: View) -> "SqliteGraph":
        """Another view of the same store, as known at the same change unless it says otherwise."""
        return self._open_view(replace(view, known_at=self._view.known_at) if view.known_at is None else view)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes of these ids that the store knows, also ended or proposed ones, marked."""
        with self._file.reading() as database:
            anchors = self.anchors(database, ids)
            return {node.id: node for node in self.read_nodes(database, anchors).values()}

    def anchors(self, database: sqlite3.Connection, ids: Iterable[str]) -> list[tuple[int, str, int]]:
        """Key, id and kind of those ids that the store had heard of by the change known."""
        return database.execute(
            "SELECT n.key, n.id, n.kind FROM node n WHERE n.id IN (SELECT value FROM json_each(?1)) AND EXISTS"
            " (SELECT 1 FROM node_fact f WHERE f.node = n.key AND f.asserted <= ?2)",
            (json.dumps(list(dict.fromkeys(ids))), self._view.known_at),
        ).fetchall()

    def read_nodes(
        self, database: sqlite3.Connection, anchors: Sequence[tuple[int, str, int]]
    ) -> dict[int, Node]:
        """The nodes of anchors (key, id, kind), by key."""
        new = [anchor for anchor in anchors if anchor[0] not in self._met]
        parameters = {**self.visible.parameters, "asked": json.dumps([key for key, _, _ in new])}
        rows = database.execute(
            f"SELECT {NODE_COLUMNS} FROM node_fact f WHERE f.node IN (SELECT value FROM json_each(:asked))"
            f" AND {self.visible.known}", parameters
        ).fetchall()  # fmt: skip
        self.reader.learn_sources(database, rows, 13)
        versions: dict[int, list[tuple[Any, ...]]] = {}
        for row in rows:
            versions.setdefault(row[0], []).append(row)
        read = {key: self._node(id, self.reader.words[kind], versions.get(key, [])) for key, id, kind in new}
        met = {key: self._met[key] if key in self._met else read[key] for key, _, _ in anchors}
        # Through one view, known at one change, a node is always the same.
        if len(self._met) + len(read) <= MOST_MET:
            self._met |= read
        return met

    def _node(self, id: str, kind: str, rows: Sequence[tuple[Any, ...]]) -> Node:
        versions = [(row[1:], self.reader.said(row[5:], kind in BODIES)) for row in rows]
        return node_of(id, kind, versions, self.completed, self._view.proposed)

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        """Nodes of a kind that count on the view's day, whose attributes fit, in id order."""
        sql, parameters = lacking.listing(self, kind, where or {}, after, limit)
        with self._file.reading() as database:
            anchors = [(key, id, self.word[kind]) for key, id, _ in database.execute(sql, parameters)]
            return list(self.read_nodes(database, anchors).values())

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        """How many nodes `find` would list: (certainly, at most)."""
        sql, parameters = lacking.listing(self, kind, where or {}, "", -1)
        with self._file.reading() as database:
            certain, most = database.execute(
                f"SELECT COALESCE(SUM(counts = 2), 0), COUNT(*) FROM ({sql})", parameters
            ).fetchone()
        return certain, most

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind without what `need` asks, and whether certainly or possibly so."""
        return self._compared(kind, need, where or {}, after, limit, lacks=True)

    def having(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind that have what `need` asks, and whether certainly or possibly so."""
        return self._compared(kind, need, where or {}, after, limit, lacks=False)

    def _compared(
        self, kind: str, need: Need, where: Where, after: str, limit: int, *, lacks: bool
    ) -> list[tuple[str, Truth]]:
        with self._file.reading() as database:
            if lacking.sooner_at_once(self, database, kind, need, limit, lacks=lacks):
                from remit.graphmodel.stores.sqlite.at_once import AtOnce  # numpy takes long to import

                at_once = AtOnce(self, database, self._pair_ends())
                return at_once.compared(kind, need, where, after, limit, lacks=lacks)
            if not lacking.too_deep(need):
                sql, parameters = lacking.compared(self, kind, need, where, after, limit, lacks=lacks)
                return [(id, TRUTHS[truth]) for id, truth in database.execute(sql, parameters)]
        by_the_port = needs.lacking if lacks else needs.having
        return by_the_port(self, partial(self._listing, kind, where), need, after, limit)

    def _listing(self, kind: str, where: Where, after: str, limit: int) -> list[tuple[str, int]]:
        sql, parameters = lacking.listing(self, kind, where, after, limit)
        with self._file.reading() as database:
            return [(id, counts) for _, id, counts in database.execute(sql, parameters)]

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        """Edges in force at a set of subjects or of objects (or between two sets), in the order of their ends."""
        parameters = {**self.visible.parameters, "relations": self.coded(relations)}
        at = []
        for end, ids in (("subject", subjects), ("object", objects)):
            if ids is not None:
                parameters[end] = json.dumps(list(dict.fromkeys(ids)))
                at.append(
                    f"f.{end} IN (SELECT key FROM node WHERE id IN (SELECT value FROM json_each(:{end})))"
                )
        if not at:
            raise ValueError("edges are asked for at subjects, at objects, or at both")
        with self._file.reading() as database:
            rows = database.execute(
                f"SELECT {EDGE_COLUMNS} FROM edge_fact f WHERE {' AND '.join(at)}"
                f" AND f.relation IN (SELECT value FROM json_each(:relations)) AND {self.visible.in_force}", parameters
            ).fetchall()  # fmt: skip
            return self._edges(database, rows)

    def _edges(self, database: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> list[Edge]:
        keys = json.dumps(list({key for row in rows for key in row[1:3]}))
        ids: dict[int, str] = {}
        kinds: dict[int, str] = {}
        for key, id, kind in database.execute(
            "SELECT key, id, kind FROM node WHERE key IN (SELECT value FROM json_each(?))", (keys,)
        ):
            ids[key] = id
            kinds[key] = self.reader.words[kind]
        self.reader.learn_sources(database, rows, 13)
        edges = [self.edge(row, ids, kinds) for row in rows]
        return sorted(edges, key=lambda edge: (edge.subject, edge.relation, edge.object, edge.said.fact))

    def edge(self, row: Sequence[Any], ids: Mapping[int, str], kinds: Mapping[int, str]) -> Edge:
        """A row of EDGE_COLUMNS as an edge, the same each time; `ids` and `kinds` are of its ends."""
        number: int = row[5]
        met = self._crossed.get(number)
        if met is None:
            met = self.reader.edge(row, ids, kinds)
            if len(self._crossed) < MOST_MET:
                self._crossed[number] = met
        return met

    def coded(self, relations: Iterable[str]) -> str:
        """Relations as a JSON list of their keys."""
        return json.dumps([self.word[name] for name in relations])

    def reach(self, steps: Sequence[Step], ids: Iterable[str], hops: int = MOST_HOPS) -> Reach:
        """The nodes and edges met on walking the steps from a set of nodes; stops at nodes that do not count."""
        with self._file.reading() as database:
            return walk(self, database, steps, ids, hops)

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        """A whole relation, or the edges of it whose attributes fit, between nodes that count."""
        from remit.graphmodel.stores.sqlite.pairs import read_pairs  # numpy takes long to import

        return read_pairs(self, self._file, self._pair_ends(), relation, where or {})

    def _pair_ends(self) -> "PairEnds":
        from remit.graphmodel.stores.sqlite.pair_ends import PairEnds

        self._ends = self._ends or PairEnds(self._file, self.visible)
        return self._ends

    def tally(self, relation: str, side: Side, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """How many edges of a relation each node has on a side: (certainly, at most).

        The cross join begins with the nodes asked about: SQLite would go through the whole relation.
        """
        asked = list(dict.fromkeys(ids))
        parameters = {**self.visible.parameters, "asked": json.dumps(asked), "relation": self.word[relation]}
        truth = self.visible.truth("f")
        with self._file.reading() as database:
            found = database.execute(
                f"SELECT n.id, SUM({truth} = 2), COUNT(*) FROM node n CROSS JOIN edge_fact f ON f.{side.value} = n.key"
                f" WHERE n.id IN (SELECT value FROM json_each(:asked)) AND f.relation = :relation AND {self.visible.in_force}"
                " GROUP BY n.id", parameters
            ).fetchall()  # fmt: skip
        return dict.fromkeys(asked, (0, 0)) | {id: (certain, most) for id, certain, most in found}

    def search(self, text: str, kinds: Iterable[str] = (), limit: int = 50) -> list[Found]:
        """Nodes whose names, aliases or texts have all the words, nearest first."""
        with self._file.reading() as database:
            return searching.search(self, database, text, frozenset(kinds), limit)

    def named(self, name: str, kinds: Iterable[str] = (), *, every: bool = False) -> list[Node]:
        """Nodes that go by an id, name or alias, forgiving case, plural and white space; one exact fit wins."""
        with self._file.reading() as database:
            return searching.named(self, database, name, folded(name), frozenset(kinds), every)

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        """What is known of these nodes, of any day, by number."""
        with self._file.reading() as database:
            return known.versions(self, database, ids)

    def stated(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts of these statements, of any day, by number."""
        with self._file.reading() as database:
            return known.stated(self, database, statements)

    def resting_on(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts, of any day, that are based on any of these statements, by number."""
        with self._file.reading() as database:
            return known.resting_on(self, database, statements)

    def facts(self, ids: Iterable[str]) -> list[Fact]:
        """All that was ever said of these nodes and of the edges at them, by number."""
        with self._file.reading() as database:
            return facts.at(self, database, ids)

    def touched(self, since: int, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts asserted or retracted after change `since`, of any day, by number, after fact `after`."""
        with self._file.reading() as database:
            return facts.touched(self, database, since, after, limit)

    def asserted(self, of: Provenance, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts in force of a provenance, by number, after fact `after`."""
        with self._file.reading() as database:
            return facts.asserted(self, database, of, after, limit)

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        """The versions in force of nodes of a kind that are read in any of these sources, by number."""
        with self._file.reading() as database:
            return facts.read_in(self, database, kind, sources)

    def log(self, after: int = 0) -> list[Change]:
        """Records of the change log after a number, up to the view's known_at, oldest first."""
        with self._file.reading() as database:
            return list(log.read_changes(database, after, max(0, (self._view.known_at or 0) - after)))
