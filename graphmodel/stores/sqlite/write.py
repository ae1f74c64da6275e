"""The steps that every change of the store is made of: number it, assert, retract, index, publish."""

import sqlite3
from collections.abc import Iterable

from remit.graphmodel.days import Period
from remit.graphmodel.history import Row, batches
from remit.graphmodel.kinds import KIND
from remit.graphmodel.names import SEARCHED, aliases, folded, own_part, singular, words
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Author, Change
from remit.graphmodel.stores.sqlite import codes, log
from remit.graphmodel.stores.sqlite.file import script, statements

# SQL: whether the files say a fact f that the change b asserted.
SAYS = (
    "COALESCE((SELECT says FROM file_says m WHERE m.fact = f.number ORDER BY m.change DESC LIMIT 1),"
    " b.operation IS NULL OR b.operation IN ('load', 'withdraw'))"
)
_COVERING = ("edge_by_object", "edge_by_subject", "node_fact_of")
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

    def assert_again(self, table: str, fact: int, period: Period, said: str | None) -> int:
        """Assert a copy of a fact with other days; the number of the copy."""
        bounds = (period.from_earliest, period.from_latest, period.to_earliest, period.to_latest)
        number, self.next = self.next, self.next + 1
        rest, head = (
            (_NODE_REST, "dataset, node")
            if table == "node"
            else (_EDGE_REST, "dataset, relation, subject, object, own_id")
        )
        self.database.execute(
            f"INSERT INTO {table}_fact (number, asserted, from_earliest, from_latest, to_earliest, to_latest, said, {head}, {rest})"
            f" SELECT ?, ?, ?, ?, ?, ?, ?, {head}, {rest} FROM {table}_fact WHERE number = ?",
            (number, self.change, *bounds, said, fact),
        )
        index_premises(self.database, [(number, said)])
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
            "INSERT OR REPLACE INTO file_says VALUES (?, ?, ?)",
            ((fact, self.change, says) for fact, says in facts),
        )

    def index(self) -> None:
        """Index the names and words of the facts this change has asserted."""
        rows = self.database.execute(
            "SELECT f.number, n.id, f.name, f.attributes FROM node_fact f JOIN node n ON n.key = f.node"
            " WHERE f.number >= ? ORDER BY f.number", (self.first,)
        )  # fmt: skip
        for batch in batches(rows):
            index_nodes(self.database, batch)

    def index_premises(self) -> None:
        """Index what the facts this change has asserted so far rest on."""
        for table in ("node", "edge"):
            index_premises(
                self.database,
                self.database.execute(
                    f"SELECT number, said FROM {table}_fact WHERE number >= ? AND said IS NOT NULL",
                    (self.first,),
                ),
            )

    def says(self, table: str, fact: int) -> bool:
        """Whether the files of its data set say a fact: as last marked, else because a load asserted it."""
        sql = f"SELECT {SAYS} FROM {table}_fact f LEFT JOIN change b ON b.number = f.asserted WHERE f.number = ?"
        return bool(self.database.execute(sql, (fact,)).fetchone()[0])

    def publish(self, author: Author, operation: str, datasets: Iterable[str]) -> Change:
        """Write the record of the change."""
        return log.publish(self.database, author, operation, datasets, self.first, self.next - 1)


def index_premises(database: sqlite3.Connection, facts: Iterable[tuple[int, str | None]]) -> None:
    """Index what facts rest on, given their numbers and what is `said`."""
    database.executemany(
        "INSERT OR IGNORE INTO premise VALUES (?, ?)",
        ((each, number) for number, said in facts for each in based_on(said)),
    )


def based_on(said: str | None) -> list[str]:
    """The statements that a fact rests on."""
    found: list[str] = codes.unpacked(said).get("based_on", [])
    return found


def index_nodes(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Index names and words of facts about nodes, given number, id, name and attributes; a batch at a time."""
    names: list[tuple[str, int]] = []
    texts: list[tuple[int, str]] = []
    for number, *told in rows:
        names_of, words_of = indexed(*told)
        names += [(each, number) for each in names_of]
        texts.append((number, words_of))
    names.sort()
    database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)
    database.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", texts)


def drop_covering(database: sqlite3.Connection) -> None:
    """Drop the covering indexes before an empty file is filled; they are sooner made at the end."""
    for name in _COVERING:
        database.execute(f"DROP INDEX IF EXISTS {name}")


def make_covering(database: sqlite3.Connection) -> None:
    """Make the indexes that are missing."""
    for statement in statements(script("indexes.sql")):
        database.execute(statement)


def indexed(id: str, name: str, attributes: str | None) -> tuple[list[str], str]:
    """What the indexes hold of a node: its folded names with the id's own part, and its words for the search."""
    values = codes.unpacked(attributes)
    names = (name, *aliases(values), own_part(id))
    texts = (*names, *(str(values[key]) for key in SEARCHED if key in values))
    listed = [singular(word) for each in texts for word in words(each)]
    return list(dict.fromkeys(filter(None, map(folded, names)))), " ".join(dict.fromkeys(listed))
