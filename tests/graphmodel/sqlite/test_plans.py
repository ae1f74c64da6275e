"""What is read of some nodes is looked up: no statement goes through all nodes, all facts or a whole relation."""

import re
from collections.abc import Callable

import pytest

from remit.graphmodel.graph import Graph, Provenance, Side, Step
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import load

WHOLE = re.compile(
    r"SCAN (?!.*VIRTUAL TABLE|CONSTANT ROW|\()|SEARCH .*\((relation|kind)=\?( AND \w+>\? AND \w+<\?)?\)$"
)
READS: dict[str, Callable[[Graph], object]] = {
    "nodes": lambda graph: graph.nodes(("a", "b")),
    "edges at subjects": lambda graph: graph.edges(("HOLDS",), subjects=("a", "b")),
    "edges at objects": lambda graph: graph.edges(("HOLDS", "LEADS"), objects=("a", "b")),
    "edges between": lambda graph: graph.edges(("HOLDS",), subjects=("a",), objects=("b",)),
    "reach": lambda graph: graph.reach((Step("REPORTS_TO"), Step("HOLDS", Side.OBJECT, leaf=True)), ("a", "b")),
    "tally at subjects": lambda graph: graph.tally("REPORTS_TO", Side.SUBJECT, ("a", "b")),
    "tally at objects": lambda graph: graph.tally("REPORTS_TO", Side.OBJECT, ("a", "b")),
    "facts": lambda graph: graph.facts(("a", "b")),
    "versions": lambda graph: graph.versions(("a", "b")),
    "stated": lambda graph: graph.stated(("d/a", "d/a HOLDS b", "d/#x")),
    "resting on": lambda graph: graph.resting_on(("d/a",)),
    "named": lambda graph: graph.named("chief executive"),
    "search": lambda graph: graph.search("chief exec"),
    "touched": lambda graph: graph.touched(0, 5, 50),
    "asserted": lambda graph: graph.asserted(Provenance(("inferred",), ("proposed",), unsourced=True), 5, 50),
    "read in": lambda graph: graph.read_in("Duty", ("a",)),
}  # fmt: skip


def details(store: SqliteStore, read: Callable[[Graph], object]) -> list[str]:
    """The plan of every statement that a read sends, line by line."""
    load(store, "b -> a")
    graph = store.graph(View())
    sent: list[str] = []
    with store.file.reading() as database:
        database.set_trace_callback(sent.append)
    read(graph)
    with store.file.reading() as database:
        database.set_trace_callback(None)
        # What the full-text search sends itself begins as a comment.
        return [
            row[3]
            for sql in sent
            if not sql.startswith("--")
            for row in database.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_what_concerns_some_nodes_is_looked_up(store: SqliteStore, read: Callable[[Graph], object]) -> None:
    found = details(store, read)
    assert found
    assert [line for line in found if WHOLE.match(line)] == []


def test_a_plan_that_goes_through_all_is_seen(store: SqliteStore) -> None:
    found = details(store, lambda graph: graph.pairs("HOLDS"))
    assert any(WHOLE.match(line) for line in found)
