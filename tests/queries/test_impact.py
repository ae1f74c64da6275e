"""What a change does to accountability is what comparing everything finds, and each effect names its operation."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.api.wiring import make_with_bundled
from remit.graphmodel.graph import Graph, Side
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.queries.accountability_diff import ACCOUNTABILITY_DIFF, AccountabilityDiff
from remit.queries.comparing import GAINED, LINE, LOST, OWNED, UNOWNED
from remit.queries.difference import all_rows
from remit.queries.impact import IMPACT, Consequence, Impact, touched_in
from remit.queries.impacts import scrutiny
from remit.queries.impacts.answers import ANSWERS
from remit.queries.impacts.lines import SORTS as LINES
from remit.queries.impacts.ownership import NEWLY_OWNED, NEWLY_UNOWNED, OWNER_GAINED, OWNER_LOST
from remit.queries.impacts.rules import RULES, found_by
from remit.queries.impacts.spans import LAYER
from remit.queries.impacts.table import ASPECTS, SORTS
from remit.queries.moments import span_of
from remit.queries.rules.pack import bundled_rules
from remit.queries.rules.running import findings, hits_of
from remit.queries.span_and_layers import SPAN_AND_LAYERS, SpanAndLayers
from remit.queries.what_if.expanding import expanded
from remit.queries.what_if.scenario import Operation, Scenario
from tests.contract.planning import KINDS, operations
from tests.drawing import author, load

DAYS = (date(2003, 6, 25), date(2013, 7, 1), date(2020, 1, 1))
DATASETS = ("bath-nes-2003", "west-mercia-2013")
COUNCIL = """
Agency: council
Committee: board [quorum=2]
board <answers> council
chief <accountable> plan
Role: director [name=Director]
director -> chief
head -> director
other -> chief
ada <holds> head
bob <holds> director
director <accountable> review
head <sits> board [capacity=chair]
other <sits> board [capacity=member]
Duty: review [modality=must]
Duty: plan [modality=may]
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The bundled data sets."""
    path = tmp_path_factory.mktemp("impact") / "bundled.db"
    make_with_bundled(path)
    with closing(SqliteStore.open(path)) as store:
        yield store.graph(View())


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Graph]:
    """A small council."""
    with closing(SqliteStore.open(tmp_path / "council.db", create=True)) as store:
        load(store, COUNCIL)
        yield store.graph(View())


def planned(
    base: Graph, drawn: tuple[Operation, ...], day: date, dataset: str, strict: bool = False
) -> Overlay:
    """What operations would make of a graph."""
    changes = expanded(Scenario("plan", "A plan", dataset, day, drawn), base, author()).changes
    return Overlay(base.at(View(as_at=day, known_at=changes.pin, strict=strict)), changes)


def test_it_is_by_law_what_comparing_everything_finds(base: Graph) -> None:
    ids = {kind: [node.id for node in base.find(kind, None, "", 500)] for kind in KINDS}

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data(), st.sampled_from(DAYS), st.booleans())
    def law(data: st.DataObject, day: date, strict: bool) -> None:
        overlay = planned(base, data.draw(operations(ids, day)), day, "bath-nes-2003", strict=strict)
        touched, cut = touched_in(overlay, span_of(overlay, None, None))
        assert not cut
        for each in ANSWERS:
            whole = set(each.rows.between(touched.before, touched.after))
            assert set(each.rows.find(touched)) == whole, each.name
        assert set(scrutiny.find(touched)) == set(scrutiny.between(touched.before, touched.after))
        found = list(all_rows(IMPACT, overlay, Impact()))
        differing = list(all_rows(ACCOUNTABILITY_DIFF, overlay, AccountabilityDiff()))
        for sorts, other in (
            (LINES, LINE), ((NEWLY_UNOWNED,), UNOWNED), ((NEWLY_OWNED,), OWNED), ((OWNER_LOST,), LOST),
            ((OWNER_GAINED,), GAINED),
        ):  # fmt: skip
            assert sum(row.sort in sorts for row in found) == sum(row.sort == other for row in differing)
        assert all(row.operations for row in found)
        old, new = (_layers(graph) for graph in touched.graphs)
        moved = touched.nodes | touched.ends(("REPORTS_TO", "ONE_OF"), Side.SUBJECT)
        assert {(row.subject.id, row.before, row.after) for row in found if row.sort == LAYER} == {
            (id, f"layer {old[id]}", f"layer {new[id]}")
            for id in moved & old.keys() & new.keys()
            if old[id] != new[id]
        }

    law()


def _layers(graph: Graph) -> dict[str, str]:
    """The layers that a question gives."""
    return {row.role.id: row.layer.words for row in all_rows(SPAN_AND_LAYERS, graph, SpanAndLayers())}


def test_a_rule_finds_near_a_change_what_differs_in_all_that_it_finds(base: Graph) -> None:
    ids = {kind: [node.id for node in base.find(kind, None, "", 500)] for kind in KINDS}
    rules = bundled_rules()

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data(), st.sampled_from(DAYS), st.sampled_from(DATASETS))
    def law(data: st.DataObject, day: date, dataset: str) -> None:
        overlay = planned(base, data.draw(operations(ids, day)), day, dataset)
        touched, _ = touched_in(overlay, span_of(overlay, None, None))
        for rule in rules:
            old, new = found_by(rule, touched)
            before, after = (
                {hit.subject.id for hit in hits_of(graph, rule)} if rule.binds(graph.view.day) else set()
                for graph in touched.graphs
            )
            assert new.keys() - old.keys() == after - before, rule.code
            assert old.keys() - new.keys() == before - after, rule.code

    law()


def test_rules_that_fail_or_pass_anew_are_told(base: Graph) -> None:
    day = date(2003, 6, 25)
    drawn = (Operation("abolish", "bath-nes/director-of-education", {}, day, ""),)
    overlay = planned(base, drawn, day, "bath-nes-2003")
    answer = IMPACT.ask(overlay, Impact(rules=True, sorts=RULES.sorts, first=1000))
    rules = bundled_rules()
    old, new = (
        {each.key for each in findings(graph, rules)}
        for graph in (overlay.at(View(as_at=day, known_at=overlay.changes.pin)), overlay)
    )
    assert {(row.what, row.subject.id) for row in answer.rows} == old ^ new
    assert new - old
    assert all(row.operations for row in answer.rows)
    told = IMPACT.ask(overlay, Impact(first=1))
    assert any("Rules were not run" in note for note in told.notes)
    assert not any("Rules were not run" in note for note in answer.notes)


def test_aspects_have_sorts_of_their_own() -> None:
    assert len(set(SORTS)) == len(SORTS) == sum(len(each.sorts) for each in ASPECTS)


def effects(council: Graph, *drawn: Operation, **asked: Any) -> list[Consequence]:
    """What operations do to the council."""
    overlay = planned(council, drawn, drawn[0].day, "drawn")
    return list(IMPACT.ask(overlay, Impact(**asked)).rows)


def told(rows: list[Consequence]) -> list[tuple[str, str, str, str, str]]:
    """The rows in short."""
    return [(row.severity, row.sort, row.subject.id, row.before, row.after) for row in rows]


def test_who_is_abolished_leaves_duties_lines_and_people(council: Graph) -> None:
    day = date(2030, 1, 1)
    rows = effects(council, Operation("abolish", "director", {}, day, ""))
    assert told(rows)[0][:3] == ("error", "duty newly unowned", "review")
    assert ("error", "line broken", "head", "Director → chief", "no line recorded") in told(rows)
    assert ("note", "line ended", "director", "chief", "not there") in told(rows)
    assert ("note", "span changed", "chief", "2 direct reports", "1 direct report") in told(rows)
    manager = next(row for row in rows if row.sort == "manager changed")
    assert (manager.subject.id, manager.before, manager.after) == (
        "ada", "Director (bob)", "nobody recorded",
    )  # fmt: skip
    assert {row.operations for row in rows} == {("operation 1: abolish director",)}


def test_lines_are_longer_shorter_and_re_routed_and_a_subtree_is_one_row_that_opens(council: Graph) -> None:
    day = date(2030, 1, 1)

    def change(who: str, to: str) -> Operation:
        return Operation("change line", who, {"to": (to,)}, day, "")

    (longer,) = [row for row in effects(council, change("director", "other")) if row.sort == "line longer"]
    assert (longer.subject.id, longer.below, longer.after) == ("director", 1, "other → chief")
    rows = told(effects(council, change("director", "other")))
    assert ("note", "layer changed", "director", "layer 2", "layer 3") in rows
    (below,) = effects(council, change("director", "other"), of="director")
    assert (below.subject.id, below.before, below.after) == (
        "head", "Director → chief", "Director → other → chief",
    )  # fmt: skip
    assert [row.sort for row in effects(council, change("head", "chief")) if "line" in row.sort] == [
        "line shorter"
    ]
    assert [row.sort for row in effects(council, change("head", "other")) if "line" in row.sort] == [
        "line re-routed"
    ]


def test_whoever_loses_all_that_is_above_is_at_the_top(council: Graph) -> None:
    rows = effects(council, Operation("abolish", "chief", {}, date(2030, 1, 1), ""))
    assert ("note", "layer changed", "director", "layer 2", "layer 1") in told(rows)


def test_a_line_to_a_class_ties_its_members(tmp_path: Path) -> None:
    drawn = """
    Role: posts [class=true]
    inspector <one of> posts
    council <carries> parent
    inspector <scrutinises> council
    """
    change = Operation("change line", "parent", {"to": ("posts",)}, date(2030, 1, 1), "")
    with closing(SqliteStore.open(tmp_path / "class.db", create=True)) as store:
        load(store, drawn)
        rows = effects(store.graph(View()), change, sorts=(scrutiny.NOT_INDEPENDENT,))
    assert [row.subject.id for row in rows] == ["inspector"]


def test_a_committee_loses_its_chair_and_its_quorum(council: Graph) -> None:
    rows = effects(council, Operation("abolish", "head", {}, date(2030, 1, 1), ""), severity="error")
    sorts = [row.sort for row in rows]
    assert "committee without a chair" in sorts
    assert "committee without a quorum" in sorts
    assert all(row.operations == ("operation 1: abolish head",) for row in rows)


def test_what_changes_nothing_says_so(council: Graph) -> None:
    overlay = planned(council, (), date(2030, 1, 1), "drawn")
    answer = IMPACT.ask(overlay, Impact())
    assert answer.rows == []
    assert answer.sentence == "From change 1 to the scenario, nothing that accountability rests on changes."


def test_pages_follow_one_another(base: Graph) -> None:
    day = date(2003, 6, 25)
    drawn = (Operation("abolish", "bath-nes/director-of-education", {}, day, ""),)
    overlay = planned(base, drawn, day, "bath-nes-2003")
    everything = IMPACT.ask(overlay, Impact(first=1000)).rows
    paged: list[Consequence] = []
    after: str | None = ""
    while after is not None:
        answer = IMPACT.ask(overlay, Impact(first=7, after=after))
        paged += answer.rows
        after = answer.after
    assert paged == list(everything)


def test_an_adopted_change_is_looked_back_at_in_the_same_way(base: Graph, tmp_path: Path) -> None:
    day = date(2003, 6, 25)
    path = tmp_path / "own.db"
    make_with_bundled(path)
    with closing(SqliteStore.open(path)) as store:
        drawn = (Operation("abolish", "bath-nes/director-of-education", {}, day, ""),)
        overlay = planned(store.graph(View()), drawn, day, "bath-nes-2003")
        before = IMPACT.ask(overlay, Impact(first=1000)).rows
        store.adopt(overlay.changes, author(), "adopt")
        after = IMPACT.ask(store.graph(View(as_at=day)), Impact(first=1000)).rows
    assert told(list(after)) == told(list(before))
    assert not any(row.operations for row in after)
