"""Verifying the change log: every edit that was made behind its back is found, unless the whole chain was rebuilt.

Against a rebuilt chain, or one cut short at its end, stands only a hash noted elsewhere: `expect`.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b

from remit.graphmodel.drafts import broken
from remit.graphmodel.stores.sqlite import codes, drafts, log
from remit.graphmodel.stores.sqlite.file import File
from remit.graphmodel.stores.sqlite.write import indexed

Expected = tuple[int, str]
_MOST = 20


def verify(file: File, expect: Expected | None = None) -> list[str]:
    """What is wrong with the log, the facts and the indexes made of them; empty where all is as it was written.

    `expect` is the number and hash of a change noted before.
    """
    found: list[str] = []
    with file.reading() as database:
        for check in (
            _file(database),
            _nodes(database),
            _chain(database, expect),
            _facts(database),
            _indexes(database),
            broken(drafts.every(database)),
        ):
            try:
                found += check
            except (sqlite3.DatabaseError, AttributeError, KeyError, TypeError, ValueError) as error:
                found.append(f"the file is damaged, or holds what no version of Remit writes: {error}")
    return found


def _file(database: sqlite3.Connection) -> Iterator[str]:
    for (finding,) in database.execute(f"PRAGMA integrity_check({_MOST})"):
        if finding != "ok":
            yield f"the file is damaged: {finding}"
    for table, row, names, _ in database.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} names a {names} that there is not"


def _nodes(database: sqlite3.Connection) -> Iterator[str]:
    for (id,) in database.execute(
        f"SELECT id FROM node WHERE key NOT IN (SELECT node FROM node_fact) LIMIT {_MOST}"
    ):
        yield f"no fact has ever stated the node {id}"


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
            f" AND (retracted <= asserted OR retracted NOT IN (SELECT number FROM change)) LIMIT {_MOST}"
        ):
            yield f"fact {fact} is retracted by change {retracted}, which cannot be"


def _indexes(database: sqlite3.Connection) -> Iterator[str]:
    """The indexes of names, premises and words must be what the facts make them.

    Each is summed up by hashes of its entries, so that nothing is kept but three numbers.
    """
    names = premises = search = 0
    for number, name, attributes, said, id in database.execute(
        "SELECT f.number, f.name, f.attributes, f.said, n.id FROM node_fact f JOIN node n ON n.key = f.node"
    ):
        folded, words = indexed(id, name, attributes)
        names += sum(_entry(each, number) for each in folded)
        search += sum(_entry(each, number) for each in words.split())
        premises += sum(_entry(each, number) for each in set(codes.unpacked(said).get("based_on", ())))
    for number, said in database.execute("SELECT number, said FROM edge_fact WHERE said IS NOT NULL"):
        premises += sum(_entry(each, number) for each in set(codes.unpacked(said).get("based_on", ())))
    database.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, instance)"
    )
    for index, made, held in (
        ("names", names, "SELECT folded, fact FROM name"),
        ("premises", premises, "SELECT statement, fact FROM premise"),
        ("words", search, "SELECT term, doc FROM temp.search_words"),
    ):
        if sum(_entry(*row) for row in database.execute(held)) != made:
            yield f"the index of {index} is not what the facts make it"


def _entry(text: str, fact: int) -> int:
    """A number for an entry of an index."""
    return int.from_bytes(blake2b(f"{fact} {text}".encode(), digest_size=16).digest())
