"""Batches on their way to a server: the next one is sent while one is committed, and how far it has come is told."""

import time

import pytest

from remit.graphmodel.errors import StoreLimit
from remit.graphmodel.store import Progress
from remit.graphmodel.stores.neo4j import writing
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.drawing import author, draw, heads, load
from tests.servers.faults.conftest import SOON, Open
from tests.servers.faults.proxy import Fault, Proxy
from tests.servers.faults.telling import FIRST, SECOND, damage, left, on_file, told
from tests.servers.sharing import Address, versions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(f"neo4j-{versions()[0]}")]


def load_told(store: Neo4jStore, text: str, progress: Progress) -> None:
    said = draw(text, "drawn")
    store.load(heads(said, None), said, author(), problems=[], progress=progress)


def test_a_batch_is_sent_while_the_one_before_is_committed(
    store: Neo4jStore, address: Address, open_store: Open, small_batches: None
) -> None:
    met: list[bool] = []

    def wait_for_the_next() -> None:
        until = time.monotonic() + SOON / 4
        while proxy.begun.count("write") < 2 and time.monotonic() < until:
            time.sleep(0.01)
        met.append(proxy.begun.count("write") >= 2)

    with Proxy(address.uri) as proxy:
        proxy.faults["write", 0] = Fault(wait_for_the_next)
        load(open_store(proxy.uri), FIRST)
    assert (met, proxy.failures) == ([True], [])
    assert told(store) == on_file(FIRST)
    assert damage(store) == []


def test_a_load_tells_how_much_it_has_sent_of_how_much(store: Neo4jStore, small_batches: None) -> None:
    sent: list[tuple[int, int | None]] = []

    def note(step: str, done: int, total: int | None = None, /) -> None:
        if step == "sending":
            sent.append((done, total))

    load_told(store, FIRST, note)

    facts = len(told(store)[1])
    heads_too = facts + 1
    assert len(sent) > 3
    assert sent == sorted(sent)
    assert {total for _, total in sent} == {heads_too}
    assert sent[-1][0] == facts


def test_what_is_too_much_for_one_transaction_is_written_in_parts_once_the_others_are_there(
    store: Neo4jStore, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = writing._run

    def short_of_memory(transaction: object, text: str, rows: list[object]) -> None:
        if len(rows) > 2:
            raise writing._TooMuch
        run(transaction, text, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "_run", short_of_memory)
    load(store, FIRST)
    load(store, SECOND)

    assert told(store) == on_file(FIRST, SECOND)
    assert damage(store) == []


def test_what_is_too_much_row_by_row_is_told_and_leaves_nothing(
    store: Neo4jStore, address: Address, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(transaction: object, text: str, rows: list[object]) -> None:
        raise writing._TooMuch

    load(store, FIRST)
    monkeypatch.setattr(writing, "_run", no_memory)
    with pytest.raises(StoreLimit, match="has not enough memory to write one statement"):
        load(store, SECOND)

    assert not left(address)
    assert told(store) == on_file(FIRST)
    assert damage(store) == []
