"""The server store: a Neo4j database that answers `graphmodel.store.Store`."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import neo4j

from remit.graphmodel.errors import NotAStore, Problem, UnknownChange, UnknownDataset
from remit.graphmodel.statements import Dataset, EdgeStatement, Fact, NodeStatement
from remit.graphmodel.store import Author, Change, DatasetInfo, LoadReport, Progress
from remit.graphmodel.stores.neo4j.graph import Neo4jGraph
from remit.graphmodel.stores.neo4j.prepare import missing, prepare
from remit.graphmodel.stores.neo4j.published import Pin, Published, read_published
from remit.graphmodel.stores.neo4j.reading import Auth, Place, Reader
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.neo4j.workspace import no_progress, send, workspace
from remit.graphmodel.stores.neo4j.writing import WAIT_SECONDS, lease
from remit.graphmodel.stores.sqlite import rows
from remit.graphmodel.stores.sqlite.audit import Expected
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View

OLDEST = (5, 26)


class Neo4jStore:
    """A store in a Neo4j database; safe to use from many threads, processes and machines."""

    def __init__(self, reader: Reader, wait_seconds: float = WAIT_SECONDS) -> None:
        self.reader = reader
        self._seen = Published()
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
        driver = neo4j.GraphDatabase.driver(
            place.uri, auth=neo4j.bearer_auth(auth) if isinstance(auth, str) else auth, user_agent="remit", connection_timeout=10, connection_acquisition_timeout=15,
            max_transaction_retry_time=8, notifications_min_severity="OFF",
        )  # fmt: skip
        store = cls(Reader(driver, place), wait_seconds)
        try:
            store._check_server()
            if create:
                store.prepare()
            store._state()
        except BaseException:
            driver.close()
            raise
        return store

    def _check_server(self) -> None:
        with self.reader.told():
            agent = self.reader.driver.get_server_info().agent
        version = tuple(int(part) for part in agent.partition("/")[2].split(".")[:2] if part.isdigit())
        if version < OLDEST:
            raise NotAStore(f"{self.reader.place.uri} runs {agent}", "Remit needs Neo4j 5.26 or later")

    def prepare(self, *, beside_others: bool = False) -> None:
        """Make the constraints and indexes that are missing."""
        prepare(self.reader, beside_others=beside_others)

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

    def _look(self) -> Published:
        self._seen = read_published(self.reader)
        return self._seen

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
        with lease(self.reader, self.wait_seconds) as held, self._workspace(held.state.next_fact) as space:
            report = space.load(
                heads,
                statements,
                author,
                problems=problems,
                dry_run=dry_run,
                ended_on=ended_on,
                progress=progress,
            )
            send(space, report, held, _Counter(progress) if progress else no_progress)
        return report

    def _workspace(self, next_fact: int) -> AbstractContextManager[SqliteStore]:
        return workspace(self.reader, list(self.changes()), next_fact - 1)

    def withdraw(self, dataset: str, author: Author, *, dry_run: bool = False) -> LoadReport:
        """Retract all that a data set says; its history stays."""
        self._known(dataset)
        with lease(self.reader, self.wait_seconds) as held, self._workspace(held.state.next_fact) as space:
            report = space.withdraw(dataset, author, dry_run=dry_run)
            send(space, report, held)
        return report

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
        with self._workspace(self._state()[1]) as space:
            yield from space.facts(dataset, known_at)

    def last_change(self) -> int:
        """The number of the last published change; 0 where there is none."""
        return self._state()[0]

    def change_at(self, day: date) -> int:
        """The number of the last change published by the end of a day (UTC); 0 where there is none."""
        until = (day + timedelta(days=1)).isoformat()
        return max((change.number for change in self.changes() if change.at < until), default=0)

    def changes(self, after: int = 0, limit: int = -1) -> Iterator[Change]:
        """Records of the change log, oldest first, strictly after a number."""
        most = limit if limit >= 0 else 1_000_000_000
        for row in self.reader.rows(
            statement("changes"), {"after": after, "limit": most, "published": self.last_change()}
        ):
            number, at, who, why, operation, request, datasets, *hashes = row
            yield Change(number, at, who, why, operation, request, tuple(datasets), *hashes)

    def verify(self, expect: Expected | None = None) -> list[str]:
        """What is wrong with the change log and the facts, by copying all of them out and verifying the copy."""
        with self._workspace(self._state()[1]) as space:
            return space.verify(expect)

    def backup(self, target: Path) -> None:
        """Copy all that is published into a new file, which is an embedded store of its own."""
        with self._workspace(self._state()[1]) as space:
            space.backup(target)

    def missing(self) -> list[str]:
        """The constraints and indexes that are not there."""
        return missing(self.reader)


class _Counter:
    """Adds batches up for a progress bar."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.done = 0

    def __call__(self, more: int) -> None:
        self.done += more
        self.progress("sending", self.done)
