"""Verifying the change log: every edit that was made behind its back is found, unless the whole chain was rebuilt.

Against a rebuilt chain, or one cut short at its end, stands only a hash noted elsewhere: `expect`.
"""

import sqlite3
from collections.abc import Iterator

from remit.graphmodel.stores.sqlite import codes, log
from remit.graphmodel.stores.sqlite.file import File
from remit.graphmodel.stores.sqlite.write import indexed

Expected = tuple[int, str]


def verify(file: File, expect: Expected | None = None) -> list[str]:
    """What is wrong with the log, the facts and the indexes made of them; empty where all is as it was written.

    `expect` is the number and hash of a change noted before.
    """
    with file.reading() as database:
        return [*_file(database), *_chain(database, expect), *_facts(database), *_indexes(database)]


def _file(database: sqlite3.Connection) -> Iterator[str]:
    for (finding,) in database.execute("PRAGMA integrity_check(20)"):
        if finding != "ok":
            yield f"the file is damaged: {finding}"


def _chain(database: sqlite3.Connection, expect: Expected | None) -> Iterator[str]:
    spans = {asserted: (first, last) for asserted, first, last in database.execute(log.SPANS)}
    number, previous, next_fact = 0, log.FIRST_HASH, 1
    seen: dict[int, str] = {}
    for change in log.read_changes(database):
        number += 1
        if change.number != number:
            yield f"change {number} is missing"
            number = change.number
        first, last = spans.pop(change.number, (next_fact, next_fact - 1))
        if first != next_fact:
            yield f"facts {next_fact} to {first - 1} are missing or moved, before change {change.number}"
        next_fact = last + 1
        facts = log.hash_of_facts(database, change.number, first, last)
        if facts != change.facts:
            yield f"change {change.number}: its facts are not as they were written"
        if change.previous != previous:
            yield f"change {change.number} does not follow the change before it"
        if log.hash_of(change, change.previous, change.facts) != change.hash:
            yield f"change {change.number}: its record is not as it was written"
        previous = seen[change.number] = change.hash
    for asserted in spans:
        yield f"facts are asserted by change {asserted}, which is not in the log"
    if expect and seen.get(expect[0]) != expect[1]:
        told = f"its hash is {seen[expect[0]]}" if expect[0] in seen else f"the log ends at {number}"
        yield f"change {expect[0]} is not the one expected: {told}"


def _facts(database: sqlite3.Connection) -> Iterator[str]:
    for table in ("dataset", "node", "edge"):
        for fact, retracted in database.execute(
            f"SELECT number, retracted FROM {table}_fact WHERE retracted IS NOT NULL"
            " AND (retracted < asserted OR retracted NOT IN (SELECT number FROM change)) LIMIT 20"
        ):
            yield f"fact {fact} is retracted by change {retracted}, which cannot be"


def _indexes(database: sqlite3.Connection) -> Iterator[str]:
    """The indexes of names, words and premises must be what the facts make them."""
    names = premises = 0
    for number, name, attributes, said, id in database.execute(
        "SELECT f.number, f.name, f.attributes, f.said, n.id FROM node_fact f JOIN node n ON n.key = f.node"
    ):
        folded = set(indexed(id, name, attributes)[0])
        names += len(folded)
        premises += len(set(codes.unpacked(said).get("based_on", ()))) if said else 0
        for each in folded:
            if not database.execute("SELECT 1 FROM name WHERE folded = ? AND fact = ?", (each, number)).fetchone():
                yield f"the index of names lacks {each!r} of fact {number}"
    for (said,) in database.execute("SELECT said FROM edge_fact WHERE said IS NOT NULL"):
        premises += len(set(codes.unpacked(said).get("based_on", ())))
    for table, expected in (("name", names), ("premise", premises)):
        (found,) = database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
        if found != expected:
            yield f"the index of {table}s has {found} entries, and the facts make {expected}"
