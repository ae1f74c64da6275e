"""What every store offers besides the port: loading, withdrawing, the change log, and what it reports of them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from remit.graphmodel.errors import Problem
from remit.graphmodel.graph import Graph
from remit.graphmodel.history import History
from remit.graphmodel.statements import Dataset, EdgeStatement, Fact, NodeStatement
from remit.graphmodel.view import View

if TYPE_CHECKING:
    from remit.graphmodel.changes import Changes
    from remit.graphmodel.drafts import Draft

MOST_LISTED = 1000
OVERTAKEN = ("somebody has changed the scenario meanwhile", "look at it as it is now, then try again")
PARTED = (
    "the store to copy into holds another history than the one to copy",
    "copy into a new store, or into one that was copied from the same store",
)


class Progress(Protocol):
    """Is told how far work has come: the step it is in, how much that has dealt with, and of how much, where known."""

    def __call__(self, step: str, done: int, total: int | None = None, /) -> None:
        """Note how far it has come."""


def no_progress(_step: str, _done: int, _total: int | None = None) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change, when (UTC, ISO 8601), why, and the id of the request that asked for it."""

    who: str
    at: str
    why: str
    request: str


@dataclass(frozen=True, slots=True)
class Change:
    """A record of the change log, chained by its hash to the one before (`previous`).

    `at` is UTC, ISO 8601; `facts` is the hash of what the change asserted and retracted.
    """

    number: int
    at: str
    who: str
    why: str
    operation: str
    request: str
    datasets: tuple[str, ...]
    facts: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Latest:
    """What a store has published: the number and the hash of its last change (0 and nothing where there is none).

    What is asked as known at that change is answered alike wherever the hash is the same. `bookmarks` stand for it.
    """

    change: int = 0
    hash: str = ""
    bookmarks: tuple[str, ...] = ()


@dataclass(slots=True)
class DatasetChange:
    """What a change does to one data set: counts of statements, and their ids, up to `MOST_LISTED` of each sort.

    `ended` counts statements that the files dropped and that end on a day instead of being retracted; `knocked_on` lists
    inferences that ended or were shortened because of what they rest on. `caught_up` counts what the store said already
    and the files have come to say, or to drop, as well.
    """

    dataset: str
    unchanged: int = 0
    caught_up: int = 0
    head_changed: bool = False
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("added", "retracted", "changed", "ended", "knocked on"), 0)
    )
    listed: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sort: str, statement: str) -> None:
        """Count a statement, and list it while there is room."""
        self.counts[sort] += 1
        listed = self.listed.setdefault(sort, [])
        if len(listed) < MOST_LISTED:
            listed.append(statement)

    def move(self, sort: str, to: str, statement: str) -> None:
        """Count a statement as of another sort than before."""
        self.counts[sort] -= 1
        if statement in (listed := self.listed.get(sort, [])):
            listed.remove(statement)
        self.add(to, statement)

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return self.head_changed or self.caught_up > 0 or any(self.counts.values())


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load or withdrawal did, or would do: `change` is None where nothing was written."""

    change: Change | None
    datasets: list[DatasetChange]
    dry_run: bool = False

    @property
    def changes(self) -> bool:
        """Whether there was anything to change."""
        return any(each.changes for each in self.datasets)


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """A data set as a store has it: its head, how many facts stand, and the changes that first and last spoke of it."""

    head: Dataset
    nodes: int
    edges: int
    loaded: Change
    changed: Change


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or damaged in a store, and how to mend it."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a store found; `notes` are no fault of it, such as a writer at work."""

    findings: list[Finding]
    notes: list[str]


class Store(Protocol):
    """A place that keeps facts and their history."""

    def graph(self, view: View) -> Graph:
        """The graph through a view; `known_at` None becomes the last published change, with the first read at the latest."""

    def load(
        self,
        heads: Sequence[Dataset],
        statements: Iterable[NodeStatement | EdgeStatement],
        author: Author,
        *,
        problems: list[Problem],
        dry_run: bool = False,
        ended_on: date | None = None,
        progress: Progress | None = None,
    ) -> LoadReport:
        """Make the store say what the data sets say, in one change, all or nothing.

        `problems` may grow while the statements are read. Raises DataRefused with every problem, StoreBusy.
        """

    def withdraw(self, dataset: str, author: Author, *, dry_run: bool = False) -> LoadReport:
        """Retract all that a data set says; its history stays. Raises UnknownDataset."""

    def note(self, operation: str, author: Author) -> Change:
        """Publish a change that asserts nothing: a record of the log, such as that a finding is accepted. Raises StoreBusy."""

    def adopt(
        self, changes: "Changes", author: Author, operation: str, draft: "Draft | None" = None
    ) -> Change:
        """Make changes in the live graph, in one transaction, as one record of the log; `draft` is recorded with it.

        Raises Conflict where anything was published after `changes.pin`, where the changes do not fit what the store
        says, or where another version of the draft was recorded; StoreBusy.
        """

    def drafts(self) -> "list[Draft]":
        """The latest version of each scenario, by owner and scenario."""

    def versions_of(self, owner: str, scenario: str) -> "list[Draft]":
        """All versions of one scenario, oldest first; none where there is no such scenario."""

    def record(self, draft: "Draft") -> "Draft":
        """Record a version of a scenario; its hashes are filled in. Raises Conflict where it is not the next version."""

    def datasets(self) -> list[DatasetInfo]:
        """The data sets that the store has, by name."""

    def head(self, dataset: str, known_at: int | None = None) -> Dataset:
        """The head of a data set as known at a change. Raises UnknownDataset."""

    def facts(self, dataset: str, known_at: int | None = None) -> Iterator[Fact]:
        """All that a data set says, as known at a change: nodes by id, then edges by subject; streamed."""

    def last_change(self) -> int:
        """The number of the last published change; 0 where there is none."""

    def latest(self) -> Latest:
        """What is published now, by one small read; on a cluster, nothing earlier than what was seen before."""

    def change_at(self, day: date) -> int:
        """The number of the last change published by the end of a day (UTC); 0 where there is none."""

    def changes(self, after: int = 0, limit: int = -1) -> Iterator[Change]:
        """Records of the change log, oldest first, strictly after a number."""

    def verify(self, expect: tuple[int, str] | None = None) -> list[str]:
        """What is wrong with the change log and what it speaks of; `expect` is a change's number and hash noted before."""

    def prepare(self, *, beside_others: bool = False) -> list[str]:
        """Make what the store needs and lacks, such as indexes; their names. Raises NotAStore beside somebody else's graph."""

    def check(self) -> Checked:
        """What is missing or damaged, sooner told than by `verify` and less thorough."""

    def history(self, after: int = 0) -> AbstractContextManager[History]:
        """What was published after a change, as of now; whatever is published meanwhile is left out. Raises UnknownChange."""

    def receive(self, history: History, progress: Progress | None = None) -> None:
        """Take over what another store has said since this one's last change, all or nothing, as one step for readers.

        Raises Conflict where this one does not end with the change that `history` begins after, StoreBusy.
        """

    def backup(self, target: Path) -> None:
        """Copy all that is published into a new file, an embedded store of its own; refuses to overwrite."""

    def asked_by(self, request: str, bookmarks: Iterable[str] = ()) -> "Store":
        """The same store for one request: the server's log knows what it asks by the request's id.

        It sees all that the bookmarks stand for, on whichever machine of a cluster, or waits for it (StoreBusy where
        the wait runs out). It is not to be closed. Raises UnknownBookmark.
        """

    def bookmarks(self) -> tuple[str, ...]:
        """What stands for all that was written and read, to be handed to whoever is to see it as well; a file has none."""

    def close(self) -> None:
        """Let go of what the store holds open."""
