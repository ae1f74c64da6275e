"""One request's way to a real server and back: who asks is known there, and bookmarks carry what was written to readers."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from remit.api.cli.root import root
from remit.api.http import create_app
from remit.graphmodel.errors import StoreBusy, UnknownBookmark
from remit.graphmodel.stores.neo4j.graph import Neo4jGraph
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.view import View
from servers.neo4j import Neo4jServer
from tests.drawing import load
from tests.servers.sharing import Address, versions

QUERY = {"query": "{ datasets { dataset nodes } }"}


@pytest.fixture
def store(neo4j_empty: Address) -> Iterator[Neo4jStore]:
    """An empty store."""
    with closing(Neo4jStore.open(Place(neo4j_empty.uri), neo4j_empty.auth, create=True)) as opened:
        yield opened


def test_the_server_knows_who_asks(store: Neo4jStore) -> None:
    reader = store.asked_by("request-7").reader
    (row,) = reader.rows("CALL tx.getMetaData() YIELD metadata RETURN metadata", {}, "look")
    assert row == [{"app": "remit", "operation": "look", "request": "request-7"}]
    assert reader.server_milliseconds >= 0


def test_what_one_process_wrote_a_caller_of_another_reads(
    neo4j_empty: Address, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NEO4J_USER", neo4j_empty.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_empty.password)
    (tmp_path / "dataset.yaml").write_text("dataset: here\ntitle: Here\ndate: 2024\nprefix: here\n")
    (tmp_path / "roles.yaml").write_text("roles:\n  - {id: head, name: Head}\n")
    loaded = CliRunner().invoke(root, ["load", str(tmp_path), "--store", neo4j_empty.uri, "--json"])
    assert loaded.exit_code == 0, loaded.output
    report = json.loads(loaded.stdout)
    assert (report["change"]["number"], report["datasets"][0]["counts"]["added"]) == (1, 1)

    caller = TestClient(create_app(store))
    answer = caller.post("/graphql", json=QUERY, headers={"Remit-Bookmarks": ",".join(report["bookmarks"])})
    assert answer.json() == {"data": {"datasets": [{"dataset": "here", "nodes": 1}]}}
    given = answer.headers["Remit-Bookmarks"]
    again = caller.get("/graphql", params=QUERY, headers={"Remit-Bookmarks": given})
    assert (again.status_code, again.json()) == (200, answer.json())

    withdrawn = CliRunner().invoke(root, ["withdraw", "here", "--store", neo4j_empty.uri, "--json"])
    assert json.loads(withdrawn.stdout)["bookmarks"] not in ([], report["bookmarks"])


def test_an_answer_that_is_kept_ends_with_the_change_that_another_process_publishes(
    neo4j_empty: Address, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[View] = []
    graph = Neo4jStore.graph

    def noted(store: Neo4jStore, view: View) -> Neo4jGraph:
        opened.append(view)
        return graph(store, view)

    monkeypatch.setattr(Neo4jStore, "graph", noted)
    body = {"query": "{ roles { edges { node { id } } view { knownAt } } }"}
    with closing(Neo4jStore.open(Place(neo4j_empty.uri), neo4j_empty.auth)) as elsewhere:
        load(elsewhere, "Role: boss")
        caller = TestClient(create_app(store))
        first = caller.post("/graphql", json=body)
        assert first.json()["data"]["roles"]["view"] == {"knownAt": 1}
        again = caller.post(
            "/graphql", json=body, headers={"Remit-Bookmarks": first.headers["Remit-Bookmarks"]}
        )
        assert (again.json(), again.headers["Remit-Bookmarks"]) == (
            first.json(),
            first.headers["Remit-Bookmarks"],
        )
        assert len(opened) == 1, "it was made anew"

        load(elsewhere, "Role: boss, clerk")
        for headers in ({}, {"Remit-Bookmarks": ",".join(elsewhere.bookmarks())}):
            answer = caller.post("/graphql", json=body, headers=headers).json()["data"]["roles"]
            assert [each["node"]["id"] for each in answer["edges"]] == ["boss", "clerk"]
            assert answer["view"] == {"knownAt": 2}


@pytest.mark.parametrize(
    ("handed_in", "code"),
    [
        ("nonsense", "UNKNOWN_BOOKMARK"),
        ("FB:abcd, x'; DROP", "UNKNOWN_BOOKMARK"),
        ("FB:zzzzzzzz", "UNKNOWN_BOOKMARK"),  # in form, but the server's word
        ("FB:abcd," * 1000, "BAD_REQUEST"),
    ],
)
def test_what_is_no_bookmark_is_refused(store: Neo4jStore, handed_in: str, code: str) -> None:
    answer = TestClient(create_app(store)).post(
        "/graphql", json=QUERY, headers={"Remit-Bookmarks": handed_in}
    )
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == code
    assert set(answer.json()) == {"errors"}
    assert "Neo." not in error["message"]


def later(bookmark: str) -> str:
    """A bookmark of the same database for a transaction that is not made yet."""
    raw = base64.b64decode(bookmark.removeprefix("FB:"))
    end = raw.index(b"\xcc\x10") + 18  # the database's id goes before the transaction's number
    size = {0xC8: 2, 0xC9: 3, 0xCA: 5}.get(raw[end], 1)
    return "FB:" + base64.b64encode(raw[:end] + b"\xca\x7f\xff\xff\xff" + raw[end + size :]).decode()


@pytest.mark.slow
def test_a_bookmark_that_the_server_does_not_reach_is_not_waited_for_twice(
    start_neo4j: Callable[..., Neo4jServer],
) -> None:
    server = start_neo4j(versions()[0], settings={"db.transaction.bookmark_ready_timeout": "1s"})
    with closing(Neo4jStore.open(Place(server.uri), server.auth, create=True)) as store:
        load(store, "Role: boss")
        (bookmark,) = store.bookmarks()
        asked = store.asked_by("early", [later(bookmark)])
        with pytest.raises(StoreBusy, match="has not caught up with a bookmark"):
            asked.last_change()
        assert asked.reader.trips == 1
        headers = {"Remit-Bookmarks": later(bookmark)}
        answer = TestClient(create_app(store)).post("/graphql", json=QUERY, headers=headers)
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"]["code"] == "STORE_BUSY"
        assert TestClient(create_app(store)).post("/graphql", json=QUERY).status_code == 200


def test_only_what_looks_like_a_bookmark_is_taken(store: Neo4jStore) -> None:
    for each in ("", "FB:", "fb:kcwQ", "FB:kcwQ\n", "FB:kc wQ", "neo4j:bookmark:v1:tx7", "FB:kcwQ==="):
        with pytest.raises(UnknownBookmark):
            store.asked_by("x", [each])
    store.asked_by("x", store.bookmarks())
