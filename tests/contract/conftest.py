from collections.abc import Iterator
from functools import partial

import pytest

from remit.graphmodel.store import Store
from tests.contract.stores import NewStore, neo4j, sqlite
from tests.servers.plugin import on_each_server
from tests.servers.sharing import Servers, needed

SERVER_PACE = 2


@pytest.fixture(params=["sqlite", *on_each_server()], scope="session")
def new_store(request: pytest.FixtureRequest, neo4j_servers: Servers) -> NewStore:
    """Makes a new, empty store each time it is called."""
    if request.param == "sqlite":
        return NewStore(sqlite)
    with needed():
        neo4j_servers.address(request.param)
    return NewStore(neo4j(partial(neo4j_servers.emptied, request.param)), SERVER_PACE)


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    """An empty store."""
    with new_store() as made:
        yield made
