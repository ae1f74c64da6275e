"""A small council, loaded into a real store, and ways to ask about it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from remit.api.http import create_app
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders.bundled import bundled
from remit.loaders.load import load

HERE = Path(__file__).parent
Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """The council's own data set, and a year later (change 2) an auditor's."""
    path = tmp_path_factory.mktemp("council") / "remit.db"
    with closing(SqliteStore.open(path, create=True)) as store:
        for folder, at in (("council", "2024-04-02T09:00:00Z"), ("audit", "2025-06-01T09:00:00Z")):
            load(store, [HERE / folder], Author("tester", at, f"first load of the {folder}", "test"))
        yield store


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """The bundled data sets."""
    path = tmp_path_factory.mktemp("bundled") / "remit.db"
    with closing(SqliteStore.open(path, create=True)) as store:
        load(store, bundled(), Author("tester", "2026-01-01T00:00:00Z", "first load", "test"))
        yield store


@pytest.fixture(scope="session")
def client(council: SqliteStore) -> TestClient:
    """A caller of the web face over the council's store."""
    return TestClient(create_app(council), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def respond(client: TestClient) -> Ask:
    """The whole response to a query and its variables."""

    def respond(query: str, **variables: object) -> Any:
        return client.post("/graphql", json={"query": query, "variables": variables}).json()

    return respond


@pytest.fixture(scope="session")
def ask(respond: Ask) -> Ask:
    """The data of an answer that must have no errors."""

    def ask(query: str, **variables: object) -> Any:
        answer = respond(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return ask
