"""On a cluster: reads go to readers and writes to the writer, each limited in time, named, and after what was seen."""

from collections.abc import Callable

import neo4j
import pytest
from starlette.testclient import TestClient

from remit.api.http import create_app
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.servers.scripted.bolt import Message
from tests.servers.scripted.conftest import Cluster

Client = Callable[[], Neo4jStore]


def write(store: Neo4jStore) -> None:
    """Write something."""

    def work(transaction: neo4j.ManagedTransaction) -> None:
        transaction.run("CREATE (:Something)").consume()

    store.reader.managed(work, operation="write")


def bookmarks(message: Message) -> list[str]:
    """The bookmarks that a transaction begins after."""
    return list(message.told.get("bookmarks", []))


def test_reads_go_to_both_readers_and_to_nobody_else(cluster: Cluster, store: Neo4jStore) -> None:
    for _ in range(40):
        store.last_change()
    counted = cluster.transactions()
    assert set(counted) == {"first", "second"}
    assert sum(counted.values()) == 40
    assert all(each.told["mode"] == "r" for reader in cluster.readers for each in reader.transactions())
    assert cluster.router.said("ROUTE")


def test_writes_go_to_the_writer(cluster: Cluster, store: Neo4jStore) -> None:
    write(store)
    assert cluster.transactions() == {"writer": 1}
    assert "mode" not in cluster.writer.transactions()[0].told


def test_a_read_is_one_round_trip(cluster: Cluster, store: Neo4jStore) -> None:
    store.last_change()
    (reader,) = (each for each in cluster.readers if each.transactions())
    sent = [each.name for each in reader.messages if each.name not in ("HELLO", "LOGON", "RESET")]
    assert sent == ["RUN", "PULL"]
    assert store.reader.trips == 1


def test_every_transaction_has_a_limit_and_says_who_asks(cluster: Cluster, store: Neo4jStore) -> None:
    asked = store.asked_by("request-7")
    asked.last_change()
    write(asked)
    store.last_change()
    for member in cluster.members:
        for each in member.transactions():
            assert each.told["tx_timeout"] == 30_000
            assert set(each.told["tx_metadata"]) == {"app", "operation", "request"}
            assert each.told["tx_metadata"]["app"] == "remit"
    (written,) = cluster.writer.transactions()
    assert written.told["tx_metadata"] == {"app": "remit", "operation": "write", "request": "request-7"}
    requests = [
        each.told["tx_metadata"]["request"] for reader in cluster.readers for each in reader.transactions()
    ]
    assert sorted(requests) == ["", "request-7"]


def test_a_read_begins_after_what_the_same_client_wrote(cluster: Cluster, store: Neo4jStore) -> None:
    write(store)
    (given,) = cluster.writer.bookmarks
    assert store.bookmarks() == (given,)
    store.last_change()
    (read,) = (each for reader in cluster.readers for each in reader.transactions())
    assert bookmarks(read) == [given]


def test_a_read_begins_after_what_the_same_request_read(cluster: Cluster, store: Neo4jStore) -> None:
    asked = store.asked_by("one")
    asked.last_change()
    before = asked.bookmarks()
    assert before
    asked.last_change()
    reads = [each for reader in cluster.readers for each in reader.transactions()]
    assert sorted(map(bookmarks, reads)) == [[], list(before)]


def test_another_request_begins_after_the_change_that_is_known(cluster: Cluster, store: Neo4jStore) -> None:
    store.asked_by("one").last_change()
    (known,) = (each for reader in cluster.readers for each in reader.bookmarks)
    store.asked_by("two").last_change()
    reads = [each for reader in cluster.readers for each in reader.transactions()]
    assert sorted(map(bookmarks, reads)) == [[], [known]]


def test_a_caller_of_the_api_hands_in_what_another_process_wrote(cluster: Cluster, client: Client) -> None:
    writer, server = client(), client()
    write(writer)
    caller = TestClient(create_app(server))
    answer = caller.post(
        "/graphql",
        json={"query": "{ datasets { dataset } }"},
        headers={"Remit-Bookmarks": ",".join(writer.bookmarks())},
    )
    assert answer.json() == {"data": {"datasets": []}}
    reads = [each for reader in cluster.readers for each in reader.transactions()]
    assert list(writer.bookmarks()) in map(bookmarks, reads)
    assert all(bookmarks(each) for each in reads)
    request = answer.headers["X-Request-Id"]
    assert {each.told["tx_metadata"]["request"] for each in reads} == {request}
    given = answer.headers["Remit-Bookmarks"]
    assert given in [each for reader in cluster.readers for each in reader.bookmarks]
    assert server.bookmarks() == ()  # what one caller hands in is not put upon the others


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_only_one_scheme_asks_for_routes(cluster: Cluster, scheme: str) -> None:
    store = Neo4jStore.reached(Place(cluster.uri.replace("neo4j", scheme, 1)), ("neo4j", "secret"))
    store.last_change()
    store.close()
    assert bool(cluster.router.said("ROUTE")) is (scheme == "neo4j")
    assert (list(cluster.transactions()) == ["router"]) is (scheme == "bolt")
