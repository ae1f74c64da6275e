"""Which duties lack an owner, a role or a body on which days, up to the vesting day."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.queries.coverage_by_day import COVERAGE_BY_DAY, MISSING, CoverageByDay, _lacking
from remit.queries.difference import all_rows
from remit.queries.what_if.expanding import expanded
from remit.queries.what_if.scenario import Operation, Scenario
from tests.contract.worlds import carry_out, worlds
from tests.drawing import author, load

FIRST, LAST = date(2030, 1, 1), date(2030, 12, 31)
COUNCIL = """
Agency: council
Role: director, other
director <leads> council
director <accountable> plan
ada <holds> director
council <accountable> review
Duty: plan [modality=must]
Duty: review [modality=must]
Duty: wish [modality=may]
"""


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Graph]:
    """A small council."""
    with closing(SqliteStore.open(tmp_path / "council.db", create=True)) as store:
        load(store, COUNCIL)
        yield store.graph(View(as_at=LAST))


def planned(council: Graph, *drawn: Operation) -> Overlay:
    """The council as operations would make it."""
    changes = expanded(Scenario("plan", "A plan", "drawn", drawn[0].day, drawn), council, author()).changes
    return Overlay(council.at(View(as_at=LAST, known_at=changes.pin)), changes)


def told(graph: Graph, **asked: object) -> list[tuple[str, tuple[str, ...], date, date]]:
    """The rows in short."""
    rows = all_rows(COVERAGE_BY_DAY, graph, CoverageByDay(FIRST, **asked))  # type: ignore[arg-type]
    return [(row.duty.id, row.missing, row.from_day, row.to_day) for row in rows]


def test_no_row_is_the_proof(council: Graph) -> None:
    answer = COVERAGE_BY_DAY.ask(council, CoverageByDay(FIRST, LAST))
    assert answer.rows == []
    assert answer.sentence == (
        "From 1 January 2030 to 31 December 2030, 2 duties that must be done: on every day none lacks anything; something"
        " begins or ends on 0 days."
    )


def test_a_gap_between_two_operations_is_found_day_by_day(council: Graph) -> None:
    abolished, appointed = date(2030, 4, 1), date(2030, 5, 1)
    graph = planned(
        council,
        Operation("abolish", "director", {}, abolished, ""),
        Operation(
            "create", "new", {"kind": ("role",), "name": ("New",), "leads": ("council",)}, appointed, ""
        ),
    )
    gap = (abolished, appointed - timedelta(days=1))
    assert told(graph) == [("plan", MISSING, abolished, LAST), ("review", ("role",), *gap)]
    row = COVERAGE_BY_DAY.ask(graph, CoverageByDay(FIRST)).rows[1]
    assert row.days == 30
    assert row.sentence == (
        "From 1 April 2030 to 30 April 2030, no role that is not vacant answers for it, itself or as the head of a body"
        " that does."
    )
    assert told(graph, missing=("owner",)) == [("plan", ("owner",), abolished, LAST)]
    assert told(graph, to=date(2030, 4, 1))[1] == ("review", ("role",), abolished, abolished)


def test_the_window_is_checked(council: Graph) -> None:
    with pytest.raises(BadValue, match="comes before the first"):
        COVERAGE_BY_DAY.ask(council, CoverageByDay(LAST, FIRST))
    with pytest.raises(BadValue, match="up to which day"):
        COVERAGE_BY_DAY.ask(council.at(View()), CoverageByDay(FIRST))


def test_it_is_by_law_what_looking_at_every_day_finds(tmp_path: Path) -> None:
    count = iter(range(1_000_000))

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(worlds(most=2), st.dates(date(2003, 1, 1), date(2006, 6, 1)), st.integers(0, 120), st.booleans())
    def law(steps: list[object], first: date, days: int, strict: bool) -> None:
        with closing(SqliteStore.open(tmp_path / f"{next(count)}.db", create=True)) as store:
            for step in steps:
                carry_out(store, step)  # type: ignore[arg-type]
            graph = store.graph(View(as_at=first, strict=strict))
            last = first + timedelta(days=days)
            rows = list(all_rows(COVERAGE_BY_DAY, graph, CoverageByDay(first, last)))
            every = [
                node.id
                for node in graph.at(View(strict=strict)).find("Duty", {"modality": frozenset({"must"})})
            ]
            for number in range(days + 1):
                day = first + timedelta(days=number)
                lacking = _lacking(graph.at(View(as_at=day, strict=strict)), every, CoverageByDay(day))
                expected = {id: tuple(what for what, _ in lack) for id, lack in lacking.items()}
                assert {
                    row.duty.id: row.missing for row in rows if row.from_day <= day <= row.to_day
                } == expected

    law()
