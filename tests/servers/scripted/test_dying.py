"""Members of a cluster that die or refuse: another one answers, or it is said clearly that none does."""

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from remit.api.http import create_app
from remit.graphmodel.errors import (
    NotAStore,
    RemitError,
    StoreBusy,
    StoreError,
    StoreLimit,
    StoreMissing,
    StoreUnreachable,
    UnknownBookmark,
)
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.servers.scripted.bolt import Refusal, Rows, Scripted
from tests.servers.scripted.conftest import Cluster, empty

DEATH = Refusal()


def test_a_reader_dies_while_it_is_asked_and_the_other_answers(cluster: Cluster, store: Neo4jStore) -> None:
    asked: list[str] = []

    def dying(_text: str, _parameters: Mapping[str, Any]) -> Refusal:
        asked.append("the one that dies")
        return DEATH

    cluster.readers[0].script = dying
    for _ in range(40):
        assert store.last_change() == 0
    assert asked, "it was never asked"
    assert len(cluster.readers[1].transactions()) == 40


def test_where_all_readers_are_dead_it_is_said_and_they_are_asked_when_they_live(
    cluster: Cluster, store: Neo4jStore, hurried: None
) -> None:
    caller = TestClient(create_app(store))
    query = {"query": '{ datasets { dataset } node(id: "x") { id } }'}
    assert caller.post("/graphql", json=query).status_code == 200
    cluster.refuse(DEATH, *cluster.readers)
    answer = caller.post("/graphql", json=query)
    assert answer.status_code == 503
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "STORE_UNREACHABLE"
    assert error["message"] == f"{cluster.uri} does not answer: check that the server runs, then try again"
    health = caller.get("/health")
    assert (health.status_code, health.json()["status"]) == (503, "failing")
    for reader in cluster.readers:
        reader.script = empty
    assert caller.post("/graphql", json=query).json() == {"data": {"datasets": [], "node": None}}


def test_a_cluster_that_is_gone_is_said_to_be(cluster: Cluster, store: Neo4jStore, hurried: None) -> None:
    for member in cluster.members:
        member.die()
    with pytest.raises(StoreUnreachable, match="does not answer"):
        store.last_change()


def test_while_nobody_answers_each_statement_is_sent_twice_at_most(
    cluster: Cluster, store: Neo4jStore, hurried: None
) -> None:
    cluster.refuse(DEATH, *cluster.readers)
    with pytest.raises(StoreUnreachable):
        store.last_change()
    before = store.reader.trips
    assert before > 2
    with pytest.raises(StoreUnreachable):
        store.last_change()
    assert store.reader.trips == before + 2


REFUSALS: dict[str, tuple[type[RemitError], str, str]] = {
    "Neo.ClientError.Security.Forbidden": (StoreError, "does not let the user do this", "right to read"),
    "Neo.ClientError.Security.Unauthorized": (StoreError, "refuses the user or the password", "NEO4J_USER"),
    "Neo.ClientError.Security.CredentialsExpired": (StoreError, "password to be changed", "change it"),
    "Neo.ClientError.Security.AuthenticationRateLimit": (StoreError, "lets nobody in for a while", "wait"),
    "Neo.ClientError.Database.DatabaseNotFound": (StoreMissing, "has no database", "NEO4J_DATABASE"),
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": (StoreError, "for reading only", "may be written"),
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": (StoreError, "for reading only", "may be written"),
    "Neo.ClientError.Cluster.NotALeader": (StoreError, "is not the writer of its cluster", "neo4j://"),
    "Neo.ClientError.Transaction.TransactionTimedOut": (StoreLimit, "took longer than 30 s", "ask for less"),
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": (
        StoreLimit, "took longer than 30 s", "ask for less",
    ),
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (StoreLimit, "not enough memory", "neo4j.conf"),
    "Neo.TransientError.General.OutOfMemoryError": (StoreLimit, "not enough memory", "neo4j.conf"),
    "Neo.ClientError.Transaction.Terminated": (StoreUnreachable, "ended the question", "try again"),
    "Neo.TransientError.General.DatabaseUnavailable": (StoreUnreachable, "does not serve", "try again"),
    "Neo.TransientError.Transaction.DeadlockDetected": (StoreBusy, "others hold", "try again"),
    "Neo.TransientError.Transaction.MaximumTransactionLimitReached": (StoreBusy, "as many as it may", "again"),
    "Neo.TransientError.Transaction.BookmarkTimeout": (StoreBusy, "has not caught up", "without it"),
    "Neo.ClientError.Transaction.InvalidBookmark": (UnknownBookmark, "does not know a bookmark", "gave last"),
    "Neo.TransientError.Made.Up": (StoreUnreachable, "cannot answer now", "try again"),
    "Neo.ClientError.Made.Up": (StoreError, "refused a statement", "log"),
    "Neo.DatabaseError.Made.Up": (StoreError, "refused a statement", "log"),
}  # fmt: skip


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_has_its_own_words_and_none_of_the_servers(
    cluster: Cluster, store: Neo4jStore, hurried: None, code: str
) -> None:
    kind, what, mend = REFUSALS[code]
    cluster.refuse(Refusal(code), *cluster.readers, cluster.writer)
    with pytest.raises(RemitError) as refused:
        store.last_change()
    assert type(refused.value) is kind
    assert what in refused.value.message
    assert mend in refused.value.mend
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("code", ["Transaction.BookmarkTimeout", "General.MemoryPoolOutOfMemoryError"])
def test_what_a_repeat_would_make_worse_is_not_sent_again(
    cluster: Cluster, store: Neo4jStore, code: str
) -> None:
    cluster.refuse(Refusal(f"Neo.TransientError.{code}"), *cluster.readers)
    with pytest.raises(RemitError):
        store.last_change()
    assert store.reader.trips == 1


def test_a_member_that_recovers_is_asked_again(cluster: Cluster, store: Neo4jStore) -> None:
    left = [Refusal("Neo.TransientError.General.DatabaseUnavailable")] * 3

    def recovering(text: str, parameters: Mapping[str, Any]) -> Rows | Refusal:
        return left.pop() if left else empty(text, parameters)

    for each in cluster.readers:
        each.script = recovering
    assert store.last_change() == 0
    assert store.reader.trips == 4


@pytest.mark.parametrize(
    ("agent", "version", "what"),
    [
        ("Neo4j/4.4.38", b"\x00\x00\x04\x04", "is no server that Remit can speak to"),
        ("Neo4j/5.25.1", b"\x00\x00\x06\x05", "runs Neo4j/5.25.1"),
        ("Another/1.0", b"\x00\x00\x04\x05", "runs Another/1.0"),
        ("", b"\x00\x00\x00\x00", "is no server that Remit can speak to"),
    ],
)
def test_servers_that_are_too_old_or_no_neo4j(agent: str, version: bytes, what: str) -> None:
    with (
        Scripted("old", empty, agent=agent, version=version) as server,
        pytest.raises(NotAStore, match=what) as refused,
    ):
        Neo4jStore.reached(Place(f"bolt://{server.address}"), ("neo4j", "secret"))
    assert "5.26" in refused.value.mend
