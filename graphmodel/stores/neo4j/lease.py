"""The lease of a server's one writer, and the last step of a change, which publishes it.

Readers are bound to what is published, so they never see half a change. What a dead writer left is undone before the
next one writes.
"""

import contextlib
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import neo4j

from remit.graphmodel.drafts import Draft
from remit.graphmodel.errors import (
    Conflict,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreTooNew,
    StoreUnreachable,
)
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Change
from remit.graphmodel.stores.neo4j.drafts import add
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

    def repeat(self, text: str) -> None:
        """Run a statement that undoes some of what is not published, until it says that nothing was left."""

        def work(transaction: neo4j.ManagedTransaction) -> int:
            bound = {"published": self.hold(transaction), "next_fact": self.state.next_fact}
            return int(single(transaction, text, **bound)[0] or 0)

        while self.reader.managed(work, operation="undo"):
            pass

    def renew(self) -> None:
        """Hold the lease for another while. Raises Conflict where another writer has taken it."""
        self.reader.managed(self.hold, operation="lease")

    def hold(self, transaction: neo4j.ManagedTransaction) -> int:
        """Renew the lease in a transaction, which so writes only while no other writer has it; what is published."""
        return int(self._ours(transaction, "renew", milliseconds=LEASE_SECONDS * 1000))

    def begin(self, transaction: neo4j.ManagedTransaction, batch: str) -> bool:
        """Begin a batch in the transaction that writes it; whether it is new. Raises Conflict where the lease is lost."""
        return bool(self._ours(transaction, "begin_batch", batch=batch))

    def _ours(self, transaction: neo4j.ManagedTransaction, name: str, **told: Any) -> Any:
        """What a statement returns that finds nothing where the lease is lost."""
        (found,) = single(transaction, statement(name), holder=self.holder, **told)
        if found is None:
            raise Conflict("another writer took over, as this one was silent too long", "run it again")
        return found

    def release(self) -> None:
        """Give the lease back."""
        given = partial(single, text=statement("release"), holder=self.holder)
        self.reader.managed(given, operation="release")

    def record(self, drafts: Sequence[Draft]) -> None:
        """Add versions of scenarios, beside which nothing is published. Raises Conflict where they do not follow."""

        def work(transaction: neo4j.ManagedTransaction) -> None:
            self.hold(transaction)
            add(transaction, drafts)

        self.reader.managed(work, operation="drafts")

    def publish(
        self, changes: Sequence[tuple[Change, int]], next_fact: int, drafts: Sequence[Draft] = ()
    ) -> None:
        """Write records of changes, each with its last fact, and publish them; versions of scenarios with them.

        Certain of the outcome even where the answer to the commit was lost. Raises Conflict.
        """
        last, _ = changes[-1]
        told = {
            "holder": self.holder, "after": self.state.change, "number": last.number, "hash": last.hash,
            "next_fact": next_fact, "changes": [[*astuple(change), fact] for change, fact in changes],
        }  # fmt: skip

        def work(transaction: neo4j.ManagedTransaction) -> bool:
            if single(transaction, statement("published_as"), number=last.number)[0] == last.hash:
                return True
            published = bool(single(transaction, statement("publish"), **told)[0])
            if published and drafts:
                add(transaction, drafts)
            return published

        try:
            published = self.reader.managed(work, operation="publish")
        except StoreUnreachable as error:
            raise StoreUnreachable(
                f"{error.message}, and change {last.number} may be published or not",
                "run it again once the server answers: nothing is written twice",
            ) from error
        if not published:
            raise Conflict("the store has moved on since this change was begun", "run it again")


def take(reader: Reader, holder: str) -> State | int:
    """Take or renew the lease; where another writer holds it, until when: milliseconds since 1970, by the server's clock.

    Raises StoreTooNew, StoreDamaged.
    """

    def work(transaction: neo4j.ManagedTransaction) -> list[Any]:
        found = single(
            transaction, statement("lease"), holder=holder, milliseconds=LEASE_SECONDS * 1000, format=FORMAT,
            first_hash=FIRST_HASH,
        )  # fmt: skip
        if found.pop():  # raised in here, so that no new note of an empty store is left
            raise StoreDamaged(
                "it is not noted what the store has published", "see remit store check; restore a backup"
            )
        return found

    held, until, made, published, next_fact, last = reader.managed(work, operation="lease")
    if made > FORMAT:
        raise StoreTooNew(
            f"the store has format {made}; this version of Remit knows {FORMAT}", "update Remit"
        )
    return State(published, next_fact, last) if held else int(until)


@contextlib.contextmanager
def lease(reader: Reader, wait_seconds: float = WAIT_SECONDS) -> Iterator[Lease]:
    """The lease of the one writer, after undoing what a dead one left. Others wait, then get StoreBusy."""
    holder = uuid.uuid4().hex
    until = time.monotonic() + wait_seconds
    while isinstance(state := take(reader, holder), int):
        if time.monotonic() > until:
            ends = datetime.fromtimestamp(state / 1000, UTC)
            raise StoreBusy(
                f"{reader.place.uri} is being written by another process",
                f"try again when it is done; if that has died, its lease ends at {ends:%H:%M:%S} UTC",
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


def single(transaction: neo4j.ManagedTransaction, text: str, **parameters: Any) -> list[Any]:
    """The values of a statement's one record; None where it has none."""
    record = transaction.run(text, parameters).single()
    return list(record.values()) if record else [None]
