"""A copy of a store is that store again, whatever sort either is of: its history, its answers, and what it does next."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j as driver
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.graphmodel.copying import copy
from remit.graphmodel.errors import Conflict
from remit.graphmodel.history import History, Row
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Store
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.contract.copying import FILE, Make, copy_and_die, made, pairs
from tests.contract.telling import DAY, counted, seen
from tests.contract.test_loading_laws import answers
from tests.contract.worlds import Step_, carry_out, worlds
from tests.drawing import author, load
from tests.servers.sharing import Address, Servers

MANY, FEW = 40, 2
FIRST = "b -> c [id=line]\nRole: d"
SECOND = "a -> c [on=first: #line]\nRole: c"


@dataclass(frozen=True)
class Pair:
    """Makes the store to copy from, and the one to copy to."""

    source: Make
    target: Make
    examples: int


@pytest.fixture(params=pairs(between_servers=True), scope="session")
def any_pair(request: pytest.FixtureRequest, neo4j_servers: Servers) -> Pair:
    """Stores of any two sorts."""
    return paired(neo4j_servers, *request.param)


@pytest.fixture(params=pairs(between_servers=False), scope="session")
def pair(request: pytest.FixtureRequest, neo4j_servers: Servers) -> Pair:
    """Stores of any two sorts, at least one of them a file."""
    return paired(neo4j_servers, *request.param)


def paired(servers: Servers, source: str, target: str) -> Pair:
    """Stores of two sorts."""
    examples = MANY if source == target else FEW if FILE in (source, target) else 1
    return Pair(made(servers, source), made(servers, target), examples)


def same(one: Store, other: Store) -> None:
    """Two stores say the same, have always said the same, and nobody has tampered with either."""
    with one.history() as told, other.history() as as_well:
        assert rows(told) == rows(as_well)
    assert one.datasets() == other.datasets()
    for each in one.datasets():
        assert list(one.facts(each.head.dataset)) == list(other.facts(each.head.dataset))
    for view in (View(as_at=DAY, proposed=True), View(known_at=one.last_change() // 2)):
        assert answers(one.graph(view)) == answers(other.graph(view))
    assert one.verify() == other.verify() == []


def rows(told: History) -> Any:
    """All rows of a history."""
    return (
        (told.after, told.hash, told.first, told.next_fact),
        [list(each) for each in (told.changes(), told.heads(), told.nodes(), told.retracted_heads(), told.retracted_nodes())],
        {name: (sorted(told.edges(name)), sorted(told.retracted_edges(name))) for name in RELATION},
        sorted(told.marks()),
    )  # fmt: skip


def test_a_copy_is_the_same_store_and_goes_on_alike(any_pair: Pair) -> None:
    @settings(max_examples=any_pair.examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(worlds(most=4), st.sets(st.integers(0, 3)))
    def law(steps: list[Step_], copied_after: set[int]) -> None:
        with any_pair.source() as source, any_pair.target() as target:
            for place, step in enumerate(steps):
                carry_out(source, step)
                if place in copied_after:
                    copy(source, target)
                    assert copy(source, target).changes == 0
            report = copy(source, target)
            same(source, target)
            assert (report.last_change, report.hash) == last(source)
            for change in range(source.last_change() + 1):
                with source.history(change) as one, target.history(change) as other:
                    assert rows(one) == rows(other)
            for (
                step
            ) in steps:  # what is done next is done alike: premises, marks and ids of their own came along
                assert carry_out(source, step) == carry_out(target, step)
            same(source, target)

    law()


def last(store: Store) -> tuple[int, str]:
    """The last change and its hash."""
    found = list(store.changes())
    return (found[-1].number, found[-1].hash) if found else (0, "0" * 64)


def test_a_copy_is_brought_up_to_date_by_copying_again(pair: Pair) -> None:
    with pair.source() as source, pair.target() as target:
        load(source, FIRST, dataset="first")
        load(source, SECOND, dataset="second")
        assert (copy(source, target).changes, copy(source, target).changes) == (2, 0)
        load(source, "Role: b, c", dataset="first")
        load(source, "Role: c", dataset="second", ended_on=DAY)
        source.withdraw("second", author())
        report = copy(source, target)
        assert (report.changes, report.last_change) == (3, 5)
        same(source, target)


def test_what_rests_on_a_statement_with_an_id_of_its_own_falls_with_it_in_the_copy(pair: Pair) -> None:
    with pair.source() as source, pair.target() as target:
        load(source, FIRST, dataset="first")
        load(source, SECOND, dataset="second")
        copy(source, target)
        for store in (source, target):
            report = load(store, "Role: b, c", dataset="first")
            assert counted(report, "second") == {"knocked on": 1}
        same(source, target)


def test_what_was_noted_comes_along(pair: Pair) -> None:
    with pair.source() as source, pair.target() as target:
        first = source.note("accept a-rule a", author())
        assert (first.number, first.datasets) == (1, ())
        assert copy(source, target).changes == 1
        load(source, FIRST, dataset="first")
        source.note("accept a-rule b", author())
        load(source, "Role: b, c", dataset="first")
        assert copy(source, target).changes == 3
        assert [each.operation for each in target.changes()][::2] == ["accept a-rule a", "accept a-rule b"]
        same(source, target)
        assert (
            source.note("accept a-rule c", author()).number == target.note("accept a-rule c", author()).number
        )


def test_what_is_published_while_copying_is_left_out(pair: Pair) -> None:
    with pair.source() as source, pair.target() as target:
        load(source, FIRST, dataset="first")
        load(source, SECOND, dataset="second")
        with source.history() as begun:
            load(source, "Role: b, c, e", dataset="first")
            source.withdraw("second", author())
            target.receive(begun)
        assert [change.number for change in target.changes()] == [1, 2]
        assert target.verify() == []
        assert [fact.retracted for fact in target.facts("second")] == [None] * 3
        copy(source, target)
        same(source, target)


def test_a_store_with_another_history_is_refused_and_stays_as_it_was(pair: Pair) -> None:
    with pair.source() as source, pair.target() as target:
        load(source, FIRST, dataset="first")
        load(target, "Role: e", dataset="other")
        refused(source, target)  # as many changes
        load(target, "Role: f", dataset="other")
        refused(source, target)  # more
        load(source, "Role: g", dataset="more")
        load(source, "Role: h", dataset="more")
        refused(source, target)  # fewer


def refused(source: Store, target: Store) -> None:
    """Copying is refused, and changes nothing."""
    before = seen(target)
    with pytest.raises(Conflict, match="another history") as error:
        copy(source, target)
    assert error.value.mend
    assert seen(target) == before


def test_a_store_that_has_published_nothing_copies_to_nothing(pair: Pair) -> None:
    with pair.source() as source, pair.target() as target:
        report = copy(source, target)
        assert (report.changes, report.facts, report.last_change) == (0, 0, 0)
        assert list(target.changes()) == []


def test_a_reader_may_leave_a_history_early(pair: Pair) -> None:
    with pair.source() as source:
        load(source, FIRST)
        with source.history() as told:
            first: Row = next(iter(told.nodes()))
            assert first[0] == 2
        facts = source.facts("drawn")
        assert next(iter(facts)).number
        del facts
        assert load(source, "Role: e").change is not None


def big(store: Store) -> None:
    """Some hundreds of statements, of several relations, in two changes."""
    lines = [f"r{number} -> r{number // 4}" for number in range(1, 400)]
    load(store, "\n".join([*lines, *(f"p{number} <holds> r{number}" for number in range(200))]))
    load(store, "\n".join([*lines[:-50], *(f"p{number} <holds> r{number}" for number in range(250))]))


@pytest.mark.parametrize("batch", [1, 3, 4])
def test_a_copy_into_a_file_that_is_killed_leaves_none_and_is_made_by_running_it_again(
    batch: int, tmp_path: Path
) -> None:
    source, target = tmp_path / "source.db", tmp_path / "target.db"
    giving = SqliteStore.open(source, create=True)
    big(giving)
    copy_and_die(source, target, batch, None)
    assert not target.exists()
    with_some = SqliteStore.open(target, create=True)
    with giving.history() as told:
        with_some.receive(told)
    load(giving, "Role: new")
    copy_and_die(source, target, 1, None)
    assert with_some.last_change() == 2
    assert with_some.verify() == []
    assert copy(giving, with_some).changes == 1
    same(giving, with_some)
    giving.close()
    with_some.close()


@pytest.mark.parametrize("batch", [1, 3, 4])
def test_a_copy_into_a_server_that_is_killed_is_not_seen_and_is_made_by_running_it_again(
    batch: int, tmp_path: Path, neo4j_empty: Address
) -> None:
    source = tmp_path / "source.db"
    giving = SqliteStore.open(source, create=True)
    big(giving)
    copy_and_die(source, neo4j_empty.uri, batch, neo4j_empty)
    taking = Neo4jStore.open(Place(neo4j_empty.uri), neo4j_empty.auth)
    assert taking.last_change() == 0
    assert taking.graph(View()).count("Role") == (0, 0)
    assert left(neo4j_empty) > 0, "it was killed before it had written anything"
    assert copy(giving, taking).changes == 2
    same(giving, taking)
    taking.close()
    giving.close()


def left(address: Address) -> int:
    """How much a dead writer has left; its lease is made to run out."""
    with address.driver() as opened, opened.session() as session:
        session.run(driver.Query("MATCH (m:RemitMeta) SET m.held_until = 0")).consume()
        row = session.run(driver.Query("MATCH (v:RemitVersion) RETURN count(v) AS number")).single(
            strict=True
        )
        return int(row["number"])
