"""The server store: a Neo4j database that answers `graphmodel.store.Store`."""

import contextlib
import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from remit.graphmodel.changes import Changes
from remit.graphmodel.drafts import Draft
from remit.graphmodel.errors import NotAStore, Problem, UnknownChange, UnknownDataset
from remit.graphmodel.history import History
from remit.graphmodel.statements import Dataset, EdgeStatement, Fact, NodeStatement
from remit.graphmodel.store import (
    Author,
    Change,
    Checked,
    DatasetInfo,
    Latest,
    LoadReport,
    Progress,
    no_progress,
)
from remit.graphmodel.stores.neo4j import drafts
from remit.graphmodel.stores.neo4j.check import check
from remit.graphmodel.stores.neo4j.facts import Facts
from remit.graphmodel.stores.neo4j.fetching import Fetch
from remit.graphmodel.stores.neo4j.graph import Neo4jGraph
from remit.graphmodel.stores.neo4j.history import ServerHistory
from remit.graphmodel.stores.neo4j.lease import WAIT_SECONDS, lease
from remit.graphmodel.stores.neo4j.prepare import prepare
from remit.graphmodel.stores.neo4j.published import Pin, Published, Seen, read_published
from remit.graphmodel.stores.neo4j.reading import Auth, Place, Reader, connected
from remit.graphmodel.stores.neo4j.sending import send
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.neo4j.workspace import Working, workspace
from remit.graphmodel.stores.sqlite import rows
from remit.graphmodel.stores.sqlite.audit import Expected
from remit.graphmodel.stores.sqlite.file import refuse_overwriting
from remit.graphmodel.stores.sqlite.load import Load
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View

OLDEST = (5, 26)


class Neo4jStore:
    """A store in a Neo4j database; safe to use from many threads, processes and machines."""

    def __init__(self, reader: Reader, wait_seconds: float = WAIT_SECONDS) -> None:
        self.reader = reader
        self._shared = Seen()
        self.wait_seconds = wait_seconds

    @classmethod
    def open(
        cls,
        place: Place,
        auth: Auth | None,
        *,
        create: bool = False,
        wait_seconds: float = WAIT_SECONDS,
    ) -> "Neo4jStore":
        """Open the store in a database; with `create`, prepare it first. Raises StoreMissing, NotAStore, StoreTooNew."""
        store = cls.reached(place, auth, wait_seconds=wait_seconds)
        try:
            if create:
                store.prepare()
            store._state()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def reached(cls, place: Place, auth: Auth | None, *, wait_seconds: float = WAIT_SECONDS) -> "Neo4jStore":
        """Reach the server, whatever its database holds: for `check` and `prepare`. Raises StoreMissing, NotAStore."""
        store = cls(connected(place, auth), wait_seconds)
        try:
            store._check_server()
        except BaseException:
            store.close()
            raise
        return store

    def _check_server(self) -> None:
        with self.reader.told():
            agent = self.reader.driver.get_server_info().agent
        version = tuple(map(int, re.findall(r"\d+", agent.partition("/")[2])[:2]))
        if version < OLDEST:
            raise NotAStore(f"{self.reader.place.uri} runs {agent}", "Remit needs Neo4j 5.26 or later")

    def prepare(self, *, beside_others: bool = False) -> list[str]:
        """Make the constraints and indexes that are missing, and name them. Raises NotAStore beside somebody else's graph."""
        return prepare(self.reader, beside_others=beside_others)

    def asked_by(self, request: str, bookmarks: Iterable[str] = ()) -> "Neo4jStore":
        """The same store for one request, which sees all that the bookmarks stand for. Raises UnknownBookmark."""
        own = copy.copy(self)
        own.reader = self.reader.asked_by(request, {*bookmarks, *self._seen.bookmarks})
        return own

    def bookmarks(self) -> tuple[str, ...]:
        """What stands for all that was written and read by this store, or for this request."""
        return self.reader.bookmarks()

    def close(self) -> None:
        """Let go of the server."""
        self.reader.driver.close()

    def _state(self) -> tuple[int, int]:
        seen = self._look()
        return seen.change, seen.next_fact

    def graph(self, view: View) -> Neo4jGraph:
        """The graph through a view. Raises UnknownChange, UnknownDataset."""
        return self._opened(view, None)

    def _opened(self, view: View, pin: Pin | None) -> Neo4jGraph:
        """A graph bound to a change, or to what is published; nothing is read for it where that was seen before."""
        known_at = view.known_at or 0
        if not 0 <= known_at <= self._seen.change:
            self._look()
        if not 0 <= known_at <= self._seen.change:
            raise UnknownChange(f"there is no change {known_at}", f"the last change is {self._seen.change}")
        self._known(*(view.datasets or ()))
        return Neo4jGraph(self.reader, view, pin or Pin(self._seen, view.known_at, self._look), self._opened)

    @property
    def _seen(self) -> Published:
        return self._shared.last

    def _look(self) -> Published:
        self._shared.last = read_published(self.reader)
        return self._shared.last

    def _known(self, *names: str) -> None:
        if any(name not in self._seen.datasets for name in names):
            self._look()
        known = self._seen.datasets if names else []
        for name in names:
            if name not in known:
                told = f"it has {', '.join(known[:20])}" if known else "it is empty: load one"
                raise UnknownDataset(f"the store has no data set {name!r}", told)

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
        """Make the store say what the data sets say, in one change, all or nothing."""
        told = progress or no_progress
        datasets = [head.dataset for head in heads]
        with Working(self.reader, self.wait_seconds, datasets, trial=dry_run) as working:
            report = Load(working.space.file, heads, author, told).run(
                statements, problems, dry_run=dry_run, ended_on=ended_on, fetch=working.fetch
            )
            working.send(report, told)
        return report

    def withdraw(self, dataset: str, author: Author, *, dry_run: bool = False) -> LoadReport:
        """Retract all that a data set says; its history stays."""
        self._known(dataset)
        with Working(self.reader, self.wait_seconds, [dataset], trial=dry_run) as working:
            working.fetch_unstaged()
            report = working.space.withdraw(dataset, author, dry_run=dry_run)
            working.send(report, no_progress)
        return report

    def note(self, operation: str, author: Author) -> Change:
        """Publish a change that asserts nothing: a record of the log."""
        with Working(self.reader, self.wait_seconds, [], trial=False) as working:
            working.fetch_unstaged()
            change = working.space.note(operation, author)
            working.send(LoadReport(change, []), no_progress)
        return change

    def adopt(self, changes: Changes, author: Author, operation: str, draft: Draft | None = None) -> Change:
        """Make changes in the live graph, in one change."""
        with Working(self.reader, self.wait_seconds, [], trial=False) as working:
            working.fetch_adopted(changes)
            change = working.space.adopt(changes, author, operation)
            if draft is not None:
                working.draft(draft)
            working.send(LoadReport(change, []), no_progress)
        return change

    def drafts(self) -> list[Draft]:
        """The latest version of each scenario, by owner and scenario."""
        return drafts.latest(self.reader)

    def versions_of(self, owner: str, scenario: str) -> list[Draft]:
        """All versions of one scenario, oldest first."""
        return drafts.versions(self.reader, owner, scenario)

    def record(self, draft: Draft) -> Draft:
        """Record a version of a scenario."""
        return drafts.record(self.reader, draft)

    def datasets(self) -> list[DatasetInfo]:
        """The data sets that the store has, by name."""
        changes = list(self.changes())
        found = []
        for dataset, head in self.reader.rows(statement("heads"), {"known_at": self.last_change()}):
            told = [change for change in changes if dataset in change.datasets]
            nodes, edges = self.reader.rows(statement("counts"), {"dataset": dataset})[0]
            found.append(DatasetInfo(rows.read_head(dataset, head), nodes, edges, told[0], told[-1]))
        return found

    def head(self, dataset: str, known_at: int | None = None) -> Dataset:
        """The head of a data set as known at a change."""
        self._known(dataset)
        at = self.last_change() if known_at is None else known_at
        for name, head in self.reader.rows(statement("heads"), {"known_at": at}):
            if name == dataset:
                return rows.read_head(dataset, head)
        raise UnknownDataset(f"{dataset} was not loaded then", "see remit datasets, and remit audit log")

    def facts(self, dataset: str, known_at: int | None = None) -> Iterator[Fact]:
        """All that a data set says, as known at a change: nodes by id, then edges."""
        self._known(dataset)
        published = self._look()
        at = published.change if known_at is None else known_at
        with workspace() as space:
            with space.file.reading() as database, space.file.transaction(database):
                fetch = Fetch(Facts(self.reader, published.change), database, [dataset])
                fetch.begin(published.next_fact)
                fetch.said(at)
            yield from space.facts(dataset, at)

    def last_change(self) -> int:
        """The number of the last published change; 0 where there is none."""
        return self._state()[0]

    def latest(self) -> Latest:
        """What is published now: one trip where that is what was last seen; and nothing earlier than that."""
        own = self.asked_by(self.reader.request, self.bookmarks())
        if own.reader.rows(statement("latest"), {}, "latest") != [[own._seen.hash]]:
            own._look()
        seen = own._seen
        return Latest(seen.change, seen.hash, seen.bookmarks)

    def change_at(self, day: date) -> int:
        """The number of the last change published by the end of a day (UTC); 0 where there is none."""
        until = (day + timedelta(days=1)).isoformat()
        return max((change.number for change in self.changes() if change.at < until), default=0)

    def changes(self, after: int = 0, limit: int = -1) -> Iterator[Change]:
        """Records of the change log, oldest first, strictly after a number."""
        most = limit if limit >= 0 else 1_000_000_000
        facts = Facts(self.reader, self.last_change())
        return (change for change, _ in facts.changes(after, most))

    @contextlib.contextmanager
    def history(self, after: int = 0) -> Iterator[ServerHistory]:
        """What was published after a change, up to what is published now."""
        published = self._look()
        yield ServerHistory(Facts(self.reader, published.change), published.next_fact, after)

    def receive(self, history: History, progress: Progress | None = None) -> None:
        """Take over what another store has said since the last change of this one."""
        with lease(self.reader, self.wait_seconds) as held:
            send(held, history, progress or no_progress)

    def verify(self, expect: Expected | None = None) -> list[str]:
        """What is wrong with the change log and the facts, by copying all of them out and verifying the copy."""
        with self._copied() as space:
            return space.verify(expect)

    def backup(self, target: Path) -> None:
        """Copy all that is published into a new file, which is an embedded store of its own."""
        refuse_overwriting(target)
        with self._copied() as space:
            space.backup(target)

    @contextlib.contextmanager
    def _copied(self) -> Iterator[SqliteStore]:
        with workspace() as space, self.history() as history:
            space.receive(history)
            yield space

    def check(self) -> Checked:
        """What is missing or damaged in the database."""
        return check(self.reader)
