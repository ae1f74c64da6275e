"""What a store has published, as last seen, and the change that a graph is bound to.

Reading the state of the store before every question would cost a round trip. So a graph begins with what was last seen,
and its first read brings along what is published then: where that has moved on, the read is made once more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from remit.graphmodel.errors import StoreDamaged, StoreTooNew
from remit.graphmodel.stores.neo4j.prepare import FORMAT
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement

HeadRow = tuple[
    str, int, int, int | None
]  # data set, bits of `complete`, the changes that asserted and retracted it


@dataclass(frozen=True, slots=True)
class Published:
    """The last published change and its hash, the number of the next fact, and what every head says is complete.

    A server that has reached the bookmarks shows it.
    """

    change: int = 0
    next_fact: int = 1
    hash: str = ""
    heads: tuple[HeadRow, ...] = ()
    bookmarks: tuple[str, ...] = ()

    def complete(self, known_at: int) -> dict[str, int]:
        """Bits of the relations that each data set states completely, as known at a change."""
        return {
            dataset: bits
            for dataset, bits, asserted, retracted in self.heads
            if bits and asserted <= known_at and (retracted is None or retracted > known_at)
        }

    @property
    def datasets(self) -> list[str]:
        """The names of all data sets that were ever loaded."""
        return sorted({head[0] for head in self.heads})


def read_published(reader: Reader) -> Published:
    """What is published now. Raises StoreTooNew, StoreDamaged."""
    made, change, next_fact, last, logged, heads = reader.rows(statement("state"), {}, "state")[0]
    if made is None and logged:
        raise StoreDamaged(
            f"the change log at {reader.place.uri} has {logged} changes, and what is published is not noted",
            "restore a backup; remit store check tells what else is missing",
        )
    if made is not None and made > FORMAT:
        raise StoreTooNew(
            f"the store has format {made}; this version of Remit knows {FORMAT}", "update Remit"
        )
    return Published(change or 0, next_fact or 1, last or "", tuple(map(tuple, heads)), reader.bookmarks())


@dataclass(slots=True)
class Seen:
    """What was last seen as published, by whichever request of a process."""

    last: Published = Published()


class Pin:
    """The change that a graph, and every graph made from it, is bound to; certain once something was read.

    `look` reads anew what is published.
    """

    def __init__(self, seen: Published, known_at: int | None, look: Callable[[], Published]) -> None:
        self.known_at = seen.change if known_at is None else known_at
        self.complete: Mapping[str, int] = seen.complete(self.known_at)
        self.certain = known_at is not None
        self._hash = seen.hash
        self._look = look

    def moved(self, last: str) -> bool:
        """Whether the store has moved on from what was last seen, by the hash of its last change that a read brought along.

        Then the pin is bound anew, and the read is to be made again.
        """
        if self.certain or last == self._hash:
            self.certain = True
            return False
        self.settle()
        return True

    def settle(self) -> int:
        """The change, certain from now on."""
        if not self.certain:
            found = self._look()
            self.known_at, self.complete = found.change, found.complete(found.change)
            self.certain = True
        return self.known_at
