"""What a server has published since a change, bound to what was published when it was asked."""

from collections.abc import Iterator

from remit.graphmodel.drafts import Draft
from remit.graphmodel.errors import UnknownChange
from remit.graphmodel.history import Row
from remit.graphmodel.store import Change
from remit.graphmodel.stores.neo4j import drafts
from remit.graphmodel.stores.neo4j.facts import ENDS, Facts, Span
from remit.graphmodel.stores.sqlite.log import FIRST_HASH


class ServerHistory:
    """The history of a server after a change. Raises UnknownChange."""

    def __init__(self, facts: Facts, next_fact: int, after: int) -> None:
        self.facts = facts
        self.after = after
        self.next_fact = next_fact
        self.hash, self.first = FIRST_HASH, 1
        if after:
            found = [(change.hash, last) for change, last in facts.changes(after - 1, 1)]
            if not found or after > facts.published:
                raise UnknownChange(f"there is no change {after}", "see remit audit log")
            self.hash, self.first = found[0][0], found[0][1] + 1

    @property
    def _new(self) -> list[Span]:
        return [(self.first, self.next_fact - 1)]

    @property
    def _old(self) -> list[Span]:
        return [(1, self.first - 1)]

    def changes(self) -> Iterator[Change]:
        """Records of the change log, oldest first."""
        return (change for change, _ in self.facts.changes(self.after))

    def heads(self) -> Iterator[Row]:
        """New heads of data sets."""
        return self.facts.heads(self.first)

    def nodes(self) -> Iterator[Row]:
        """New facts about nodes, by number."""
        return self.facts.nodes(self._new)

    def edges(self, relation: str) -> Iterator[Row]:
        """New facts about edges of a relation, by number."""
        return (row[:ENDS] for row in self.facts.edges(relation, self._new))

    def retracted_heads(self) -> Iterator[Row]:
        """Retractions of older heads."""
        return self.facts.retracted_heads(self.first, self.after)

    def retracted_nodes(self) -> Iterator[Row]:
        """Retractions of older facts about nodes."""
        return self.facts.retracted_nodes(self._old, self.after)

    def retracted_edges(self, relation: str) -> Iterator[Row]:
        """Retractions of older facts about edges of a relation."""
        return self.facts.retracted_edges(relation, self._old, self.after)

    def marks(self) -> Iterator[Row]:
        """New marks of what the files say."""
        return self.facts.marks([(1, self.next_fact - 1)], self.after)

    def drafts(self) -> Iterator[Draft]:
        """All versions of all scenarios."""
        return drafts.every(self.facts.reader)
