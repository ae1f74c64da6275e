"""Batches written to the server, one after the other, the next one sent while the last is being committed.

Each is a transaction that may be repeated. Which of them comes first does not matter but where `settle` divides them.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

import neo4j

from remit.graphmodel.errors import StoreLimit
from remit.graphmodel.stores.neo4j.lease import Lease

Step = tuple[str, Sequence[Any]]
"""A statement, and the rows that it writes."""
AT_ONCE = 2  # one is sent while another is committed


class Writing:
    """Writes batches under a lease, until the block ends: then all are written, or none is on its way any more."""

    def __init__(self, held: Lease) -> None:
        self.held = held
        self._turn = threading.Lock()
        self._workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="remit-writing")
        self._sent: list[tuple[Future[bool], Sequence[Step], Callable[[], None]]] = []
        self._batch = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.settle()
        finally:
            self._workers.shutdown(cancel_futures=True)

    def write(self, *steps: Step, then: Callable[[], None] = lambda: None) -> None:
        """Write a batch in one transaction, and do something once it is there; waits while too many are on their way.

        Doing it again after an unknown outcome does no harm. What is too much for the memory of the server goes in parts.
        Raises Conflict as `Lease.renew` does, StoreLimit: also for a batch before this one.
        """
        self._settle(AT_ONCE - 1)
        self._sent.append((self._workers.submit(self._send, self._named(), steps), steps, then))

    def settle(self) -> None:
        """Wait until all that was written so far is there: what follows may rest on it."""
        self._settle(0)

    def _settle(self, left: int) -> None:
        while len(self._sent) > left:
            sent, steps, then = self._sent.pop(0)
            if not sent.result():
                self.settle()
                self._write_in_parts(steps)
            then()

    def _named(self) -> str:
        self._batch += 1
        return f"{self.held.holder} {self._batch}"

    def _send(self, batch: str, steps: Sequence[Step]) -> bool:
        """Write a batch; whether the server had the memory for it.

        Only one is sent at a time, so that none waits for what another has locked but the one that is committed.
        """

        def work(transaction: neo4j.ManagedTransaction) -> None:
            with self._turn:
                if self.held.begin(transaction, batch):
                    for text, rows in steps:
                        _run(transaction, text, rows)
                    self.held.hold(transaction)

        try:
            self.held.reader.managed(work, operation="write")
        except _TooMuch:
            return False
        return True

    def _write_in_parts(self, steps: Sequence[Step]) -> None:
        """Write what is too much for one transaction in several: readers see none of it until it is published."""
        ((text, rows), *more) = steps
        if not more and len(rows) < 2:
            raise StoreLimit(
                f"{self.held.reader.place.uri} has not enough memory to write one statement",
                "raise db.memory.transaction.max or db.memory.transaction.total.max in neo4j.conf",
            )
        half = len(rows) // 2
        parts = [[step] for step in steps] if more else [[(text, rows[:half])], [(text, rows[half:])]]
        for part in parts:
            if not self._send(self._named(), part):
                self._write_in_parts(part)


class _TooMuch(Exception):
    """A batch needs more memory than the server grants a transaction; in vain would the driver send it again."""


def _run(transaction: neo4j.ManagedTransaction, text: str, rows: Sequence[Any]) -> None:
    try:
        transaction.run(text, {"rows": rows}).consume()
    except neo4j.exceptions.TransientError as error:
        if error.code.endswith("OutOfMemoryError"):
            raise _TooMuch from error
        raise
