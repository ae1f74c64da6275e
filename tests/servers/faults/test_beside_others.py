"""A database that holds somebody else's graph: refused, unless it was asked for by name; and left as it is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
from click.testing import CliRunner, Result

from remit.api.cli.root import root
from remit.graphmodel.errors import Conflict
from remit.graphmodel.graph import Side
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.view import View
from tests.drawing import author, load
from tests.servers.emptying import delete_all, drop_schema
from tests.servers.faults.proxy import Proxy
from tests.servers.faults.telling import FIRST, SECOND, damage
from tests.servers.sharing import Address, versions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(f"neo4j-{versions()[0]}")]
# It uses Remit's own words for kinds and relations, and properties of the same names.
THEIRS = (
    "CREATE CONSTRAINT theirs FOR (n:Person) REQUIRE n.email IS UNIQUE",
    "CREATE INDEX also_theirs FOR (n:Person) ON (n.name)",
    "CREATE (a:Person {id: 'p1', name: 'Ada', email: 'a@example.org', kind: 'Person', asserted: 99, retracted: 99})"
    "-[:REPORTS_TO {asserted: 99, retracted: 99, dataset: 'drawn'}]->(b:Role:Boss {id: 'boss', words: 'chief'})"
    " CREATE (a)-[:VERSION {asserted: 99}]->(:Version {asserted: 99, fact: 'x'}) CREATE (:Lonely) CREATE (b)-[:KNOWS]->(a)",
)
GRAPH = (
    "MATCH (n) WHERE NOT any(each IN labels(n) WHERE each STARTS WITH 'Remit')"
    " OPTIONAL MATCH (n)-[r]->(m) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties,"
    " collect([elementId(r), type(r), properties(r), elementId(m)]) AS edges ORDER BY id"
)
SCHEMA = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint WHERE name CONTAINS 'theirs' RETURN * ORDER BY name"
Hand = Callable[[str], list[Any]]


@pytest.fixture
def by_hand(address: Address) -> Iterator[Hand]:
    """Runs statements in a database without constraints and indexes; afterwards it has those of Remit only."""
    with address.driver() as driver:
        drop_schema(driver)
        yield lambda text: [row.data() for row in driver.execute_query(neo4j.Query(text)).records]
        delete_all(driver)
        drop_schema(driver)
    Neo4jStore.open(Place(address.uri), address.auth, create=True).close()


@pytest.fixture
def run(address: Address, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `remit` on the store."""
    monkeypatch.setenv("NEO4J_USER", address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", address.password)
    return lambda *args: CliRunner().invoke(
        root, [*map(str, args), "--store", address.uri], prog_name="remit"
    )


def test_somebody_elses_graph_is_refused_unless_named_and_never_touched(
    address: Address,
    by_hand: Hand,
    run: Callable[..., Result],
    tmp_path: Path,
    small_batches: None,
    short_lease: None,
) -> None:
    for text in THEIRS:
        by_hand(text)
    theirs = by_hand(GRAPH), by_hand(SCHEMA)
    assert len(theirs[0]) == 4
    data = tmp_path / "data.jsonl"
    data.write_text('{"dataset": "x", "title": "X", "date": "2024"}\n', encoding="utf-8")
    for refused in (run("store", "prepare"), run("load", data)):
        assert refused.exit_code == 2
        assert "holds a graph that is not Remit's" in refused.stderr
        assert "remit store prepare --beside-others" in refused.stderr
    assert by_hand("SHOW INDEXES YIELD name WHERE name STARTS WITH 'remit' RETURN name") == []

    assert run("store", "prepare", "--beside-others").exit_code == 0
    assert (by_hand(GRAPH), by_hand(SCHEMA)) == theirs
    assert run("load", data).exit_code == 0, "it was asked for once"

    store = Neo4jStore.open(Place(address.uri), address.auth, wait_seconds=60)
    load(store, FIRST)
    with Proxy(address.uri) as proxy:
        cut_off = Neo4jStore.open(Place(proxy.uri), address.auth)
        proxy.pauses["publish", 0] = lambda: by_hand("MATCH (m:RemitMeta) SET m.holder = 'another'")
        with pytest.raises(Conflict):
            load(cut_off, SECOND)
        cut_off.close()
    assert store.check().notes
    by_hand("MATCH (m:RemitMeta) SET m.held_until = 0")
    load(store, SECOND)
    assert damage(store) == []
    graph = store.graph(View())
    assert [node.id for node in graph.find("Person")] == sorted(f"p{number}" for number in range(3, 14))
    assert graph.tally("REPORTS_TO", Side.OBJECT, ["boss"]) == {"boss": (4, 4)}
    store.withdraw("drawn", author())
    store.backup(tmp_path / "copy.db")
    assert damage(store) == []
    store.close()
    assert (by_hand(GRAPH), by_hand(SCHEMA)) == theirs
