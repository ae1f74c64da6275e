"""The stores that the contract holds for: how to make an empty one."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

from remit.graphmodel.store import Store
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.servers.sharing import Address

EVERY = 100


@dataclass(frozen=True)
class NewStore:
    """Makes a new, empty store each time it is called; `pace` is how many examples of a law it has time for, of 100."""

    make: Callable[[], AbstractContextManager[Store]]
    pace: int = EVERY

    def __call__(self) -> AbstractContextManager[Store]:
        return self.make()

    def examples(self, wanted: int) -> settings:
        """As many examples of those wanted as there is time for; shrinking one that fails takes hundreds more."""
        phases = [phase for phase in Phase if phase is not Phase.shrink or self.pace == EVERY]
        return settings(
            max_examples=max(1, wanted * self.pace // EVERY), phases=phases, deadline=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip


@contextlib.contextmanager
def sqlite() -> Iterator[Store]:
    """The embedded store."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.open(Path(folder) / "store.db", create=True)
        try:
            yield store
        finally:
            store.close()


def neo4j(
    emptied: Callable[[], AbstractContextManager[Address]],
) -> Callable[[], AbstractContextManager[Store]]:
    """The store on a server, whose constraints and indexes are made once."""
    prepared: set[str] = set()

    @contextlib.contextmanager
    def make() -> Iterator[Store]:
        with emptied() as address:
            store = Neo4jStore.open(Place(address.uri), address.auth, create=address.uri not in prepared)
            prepared.add(address.uri)
            try:
                yield store
            finally:
                store.close()

    return make
