"""The embedded store: a SQLite file that answers `graphmodel.store.Store`."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from remit.graphmodel.changes import Changes
from remit.graphmodel.drafts import Draft
from remit.graphmodel.errors import Conflict, Problem, UnknownChange, UnknownDataset
from remit.graphmodel.history import History
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset, EdgeStatement, Fact, NodeStatement
from remit.graphmodel.store import (
    PARTED,
    Author,
    Change,
    Checked,
    DatasetInfo,
    Finding,
    Latest,
    LoadReport,
    Progress,
    no_progress,
)
from remit.graphmodel.stores.sqlite import codes, drafts, log, rows
from remit.graphmodel.stores.sqlite.adoption import adopt
from remit.graphmodel.stores.sqlite.arrival import receive
from remit.graphmodel.stores.sqlite.audit import Expected, verify
from remit.graphmodel.stores.sqlite.file import File, script
from remit.graphmodel.stores.sqlite.graph import SqliteGraph
from remit.graphmodel.stores.sqlite.history import FileHistory
from remit.graphmodel.stores.sqlite.load import Load
from remit.graphmodel.stores.sqlite.withdrawal import withdraw
from remit.graphmodel.stores.sqlite.write import Writing
from remit.graphmodel.view import View

NO_WORD = -1  # the key of a kind or relation that the file has never met

MOST_GRAPHS = 16  # how many views are kept open


class SqliteStore:
    """A store in one file; safe to use from many threads, and by many processes."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._graphs: dict[View, SqliteGraph] = {}

    @classmethod
    def open(cls, path: Path, *, create: bool = False, **options: Any) -> "SqliteStore":
        """Open the store at a path, or make it. Raises StoreMissing, NotAStore, StoreTooNew."""
        return cls(File(path, create=create, **options))

    def asked_by(self, request: str, bookmarks: Iterable[str] = ()) -> "SqliteStore":  # noqa: ARG002 - a file has none
        """The same store: a file shows everybody what was written."""
        return self

    def bookmarks(self) -> tuple[str, ...]:
        """None: a file needs none."""
        return ()

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def graph(self, view: View) -> SqliteGraph:
        """The graph through a view, the same one for the same view of the same change. Raises UnknownChange, UnknownDataset."""
        with self.file.reading() as database:
            last = self._last(database)
            known_at = last if view.known_at is None else view.known_at
            if not 0 <= known_at <= last:
                raise UnknownChange(f"there is no change {known_at}", f"the last change is {last}")
            view = replace(view, known_at=known_at)
            if view in self._graphs:
                return self._graphs[view]
            words = dict.fromkeys((*KIND, *RELATION), NO_WORD) | codes.words(database)
            for name in view.datasets or ():
                self._key(database, name)
            complete: dict[int, int] = dict(
                database.execute(
                    "SELECT dataset, complete FROM dataset_fact WHERE complete > 0 AND asserted <= ?1"
                    " AND (retracted IS NULL OR retracted > ?1)",
                    (known_at,),
                ).fetchall()
            )
        while len(self._graphs) >= MOST_GRAPHS:
            self._graphs.pop(next(iter(self._graphs)), None)
        graph = self._graphs[view] = SqliteGraph(self.file, view, words, complete, self.graph)
        return graph

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
        return Load(self.file, heads, author, progress).run(
            statements, problems, dry_run=dry_run, ended_on=ended_on
        )

    def withdraw(self, dataset: str, author: Author, *, dry_run: bool = False) -> LoadReport:
        """Retract all that a data set says; its history stays."""
        with self.file.reading() as database:
            self._key(database, dataset)
            return withdraw(self.file, database, dataset, author, dry_run)

    def note(self, operation: str, author: Author) -> Change:
        """Publish a change that asserts nothing: a record of the log."""
        with self.file.reading() as database, self.file.transaction(database):
            return Writing(database).publish(author, operation, ())

    def adopt(self, changes: Changes, author: Author, operation: str, draft: Draft | None = None) -> Change:
        """Make changes in the live graph, in one transaction, as one record of the log."""
        with self.file.reading() as database, self.file.transaction(database):
            change = adopt(database, changes, author, operation)
            if draft is not None:
                drafts.record(database, draft)
        return change

    def drafts(self) -> list[Draft]:
        """The latest version of each scenario, by owner and scenario."""
        with self.file.reading() as database:
            return drafts.latest(database)

    def versions_of(self, owner: str, scenario: str) -> list[Draft]:
        """All versions of one scenario, oldest first."""
        with self.file.reading() as database:
            return drafts.versions(database, owner, scenario)

    def record(self, draft: Draft) -> Draft:
        """Record a version of a scenario."""
        with self.file.reading() as database, self.file.transaction(database):
            return drafts.record(database, draft)

    def datasets(self) -> list[DatasetInfo]:
        """The data sets that the store has, by name."""
        with self.file.reading() as database:
            changes = list(log.read_changes(database))
            found = database.execute(
                "SELECT w.word, d.head, (SELECT COUNT(*) FROM node_fact f WHERE f.dataset = w.key AND f.retracted IS NULL),"
                " (SELECT COUNT(*) FROM edge_fact f WHERE f.dataset = w.key AND f.retracted IS NULL)"
                " FROM dataset_fact d JOIN word w ON w.key = d.dataset WHERE d.retracted IS NULL ORDER BY w.word"
            ).fetchall()
        return [
            DatasetInfo(rows.read_head(name, head), nodes, edges, *_first_and_last(changes, name))
            for name, head, nodes, edges in found
        ]

    def head(self, dataset: str, known_at: int | None = None) -> Dataset:
        """The head of a data set as known at a change."""
        with self.file.reading() as database:
            row = database.execute(
                "SELECT d.head FROM dataset_fact d WHERE d.dataset = ?1 AND d.asserted <= ?2"
                " AND (d.retracted IS NULL OR d.retracted > ?2)",
                (self._key(database, dataset), self._last(database) if known_at is None else known_at),
            ).fetchone()
        if row is None:
            raise UnknownDataset(f"{dataset} was not loaded then", "see remit datasets, and remit audit log")
        return rows.read_head(dataset, row[0])

    def facts(self, dataset: str, known_at: int | None = None) -> Iterator[Fact]:
        """All that a data set says, as known at a change: nodes by id, then edges; streamed."""
        nodes, edges = script("export.sql").split("-- edges\n")
        with self.file.reading() as database:
            asked = (self._key(database, dataset), self._last(database) if known_at is None else known_at)
            for table, sql in (("node", nodes), ("edge", edges)):
                for row in database.execute(sql, asked):
                    yield rows.read_fact(table, row)

    def last_change(self) -> int:
        """The number of the last published change; 0 where there is none."""
        with self.file.reading() as database:
            return self._last(database)

    def latest(self) -> Latest:
        """What is published now."""
        with self.file.reading() as database:
            row = database.execute("SELECT number, hash FROM change ORDER BY number DESC LIMIT 1").fetchone()
        return Latest(*row) if row else Latest()

    def change_at(self, day: date) -> int:
        """The number of the last change published by the end of a day (UTC); 0 where there is none."""
        with self.file.reading() as database:
            (number,) = database.execute(
                "SELECT COALESCE(MAX(number), 0) FROM change WHERE at < ?",
                ((day + timedelta(days=1)).isoformat(),),
            ).fetchone()
        return int(number)

    def changes(self, after: int = 0, limit: int = -1) -> Iterator[Change]:
        """Records of the change log, oldest first, strictly after a number."""
        with self.file.reading() as database:
            yield from log.read_changes(database, after, limit)

    def backup(self, target: Path) -> None:
        """Copy the store into a new file while it is in use; the copy holds whole changes only."""
        self.file.copy_to(target)

    @contextlib.contextmanager
    def history(self, after: int = 0) -> Iterator[FileHistory]:
        """What was published after a change; true to the moment it is asked for, whatever is written meanwhile."""
        with self.file.streaming() as database:
            database.execute("BEGIN")
            try:
                yield FileHistory(database, after)
            finally:
                database.execute("ROLLBACK")

    def receive(self, history: History, progress: Progress | None = None) -> None:
        """Take over what another store has said since the last change of this one."""
        with self.file.streaming() as database, self.file.transaction(database):
            number, previous = log.next_change(database)
            if (number - 1, previous) != (history.after, history.hash):
                raise Conflict(*PARTED)
            receive(database, history, progress or no_progress)

    def prepare(self, *, beside_others: bool = False) -> list[str]:  # noqa: ARG002 - a file is nobody else's
        """A file is whole from the moment it is made."""
        return []

    def check(self) -> Checked:
        """What is missing or damaged: all that `verify` finds, as a file is quickly read."""
        return Checked([Finding(what, "restore a backup") for what in self.verify()], [])

    def verify(self, expect: Expected | None = None) -> list[str]:
        """What is wrong with the change log, the facts and the indexes made of them; empty where nothing is."""
        return verify(self.file, expect)

    def _last(self, database: sqlite3.Connection) -> int:
        return int(database.execute("SELECT COALESCE(MAX(number), 0) FROM change").fetchone()[0])

    def _key(self, database: sqlite3.Connection, dataset: str) -> int:
        row = database.execute(
            "SELECT w.key FROM word w WHERE w.word = ? AND EXISTS (SELECT 1 FROM dataset_fact d WHERE d.dataset = w.key)",
            (dataset,),
        ).fetchone()
        if row is None:
            known = [name for (name,) in database.execute(
                "SELECT DISTINCT w.word FROM dataset_fact d JOIN word w ON w.key = d.dataset ORDER BY 1 LIMIT 20")]  # fmt: skip
            raise UnknownDataset(
                f"the store has no data set {dataset!r}",
                f"it has {', '.join(known)}" if known else "it is empty: load one",
            )
        return int(row[0])


def _first_and_last(changes: Sequence[Change], dataset: str) -> tuple[Change, Change]:
    told = [change for change in changes if dataset in change.datasets]
    return told[0], told[-1]
