"""Rows from another store put into a file, numbers and all, inside a write transaction."""

import sqlite3
from collections.abc import Iterable, Sequence

from remit.graphmodel.history import (
    EDGE_SAID,
    NODE_ATTRIBUTES,
    NODE_ID,
    NODE_KIND,
    NODE_NAME,
    NODE_SAID,
    SOURCE,
    History,
    Row,
    batches,
)
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Change, Progress
from remit.graphmodel.stores.sqlite import drafts, log
from remit.graphmodel.stores.sqlite.write import (
    Writing,
    drop_covering,
    index_nodes,
    index_premises,
    make_covering,
)

_KEY = "(SELECT key FROM node WHERE id = ?)"
_NODES = (
    "INSERT INTO node_fact (number, dataset, node, from_earliest, from_latest, to_earliest, to_latest, asserted,"
    " retracted, evidence, standing, none, untold, dated, source, locator, name, attributes, said) VALUES"
    f" (?, ?, {_KEY}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {_KEY}, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING"
)
_EDGES = (
    "INSERT INTO edge_fact (number, dataset, relation, subject, object, own_id, from_earliest, from_latest,"
    " to_earliest, to_latest, asserted, retracted, evidence, standing, dated, source, locator, attributes, said)"
    f" VALUES (?, ?, ?, {_KEY}, {_KEY}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {_KEY}, ?, ?, ?) ON CONFLICT (number) DO NOTHING"
)


def receive(database: sqlite3.Connection, history: History, progress: Progress) -> None:
    """Put what another store has said since the last change of this one after it, and index it."""
    changes = list(history.changes())
    arrival = Arrival(database, sorted({name for change in changes for name in change.datasets}))
    if history.after == 0:
        drop_covering(database)
    arrival.changes(changes)
    arrival.heads(history.heads())
    done, total = 0, history.next_fact - history.first
    for batch in batches(history.nodes()):
        arrival.nodes(batch)
        index_nodes(
            database,
            ((row[0], row[NODE_ID], row[NODE_NAME], row[NODE_ATTRIBUTES]) for row in batch),
        )
        progress("copying", done := done + len(batch), total)
    for relation in RELATION:
        for batch in batches(history.edges(relation)):
            arrival.edges(batch)
            progress("copying", done := done + len(batch), total)
    arrival.retract("dataset", history.retracted_heads())
    arrival.retract("node", history.retracted_nodes())
    for relation in RELATION:
        arrival.retract("edge", history.retracted_edges(relation))
    arrival.marks(history.marks())
    drafts.receive(database, history.drafts())
    if history.after == 0:
        progress("indexing", done)
        make_covering(database)


class Arrival:
    """Puts rows in place; a fact that is there already, by its number, stays as it is."""

    def __init__(self, database: sqlite3.Connection, datasets: Iterable[str]) -> None:
        self.database = database
        self.words = Writing(database, datasets).words

    def changes(self, changes: Iterable[Change]) -> None:
        """Put records of the change log in place."""
        for change in changes:
            log.write_change(self.database, change)

    def heads(self, rows: Iterable[Row]) -> None:
        """Put heads of data sets in place."""
        self.database.executemany(
            "INSERT INTO dataset_fact VALUES (?, (SELECT key FROM word WHERE word = ?), ?, ?, ?, ?)", rows
        )

    def marks(self, rows: Iterable[Row]) -> None:
        """Put marks in place."""
        self.database.executemany("INSERT OR IGNORE INTO file_says VALUES (?, ?, ?)", rows)

    def anchors(self, rows: Iterable[tuple[str, str]]) -> None:
        """Put anchors of nodes in place: id and kind."""
        self.database.executemany(
            "INSERT OR IGNORE INTO node (id, kind) VALUES (?, ?)",
            ((id, self.words[kind]) for id, kind in rows),
        )

    def nodes(self, rows: Sequence[Row]) -> None:
        """Put a batch of facts about nodes in place, with their anchors and those of their sources."""
        self.anchors((row[NODE_ID], row[NODE_KIND]) for row in rows)
        self.anchors((row[SOURCE], "Source") for row in rows if row[SOURCE])
        self.database.executemany(_NODES, ((row[0], self.words[row[1]], row[2], *row[4:]) for row in rows))
        index_premises(self.database, ((row[0], row[NODE_SAID]) for row in rows))

    def edges(self, rows: Sequence[Row]) -> None:
        """Put a batch of facts about edges in place; the anchors of their ends must be there."""
        self.anchors((id, "Source") for id in {row[SOURCE] for row in rows} if id)
        self.database.executemany(
            _EDGES, ((row[0], self.words[row[1]], self.words[row[2]], *row[3:]) for row in rows)
        )
        index_premises(self.database, ((row[0], row[EDGE_SAID]) for row in rows))

    def retract(self, table: str, rows: Iterable[Row]) -> None:
        """Retract facts, each by the change that did."""
        self.database.executemany(
            f"UPDATE {table}_fact SET retracted = ?2 WHERE number = ?1 AND retracted IS NULL", rows
        )

    def reserve(self, last_fact: int) -> None:
        """Make the next fact's number follow `last_fact`, also where that fact is not here."""
        if log.next_fact(self.database) <= last_fact:
            self.database.execute(
                "INSERT INTO dataset_fact SELECT ?, MIN(key), '{}', 0, 0, 0 FROM word", (last_fact,)
            )
