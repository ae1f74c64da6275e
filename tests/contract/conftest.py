import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from remit.graphmodel.store import Store
from tests.contract.stores import FACTORIES

# Hundreds of stores are made: where there is a file system in memory, they are made there.
IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
NewStore = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(params=FACTORIES, scope="session")
def new_store(request: pytest.FixtureRequest) -> NewStore:
    """Makes a new, empty store each time it is called."""
    factory = FACTORIES[request.param]

    @contextlib.contextmanager
    def make() -> Iterator[Store]:
        with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder, factory(Path(folder)) as store:
            yield store

    return make


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    """An empty store."""
    with new_store() as made:
        yield made
