"""A store for each test, which knows one data set already."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.loaders.trying import put, write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store that has the data set of another town."""
    head = "dataset: other\ntitle: Another town\ndate: 2020\nprefix: other\n"
    files: dict[str, str | bytes] = {
        "dataset.yaml": head,
        "roles.yaml": "roles:\n  - {id: mayor, name: Mayor}\n",
    }
    with closing(SqliteStore.open(tmp_path / "store.db", create=True)) as opened:
        put(opened, write(tmp_path / "other", files))
        yield opened
