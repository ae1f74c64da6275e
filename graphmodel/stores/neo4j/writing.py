"""A change written to the server: one writer by lease, batches that may be repeated, and a last step that publishes.

Readers are bound to what is published, so they never see half a change. What a dead writer left is undone before the
next one writes.
"""

import contextlib
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from typing import Any

import neo4j

from remit.graphmodel.errors import (
    Conflict,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreLimit,
    StoreTooNew,
    StoreUnreachable,
)
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Change
from remit.graphmodel.stores.neo4j.prepare import FORMAT
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.sqlite.log import FIRST_HASH

LEASE_SECONDS = 60
RENEW_SECONDS = 15
WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class State:
    """What is published: the last change's number and hash, and the number of the next fact."""

    change: int
    next_fact: int
    hash: str


class Lease:
    """The right to write, held until released or until it runs out; renewed with every batch."""

    def __init__(self, reader: Reader, holder: str, state: State) -> None:
        self.reader = reader
        self.holder = holder
        self.state = state
        self._batch = 0

    def write(self, *steps: tuple[str, Sequence[Any]]) -> None:
        """Write a batch: statements, each with its rows, in one transaction.

        Doing it again after an unknown outcome does no harm. What is too much for the memory of the server goes in parts.
        Raises Conflict as `renew` does, StoreLimit.
        """
        self._batch += 1
        batch = f"{self.holder} {self._batch}"

        def work(transaction: neo4j.ManagedTransaction) -> None:
            if not self._held(transaction, "begin_batch", batch=batch):
                for text, rows in steps:
                    _run(transaction, text, rows)

        try:
            self.reader.managed(work, operation="write")
        except TooMuch:
            self._write_in_parts(steps)

    def _write_in_parts(self, steps: Sequence[tuple[str, Sequence[Any]]]) -> None:
        """Write what is too much for one transaction in several: readers see none of it until it is published."""
        ((text, rows), *more) = steps
        if more:
            for step in steps:
                self.write(step)
            return
        if len(rows) < 2:
            raise StoreLimit(
                f"{self.reader.place.uri} has not enough memory to write one statement",
                "raise db.memory.transaction.max or db.memory.transaction.total.max in neo4j.conf",
            )
        half = len(rows) // 2
        self.write((text, rows[:half]))
        self.write((text, rows[half:]))

    def repeat(self, text: str) -> None:
        """Run a statement that undoes some of what is not published, until it says that nothing was left."""

        def work(transaction: neo4j.ManagedTransaction) -> int:
            bound = {"published": self._hold(transaction), "next_fact": self.state.next_fact}
            return int(_single(transaction, text, **bound)[0] or 0)

        while self.reader.managed(work, operation="undo"):
            pass

    def renew(self) -> None:
        """Hold the lease for another while. Raises Conflict where another writer has taken it."""
        self.reader.managed(self._hold, operation="lease")

    def _hold(self, transaction: neo4j.ManagedTransaction) -> int:
        """Renew the lease in a transaction, which so writes only while no other writer has it; what is published."""
        return int(self._held(transaction, "renew"))

    def _held(self, transaction: neo4j.ManagedTransaction, name: str, **more: Any) -> Any:
        """What a statement returns that renews the lease on its way."""
        (found,) = _single(
            transaction, statement(name), holder=self.holder, milliseconds=LEASE_SECONDS * 1000, **more
        )
        if found is None:
            raise Conflict("another writer took over, as this one was silent too long", "run it again")
        return found

    def release(self) -> None:
        """Give the lease back."""
        given = partial(_single, text=statement("release"), holder=self.holder)
        self.reader.managed(given, operation="release")

    def publish(self, changes: Sequence[tuple[Change, int]], next_fact: int) -> None:
        """Write records of changes, each with its last fact, and publish them.

        Certain of the outcome even where the answer to the commit was lost. Raises Conflict.
        """
        last, _ = changes[-1]
        told = {
            "holder": self.holder, "after": self.state.change, "number": last.number, "hash": last.hash,
            "next_fact": next_fact, "changes": [[*astuple(change), fact] for change, fact in changes],
        }  # fmt: skip

        def work(transaction: neo4j.ManagedTransaction) -> bool:
            if _single(transaction, statement("published_as"), number=last.number)[0] == last.hash:
                return True
            return bool(_single(transaction, statement("publish"), **told)[0])

        try:
            published = self.reader.managed(work, operation="publish")
        except StoreUnreachable as error:
            raise StoreUnreachable(
                f"{error.message}, and change {last.number} may be published or not",
                "run it again once the server answers: nothing is written twice",
            ) from error
        if not published:
            raise Conflict("the store has moved on since this change was begun", "run it again")


def take(reader: Reader, holder: str) -> State | None:
    """Take or renew the lease; None where another writer holds it. Raises StoreTooNew, StoreDamaged."""

    def work(transaction: neo4j.ManagedTransaction) -> list[Any]:
        found = _single(
            transaction, statement("lease"), holder=holder, milliseconds=LEASE_SECONDS * 1000, format=FORMAT,
            first_hash=FIRST_HASH,
        )  # fmt: skip
        if found.pop():  # raised in here, so that no new note of an empty store is left
            raise StoreDamaged(
                "it is not noted what the store has published", "see remit store check; restore a backup"
            )
        return found

    held, made, published, next_fact, last = reader.managed(work, operation="lease")
    if made > FORMAT:
        raise StoreTooNew(
            f"the store has format {made}; this version of Remit knows {FORMAT}", "update Remit"
        )
    return State(published, next_fact, last) if held else None


@contextlib.contextmanager
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
        undo(held)
        with kept(held):
            yield held
    except StoreUnreachable:  # the server is gone: the next writer undoes
        raise
    except BaseException:
        with contextlib.suppress(StoreError):  # the next writer does it, where this one cannot any more
            undo(held)
            held.release()
        raise
    with contextlib.suppress(StoreError):  # the change is published, whatever becomes of the server now
        held.repeat(statement("undo_batches"))
        held.release()


@contextlib.contextmanager
def kept(held: Lease) -> Iterator[None]:
    """Renew a lease from time to time, however long the writer works on its own machine between two batches."""
    ended = threading.Event()

    def keep() -> None:
        while not ended.wait(RENEW_SECONDS):
            with contextlib.suppress(StoreError):  # a lease that is lost is told by the next batch
                held.renew()

    keeper = threading.Thread(target=keep, name="remit-lease", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def undo(held: Lease) -> None:
    """Undo what was written and not published; what has been published by the time of each transaction stays."""
    if not held.reader.rows(statement("left_batches"), {}, "undo"):
        return
    # Edges go before the versions of their ends: a node with edges always has versions.
    for relation in RELATION:
        for name in ("undo_edges", "undo_retractions_of_edges"):
            held.repeat(statement(name, types=(relation,)))
    for name in ("undo_versions", "undo_retractions_of_nodes", "undo_heads", "orphans", "undo_batches"):
        held.repeat(statement(name))


class TooMuch(Exception):
    """A batch needs more memory than the server grants a transaction; in vain would the driver send it again."""


def _run(transaction: neo4j.ManagedTransaction, text: str, rows: Sequence[Any]) -> None:
    try:
        transaction.run(text, {"rows": rows}).consume()
    except neo4j.exceptions.TransientError as error:
        if error.code.endswith("OutOfMemoryError"):
            raise TooMuch from error
        raise


def _single(transaction: neo4j.ManagedTransaction, text: str, **parameters: Any) -> list[Any]:
    record = transaction.run(text, parameters).single()
    return list(record.values()) if record else [None]
