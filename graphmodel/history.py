"""What a store has said since a change, as plain rows: what a copy of it, and a change for a server, are made of.

Rows have text ids and are the same whatever store they lie in. A node's row: number, data set, id, kind, four bounds,
asserted, retracted, evidence, standing, none, untold, dated, source, locator, name, attributes, said. An edge's row:
number, data set, relation, subject, object, own id, four bounds, asserted, retracted, evidence, standing, dated, source,
locator, attributes, said. A head's row: number, data set, head, complete, asserted, retracted. A mark's row: fact,
change, says. A retraction's row: fact, change. Bounds and `dated` are days as ordinals; `asserted`, `retracted` and
`change` are numbers of changes (the known_at axis).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from remit.graphmodel.drafts import Draft
    from remit.graphmodel.store import Change

Row = tuple[Any, ...]
NODE_ID, NODE_KIND, NODE_SAID, NODE_NAME, NODE_ATTRIBUTES = 2, 3, 19, 17, 18
EDGE_SAID = 18
SOURCE = 15  # of a node and of an edge
BATCH = 5000


class History(Protocol):
    """What was published after a change (`after`, whose hash is `hash`), up to the last one there was at the beginning.

    All is streamed. Facts are numbered from `first` up to, not with, `next_fact`; what was retracted later is not told.
    """

    @property
    def after(self) -> int:
        """The number of the change that it begins after; 0: all there is."""

    @property
    def hash(self) -> str:
        """The hash of that change."""

    @property
    def first(self) -> int:
        """The number of the first fact asserted after that change."""

    @property
    def next_fact(self) -> int:
        """The number of the fact that a next change would begin with."""

    def changes(self) -> Iterator["Change"]:
        """Records of the change log, oldest first."""

    def heads(self) -> Iterator[Row]:
        """New heads of data sets."""

    def nodes(self) -> Iterator[Row]:
        """New facts about nodes, by number."""

    def edges(self, relation: str) -> Iterator[Row]:
        """New facts about edges of a relation; a file gives them by their ends, a server by number."""

    def retracted_heads(self) -> Iterator[Row]:
        """Retractions of older heads."""

    def retracted_nodes(self) -> Iterator[Row]:
        """Retractions of older facts about nodes."""

    def retracted_edges(self, relation: str) -> Iterator[Row]:
        """Retractions of older facts about edges of a relation."""

    def marks(self) -> Iterator[Row]:
        """New marks of what the files say."""

    def drafts(self) -> Iterator["Draft"]:
        """All versions of all scenarios, by owner, scenario and version, whatever the change it begins after."""


def batches(rows: Iterable[Row], size: int = BATCH, characters: int | None = None) -> Iterator[list[Row]]:
    """Rows in lists of at most `size`; shorter ones where their attributes and what is said hold many characters."""
    batch: list[Row] = []
    held = 0
    for row in rows:
        batch.append(row)
        if characters is not None:
            held += sum(len(each) for each in row[-2:] if isinstance(each, str))
        if len(batch) == size or (characters is not None and held >= characters):
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
