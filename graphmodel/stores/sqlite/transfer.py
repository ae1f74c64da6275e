"""Rows of facts out of a file and into one, numbers and all: what a copy, and a change for another store, is made of."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from remit.graphmodel.store import Change
from remit.graphmodel.stores.columns import Row
from remit.graphmodel.stores.sqlite import log
from remit.graphmodel.stores.sqlite.write import Writing

BATCH = 5000
Database = sqlite3.Connection
_NODES = (
    "SELECT f.number, w.word, n.id, k.word, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted, f.retracted,"
    " f.evidence, f.standing, f.none, f.untold, f.dated, s.id, f.locator, f.name, f.attributes, f.said FROM node_fact f"
    " JOIN word w ON w.key = f.dataset JOIN node n ON n.key = f.node JOIN word k ON k.key = n.kind"
    " LEFT JOIN node s ON s.key = f.source WHERE f.number >= ? ORDER BY f.number"
)
_EDGES = (
    "SELECT f.number, w.word, r.word, a.id, b.id, f.own_id, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted,"
    " f.retracted, f.evidence, f.standing, f.dated, s.id, f.locator, f.attributes, f.said FROM edge_fact f"
    " JOIN word w ON w.key = f.dataset JOIN word r ON r.key = f.relation JOIN node a ON a.key = f.subject"
    " JOIN node b ON b.key = f.object LEFT JOIN node s ON s.key = f.source WHERE f.number >= ?{0} ORDER BY {1}"
)
_HEADS = (
    "SELECT d.number, w.word, d.head, d.complete, d.asserted, d.retracted FROM dataset_fact d JOIN word w ON w.key = d.dataset"
    " WHERE d.number >= ? ORDER BY d.number"
)


def heads(database: sqlite3.Connection, first: int = 0) -> Iterator[Row]:
    """Rows of heads of data sets numbered from `first` on."""
    return database.execute(_HEADS, (first,))


def nodes(database: sqlite3.Connection, first: int = 0) -> Iterator[Row]:
    """Rows of facts about nodes numbered from `first` on."""
    return database.execute(_NODES, (first,))


def edges(database: sqlite3.Connection, first: int = 0, relation: str | None = None) -> Iterator[Row]:
    """Rows of facts about edges numbered from `first` on; those of one relation are sorted by their ends."""
    if relation is None:
        return database.execute(_EDGES.format("", "f.number"), (first,))
    return database.execute(_EDGES.format(" AND r.word = ?", "f.subject, f.object"), (first, relation))


def marks(database: sqlite3.Connection, first_change: int = 0) -> Iterator[Row]:
    """Marks of what the files say, set by changes from `first_change` on."""
    return database.execute(
        "SELECT fact, change, says FROM file_says WHERE change >= ? ORDER BY fact, change", (first_change,)
    )


def retracted_nodes(database: sqlite3.Connection, change: int) -> list[int]:
    """Facts about nodes that a change retracted, and did not itself assert."""
    rows = database.execute(
        "SELECT number FROM node_fact WHERE retracted = ? AND asserted <> retracted ORDER BY number",
        (change,),
    )
    return [number for (number,) in rows]


def retracted_heads(database: sqlite3.Connection, change: int) -> list[int]:
    """Heads of data sets that a change retracted."""
    return [
        n
        for (n,) in database.execute(
            "SELECT number FROM dataset_fact WHERE retracted = ? ORDER BY number", (change,)
        )
    ]


def retracted_edges(database: sqlite3.Connection, change: int) -> dict[str, list[int]]:
    """Facts about edges that a change retracted and did not itself assert, by relation."""
    found: dict[str, list[int]] = {}
    for relation, number in database.execute(
        "SELECT w.word, f.number FROM edge_fact f JOIN word w ON w.key = f.relation"
        " WHERE f.retracted = ? AND f.asserted <> f.retracted ORDER BY f.number", (change,)
    ):  # fmt: skip
        found.setdefault(relation, []).append(number)
    return found


def next_number(database: sqlite3.Connection) -> int:
    """The number of the next fact."""
    return log.next_fact(database)


class Arrival:
    """Puts rows from another store into a file that has none of them, inside a write transaction; then indexes them."""

    def __init__(self, database: sqlite3.Connection, datasets: Iterable[str]) -> None:
        self.database = database
        self.writing = Writing(database, datasets)
        self.words = self.writing.words

    def changes(self, changes: Iterable[Change]) -> None:
        """Put records of the change log in place."""
        self.database.executemany(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    c.number,
                    c.at,
                    c.who,
                    c.why,
                    c.operation,
                    c.request,
                    json.dumps(c.datasets),
                    c.facts,
                    c.previous,
                    c.hash,
                )
                for c in changes
            ),
        )

    def heads(self, rows: Iterable[Row]) -> None:
        """Put heads of data sets in place."""
        self.database.executemany(
            "INSERT INTO dataset_fact VALUES (?, (SELECT key FROM word WHERE word = ?), ?, ?, ?, ?)", rows
        )

    def marks(self, rows: Iterable[Row]) -> None:
        """Put marks in place."""
        self.database.executemany("INSERT INTO file_says VALUES (?, ?, ?)", rows)

    def nodes(self, rows: Iterable[Row]) -> None:
        """Put facts about nodes in place, anchors first; ids of sources are resolved when all anchors are there."""
        for batch in batches(rows):
            self.database.executemany(
                "INSERT OR IGNORE INTO node (id, kind) VALUES (?, ?)",
                ((row[2], self.words[row[3]]) for row in batch),
            )
            self.database.executemany(
                "INSERT OR IGNORE INTO node (id, kind) VALUES (?, ?)",
                ((row[15], self.words["Source"]) for row in batch if row[15]),
            )
            self.database.executemany(
                "INSERT INTO node_fact (number, dataset, node, from_earliest, from_latest, to_earliest, to_latest, asserted,"
                " retracted, evidence, standing, none, untold, dated, source, locator, name, attributes, said) VALUES"
                " (?, ?, (SELECT key FROM node WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT key FROM node WHERE id = ?),"
                " ?, ?, ?, ?)",
                ((row[0], self.words[row[1]], row[2], *row[4:]) for row in batch),
            )

    def edges(self, rows: Iterable[Row]) -> None:
        """Put facts about edges in place; their ends must be there."""
        for batch in batches(rows):
            self.database.executemany(
                "INSERT INTO edge_fact (number, dataset, relation, subject, object, own_id, from_earliest, from_latest,"
                " to_earliest, to_latest, asserted, retracted, evidence, standing, dated, source, locator, attributes, said)"
                " VALUES (?, ?, ?, (SELECT key FROM node WHERE id = ?), (SELECT key FROM node WHERE id = ?), ?, ?, ?, ?, ?, ?, ?,"
                " ?, ?, ?, (SELECT key FROM node WHERE id = ?), ?, ?, ?)",
                ((row[0], self.words[row[1]], self.words[row[2]], *row[3:]) for row in batch),
            )

    def reserve(self, last_fact: int) -> None:
        """Make the next fact's number follow `last_fact`, also where that fact is not here."""
        if log.next_fact(self.database) <= last_fact:
            self.database.execute(
                "INSERT INTO dataset_fact SELECT ?, MIN(key), '{}', 0, 0, 0 FROM word", (last_fact,)
            )

    def index(self) -> None:
        """Index all that has arrived."""
        self.writing.first = 0
        self.writing.index_premises()
        self.writing.index()


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """Rows in lists of at most `size`."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
