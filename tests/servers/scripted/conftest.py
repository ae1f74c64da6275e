"""A scripted cluster: a router, which is no reader, a writer and two readers, over an empty store."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from remit.graphmodel.stores.neo4j import reading
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.servers.scripted.bolt import Refusal, Rows, Scripted

EMPTY: Mapping[str, Rows] = {
    statement("state"): [[1, 0, 1, "begun", 0, []]],
    statement("nodes"): [[[], ["begun"]]],
}
"""What an empty store answers; nothing to any other statement."""


def empty(text: str, _parameters: Mapping[str, Any]) -> Rows:
    """The rows of a statement over an empty store."""
    return EMPTY.get(text, [])


@dataclass
class Cluster:
    """The members of a cluster."""

    router: Scripted
    writer: Scripted
    readers: list[Scripted]

    @property
    def uri(self) -> str:
        """Where a client begins."""
        return f"neo4j://{self.router.address}"

    @property
    def members(self) -> list[Scripted]:
        """All of them."""
        return [self.router, self.writer, *self.readers]

    def transactions(self) -> dict[str, int]:
        """How many transactions each member was sent, but for those sent none."""
        counted = {each.name: len(each.transactions()) for each in self.members}
        return {name: count for name, count in counted.items() if count}

    def refuse(self, refusal: Refusal, *members: Scripted) -> None:
        """From now on members answer every statement with a refusal."""
        for each in members:
            each.script = lambda _text, _parameters: refusal


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster, of which all members live."""
    with ExitStack() as stack:
        router, writer, *readers = (
            stack.enter_context(Scripted(name, empty)) for name in ("router", "writer", "first", "second")
        )
        found = Cluster(router, writer, readers)
        routes = {
            "ROUTE": [router.address],
            "WRITE": [writer.address],
            "READ": [each.address for each in readers],
        }
        for each in found.members:
            each.routes = routes
        yield found


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements are given up soon."""
    monkeypatch.setattr(reading, "RETRY_SECONDS", 0.3)


@pytest.fixture
def client(cluster: Cluster) -> Iterator[Callable[[], Neo4jStore]]:
    """Opens the store as another process would, with a driver of its own."""
    opened: list[Neo4jStore] = []

    def open_() -> Neo4jStore:
        opened.append(Neo4jStore.reached(Place(cluster.uri), ("neo4j", "secret")))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def store(client: Callable[[], Neo4jStore]) -> Neo4jStore:
    """The store on the cluster."""
    return client()
