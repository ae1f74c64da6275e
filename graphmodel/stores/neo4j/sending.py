"""What another store has said, written to the server in batches, and published by a last step.

Nodes by kind, then edges by relation, sorted by their ends; then retractions, heads and marks.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from remit.graphmodel.errors import Conflict
from remit.graphmodel.history import (
    EDGE_SAID,
    NODE_ATTRIBUTES,
    NODE_ID,
    NODE_KIND,
    NODE_NAME,
    NODE_SAID,
    History,
    Row,
    batches,
)
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import edge_statement
from remit.graphmodel.store import PARTED, Progress
from remit.graphmodel.stores.neo4j.lease import Lease
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.neo4j.writing import Step, Writing
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.write import based_on, indexed

ROWS = 5_000
CHARACTERS = 4_000_000  # of a batch with long texts: a server keeps several copies of it in memory
_ASSERTED, _EDGE_ASSERTED, _HEAD_ASSERTED = 8, 10, 4


def send(held: Lease, history: History, progress: Progress) -> None:
    """Write what a store has said since the server's last change, and publish it. Raises Conflict."""
    if (history.after, history.hash) != (held.state.change, held.state.hash):
        raise Conflict(*PARTED)
    sending = _Sending(held, history, progress)
    with Writing(held) as writing:
        sending.write(writing)
    sending.publish()


class _Sending:
    """One history on its way; it notes the last fact of every change."""

    def __init__(self, held: Lease, history: History, progress: Progress) -> None:
        self.held = held
        self.history = history
        self.progress = progress
        self.last_facts: dict[int, int] = {}
        self.done = 0
        self.total = history.next_fact - history.first

    def write(self, writing: Writing) -> None:
        """Write all of it."""
        history = self.history
        for batch in batches(history.nodes(), ROWS, CHARACTERS):
            self._write(writing, batch, _ASSERTED, _nodes(batch))
        writing.settle()  # edges go between nodes that are there
        for relation in RELATION:
            for batch in batches(history.edges(relation), ROWS, CHARACTERS):
                self._write(writing, batch, _EDGE_ASSERTED, _edges(relation, batch))
        _rows(writing, "retract_versions", history.retracted_nodes())
        for relation in RELATION:
            _rows(writing, "retract_edges", history.retracted_edges(relation), types=(relation,))
        _rows(writing, "retract_heads", history.retracted_heads())
        for batch in batches(history.heads(), ROWS):
            self._note(batch, _HEAD_ASSERTED)
            _rows(writing, "create_heads", batch)
        _rows(writing, "create_marks", history.marks())

    def _write(self, writing: Writing, batch: list[Row], asserted: int, steps: list[Step]) -> None:
        self._note(batch, asserted)
        writing.write(*steps, then=partial(self._tell, len(batch)))

    def _tell(self, rows: int) -> None:
        self.done += rows
        self.progress("sending", self.done, self.total)

    def _note(self, batch: list[Row], asserted: int) -> None:
        for row in batch:
            change = row[asserted]
            self.last_facts[change] = max(row[0], self.last_facts.get(change, 0))

    def publish(self) -> None:
        """Publish it, once all is written."""
        last = self.history.first - 1
        told = []
        for change in self.history.changes():
            last = max(last, self.last_facts.get(change.number, 0))
            told.append((change, last))
        drafts = list(self.history.drafts())
        if told:
            self.progress("publishing", self.done)
            self.held.publish(told, self.history.next_fact, drafts)
        elif drafts:
            self.held.record(drafts)


def _nodes(batch: list[Row]) -> list[Step]:
    by_kind: dict[str, dict[str, list[str]]] = {}
    for row in batch:
        by_kind.setdefault(row[NODE_KIND], {})[row[NODE_ID]] = [row[NODE_ID], row[NODE_KIND]]
    steps: list[Step] = [
        (statement("create_anchors", kind), list(anchors.values())) for kind, anchors in by_kind.items()
    ]
    steps.append((statement("create_versions"), [_version(row) for row in batch]))
    premises = [
        [each, row[0], None, row[1], row[_ASSERTED]] for row in batch for each in based_on(row[NODE_SAID])
    ]
    return [*steps, *_premises(premises)]


def _edges(relation: str, batch: list[Row]) -> list[Step]:
    rows = sorted(([row[3], row[4], row[0], row[1], *row[5:]] for row in batch), key=_ends)
    steps: list[Step] = [(statement("create_edges", types=(relation,)), rows)]
    if own := [[edge_statement(*row[1:6]), row[0], relation, row[_EDGE_ASSERTED]] for row in batch if row[5]]:
        steps.append((statement("create_own_ids"), own))
    premises = [
        [each, row[0], relation, row[1], row[_EDGE_ASSERTED]]
        for row in batch for each in based_on(row[EDGE_SAID])
    ]  # fmt: skip
    return [*steps, *_premises(premises)]


def _premises(rows: list[Any]) -> list[Step]:
    return [(statement("create_premises"), rows)] if rows else []


def _rows(writing: Writing, name: str, rows: Iterable[Row], types: tuple[str, ...] = ()) -> None:
    text = statement(name, types=types) if types else statement(name)
    for batch in batches(rows, ROWS):
        writing.write((text, [list(row) for row in batch]))


def _ends(row: list[Any]) -> tuple[str, str]:
    return row[0], row[1]


def _version(row: Row) -> list[Any]:
    names, words = indexed(row[NODE_ID], row[NODE_NAME], row[NODE_ATTRIBUTES])
    attributes = codes.unpacked(row[NODE_ATTRIBUTES])
    flat = {f"is_{key}": value for key, value in attributes.items() if not isinstance(value, list)}
    first, own, aliases = (names[0], names[-1], names[1:-1]) if names else (None, None, [])
    return [row[2], row[0], row[1], *row[4:], words, first, own, flat, aliases]
