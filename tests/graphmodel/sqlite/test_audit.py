"""Every edit behind the store's back is found."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from remit.graphmodel.drafts import Draft
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite import log
from remit.graphmodel.stores.sqlite.audit import verify
from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.drawing import author, load

RICH = """
Source: act [date=2004, locator=title]
Role: chief [none=HOLDS, withheld=SITS_ON, aliases=CO+The Chief, from=2003, source=act, name=Chief Officer, note=n]
manager -> chief [line=professional, from=2003-04, to=2023, source=act, locator=2.1, note=as read]
chief <accountable> review [how=joint, why=they say so, source=act]
pat <holds> chief [id=first-term, from=2003, to=2005, locator=3]
Duty: review [theme=children, on=chief, source=act, locator=4]
officer -> chief [on=manager -> chief + chief, locator=5]
dropped -> chief [from=2001-01-01]
"""
OTHER = "Role: guest [name=Guest]\nguest -> host [on=drawn: manager -> chief]"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with something in every table and column: loads, an ending, a knock-on, a withdrawal, a head that changed."""
    path = tmp_path_factory.mktemp("rich") / "remit.db"
    store = SqliteStore.open(path, create=True)
    load(store, RICH)
    load(store, OTHER, dataset="other")
    load(store, "Role: gone", dataset="third")
    load(store, RICH.replace("dropped -> chief", "Role: dropped"), ended_on=date(2020, 1, 1))
    load(store, OTHER, dataset="other", complete={"other": ("HOLDS",)})
    store.withdraw("third", author())
    for version in (1, 2):
        store.record(Draft("pat", "merger", version, "2024-01-01T10:00:00Z", "pat", "why", "new", '{"a": 1}'))
    assert verify(store.file) == []
    store.close()
    return path.read_bytes()


@pytest.fixture
def rich(content: bytes, path: Path) -> Path:
    """That store in a file of the test's own."""
    path.write_bytes(content)
    return path


def findings(path: Path, expect: tuple[int, str] | None = None) -> list[str]:
    """What verify says of a file."""
    with closing(SqliteStore.open(path)) as store:
        return verify(store.file, expect)


def edit(path: Path, sql: str, *values: object) -> int:
    """Edit a file behind the store's back; how many rows changed."""
    with closing(sqlite3.connect(path)) as database, database:
        return database.execute(sql, values).rowcount


def columns_of(path: Path) -> dict[str, list[str]]:
    """The columns of each table that Remit writes itself."""
    with closing(sqlite3.connect(path)) as database:
        tables = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
            )
        ]
        return {name: [row[1] for row in database.execute(f"PRAGMA table_info({name})")] for name in tables}


COLUMNS = [
    (table, column)
    for table, columns in {
        "word": "key word",
        "change": "number at who why operation request datasets facts previous hash",
        "dataset_fact": "number dataset head complete asserted retracted",
        "node": "key id kind",
        "node_fact": "number dataset node from_earliest from_latest to_earliest to_latest asserted retracted evidence standing"
        " none untold dated source locator name attributes said",
        "edge_fact": "number dataset relation subject object own_id from_earliest from_latest to_earliest to_latest asserted"
        " retracted evidence standing dated source locator attributes said",
        "premise": "statement fact",
        "file_says": "fact change says",
        "name": "folded fact",
        "draft": "owner scenario version at who why operation body previous hash",
    }.items()
    for column in columns.split()
]
# Kinds and relations that nothing is said of have no effect; every other word has.
USED = {"word": "WHERE word IN (SELECT w.word FROM word w JOIN node n ON n.kind = w.key UNION SELECT w.word FROM word w"
        " JOIN edge_fact e ON e.relation = w.key UNION SELECT w.word FROM word w JOIN dataset_fact d ON d.dataset = w.key)"}  # fmt: skip


def test_every_table_and_column_is_edited_below(rich: Path) -> None:
    assert sorted(
        (table, column) for table, columns in columns_of(rich).items() for column in columns
    ) == sorted(COLUMNS)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_an_edit_of_any_row_of_any_column_is_found(rich: Path, table: str, column: str) -> None:
    rows, names = rows_of(rich, table)
    content = rich.read_bytes()
    place = names.index(column)
    for row in rows[:: max(1, len(rows) // 4)]:
        rich.write_bytes(content)
        edited = row[place] + 10_000 if column in ("key", "number", "version") else other(row[place])
        assert edit(rich, f"UPDATE {table} SET {column} = ? {where(names)}", edited, *row) == 1
        assert findings(rich), f"{table}.{column}: {row[place]!r} was edited to {edited!r}"


def rows_of(path: Path, table: str) -> tuple[list[tuple[Any, ...]], list[str]]:
    """The rows of a table that something depends on, and the names of its columns."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(f"SELECT * FROM {table} {USED.get(table, '')}").fetchall()
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    assert rows
    return rows, names


def where(names: list[str]) -> str:
    """A condition that picks one row by all its columns."""
    return "WHERE " + " AND ".join(f"{name} IS ?" for name in names)


def other(value: object) -> object:
    """Another value of the same sort."""
    if value is None:
        return 3
    if isinstance(value, int):
        return value + 1 if value < 1000 else value - 1
    return f"{value}s" if str(value)[:1] not in "{[" else str(value).replace('"', '"x', 1)


@pytest.mark.parametrize(
    "table", ["change", "dataset_fact", "node", "node_fact", "edge_fact", "premise", "file_says", "name"]
)
def test_any_row_that_is_taken_out_is_found(rich: Path, table: str) -> None:
    rows, names = rows_of(rich, table)
    content = rich.read_bytes()
    for row in rows[:: max(1, len(rows) // 4)]:
        rich.write_bytes(content)
        assert edit(rich, f"DELETE FROM {table} {where(names)}", *row) == 1
        assert findings(rich), f"{table}: {row} was taken out"


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO node (id, kind) SELECT 'x/new', kind FROM node LIMIT 1",
        "INSERT INTO name VALUES ('another name', 1)",
        "INSERT INTO premise VALUES ('drawn: chief', 2)",
        "INSERT INTO file_says VALUES (2, 1, 0)",
        "INSERT INTO file_says VALUES (2, 99, 0)",
        "INSERT INTO search (rowid, words) VALUES (2, 'planted')",
        "INSERT INTO search (search, rowid, words) VALUES ('delete', 2, 'act')",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "INSERT INTO node_fact SELECT 1000, dataset, node, from_earliest, from_latest, to_earliest, to_latest, 1, retracted,"
        " evidence, standing, none, untold, dated, source, locator, name, attributes, said FROM node_fact LIMIT 1",
        "UPDATE node_fact SET source = 9999 WHERE source IS NULL",
        "UPDATE edge_fact SET retracted = 99 WHERE number = (SELECT MIN(number) FROM edge_fact)",
        "UPDATE node_fact SET retracted = asserted WHERE retracted IS NULL",
        "UPDATE change SET datasets = 'not JSON' WHERE number = 1",
        "UPDATE change SET at = x'00' WHERE number = 1",
        "UPDATE node_fact SET name = x'00' WHERE number = (SELECT MAX(number) FROM node_fact)",
        "UPDATE edge_fact SET said = '{' WHERE said IS NOT NULL",
    ],
)
def test_what_is_put_in_or_spoilt_is_found(rich: Path, sql: str) -> None:
    edit(rich, sql)
    assert findings(rich)


def test_a_log_cut_short_at_its_end_is_found_with_what_was_noted(rich: Path) -> None:
    with closing(SqliteStore.open(rich)) as store:
        *_, last = store.changes()
    assert findings(rich, (last.number, last.hash)) == []
    assert findings(rich, (2, last.hash))

    for table in ("dataset_fact", "node_fact", "edge_fact"):
        edit(rich, f"UPDATE {table} SET retracted = NULL WHERE retracted = ?", last.number)
        edit(rich, f"DELETE FROM {table} WHERE asserted = ?", last.number)
    edit(rich, "DELETE FROM change WHERE number = ?", last.number)
    assert findings(rich) == []
    assert findings(rich, (last.number, last.hash)) == [
        f"change {last.number} is not the one expected: the log ends at {last.number - 1}"
    ]


def test_a_chain_that_was_rebuilt_is_found_with_what_was_noted(store: SqliteStore, path: Path) -> None:
    load(store, "Role: chief [name=Chief]")
    noted = next(iter(store.changes()))
    store.close()
    edit(path, "DELETE FROM change")
    edit(path, "UPDATE node_fact SET locator = '7.7'")
    with closing(SqliteStore.open(path)) as forged, forged.file.reading() as database:
        who = Author(noted.who, noted.at, noted.why, noted.request)
        log.publish(database, who, noted.operation, noted.datasets, 1, 2)

    assert findings(path) == []
    (finding,) = findings(path, (noted.number, noted.hash))
    assert finding.startswith("change 1 is not the one expected: its hash is ")


def test_an_empty_store_is_sound(store: SqliteStore) -> None:
    assert verify(store.file) == []
    assert verify(store.file, (1, "0" * 64)) == ["change 1 is not the one expected: the log ends at 0"]
