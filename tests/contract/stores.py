"""The stores that the contract holds for: how to make an empty one in a folder."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from remit.graphmodel.store import Store
from remit.graphmodel.stores.sqlite.store import SqliteStore

Factory = Callable[[Path], AbstractContextManager[Store]]


@contextlib.contextmanager
def sqlite(folder: Path) -> Iterator[Store]:
    """The embedded store."""
    store = SqliteStore.open(folder / "store.db", create=True)
    try:
        yield store
    finally:
        store.close()


FACTORIES: dict[str, Factory] = {"sqlite": sqlite}
