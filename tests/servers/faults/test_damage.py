"""What somebody deletes or changes by hand: `remit store check` tells, and no question breaks."""

import json
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import neo4j
import pytest
from click.testing import CliRunner, Result

from remit.api.cli.root import root
from remit.api.statuses import EXIT_INTERNAL
from remit.graphmodel.errors import StoreDamaged
from remit.graphmodel.store import Author
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.loaders.bundled import bundled
from remit.loaders.load import load as load_files
from remit.queries.question import Question
from remit.queries.registry import QUESTIONS
from tests.drawing import load
from tests.servers.faults.telling import FIRST, SECOND
from tests.servers.sharing import Address, versions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(f"neo4j-{versions()[0]}")]
Run = Callable[..., Result]
Change = Callable[..., Any]


@pytest.fixture
def by_hand(address: Address) -> Iterator[Change]:
    """Changes the database as anybody with Cypher can."""
    with address.driver() as driver:
        yield lambda text, **values: driver.execute_query(neo4j.Query(text), values)


@pytest.fixture
def run(address: Address, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `remit` on the store."""
    monkeypatch.setenv("NEO4J_USER", address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", address.password)
    return lambda *args: CliRunner().invoke(root, [*args, "--store", address.uri], prog_name="remit")


def found(store: Neo4jStore) -> list[str]:
    """What the check finds."""
    return [finding.what for finding in store.check().findings]


def ask(run: Run, questions: Sequence[Question]) -> list[int]:
    """Ask questions as their pages show them; their exit codes."""
    codes = []
    for question in questions:
        arguments = shlex.split(question.arguments)
        named = ["search", arguments[-1]] if question.name == "search" else ["ask", question.name, *arguments]
        codes.append(run(*named, "--json").exit_code)
    return codes


def test_every_question_is_answered_whatever_is_deleted_by_hand(
    store: Neo4jStore, run: Run, by_hand: Change
) -> None:
    load_files(store, bundled(), Author("pat", "2026-01-01T00:00:00Z", "first", "request"))
    assert found(store) == []
    assert set(ask(run, QUESTIONS[:1])) == {0}
    last = "MATCH (m:RemitMeta) RETURN m.next_fact - 1 AS last"
    total = by_hand(last).records[0]["last"]

    gone = 0
    deletions = (
        "MATCH ()-[f:REPORTS_TO]->() WITH f ORDER BY f.fact LIMIT 3 DELETE f RETURN 3 AS gone",
        "MATCH (n:Remit&!Source)-[:VERSION]->(f) WITH f ORDER BY f.fact % 7, f.fact LIMIT 90 DETACH DELETE f RETURN count(*) AS gone",
        "MATCH (n:Remit) WITH n ORDER BY n.id DESC LIMIT 60 OPTIONAL MATCH (n)-[f:!VERSION]-() WITH n, collect(f) AS fs"
        " WITH collect(n) AS ns, collect(fs) AS all UNWIND all AS fs UNWIND fs AS f WITH ns, collect(DISTINCT f) AS fs"
        " FOREACH (n IN ns | DETACH DELETE n) RETURN size(fs) AS gone",
    )
    for place, delete in enumerate(deletions):
        gone += by_hand(delete).records[0]["gone"]
        (missing,) = [re.match(r"([\d,]+) facts of change 1 are gone", what) for what in found(store)[:1]]
        assert missing is not None
        assert int(missing[1].replace(",", "")) == gone < total
        assert EXIT_INTERNAL not in ask(run, QUESTIONS[place :: len(deletions)])
    checked = run("store", "check", "--json")
    assert checked.exit_code == 1
    told = json.loads(checked.stdout)
    assert {"what", "mend"} == set(told["findings"][0])
    texts = " ".join(each["what"] for each in told["findings"])
    assert "facts about a node that is gone" in texts
    assert "nodes that no fact states" in texts
    assert "west-mercia-2013" in texts

    by_hand("MATCH (m:RemitMeta) DELETE m")
    for asked in (["ask", "unowned-duties"], ["datasets"], ["withdraw", "surrey-2013"]):
        refused = run(*asked)
        assert refused.exit_code == 1
        assert "what is published is not noted" in refused.stderr
    assert any("RemitMeta is gone" in what for what in found(Neo4jStore(store.reader)))


def test_a_writer_does_not_begin_anew_where_it_is_not_noted_what_is_published(
    store: Neo4jStore, by_hand: Change
) -> None:
    load(store, FIRST)
    by_hand("MATCH (m:RemitMeta) DELETE m")
    everything = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS edges"
    before = by_hand(everything).records

    with pytest.raises(StoreDamaged):
        load(store, SECOND)

    assert by_hand(everything).records == before


DAMAGES = {
    "MATCH (n:Remit {id: 'r1'}) SET n:Duty REMOVE n:Role": "nodes whose label is not their kind: r1",
    "MATCH (n:Remit {id: 'r1'}) SET n:Duty": "nodes whose label is not their kind: r1",
    "MATCH (n:Remit {id: 'r1'}) SET n.kind = 'Duty'": "nodes whose label is not their kind: r1",
    "MATCH (n:Remit {id: 'r1'})-[v:VERSION]->() DELETE v": "nodes that no fact states: r1",
    "MATCH (:Remit {id: 'r1'})-[:VERSION]->(f) REMOVE f.words": "have lost the words",
    "MATCH (:Remit {id: 'r1'})-[:VERSION]->(f) OPTIONAL MATCH (f)-[n:NAME]->() REMOVE f.folded, f.own DELETE n": "have lost the names",
    "MATCH (:Remit {id: 'r1'})-[:VERSION]->(f) SET f.fact = 900": "facts are numbered beyond",
    "MATCH (:Remit {id: 'r1'})-[f:REPORTS_TO]->() SET f.fact = 2": "facts are there more than once: 2",
    "MATCH (:Remit {id: 'r1'})-[f:REPORTS_TO]->() SET f.retracted = f.asserted": "retracted before they were asserted",
    "MATCH (d:RemitHead) DELETE d": "1 fact of change 1 is gone (number 1); it speaks of drawn",
    "MATCH (c:RemitChange) SET c.hash = 'f'": "the hash noted for the last change",
    "MATCH (c:RemitChange) DELETE c": "changes are missing in the change log: 1",
    "MATCH (c:RemitChange) WITH count(*) AS n CREATE (:RemitChange {number: 2, hash: '', datasets: []})": "goes beyond what is published",
    "MATCH (p:RemitPremise) DELETE p": "what a fact rests on is noted for 0 of 2",
    "MATCH (o:RemitOwnId) DELETE o": "the id that a fact has of its own is noted for 0 of 1",
    "CREATE (:RemitBatch {id: 'x'})": "a writer that has ended left 0 facts",
    "MATCH (:Remit {id: 'r1'})-[f:REPORTS_TO]->() SET f.retracted = 2": "a writer that has ended left 1 facts",
    "MATCH (m:RemitMeta) SET m.format = 99": "the store has format 99",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_found(store: Neo4jStore, by_hand: Change, damage: str) -> None:
    load(store, f"{FIRST}\nr6 -> r7 [id=another]\nr4 -> r5 [on=r0 -> boss]\nRole: heir [on=boss]")
    assert found(store) == []

    by_hand(damage)

    assert any(DAMAGES[damage] in what for what in found(store)), found(store)
    assert all(finding.mend for finding in store.check().findings)


def test_facts_gone_from_different_changes_are_told_by_change(store: Neo4jStore, by_hand: Change) -> None:
    load(store, FIRST)
    load(store, SECOND)
    load(store, "a -> b", dataset="other")
    by_hand("MATCH ()-[f:REPORTS_TO]->() WHERE f.dataset = 'other' DELETE f")
    by_hand("MATCH ()-[f:HOLDS]->() WITH f ORDER BY f.fact LIMIT 1 DELETE f")
    first, last = found(store)
    assert re.fullmatch(r"1 fact of change 1 is gone \(number \d+\); it speaks of drawn", first)
    assert re.fullmatch(
        r"1 fact of change 3 is gone \(number \d+\); it speaks of drawn, other|.* other", last
    )


@pytest.fixture
def prepared_again(store: Neo4jStore, by_hand: Change) -> Iterator[None]:
    """Constraints and indexes are as they should be when the test is over, whatever it did to them."""
    yield
    by_hand("MATCH (n:Remit {id: 'r1'}) DETACH DELETE n")
    by_hand("DROP INDEX remit_words IF EXISTS")
    store.prepare()


def test_missing_and_strange_indexes_are_told_and_made(
    store: Neo4jStore, run: Run, by_hand: Change, prepared_again: None
) -> None:
    load(store, FIRST)
    for drop in (
        "CONSTRAINT remit_id",
        "CONSTRAINT remit_holds",
        "INDEX remit_kind_role",
        "INDEX remit_words",
    ):
        by_hand(f"DROP {drop}")
    by_hand("CREATE INDEX remit_words FOR (n:RemitVersion) ON (n.locator)")
    assert found(store) == [
        "the constraint remit_id is missing",
        "the index remit_kind_role is missing",
        "the constraint remit_holds is missing",
        "the full-text index remit_words is of another shape than Remit's",
    ]
    refused = run("store", "prepare")
    assert refused.exit_code == 2
    assert "DROP INDEX remit_words" in refused.stderr
    by_hand("DROP INDEX remit_words")

    made = run("store", "prepare", "--json")
    assert made.exit_code == 0
    assert json.loads(made.stdout)["made"] == ["remit_words"]
    assert json.loads(run("store", "prepare", "--json").stdout)["made"] == []
    assert run("store", "check").output.startswith("Nothing is missing or damaged")
    by_hand("DROP CONSTRAINT remit_id")
    by_hand("MATCH (n:Remit {id: 'r1'}) CREATE (:Remit:Role {id: 'r1', kind: 'Role'})")
    assert "ids that several nodes bear: r1" in found(store)
