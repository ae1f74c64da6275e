"""Where a change for the server is worked out: a file of its own, for as long as it takes.

The one implementation of loading and withdrawing runs there, on what the change looks at; what it asserts and retracts is
then sent to the server.
"""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from remit.graphmodel.changes import Changes
from remit.graphmodel.drafts import Draft
from remit.graphmodel.store import LoadReport, Progress
from remit.graphmodel.stores.neo4j.drafts import next_of
from remit.graphmodel.stores.neo4j.facts import Facts
from remit.graphmodel.stores.neo4j.fetching import Fetch
from remit.graphmodel.stores.neo4j.lease import Lease, lease
from remit.graphmodel.stores.neo4j.published import read_published
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.sending import send
from remit.graphmodel.stores.sqlite.drafts import receive
from remit.graphmodel.stores.sqlite.history import Database
from remit.graphmodel.stores.sqlite.stage import Stage
from remit.graphmodel.stores.sqlite.store import SqliteStore


@contextlib.contextmanager
def workspace() -> Iterator[SqliteStore]:
    """An empty file; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="remit-") as folder:
        store = SqliteStore.open(Path(folder) / "workspace.db", create=True)
        try:
            with store.file.reading() as database:
                database.execute(
                    "PRAGMA synchronous = OFF"
                )  # what is gone afterwards need not outlast a crash
            yield store
        finally:
            store.close()


class Working:
    """A change in the making: a workspace, and the lease from the moment that the server is looked at.

    A trial (dry run) takes no lease. Leaving the block undoes what was not published.
    """

    def __init__(self, reader: Reader, wait_seconds: float, datasets: Sequence[str], *, trial: bool) -> None:
        self.reader = reader
        self.wait_seconds = wait_seconds
        self.datasets = datasets
        self.trial = trial
        self._held: Lease | None = None
        self._open = contextlib.ExitStack()

    def __enter__(self) -> "Working":
        self.space = self._open.enter_context(workspace())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def fetch(self, stage: Stage) -> None:
        """Bring what a load looks at into the workspace, once its files are staged."""
        self._fetch(stage.database, mentioned=True)

    def fetch_unstaged(self) -> None:
        """Bring what a withdrawal looks at into the workspace."""
        with self.space.file.reading() as database:
            self._fetch(database, mentioned=False)

    def fetch_adopted(self, changes: Changes) -> None:
        """Bring what making changes looks at into the workspace, unless the store has moved on from their pin."""
        with self.space.file.reading() as database:
            fetch = self._begun(database)
            if fetch is not None and fetch.facts.published == changes.pin:
                with self.space.file.transaction(database):
                    fetch.adopted(changes)

    def draft(self, draft: Draft) -> None:
        """Have a version of a scenario published with the change."""
        with self.space.file.reading() as database, self.space.file.transaction(database):
            receive(database, [next_of(self.reader, draft)])

    def _fetch(self, database: Database, *, mentioned: bool) -> None:
        fetch = self._begun(database)
        if fetch is not None:
            with self.space.file.transaction(database):
                fetch.changing()
                if mentioned:
                    fetch.mentioned()

    def _begun(self, database: Database) -> Fetch | None:
        """The log and the heads brought into the workspace, once the lease is held; None where nothing is published."""
        if not self.trial:
            self._held = self._open.enter_context(lease(self.reader, self.wait_seconds))
        published = self._held.state if self._held else read_published(self.reader)
        if not published.change:
            return None
        with self.space.file.transaction(database):
            fetch = Fetch(Facts(self.reader, published.change), database, self.datasets)
            fetch.begin(published.next_fact)
        return fetch

    def send(self, report: LoadReport, progress: Progress) -> None:
        """Write the change to the server, and publish it; nothing where nothing has changed."""
        if report.change is not None and self._held is not None:
            with self.space.history(report.change.number - 1) as history:
                send(self._held, history, progress)
