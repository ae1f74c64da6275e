"""What a file has said since a change, read inside one read transaction: rows as `graphmodel.history` has them."""

import sqlite3
from collections.abc import Iterator

from remit.graphmodel.drafts import Draft
from remit.graphmodel.errors import UnknownChange
from remit.graphmodel.history import Row
from remit.graphmodel.store import Change
from remit.graphmodel.stores.sqlite import drafts, log

Database = sqlite3.Connection
_NODES = (
    "SELECT f.number, w.word, n.id, k.word, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted, f.retracted,"
    " f.evidence, f.standing, f.none, f.untold, f.dated, s.id, f.locator, f.name, f.attributes, f.said FROM node_fact f"
    " JOIN word w ON w.key = f.dataset JOIN node n ON n.key = f.node JOIN word k ON k.key = n.kind"
    " LEFT JOIN node s ON s.key = f.source WHERE f.number >= ? ORDER BY f.number"
)
# All edges are found by the index that has them by their ends; new ones by their numbers, of which there are few.
_EDGES = (
    "SELECT f.number, w.word, r.word, a.id, b.id, f.own_id, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted,"
    " f.retracted, f.evidence, f.standing, f.dated, s.id, f.locator, f.attributes, f.said FROM edge_fact f {0}"
    " JOIN word w ON w.key = f.dataset JOIN word r ON r.key = f.relation JOIN node a ON a.key = f.subject"
    " JOIN node b ON b.key = f.object LEFT JOIN node s ON s.key = f.source"
    " WHERE f.number >= ?1 AND f.relation = (SELECT key FROM word WHERE word = ?2) ORDER BY f.subject, f.object"
)
_ALL_EDGES, _NEW_EDGES = _EDGES.format("INDEXED BY edge_by_subject"), _EDGES.format("NOT INDEXED")
_HEADS = (
    "SELECT d.number, w.word, d.head, d.complete, d.asserted, d.retracted FROM dataset_fact d JOIN word w ON w.key = d.dataset"
    " WHERE d.number >= ? ORDER BY d.number"
)
_RETRACTED = "SELECT f.number, f.retracted FROM {0}_fact f WHERE f.retracted > ?1 AND f.number < ?2{1} ORDER BY f.number"
_OF_RELATION = " AND f.relation = (SELECT key FROM word WHERE word = ?3)"


class FileHistory:
    """The history of a file after a change, true to the moment its read transaction began. Raises UnknownChange."""

    def __init__(self, database: Database, after: int) -> None:
        self.database = database
        self.after = after
        found = log.hash_at(database, after)
        if found is None:
            raise UnknownChange(f"there is no change {after}", "see remit audit log")
        self.hash = found
        self.first = log.next_fact(database, after)
        self.next_fact = log.next_fact(database)

    def changes(self) -> Iterator[Change]:
        """Records of the change log, oldest first."""
        return log.read_changes(self.database, self.after)

    def heads(self) -> Iterator[Row]:
        """New heads of data sets."""
        return self.database.execute(_HEADS, (self.first,))

    def nodes(self) -> Iterator[Row]:
        """New facts about nodes, by number."""
        return self.database.execute(_NODES, (self.first,))

    def edges(self, relation: str) -> Iterator[Row]:
        """New facts about edges of a relation, by their ends."""
        return self.database.execute(_ALL_EDGES if self.first == 1 else _NEW_EDGES, (self.first, relation))

    def retracted_heads(self) -> Iterator[Row]:
        """Retractions of older heads."""
        return self._retracted("dataset")

    def retracted_nodes(self) -> Iterator[Row]:
        """Retractions of older facts about nodes."""
        return self._retracted("node")

    def retracted_edges(self, relation: str) -> Iterator[Row]:
        """Retractions of older facts about edges of a relation."""
        return self._retracted("edge", relation)

    def _retracted(self, table: str, *relation: str) -> Iterator[Row]:
        sql = _RETRACTED.format(table, _OF_RELATION if relation else "")
        return self.database.execute(sql, (self.after, self.first, *relation))

    def marks(self) -> Iterator[Row]:
        """New marks of what the files say."""
        return self.database.execute(
            "SELECT fact, change, says FROM file_says WHERE change > ? ORDER BY fact, change", (self.after,)
        )

    def drafts(self) -> Iterator[Draft]:
        """All versions of all scenarios."""
        return drafts.every(self.database)
