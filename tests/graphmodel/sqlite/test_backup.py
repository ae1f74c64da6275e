"""How a store is copied while in use."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from remit.graphmodel.errors import StoreError
from remit.graphmodel.stores.sqlite.audit import verify
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import load
from tests.graphmodel.sqlite.child import drawing


def test_a_backup_made_while_others_write_holds_whole_changes(store: SqliteStore, tmp_path: Path) -> None:
    load(store, drawing(1))
    stop = threading.Event()

    def write() -> None:
        turn = 1
        while not stop.is_set():
            load(store, drawing(turn := turn + 1))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            store.backup(tmp_path / f"copy-{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        with closing(SqliteStore.open(tmp_path / f"copy-{number}.db")) as copy:
            assert verify(copy.file) == []
            graph = copy.graph(View())
            assert graph.nodes(["boss"])["boss"].name == f"Boss {graph.view.known_at}"
    assert list(tmp_path.glob("*.part")) == []


def test_a_backup_never_overwrites(store: SqliteStore, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("precious")
    for target in (there, store.file.path, tmp_path):
        with pytest.raises(StoreError, match="exists already"):
            store.backup(target)
    with pytest.raises(StoreError, match="there is no folder"):
        store.backup(tmp_path / "no" / "copy.db")
    assert there.read_text() == "precious"
