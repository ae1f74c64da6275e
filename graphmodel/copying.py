"""Copying a store into another one, of whatever sort: its history as it is, numbers, hashes and all."""

from dataclasses import dataclass

from remit.graphmodel.errors import Conflict, UnknownChange
from remit.graphmodel.store import PARTED, Progress, Store


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: how many changes and facts it carried over, and the last change of both stores with its hash."""

    changes: int
    facts: int
    last_change: int
    hash: str


def copy(source: Store, target: Store, progress: Progress | None = None) -> Copied:
    """Make the target say all that the source has published by now, with its history.

    The target must be empty, or hold a beginning of that history: then only the rest is copied. Raises Conflict where it
    does not, and leaves it as it was.
    """
    last = source.last_change()
    after = target.last_change()
    if after > last:
        raise Conflict(*PARTED)
    try:
        with source.history(after) as history:
            facts = history.next_fact - history.first
            target.receive(history, progress)
    except UnknownChange:
        raise Conflict(*PARTED) from None
    changes = list(target.changes(after))
    return Copied(len(changes), facts, target.last_change(), changes[-1].hash if changes else history.hash)
