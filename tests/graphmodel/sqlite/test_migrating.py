"""How an older file is migrated."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from remit.graphmodel.errors import StoreDamaged, StoreError, StoreTooNew
from remit.graphmodel.stores.sqlite.audit import verify
from remit.graphmodel.stores.sqlite.file import File, script, statements
from remit.graphmodel.stores.sqlite.migrations import MIGRATIONS, VERSION, Migration
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import load
from tests.graphmodel.sqlite.child import drawing


def reads(path: Path) -> str:
    """The name of the boss."""
    with closing(SqliteStore.open(path)) as store:
        return store.graph(View()).nodes(["boss"])["boss"].name


NEXT = Migration(VERSION, "ALTER TABLE word ADD COLUMN note TEXT; UPDATE word SET note = 'new';")
THEN = Migration(VERSION + 1, "CREATE TABLE more (key INTEGER PRIMARY KEY);")
BROKEN = Migration(
    VERSION + 1, "CREATE TABLE more (key INTEGER PRIMARY KEY); INSERT INTO nowhere VALUES (1);"
)


@pytest.fixture
def older(store: SqliteStore, path: Path) -> Path:
    """A store of this version, closed, that a later version is to open."""
    load(store, drawing(1))
    store.close()
    return path


def opened(path: Path, migrations: tuple[Migration, ...], version: int) -> None:
    """Open and close a file as another version would."""
    File(path, migrations=(*MIGRATIONS, *migrations), version=version).close()


def test_an_older_file_is_migrated_and_a_copy_kept(older: Path) -> None:
    opened(older, (NEXT, THEN), VERSION + 2)

    with closing(sqlite3.connect(older)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION + 2,)
        assert database.execute("SELECT DISTINCT note FROM word").fetchall() == [("new",)]
        assert database.execute("SELECT COUNT(*) FROM more").fetchone() == (0,)
    copy = older.with_name(f"remit.db.format-{VERSION}")
    assert reads(copy) == "Boss 1"
    with closing(SqliteStore.open(copy)) as kept:
        assert verify(kept.file) == []
    with pytest.raises(StoreTooNew):
        SqliteStore.open(older)
    opened(older, (NEXT, THEN), VERSION + 2)
    assert len(list(older.parent.glob("*.format-*"))) == 1


NEW_SINCE = {
    1: ("INDEX node_fact_unsourced", "INDEX edge_fact_unsourced", "INDEX node_fact_not_stated", "INDEX edge_fact_not_stated"),
    2: ("TABLE draft",),
}  # fmt: skip


@pytest.mark.parametrize("old", NEW_SINCE)
def test_a_file_of_an_older_format_becomes_what_is_made_today(older: Path, tmp_path: Path, old: int) -> None:
    with closing(sqlite3.connect(older)) as database:
        for name in (each for since, names in NEW_SINCE.items() if since >= old for each in names):
            database.execute(f"DROP {name}")
        database.execute(f"PRAGMA user_version = {old:d}")
    assert reads(older) == "Boss 1"

    with closing(SqliteStore.open(tmp_path / "new.db", create=True)) as new:
        load(new, drawing(1))
    assert made(older) == made(tmp_path / "new.db")
    with closing(SqliteStore.open(older)) as store:
        assert verify(store.file) == []


def made(path: Path) -> list[tuple[str, str]]:
    """The tables and indexes of a file, and its format."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        return [*found.fetchall(), ("version", str(version))]


def test_a_migration_that_fails_leaves_the_file_as_it_was(older: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        opened(older, (NEXT, BROKEN), VERSION + 2)

    assert reads(older) == "Boss 1"
    with closing(SqliteStore.open(older)) as store:
        assert verify(store.file) == []
        with store.file.reading() as database:
            assert [row[1] for row in database.execute("PRAGMA table_info(word)")] == ["key", "word"]
    assert list(older.parent.glob("*.format-*")) == []
    opened(older, (NEXT, THEN), VERSION + 2)


def test_an_older_copy_is_never_overwritten(older: Path) -> None:
    first = older.with_name(f"remit.db.format-{VERSION}")
    first.write_text("precious")
    opened(older, (NEXT,), VERSION + 1)

    assert first.read_text() == "precious"
    assert reads(older.with_name(f"remit.db.format-{VERSION}.2")) == "Boss 1"


def test_two_that_open_an_older_file_migrate_it_once(older: Path) -> None:
    both = [threading.Thread(target=opened, args=(older, (NEXT,), VERSION + 1)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(list(older.parent.glob("*.format-*"))) == 1


def test_scripts_are_taken_apart_into_statements() -> None:
    assert list(statements("SELECT 1; -- one\nSELECT ';'\n;\n-- the end\n")) == [
        "SELECT 1;",
        "-- one\nSELECT ';'\n;",
    ]
    with pytest.raises(StoreDamaged):
        list(statements("SELECT 1"))
    assert len(list(statements(script("schema.sql")))) > 8
