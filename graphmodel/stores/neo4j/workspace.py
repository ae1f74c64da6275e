"""Where a change for the server is worked out: a file of its own, holding what the server has, for as long as it takes.

The one implementation of loading and withdrawing runs there; what it asserts and retracts is then written to the server.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Change, LoadReport
from remit.graphmodel.stores.columns import Row
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.neo4j.writing import Lease, put_edges, put_nodes
from remit.graphmodel.stores.sqlite import transfer
from remit.graphmodel.stores.sqlite.store import SqliteStore

PAGE = 20_000
Progress = Callable[[int], None]


def no_progress(_done: int) -> None:
    """Tell nobody."""


def pages(reader: Reader, text: str, published: int) -> Iterator[Row]:
    """The rows of a statement that gives them page by page, in the order of the number in the first column."""
    after = 0
    while True:
        rows = reader.rows(text, {"after": after, "limit": PAGE, "published": published}, "export")
        yield from (tuple(row) for row in rows)
        if len(rows) < PAGE:
            return
        after = rows[-1][0]


def node_rows(reader: Reader, published: int) -> Iterator[Row]:
    """All facts about nodes up to a change, also retracted ones."""
    return pages(reader, statement("export_nodes"), published)


def edge_rows(reader: Reader, published: int) -> Iterator[Row]:
    """All facts about edges up to a change, also retracted ones."""
    for relation in RELATION:
        yield from pages(reader, statement("export_edges", types=(relation,)), published)


@contextlib.contextmanager
def workspace(reader: Reader, changes: list[Change], last_fact: int) -> Iterator[SqliteStore]:
    """A file that says all that the server has published; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="remit-") as folder:
        store = SqliteStore.open(Path(folder) / "workspace.db", create=True)
        try:
            if changes:
                fill(store, reader, changes, last_fact)
            yield store
        finally:
            store.close()


def fill(store: SqliteStore, reader: Reader, changes: list[Change], last_fact: int) -> None:
    """Copy what the server has published into an empty file; what a writer has not published yet is not its business."""
    published = {"published": changes[-1].number}
    with store.file.reading() as database, store.file.transaction(database):
        arrival = transfer.Arrival(database, sorted({name for change in changes for name in change.datasets}))
        arrival.changes(changes)
        arrival.heads(tuple(row) for row in reader.rows(statement("export_heads"), published, "export"))
        arrival.marks(tuple(row) for row in reader.rows(statement("export_marks"), published, "export"))
        arrival.nodes(node_rows(reader, changes[-1].number))
        arrival.edges(edge_rows(reader, changes[-1].number))
        arrival.reserve(last_fact)
        arrival.index()


def send(store: SqliteStore, report: LoadReport, held: Lease, progress: Progress = no_progress) -> None:
    """Write a change worked out in the workspace to the server, and publish it."""
    change = report.change
    if change is None:
        return
    first = held.state.next_fact
    with store.file.reading() as database:
        put_all(held, database, first, change.number, progress)
        for name, facts in (
            ("retract_versions", transfer.retracted_nodes(database, change.number)),
            ("retract_heads", transfer.retracted_heads(database, change.number)),
        ):
            for some in _parts(facts):
                held.write(statement(name), some, "facts", change=change.number)
        for relation, facts in transfer.retracted_edges(database, change.number).items():
            for some in _parts(facts):
                held.write(statement("retract_edges", types=(relation,)), some, "facts", change=change.number)
        next_fact = transfer.next_number(database)
    held.publish(change, next_fact)


def put_all(
    held: Lease, database: transfer.Database, first: int, first_change: int, progress: Progress
) -> None:
    """Write facts numbered from `first` on: nodes, then edges by relation, sorted by their ends, then heads and marks."""
    put_nodes(held, transfer.nodes(database, first), progress)
    for relation in RELATION:
        put_edges(held, relation, transfer.edges(database, first, relation), progress)
    if heads := [list(row) for row in transfer.heads(database, first) if row[4]]:
        held.write(statement("create_heads"), heads)
    if marks := [list(row) for row in transfer.marks(database, first_change)]:
        held.write(statement("create_marks"), marks)


def _parts(facts: list[int], size: int = 10_000) -> Iterator[list[int]]:
    for start in range(0, len(facts), size):
        yield facts[start : start + size]
