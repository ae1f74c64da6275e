"""A store twice as big as the heap of its server: it is loaded, asked page by page and as a whole, and the server stays up."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from remit.graphmodel.graph import Step
from remit.graphmodel.statements import EdgeStatement, NodeStatement, Position
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.view import View
from servers.neo4j import LTS, TESTS, Neo4jServer, Profile
from tests.drawing import author, heads

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("own-small-heap")]
HEAP = 128
"""Megabytes."""
MEGABYTE = 1_000_000
ROLES = 24_000
NOTE = 12_000
"""Characters of a note; they make the store big, and are told with each node."""
SMALL = Profile(
    f"{HEAP}m", "16m", TESTS.flags, {**TESTS.settings, "db.memory.transaction.total.max": f"{HEAP // 2}m"}
)


def organisation() -> Iterator[NodeStatement | EdgeStatement]:
    """Roles with long notes, each but the first reporting to another."""
    position = Position("made", 1, 1)
    for number in range(ROLES):
        note = f"{number:>12}" * (NOTE // 12)
        yield NodeStatement(
            dataset="drawn", node=f"r{number:05}", kind="Role", name=f"Role {number}", standing="actual",
            note=note, position=position,
        )  # fmt: skip
    for number in range(1, ROLES):
        yield EdgeStatement(
            dataset="drawn", relation="REPORTS_TO", subject=f"r{number:05}", object=f"r{number // 10:05}",
            standing="actual", position=position,
        )  # fmt: skip


def megabytes(folder: Path) -> int:
    """The size of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // MEGABYTE


def test_a_store_twice_as_big_as_the_heap(start_neo4j: Callable[..., Neo4jServer]) -> None:
    server = start_neo4j(LTS, profile=SMALL)
    with closing(Neo4jStore.open(Place(server.uri, seconds=120), server.auth, create=True)) as store:
        report = store.load(heads([]), organisation(), author(), problems=[])
        assert report.change is not None
        server.restart()
        assert megabytes(server.home / "data" / "databases" / "neo4j") >= 2 * HEAP
        pid = server.pid

        graph = store.graph(View())
        page = graph.find("Role", limit=50)
        assert [node.id for node in page] == [f"r{number:05}" for number in range(50)]
        assert [node.id for node in graph.find("Role", after=page[-1].id, limit=1)] == ["r00050"]
        line = graph.reach([Step("REPORTS_TO")], [f"r{ROLES - 1:05}"])
        assert len(line.edges) == 5
        assert graph.count("Role") == (ROLES, ROLES)
        assert len(graph.pairs("REPORTS_TO").subjects) == ROLES - 1
        assert store.check().findings == []
        assert (server.running(), server.pid) == (True, pid)
