from collections.abc import Iterator
from pathlib import Path

import pytest

from remit.graphmodel.stores.sqlite.store import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "remit.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """An empty store in a file."""
    made = SqliteStore.open(path, create=True)
    yield made
    made.close()
