"""The change log: one record a change, each chained by its hash to the one before.

The hash of a change covers who, when, why, and every fact it asserted or retracted, by their text ids, so that it is
the same in every store. What the facts hold is hashed in the order of their numbers.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace

from remit.graphmodel.store import Author, Change

FIRST_HASH = "0" * 64
# Numbers grow with changes, so the last fact is found from the end.
_LAST_OF = "COALESCE((SELECT number FROM {0}_fact {1} ORDER BY number DESC LIMIT 1), 0)"

FACTS_OF_A_CHANGE = (
    "SELECT 'dataset', f.number, w.word, f.head, f.complete FROM dataset_fact f JOIN word w ON w.key = f.dataset"
    " WHERE f.number BETWEEN ?1 AND ?2 ORDER BY f.number",
    "SELECT 'node', f.number, w.word, n.id, k.word, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.evidence,"
    " f.standing, f.none, f.untold, f.dated, s.id, f.locator, f.name, f.attributes, f.said FROM node_fact f"
    " JOIN word w ON w.key = f.dataset JOIN node n ON n.key = f.node JOIN word k ON k.key = n.kind"
    " LEFT JOIN node s ON s.key = f.source WHERE f.number BETWEEN ?1 AND ?2 ORDER BY f.number",
    "SELECT 'edge', f.number, w.word, r.word, a.id, b.id, f.own_id, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest,"
    " f.evidence, f.standing, f.dated, s.id, f.locator, f.attributes, f.said FROM edge_fact f"
    " JOIN word w ON w.key = f.dataset JOIN word r ON r.key = f.relation JOIN node a ON a.key = f.subject"
    " JOIN node b ON b.key = f.object LEFT JOIN node s ON s.key = f.source"
    " WHERE f.number BETWEEN ?1 AND ?2 ORDER BY f.number",
)
RETRACTED_BY_A_CHANGE = (
    "SELECT number FROM dataset_fact WHERE retracted = ?1 UNION ALL SELECT number FROM node_fact WHERE retracted = ?1"
    " UNION ALL SELECT number FROM edge_fact WHERE retracted = ?1 ORDER BY 1"
)
MARKED_BY_A_CHANGE = "SELECT fact, says FROM file_says WHERE change = ?1 ORDER BY 1"
SPANS = (
    "SELECT asserted, MIN(number), MAX(number) FROM (SELECT asserted, number FROM dataset_fact UNION ALL"
    " SELECT asserted, number FROM node_fact UNION ALL SELECT asserted, number FROM edge_fact) GROUP BY asserted"
)


def hash_of(change: Change, previous: str, facts: str) -> str:
    """The hash of a record that follows `previous` and whose facts hash to `facts`."""
    parts = [
        change.number, change.at, change.who, change.why, change.operation, change.request, list(change.datasets),
        facts, previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def hash_of_facts(database: sqlite3.Connection, change: int, first: int, last: int) -> str:
    """The hash of the facts numbered `first` to `last`, of what the change retracted, and of its marks."""
    digest = hashlib.sha256()
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for sql in FACTS_OF_A_CHANGE:
        for row in database.execute(sql, (first, last)):
            digest.update(encode(row).encode())
    for sql in (RETRACTED_BY_A_CHANGE, MARKED_BY_A_CHANGE):
        for row in database.execute(sql, (change,)):
            digest.update(encode(row).encode())
    return digest.hexdigest()


def read_changes(database: sqlite3.Connection, after: int = 0, limit: int = -1) -> Iterator[Change]:
    """Records of the log, oldest first, strictly after a number."""
    for row in database.execute(
        "SELECT * FROM change WHERE number > ? ORDER BY number LIMIT ?", (after, limit)
    ):
        number, at, who, why, operation, request, datasets, *hashes = row
        yield Change(number, at, who, why, operation, request, tuple(json.loads(datasets)), *hashes)


def publish(
    database: sqlite3.Connection,
    author: Author,
    operation: str,
    datasets: Iterable[str],
    first: int,
    last: int,
) -> Change:
    """Write the record of a change whose facts are in place, numbered `first` to `last`."""
    number, previous = next_change(database)
    facts = hash_of_facts(database, number, first, last)
    told = tuple(sorted(datasets))
    bare = Change(
        number, author.at, author.who, author.why, operation, author.request, told, facts, previous, ""
    )
    change = replace(bare, hash=hash_of(bare, previous, facts))
    write_change(database, change)
    return change


def write_change(database: sqlite3.Connection, change: Change) -> None:
    """Put a record in place as it is."""
    row = (*astuple(change)[:6], json.dumps(change.datasets), *astuple(change)[7:])
    database.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def next_change(database: sqlite3.Connection) -> tuple[int, str]:
    """The number of the next change and the hash it follows."""
    row = database.execute("SELECT number, hash FROM change ORDER BY number DESC LIMIT 1").fetchone()
    return (row[0] + 1, row[1]) if row else (1, FIRST_HASH)


def hash_at(database: sqlite3.Connection, number: int) -> str | None:
    """The hash of a change, the first one's predecessor being 0; None where there is no such change."""
    row = database.execute("SELECT hash FROM change WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else FIRST_HASH if number == 0 else None


def next_fact(database: sqlite3.Connection, change: int | None = None) -> int:
    """The number of the fact that follows all, or all that were asserted up to a change."""
    if change == 0:
        return 1  # at once: none was asserted up to then, which only a look at all of them would tell
    up_to = "" if change is None else "WHERE asserted <= ?1"
    (last,) = database.execute(
        f"SELECT MAX({', '.join(_LAST_OF.format(table, up_to) for table in ('dataset', 'node', 'edge'))})",
        () if change is None else (change,),
    ).fetchone()
    return int(last) + 1
