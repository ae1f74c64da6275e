"""A change on a server looks at what it needs and at nothing else, and works it out as a file does."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import neo4j as driver
import pytest

from remit.graphmodel.copying import copy
from remit.graphmodel.errors import DataRefused, StoreBusy
from remit.graphmodel.store import LoadReport, Store
from remit.graphmodel.stores.neo4j import lease as leasing
from remit.graphmodel.stores.neo4j.lease import lease
from remit.graphmodel.stores.neo4j.reading import Place, Reader
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.contract.telling import counted
from tests.drawing import author, draw, heads, load
from tests.graphmodel.sqlite.test_three_way import add, end, lines, retract
from tests.servers.sharing import Address

SMALL = "Role: lead\nclerk -> lead [id=line]\nporter -> lead"
SOON = 60


@pytest.fixture
def store(neo4j_empty: Address) -> Iterator[Neo4jStore]:
    """An empty store on a server."""
    made = Neo4jStore.open(Place(neo4j_empty.uri), neo4j_empty.auth, create=True)
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store in a file."""
    made = SqliteStore.open(tmp_path / "remit.db", create=True)
    yield made
    made.close()


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each read brings."""
    found: list[int] = []
    read = Reader.rows

    def rows(self: Reader, text: str, parameters: Mapping[str, Any], operation: str = "read") -> list[Any]:
        told = read(self, text, parameters, operation)
        found.append(len(told))
        return told

    monkeypatch.setattr(Reader, "rows", rows)
    return found


def many(store: Store, roles: int) -> None:
    """A data set of so many roles in a line, some with inferences of their own."""
    drawn = [f"m{number} -> m{number // 3}" for number in range(1, roles)]
    drawn += [f"m{number} -> m1 [on=m{number} -> m{number // 3}]" for number in range(10, roles, 5)]
    load(store, "\n".join(drawn), dataset="many")


@pytest.mark.parametrize(
    "change",
    [
        lambda store: load(store, SMALL.replace("porter", "carter"), dataset="small"),
        lambda store: load(store, SMALL, dataset="small"),
        lambda store: store.withdraw("small", author()),
        lambda store: list(store.facts("small")),
    ],
    ids=["reload", "the same", "withdraw", "facts"],
)
def test_what_is_fetched_follows_the_change_and_not_the_store(
    store: Neo4jStore, fetched: list[int], change: Callable[[Store], object]
) -> None:
    counts = []
    for roles in (20, 400):
        many(store, roles)
        load(store, SMALL, dataset="small")
        del fetched[:]
        change(store)
        counts.append((sum(fetched), len(fetched)))
        load(store, SMALL, dataset="small")
    (few, trips), (more, more_trips) = counts
    assert more - few < 10, "only records of the change log may be more"
    assert more_trips - trips < 10
    assert max(few, more) < 60


PLANS = ("AllNodesScan", "NodeByLabelScan", "RelationshipTypeScan", "AllRelationshipsScan")


def test_no_change_scans_a_label_or_a_relation(
    store: Neo4jStore, neo4j_empty: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(store, 60)
    load(store, SMALL, dataset="small")
    load(store, "Role: a [on=small: lead, why=x]\na -> b [on=small: #line]", dataset="other")
    asked: dict[str, dict[str, Any]] = {}
    run, read = driver.ManagedTransaction.run, Reader.rows

    def noted_read(
        self: Reader, text: str, parameters: Mapping[str, Any], operation: str = "read"
    ) -> list[Any]:
        asked[text] = dict(parameters)
        return read(self, text, parameters, operation)

    def noted(self: driver.ManagedTransaction, query: str, parameters: Any = None, **more: Any) -> Any:
        asked[query] = {**(parameters or {}), **more}
        return run(self, query, parameters, **more)

    monkeypatch.setattr(driver.ManagedTransaction, "run", noted)
    monkeypatch.setattr(Reader, "rows", noted_read)
    load(store, SMALL.replace("porter", "carter"), dataset="small")
    store.withdraw("small", author())
    monkeypatch.undo()
    assert len(asked) > 40
    with neo4j_empty.driver() as opened, opened.session() as session:
        for text, parameters in asked.items():
            if "RemitMeta" not in text and "RemitBatch" not in text:
                plan = session.run(driver.Query(f"EXPLAIN {text}"), parameters).consume().plan
                assert not [each for each in operators(plan) if each.endswith(PLANS)], text


def operators(plan: Any) -> Iterator[str]:
    """The names of what a plan does."""
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def test_an_id_that_is_missing_is_met_with_the_same_advice_as_on_a_file(
    store: Neo4jStore, file: SqliteStore
) -> None:
    told = []
    for each in (store, file):
        load(each, "Role: x/chief-officer, y/clerk, x/aa", dataset="first")
        said = [
            statement
            for statement in draw(
                "x/new -> x/chief-oficer\nx/new -> z/clerk\nx/new -> z/nobody\nx/new -> y/clerk"
            )
            if statement.id == "drawn: x/new" or "REPORTS_TO" in statement.id
        ]
        with pytest.raises(DataRefused) as refused:
            each.load(heads(said), said, author(), problems=[])
        told.append([(problem.message, problem.mend) for problem in refused.value.problems])
    assert told[0] == told[1]
    assert [mend for _, mend in told[0]] == [
        "did you mean x/chief-officer? Else state it first",
        "did you mean y/clerk? Else state it first",
        "state it, or correct the id",
    ]


@pytest.mark.parametrize(
    ("moved", "files", "after"),
    [
        (lambda file: add(file, "c", "b"), "Role: a, b, c", {"c REPORTS_TO b": None}),
        (retract, "Role: a, b, c\na -> b\nc -> b", {"c REPORTS_TO b": None}),
        (lambda file: end(file, "2022-03-01"), "Role: a, b, c\na -> b", {"a REPORTS_TO b": "2022-03-01"}),
    ],
)
def test_what_another_operation_has_changed_since_is_kept_by_a_load(
    store: Neo4jStore,
    file: SqliteStore,
    moved: Callable[[SqliteStore], None],
    files: str,
    after: dict[str, str | None],
) -> None:
    load(file, "Role: a, b, c\na -> b")
    moved(file)
    copy(file, store)
    reports: list[LoadReport] = [load(each, files) for each in (file, store)]
    assert reports[0] == reports[1]
    assert lines(file) == after
    assert {fact.statement.id: fact for fact in file.facts("drawn")} == {
        fact.statement.id: fact for fact in store.facts("drawn")
    }


def test_the_lease_is_not_held_while_files_are_read(store: Neo4jStore) -> None:
    def slowly() -> Iterator[Any]:
        yield from draw("a -> b")
        load(store, SMALL, dataset="small")

    said = draw("a -> b")
    report = store.load(heads(said), slowly(), author(), problems=[])
    assert report.change is not None
    assert report.change.number == 2


def test_a_dry_run_needs_no_lease(store: Neo4jStore) -> None:
    load(store, SMALL, dataset="small")
    store.wait_seconds = 0
    with lease(store.reader):
        with pytest.raises(StoreBusy):
            load(store, SMALL + "\nnew -> lead", dataset="small")
        with pytest.raises(StoreBusy):
            store.note("accept a-rule a", author())
        tried = load(store, SMALL + "\nnew -> lead", dataset="small", dry_run=True)
        assert counted(tried, "small") == {"added": 2}
        assert [change.number for change in store.changes()] == [1]
        assert not store.withdraw("small", author(), dry_run=True).change


def test_a_lease_is_kept_while_its_holder_is_busy_elsewhere(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leasing, "RENEW_SECONDS", 0.01)
    with lease(store.reader):
        first = held_until(store)
        for _ in range(SOON * 100):
            if held_until(store) > first:
                break
        else:
            pytest.fail("the lease was not renewed")
    assert held_until(store) is None


def held_until(store: Neo4jStore) -> Any:
    """When the lease runs out, in milliseconds; None where nobody has it."""
    return store.reader.rows("MATCH (m:RemitMeta) RETURN m.held_until", {})[0][0]
