"""The steps that every change of the store is made of: number it, assert, retract, index, publish."""

import sqlite3
from collections.abc import Iterable

from remit.graphmodel.kinds import KIND
from remit.graphmodel.names import aliases, folded, own_part, singular, words
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Author, Change
from remit.graphmodel.stores.sqlite import codes, log

_INDEXED = ("theme", "when", "unless")
_NODE_REST = "evidence, standing, none, untold, dated, source, locator, name, attributes"
_EDGE_REST = "evidence, standing, dated, source, locator, attributes"


class Writing:
    """A change in the making, inside a write transaction: it hands out fact numbers and keeps the words coded."""

    def __init__(self, database: sqlite3.Connection, datasets: Iterable[str] = ()) -> None:
        self.database = database
        self.change, _ = log.next_change(database)
        self.first = self.next = log.next_fact(database)
        known = [(word,) for word in (*KIND, *RELATION, *datasets)]
        database.executemany("INSERT OR IGNORE INTO word (word) VALUES (?)", known)
        self.words = codes.words(database)

    def assert_staged(self, table: str) -> int:
        """Assert the final rows of a staged table that `same` and `kept_out` do not hold back; how many there were."""
        columns = [row[1] for row in self.database.execute(f"PRAGMA temp.table_info(final_{table})")][1:]
        listed = ", ".join(columns)
        cursor = self.database.execute(
            f"INSERT INTO {table}_fact (number, asserted, {listed}) SELECT ? + ROW_NUMBER() OVER (ORDER BY seq), ?, {listed}"
            f" FROM temp.final_{table} WHERE seq NOT IN (SELECT seq FROM temp.same_{table})"
            f" AND seq NOT IN (SELECT seq FROM temp.kept_out_{table}) ORDER BY seq",
            (self.next - 1, self.change),
        )
        self.next += cursor.rowcount
        return cursor.rowcount

    def assert_again(self, table: str, fact: int, bounds: tuple[int, int, int, int], said: str | None) -> int:
        """Assert a copy of a fact with other days; the number of the copy."""
        number, self.next = self.next, self.next + 1
        rest, head = (_NODE_REST, "dataset, node") if table == "node" else (_EDGE_REST, "dataset, relation, subject, object, own_id")
        self.database.execute(
            f"INSERT INTO {table}_fact (number, asserted, from_earliest, from_latest, to_earliest, to_latest, said, {head}, {rest})"
            f" SELECT ?, ?, ?, ?, ?, ?, ?, {head}, {rest} FROM {table}_fact WHERE number = ?",
            (number, self.change, *bounds, said, fact),
        )
        return number

    def retract(self, table: str, facts: Iterable[int]) -> None:
        """Retract facts; each can be retracted once."""
        self.database.executemany(
            f"UPDATE {table}_fact SET retracted = ? WHERE number = ? AND retracted IS NULL",
            ((self.change, fact) for fact in facts),
        )

    def assert_head(self, dataset: str, head: str, complete: int) -> None:
        """Assert the head of a data set."""
        self.database.execute(
            "INSERT INTO dataset_fact VALUES (?, ?, ?, ?, ?, NULL)",
            (self.next, self.words[dataset], head, complete, self.change),
        )
        self.next += 1

    def mark(self, facts: Iterable[tuple[int, int]]) -> None:
        """Note of facts whether the files say them: (fact, 1 or 0)."""
        self.database.executemany(
            "INSERT OR REPLACE INTO file_says VALUES (?, ?, ?)", ((fact, self.change, says) for fact, says in facts)
        )

    def index(self) -> None:
        """Index the names, words and premises of the facts this change has asserted."""
        names: list[tuple[str, int]] = []
        texts: list[tuple[int, str]] = []
        premises: list[tuple[str, int]] = []
        for number, name, attributes, said, id in self.database.execute(
            "SELECT f.number, f.name, f.attributes, f.said, n.id FROM node_fact f JOIN node n ON n.key = f.node"
            " WHERE f.number >= ?", (self.first,)
        ):  # fmt: skip
            names_of, words_of = indexed(id, name, attributes)
            names += [(each, number) for each in names_of]
            texts.append((number, words_of))
            premises += [(each, number) for each in codes.unpacked(said).get("based_on", ())]
        for number, said in self.database.execute(
            "SELECT number, said FROM edge_fact WHERE number >= ? AND said IS NOT NULL", (self.first,)
        ):
            premises += [(each, number) for each in codes.unpacked(said).get("based_on", ())]
        names.sort()
        self.database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)
        self.database.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", texts)
        self.database.executemany("INSERT OR IGNORE INTO premise VALUES (?, ?)", premises)

    def publish(self, author: Author, operation: str, datasets: Iterable[str]) -> Change:
        """Write the record of the change."""
        return log.publish(self.database, author, operation, datasets, self.first, self.next - 1)


def indexed(id: str, name: str, attributes: str | None) -> tuple[list[str], str]:
    """What the indexes hold of a node: its folded names with the id's own part, and its words for the search."""
    values = codes.unpacked(attributes)
    names = [folded(each) for each in (name, *aliases(values), own_part(id))]
    more = [singular(word) for key in _INDEXED if key in values for word in words(str(values[key]))]
    listed = [word for each in names for word in each.split()]
    return list(dict.fromkeys(each for each in names if each)), " ".join(dict.fromkeys([*listed, *more]))
