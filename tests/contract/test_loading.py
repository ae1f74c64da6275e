"""What a load changes, keeps and refuses."""

from datetime import date

import pytest

from remit.graphmodel.errors import UnknownDataset
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from tests.contract.telling import DAY, counted, seen, stated
from tests.drawing import author, draw, heads, load

BIG = """
Source: act [date=2004]
Role: chief [none=HOLDS, from=2003, source=act, name=Chief Officer]
Agency: council [kinds=unitary authority]
manager -> chief [line=professional, from=2003-04, to=2023, source=act, locator=2.1, note=as read]
chief <accountable> review [how=joint, why=they say so]
officer -> chief [on=manager -> chief]
pat <holds> chief [id=first-term, from=2003, to=2005]
pat <holds> chief [id=second-term, from=2010]
"""


def test_loading_the_same_again_changes_nothing_and_says_so(store: Store) -> None:
    load(store, BIG)
    before = seen(store)
    again = load(store, BIG)

    assert not again.changes
    assert again.change is None
    assert counted(again) == {}
    assert again.datasets[0].unchanged == len(draw(BIG))
    assert seen(store) == before


def test_the_first_load_tells_what_is_new(store: Store) -> None:
    report = load(store, "a -> b [line=professional]\npat <holds> a [id=term-1]")

    assert report.change is not None
    assert (report.change.number, report.change.operation, report.change.datasets) == (1, "load", ("drawn",))
    assert (report.change.who, report.change.why, report.change.request) == ("pat", "drawn", "request-1")
    assert counted(report) == {"added": 5}
    assert set(report.datasets[0].listed["added"]) == {"a", "b", "pat", "a REPORTS_TO b", "#term-1"}


def test_the_latest_change_is_known_by_its_number_and_hash(store: Store) -> None:
    assert (store.latest().change, store.latest().hash) == (0, "")
    for drawn in ("Role: boss", "Role: boss, clerk"):
        change = load(store, drawn).change
        assert change is not None
        assert (store.latest().change, store.latest().hash) == (change.number, change.hash)
        assert set(store.latest().bookmarks) <= set(store.asked_by("another").bookmarks())


def test_what_the_files_drop_is_retracted_and_stays_in_the_history(store: Store) -> None:
    load(store, "a -> b\nc -> b")
    report = load(store, "Role: c\na -> b")

    assert counted(report) == {"retracted": 1}
    assert report.datasets[0].listed["retracted"] == ["c REPORTS_TO b"]
    assert stated(store) == ["a", "b", "c", "a REPORTS_TO b"]
    assert stated(store, known_at=1) == ["a", "b", "c", "a REPORTS_TO b", "c REPORTS_TO b"]


def test_what_the_files_change_is_retracted_and_asserted(store: Store) -> None:
    load(store, "a -> b")
    report = load(store, "Role: a [name=Anna]\na -> b [line=professional]")

    assert counted(report) == {"changed": 2}
    assert set(report.datasets[0].listed["changed"]) == {"a", "a REPORTS_TO b"}
    assert store.graph(View()).nodes(["a"])["a"].name == "Anna"
    assert store.graph(View(known_at=1)).nodes(["a"])["a"].name == "a"


def test_with_ended_on_what_the_files_drop_ends_on_that_day(store: Store) -> None:
    load(store, "Role: keep\na -> b [from=2020-01-01]\nc -> b [from=2023]\nd -> b [from=2001, to=2005]")
    report = load(store, "Role: keep", ended_on=DAY)

    assert counted(report) == {"ended": 6, "retracted": 1}
    assert report.datasets[0].listed["retracted"] == ["c REPORTS_TO b"]
    facts = {fact.statement.id: fact for fact in store.facts("drawn")}
    assert facts["drawn: a REPORTS_TO b"].statement.valid_to == "2022-03-01"
    assert facts["drawn: d REPORTS_TO b"].statement.valid_to == "2005"
    edges = [
        [edge.subject for edge in store.graph(View(as_at=day)).edges(["REPORTS_TO"], objects=["b"])]
        for day in (date(2022, 2, 28), DAY)
    ]
    assert edges == [["a"], []]
    assert not load(store, "Role: keep").changes
    assert not load(store, "Role: keep", ended_on=date(2024, 1, 1)).changes


def test_an_end_that_was_an_unknown_day_later_becomes_the_day_given(store: Store) -> None:
    load(store, "Role: keep\na -> b [from=2003, to=2022]")
    load(store, "Role: keep", ended_on=DAY)
    written = [fact for fact in store.facts("drawn") if fact.statement.id == "drawn: a REPORTS_TO b"]

    assert [(fact.statement.valid_from, fact.statement.valid_to) for fact in written] == [
        ("2003", "2022-03-01")
    ]
    assert written[0].period.to_earliest == written[0].period.to_latest == DAY.toordinal()


def test_a_renamed_node_that_is_dropped_ends_as_one_statement(store: Store) -> None:
    load(store, "Role: keep\nRole: a [name=Old, to=2010-01-01]\nRole: a [name=New, from=2010-01-01]")
    report = load(store, "Role: keep", ended_on=DAY)

    assert counted(report) == {"ended": 1}
    assert [fact.statement.valid_to for fact in store.facts("drawn")][:2] == ["2010-01-01", "2022-03-01"]


def test_stating_again_what_ended_opens_it_again(store: Store) -> None:
    load(store, "Role: a, b\na -> b [from=2020-01-01]")
    load(store, "Role: a, b", ended_on=DAY)
    report = load(store, "Role: a, b\na -> b [from=2020-01-01]")

    assert counted(report) == {"changed": 1}
    assert [fact.statement.valid_to for fact in store.facts("drawn")] == [None, None, None]


def test_stating_the_end_makes_it_the_files_own(store: Store) -> None:
    load(store, "Role: a, b\na -> b [from=2020-01-01]")
    load(store, "Role: a, b", ended_on=DAY)
    ended = "Role: a, b\na -> b [from=2020-01-01, to=2022-03-01]"
    caught_up = load(store, ended)

    assert caught_up.changes
    assert (counted(caught_up), caught_up.datasets[0].caught_up) == ({}, 1)
    assert not load(store, ended).changes
    assert counted(load(store, "Role: a, b")) == {"retracted": 1}
    assert stated(store) == ["a", "b"]


def test_a_renaming_is_two_facts_of_one_statement(store: Store) -> None:
    load(store, "Role: a [name=Old, to=2010-01-01]\nRole: a [name=New, from=2010-01-01]")

    def name(day: date) -> str:
        return store.graph(View(as_at=day)).nodes(["a"])["a"].name

    assert (name(date(2009, 12, 31)), name(date(2010, 1, 1))) == ("Old", "New")
    assert [node.id for node in store.graph(View(as_at=DAY)).named("old")] == ["a"]
    assert store.graph(View()).count("Role") == (1, 1)
    assert stated(store) == ["a", "a"]


def test_a_dry_run_tells_the_same_and_changes_nothing(store: Store) -> None:
    load(store, BIG)
    before = seen(store)
    after = BIG.replace("2003-04, to=2023", "2003-05, to=2021").replace("officer ->", "clerk ->")
    tried = load(store, after, dry_run=True)

    assert (tried.dry_run, tried.change) == (True, None)
    assert seen(store) == before
    done = load(store, after)
    assert done.datasets == tried.datasets
    assert done.change is not None


def test_the_preview_tells_what_changes_in_other_data_sets(store: Store) -> None:
    load(store, "b -> c", dataset="first")
    load(store, "a -> c [on=first: b -> c]", dataset="second")
    before = seen(store)
    tried = load(store, "Role: b, c", dataset="first", dry_run=True)

    assert counted(tried, "first") == {"retracted": 1}
    assert counted(tried, "second") == {"knocked on": 1}
    assert tried.datasets[1].listed["knocked on"] == ["second: a REPORTS_TO c"]
    assert seen(store) == before


def test_a_node_of_a_withdrawn_data_set_stays_and_is_not_recorded(store: Store) -> None:
    load(store, "Role: x/chief [name=Chief Officer]", dataset="first")
    load(store, "Role: x/chief [in=first, name=Chief Officer]\na -> x/chief [in=second]\nRole: a [in=second]")
    said = [each for each in draw("a -> x/chief", "second") if each.id != "second: x/chief"]
    store.load(heads(said), said, author(), problems=[])
    store.withdraw("first", author())

    graph = store.graph(View())
    node = graph.nodes(["x/chief"])["x/chief"]
    assert (node.kind, node.name, node.recorded) == ("Role", "chief", False)
    assert [edge.object for edge in graph.edges(["REPORTS_TO"], subjects=["a"])] == ["x/chief"]
    assert graph.find("Role", after="a") == []
    assert graph.at(View(known_at=1)).nodes(["x/chief"])["x/chief"].name == "Chief Officer"
    with pytest.raises(UnknownDataset):
        store.head("first")
    assert [info.head.dataset for info in store.datasets()] == ["second"]


def test_withdrawing_twice_changes_nothing_more(store: Store) -> None:
    load(store, "a -> b")
    store.withdraw("drawn", author())
    again = store.withdraw("drawn", author())

    assert not again.changes
    assert store.last_change() == 2
    with pytest.raises(UnknownDataset, match="no data set 'drown'"):
        store.withdraw("drown", author())


def test_a_withdrawn_data_set_can_be_loaded_again(store: Store) -> None:
    load(store, BIG)
    said = stated(store)
    store.withdraw("drawn", author())
    load(store, BIG)
    assert stated(store) == said


def test_a_new_head_is_a_change(store: Store) -> None:
    load(store, "a -> b")
    report = load(store, "a -> b", complete={"drawn": ("HOLDS",)})
    assert (report.datasets[0].head_changed, counted(report)) == (True, {})
    assert store.head("drawn").complete == ("HOLDS",)
    assert store.head("drawn", 1).complete == ()


def test_data_sets_that_state_one_node_differently_are_both_kept(store: Store) -> None:
    load(
        store,
        "Duty: d [theme=old, in=one]\nDuty: d [theme=new, in=two]\n"
        "Duty: d [theme=guess, evidence=inferred, why=x, in=three]",
    )
    node = store.graph(View()).nodes(["d"])["d"]

    assert node.attributes == {"theme": "new"}
    assert [other.said.dataset for other in node.others] == ["one", "three"]
    assert store.graph(View(datasets=frozenset({"one"}))).nodes(["d"])["d"].attributes == {"theme": "old"}
    assert store.graph(View(strict=True)).nodes(["d"])["d"].others[0].said.dataset == "one"
