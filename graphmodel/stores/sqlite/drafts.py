"""Drafts of scenarios in the file: a table of its own, to which versions are only ever added."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from remit.graphmodel.drafts import FIRST_HASH, Draft, chained
from remit.graphmodel.errors import Conflict
from remit.graphmodel.store import OVERTAKEN, PARTED

_ALL = "SELECT * FROM draft ORDER BY owner, scenario, version"
_OF_ONE = "SELECT * FROM draft WHERE owner = ? AND scenario = ? ORDER BY version"
_LATEST = (
    "SELECT * FROM draft d WHERE version = (SELECT MAX(version) FROM draft x WHERE x.owner = d.owner"
    " AND x.scenario = d.scenario) ORDER BY owner, scenario"
)


def every(database: sqlite3.Connection) -> Iterator[Draft]:
    """All versions of all scenarios, by owner, scenario and version."""
    return (Draft(*row) for row in database.execute(_ALL))


def versions(database: sqlite3.Connection, owner: str, scenario: str) -> list[Draft]:
    """All versions of one scenario, oldest first."""
    return [Draft(*row) for row in database.execute(_OF_ONE, (owner, scenario))]


def latest(database: sqlite3.Connection) -> list[Draft]:
    """The latest version of each scenario, by owner and scenario."""
    return [Draft(*row) for row in database.execute(_LATEST)]


def record(database: sqlite3.Connection, draft: Draft) -> Draft:
    """Add the next version of a scenario, in a write transaction. Raises Conflict where it is not the next one."""
    last = next(iter(versions(database, *draft.key)[-1:]), None)
    if draft.version != (last.version if last else 0) + 1:
        raise Conflict(*OVERTAKEN)
    told = chained(draft, last.hash if last else FIRST_HASH)
    _write(database, told)
    return told


def receive(database: sqlite3.Connection, drafts: Iterable[Draft]) -> None:
    """Take over versions from another store, as they are; those that are here stay. Raises Conflict where they differ."""
    for draft in drafts:
        row = database.execute(
            "SELECT hash FROM draft WHERE owner = ? AND scenario = ? AND version = ?",
            (*draft.key, draft.version),
        ).fetchone()
        if row is None:
            _write(database, draft)
        elif row[0] != draft.hash:
            raise Conflict(*PARTED)


def _write(database: sqlite3.Connection, draft: Draft) -> None:
    database.execute("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(draft))
