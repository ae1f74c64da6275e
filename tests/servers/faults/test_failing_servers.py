"""A server that stops, dies, or refuses: whoever asks is told so, and all is well once it is back."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from remit.api.http import create_app
from remit.graphmodel.errors import StoreError, StoreLimit, StoreMissing, StoreUnreachable
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.view import View
from servers.neo4j import LTS, Neo4jServer
from tests.drawing import load
from tests.servers.emptying import delete_all
from tests.servers.faults.conftest import SOON
from tests.servers.faults.proxy import Fault, Proxy
from tests.servers.faults.telling import FIRST, SECOND, damage, on_file, seen, told

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("own-faults")]
CLIENTS = 8
MORE_THAN_THE_POOL = 120
ASKED = {"query": "{ roles(first: 3) { edges { node { id name } } } }"}


@pytest.fixture(scope="module")
def server(start_neo4j: Callable[..., Neo4jServer]) -> Neo4jServer:
    return start_neo4j(LTS)


@pytest.fixture
def running(server: Neo4jServer) -> Neo4jServer:
    """The server, as it is by default."""
    if not server.running():
        server.restart({})
    return server


@pytest.fixture
def open_store(running: Neo4jServer, short_retries: None) -> Iterator[Callable[..., Neo4jStore]]:
    """Opens a store on the server; the first time in a test it is emptied."""
    opened: list[Neo4jStore] = []

    def open_(uri: str = running.uri, **place: Any) -> Neo4jStore:
        opened.append(Neo4jStore.open(Place(uri, **place), running.auth, create=True, wait_seconds=SOON))
        if len(opened) == 1:
            delete_all(opened[0].reader.driver)
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


def ask(client: TestClient) -> Any:
    """The answer to a question over HTTP."""
    return client.post("/graphql", json=ASKED).json()


def test_the_api_tells_that_the_server_is_down_and_recovers_by_itself(
    running: Neo4jServer, open_store: Callable[..., Neo4jStore]
) -> None:
    store = open_store()
    load(store, FIRST)
    client = TestClient(create_app(store), raise_server_exceptions=False)
    expected = ask(client)
    assert len(expected["data"]["roles"]["edges"]) == 3
    ended = Event()

    def ask_on() -> list[Any]:
        """Answers from before the stop until after the start."""
        answers = []
        while not ended.is_set():
            answers.append(ask(client))
            time.sleep(0.02)
        return answers

    with ThreadPoolExecutor(CLIENTS) as pool:
        asking = [pool.submit(ask_on) for _ in range(CLIENTS)]
        try:
            running.stop()
            down = ask(client)
            health = client.get("/health")
            running.restart()
            after = [ask(client) for _ in range(MORE_THAN_THE_POOL)]
        finally:
            ended.set()
    failures = [down, *(each for asked in asking for each in asked.result() if each != expected)]

    assert after == [expected] * MORE_THAN_THE_POOL
    assert {error["extensions"]["code"] for each in failures for error in each["errors"]} == {
        "STORE_UNREACHABLE"
    }
    assert f"{running.uri} does not answer" in down["errors"][0]["message"]
    assert (health.status_code, health.json()["status"]) == (503, "failing")
    assert client.get("/health").status_code == 200
    with ThreadPoolExecutor(CLIENTS) as pool:
        assert all(each == expected for each in pool.map(lambda _: ask(client), range(MORE_THAN_THE_POOL)))


def test_a_load_whose_server_is_killed_says_so_and_is_made_again(
    running: Neo4jServer, open_store: Callable[..., Neo4jStore], small_batches: None, short_lease: None
) -> None:
    store = open_store()
    load(store, FIRST)
    with Proxy(running.uri) as proxy:
        proxy.faults["write", 6] = Fault(running.kill, "before")
        writing = open_store(proxy.uri)
        with pytest.raises(StoreUnreachable, match="does not answer"):
            load(writing, SECOND)
    assert proxy.failures == []
    for uri in (running.uri, running.bolt_uri):
        with pytest.raises(StoreUnreachable, match=f"{uri} does not answer") as refused:
            Neo4jStore.open(Place(uri), running.auth)
        assert "check that the server runs" in refused.value.mend
    running.restart()
    assert store.last_change() == 1
    assert load(store, SECOND).change is not None
    assert told(store) == on_file(FIRST, SECOND)
    assert damage(store) == []


def test_a_wrong_password_is_told_without_showing_it(running: Neo4jServer) -> None:
    with pytest.raises(StoreError, match="refuses the user or the password") as refused:
        Neo4jStore.open(Place(running.uri), ("neo4j", "guessed-wrongly"))
    assert "NEO4J_PASSWORD" in refused.value.mend
    assert "guessed-wrongly" not in str(refused.value)


def test_a_database_that_there_is_not_is_named(running: Neo4jServer) -> None:
    with pytest.raises(StoreMissing, match="has no database 'elsewhere'"):
        Neo4jStore.open(Place(running.uri, "elsewhere"), running.auth)


def test_a_question_that_takes_too_long_is_ended(
    running: Neo4jServer, open_store: Callable[..., Neo4jStore]
) -> None:
    store = open_store()
    load(store, FIRST)
    slow = "UNWIND range(1, 4000000000) AS i WITH i WHERE i % 99999989 = 0 RETURN count(*)"
    patient = store.reader.place
    store.reader.place = replace(patient, seconds=0.2)
    with pytest.raises(StoreLimit, match=r"took longer than 0\.2 s"):
        store.reader.rows(slow, {})
    store.reader.place = patient
    assert store.graph(View()).nodes(["boss"])["boss"].name == "Boss"


def test_a_read_only_database_answers_and_refuses_changes(
    running: Neo4jServer, open_store: Callable[..., Neo4jStore]
) -> None:
    store = open_store()
    load(store, FIRST)
    before = seen(store)

    running.restart({"server.databases.read_only": "neo4j"})

    assert open_store().check().findings == [], "nothing was to be made, so it opens"
    with pytest.raises(StoreError, match="for reading only"):
        load(store, SECOND)
    assert seen(store) == before
    running.stop()
