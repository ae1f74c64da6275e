"""What can be wrong with a file."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from remit.graphmodel.errors import NotAStore, StoreDamaged, StoreError, StoreMissing, StoreTooNew
from remit.graphmodel.stores.sqlite.audit import verify
from remit.graphmodel.stores.sqlite.migrations import VERSION
from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.drawing import load

NOBODY = 65534


def run(path: Path, sql: str) -> None:
    """Change a file behind the store's back."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(sql)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's right to read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def no_file(path: Path) -> None:
    """Nothing there."""


def a_folder(path: Path) -> None:
    path.mkdir()


def a_text(path: Path) -> None:
    path.write_text("agencies:\n  - id: council\n" * 100)


def somebody_elses(path: Path) -> None:
    run(path, "CREATE TABLE contact (name TEXT)")


def marked_as_another(path: Path) -> None:
    run(path, "PRAGMA application_id = 7")


@pytest.mark.parametrize(
    ("made", "error", "message"),
    [
        (no_file, StoreMissing, "there is no store at"),
        (a_folder, NotAStore, "is a folder"),
        (a_text, NotAStore, "is no store of Remit's"),
        (somebody_elses, NotAStore, "is a database, but not one of Remit's"),
        (marked_as_another, NotAStore, "is a database, but not one of Remit's"),
    ],
)
def test_what_is_no_store_is_refused_and_left_as_it_was(
    path: Path, made: Callable[[Path], None], error: type[StoreError], message: str
) -> None:
    made(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=message) as refused:
        SqliteStore.open(path)
    assert str(path) in str(refused.value)
    assert refused.value.mend
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_file_that_may_not_be_read_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "remit.db")
        SqliteStore.open(path, create=True).close()
        path.chmod(0)
        path.parent.chmod(0o755)
        with as_nobody(), pytest.raises(StoreError, match="unable to open database file") as refused:
            SqliteStore.open(path)
        assert "rights" in refused.value.mend
        path.parent.chmod(0)
        with as_nobody(), pytest.raises(StoreMissing, match="there is no store at"):
            SqliteStore.open(path)
        path.parent.chmod(0o700)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_told_as_damaged(store: SqliteStore, path: Path, part: float) -> None:
    load(
        store, "\n".join(f"r{number} -> r{number + 1} [locator=paragraph {number}]" for number in range(400))
    )
    store.close()
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])

    with pytest.raises(StoreDamaged, match="is damaged") as refused:
        SqliteStore.open(path)
    assert "backup" in refused.value.mend


def test_a_page_that_was_overwritten_is_told_as_damaged(store: SqliteStore, path: Path) -> None:
    load(
        store, "\n".join(f"r{number} -> r{number + 1} [locator=paragraph {number}]" for number in range(400))
    )
    store.close()
    content = bytearray(path.read_bytes())
    half = len(content) // 2
    content[half:] = b"\x07" * (len(content) - half)
    path.write_bytes(content)

    with closing(SqliteStore.open(path)) as damaged:
        assert any("damaged" in finding for finding in verify(damaged.file))
        with pytest.raises(StoreDamaged):
            list(damaged.facts("drawn"))


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        SqliteStore.open(tmp_path / "no" / "remit.db", create=True)


def test_a_file_of_a_newer_version_is_refused_by_name(store: SqliteStore, path: Path) -> None:
    store.close()
    run(path, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(
        StoreTooNew, match=rf"newer version of Remit \(format {VERSION + 1}; this one knows {VERSION}\)"
    ):
        SqliteStore.open(path)


def test_it_is_written_so_that_nothing_acknowledged_is_lost(store: SqliteStore) -> None:
    with store.file.reading() as database:
        settings = [
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        ]
    assert settings == ["wal", 2]
