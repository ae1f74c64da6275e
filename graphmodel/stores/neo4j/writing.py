"""A change written to the server: one writer by lease, batches that may be repeated, and a last step that publishes.

Readers are bound to what is published, so they never see half a change. What a dead writer left is undone before the
next one writes.
"""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import neo4j

from remit.graphmodel.errors import Conflict, StoreBusy, StoreTooNew
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Change
from remit.graphmodel.stores import columns
from remit.graphmodel.stores.columns import Row
from remit.graphmodel.stores.neo4j.prepare import FORMAT
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.log import FIRST_HASH
from remit.graphmodel.stores.sqlite.transfer import batches
from remit.graphmodel.stores.sqlite.write import indexed

LEASE_SECONDS = 60
WAIT_SECONDS = 10.0
ROWS = 10_000


@dataclass(frozen=True, slots=True)
class State:
    """What is published: the last change's number and hash, and the number of the next fact."""

    published: int
    next_fact: int
    hash: str


class Lease:
    """The right to write, held until released or until it runs out; renewed with every batch."""

    def __init__(self, reader: Reader, holder: str, state: State) -> None:
        self.reader = reader
        self.holder = holder
        self.state = state
        self._batch = 0

    def write(self, text: str, rows: Sequence[Any], name: str = "rows", **parameters: Any) -> None:
        """Write a batch; doing it again after an unknown outcome does no harm."""
        self._batch += 1
        batch = f"{self.holder} {self._batch}"

        def work(transaction: neo4j.ManagedTransaction) -> None:
            if not _single(transaction, statement("batch_done"), batch=batch)[0]:
                transaction.run(text, {name: rows, **parameters}).consume()
                transaction.run(statement("mark_batch"), {"batch": batch}).consume()

        self.reader.managed(work, writing=True, operation="write")
        self.renew()

    def renew(self) -> None:
        """Hold the lease for another while. Raises Conflict where another writer has taken it."""
        if take(self.reader, self.holder) is None:
            raise Conflict("another writer took over, as this one was silent too long", "run it again")

    def publish(self, change: Change, next_fact: int) -> None:
        """Write the record and publish; certain of the outcome even where the answer to the commit was lost."""

        def work(transaction: neo4j.ManagedTransaction) -> bool:
            if _single(transaction, statement("published_as"), number=change.number)[0] == change.hash:
                return True
            parameters = {
                "holder": self.holder, "number": change.number, "next_fact": next_fact, "at": change.at, "who": change.who,
                "why": change.why, "operation": change.operation, "request": change.request,
                "datasets": list(change.datasets), "facts": change.facts, "previous": change.previous, "hash": change.hash,
            }  # fmt: skip
            return transaction.run(statement("publish"), parameters).single() is not None

        if not self.reader.managed(work, writing=True, operation="publish"):
            raise Conflict("the store has moved on since this change was begun", "run it again")


def take(reader: Reader, holder: str) -> State | None:
    """Take or renew the lease; None where another writer holds it. Raises StoreTooNew."""

    def work(transaction: neo4j.ManagedTransaction) -> list[Any]:
        return _single(
            transaction, statement("lease"), holder=holder, milliseconds=LEASE_SECONDS * 1000, format=FORMAT,
            first_hash=FIRST_HASH,
        )  # fmt: skip

    held, made, published, next_fact, last = reader.managed(work, writing=True, operation="lease")
    if made > FORMAT:
        raise StoreTooNew(
            f"the store has format {made}; this version of Remit knows {FORMAT}", "update Remit"
        )
    return State(published, next_fact, last) if held else None


@contextmanager
def lease(reader: Reader, wait_seconds: float = WAIT_SECONDS) -> Iterator[Lease]:
    """The lease of the one writer, after undoing what a dead one left. Others wait, then get StoreBusy."""
    holder = uuid.uuid4().hex
    until = time.monotonic() + wait_seconds
    while (state := take(reader, holder)) is None:
        if time.monotonic() > until:
            raise StoreBusy(
                f"{reader.place.uri} is being written by another process", "try again when it is done"
            )
        time.sleep(0.2)
    held = Lease(reader, holder, state)
    try:
        undo(reader, state.published, held.renew)
        yield held
        _repeat(reader, statement("undo_batches"), {}, held.renew)
    finally:
        reader.managed(
            lambda tx: tx.run(statement("release"), {"holder": holder}).consume(),
            writing=True,
            operation="release",
        )


def undo(reader: Reader, published: int, renew: Callable[[], None]) -> None:
    """Undo what was written and not published."""
    if not reader.rows("MATCH (b:RemitBatch) RETURN 1 LIMIT 1", {}, "undo"):
        return
    every = {"published": published}
    for name in ("undo_versions", "undo_retractions_of_nodes"):
        _repeat(reader, statement(name), every, renew)
    for relation in RELATION:
        for name in ("undo_edges", "undo_retractions_of_edges"):
            _repeat(reader, statement(name, types=(relation,)), every, renew)
    _once(reader, statement("undo_heads"), every)
    for name in ("orphans", "undo_batches"):
        _repeat(reader, statement(name), {}, renew)


def _repeat(reader: Reader, text: str, parameters: dict[str, Any], renew: Callable[[], None]) -> None:
    while _once(reader, text, parameters):
        renew()


def _once(reader: Reader, text: str, parameters: dict[str, Any]) -> int:
    def work(transaction: neo4j.ManagedTransaction) -> int:
        record = transaction.run(text, parameters).single()
        return int(record[0]) if record else 0

    return reader.managed(work, writing=True, operation="undo")


def _single(transaction: neo4j.ManagedTransaction, text: str, **parameters: Any) -> list[Any]:
    record = transaction.run(text, parameters).single()
    return list(record.values()) if record else [None]


def put_nodes(held: Lease, rows: Iterable[Row], progress: Callable[[int], None]) -> None:
    """Write facts about nodes, in batches: anchors first, by kind."""
    for batch in batches(rows, ROWS):
        by_kind: dict[str, list[list[str]]] = {}
        for row in batch:
            by_kind.setdefault(row[columns.NODE_KIND], []).append(
                [row[columns.NODE_ID], row[columns.NODE_KIND]]
            )
        for kind, anchors in by_kind.items():
            held.write(statement("create_anchors", kind), anchors)
        held.write(statement("create_versions"), [_version(row) for row in batch])
        progress(len(batch))


def _version(row: Row) -> list[Any]:
    names, words = indexed(row[columns.NODE_ID], row[columns.NODE_NAME], row[columns.NODE_ATTRIBUTES])
    attributes = codes.unpacked(row[columns.NODE_ATTRIBUTES])
    flat = {f"is_{key}": value for key, value in attributes.items() if not isinstance(value, list)}
    return [row[2], row[0], row[1], *row[4:], words, flat, names]


def put_edges(held: Lease, relation: str, rows: Iterable[Row], progress: Callable[[int], None]) -> None:
    """Write facts about edges of one relation, in batches."""
    for batch in batches(rows, ROWS):
        held.write(
            statement("create_edges", types=(relation,)),
            [[row[3], row[4], row[0], row[1], *row[5:]] for row in batch],
        )
        progress(len(batch))
