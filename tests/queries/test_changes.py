"""What changed between two points in what was known; and that it leads from the one to the other."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.errors import BadValue, UnknownChange, UnknownDataset, UnknownName
from remit.graphmodel.statements import Fact
from remit.graphmodel.store import Author, Store
from remit.graphmodel.view import View
from remit.loaders.load import load
from remit.queries.changes import CHANGES, SORTS, Changed, Changes, differences
from remit.queries.moments import span_of
from remit.queries.telling import same_content
from tests.contract.stores import NewStore, sqlite
from tests.contract.worlds import DATASETS, Step_, carry_out, worlds
from tests.queries.conftest import AUTHOR, Stated

ROLES = "roles:\n  - {id: a, name: Alpha}\n  - {id: b, name: Beta}\n"
LINE = "  - {id: c, name: Gamma, reports_to: {to: a, locator: 4.2}}\n"
new_sqlite = NewStore(sqlite)


def told(rows: Iterable[Changed]) -> list[tuple[str, str]]:
    """Sorts and statements, without the name of the data set."""
    return [(row.sort, row.statement.removeprefix("x: ")) for row in rows]


def test_the_last_change_is_told_with_who_made_it_and_why(stated: Stated) -> None:
    stated.say(ROLES).say(ROLES + LINE)
    answer = stated.ask("changes")
    assert told(answer.rows) == [("added", "x/c"), ("added", "x/c REPORTS_TO x/a")]
    assert answer.sentence == "From change 1 to change 2, 2 statements differ: 2 added."
    line = answer.rows[1]
    assert (line.about, line.told, line.said.locator) == ("REPORTS_TO", "Gamma reports to Alpha", "4.2")
    assert [(each.number, each.who, each.why) for each in line.changes] == [(2, "tester", "a test")]


def test_a_correction_tells_what_was_said_and_what_is(stated: Stated) -> None:
    stated.say(ROLES + LINE).say(ROLES + LINE.replace("4.2", "4.3").replace("Gamma", "Gamma Lead"))
    rows = stated.ask("changes").rows
    assert told(rows) == [("corrected", "x/c"), ("corrected", "x/c REPORTS_TO x/a")]
    assert [(each.what, each.before, each.after) for row in rows for each in row.differs] == [
        ("name", "Gamma", "Gamma Lead"), ("locator", "4.2", "4.3"),
    ]  # fmt: skip


def test_what_ended_is_told_apart_from_what_was_dropped(stated: Stated) -> None:
    stated.say(ROLES + LINE)
    (stated.folder / "x/statements.yaml").write_text(ROLES)
    load(stated.store, [stated.folder / "x"], AUTHOR, ended_on=date(2020, 2, 1))
    ended = stated.ask("changes").rows
    assert told(ended) == [("ended", "x/c"), ("ended", "x/c REPORTS_TO x/a")]
    assert [(each.what, each.after) for each in ended[1].differs] == [("valid_to", "2020-02-01")]
    stated.say("roles:\n  - {id: a, name: Alpha}\n")
    (dropped,) = stated.ask("changes").rows
    assert (dropped.sort, dropped.told, dropped.changes[0].number) == ("dropped", "Beta (role)", 3)


def test_an_edge_to_a_node_that_was_dropped_is_told_by_the_name_it_had(stated: Stated) -> None:
    stated.say(ROLES + LINE).say("roles:\n  - {id: b, name: Beta}\n")
    assert [row.told for row in stated.ask("changes", about=("REPORTS_TO",)).rows] == [
        "Gamma reports to Alpha"
    ]


def test_what_came_and_went_in_between_is_no_difference(stated: Stated) -> None:
    stated.say(ROLES).say(ROLES + LINE).say(ROLES)
    answer = stated.ask("changes", since="1")
    assert answer.rows == []
    assert answer.sentence == "From change 1 to change 3, nothing has changed."
    assert told(stated.ask("changes", since="1", until="2").rows) == [
        ("added", "x/c"), ("added", "x/c REPORTS_TO x/a"),
    ]  # fmt: skip


def test_withdrawing_and_loading_the_same_again_is_no_difference(stated: Stated) -> None:
    stated.say(ROLES)
    stated.store.withdraw("x", AUTHOR)
    assert told(stated.ask("changes").rows) == [("dropped", "x/a"), ("dropped", "x/b")]
    stated.say(ROLES)
    assert stated.ask("changes", since="1").rows == []


def test_a_renaming_is_one_statement_corrected(stated: Stated) -> None:
    later = "  - {id: a, name: Alpha, valid_to: 2019-01-01}\n  - {id: a, name: Alpha Lead, valid_from: 2019-01-01}\n"
    stated.say("roles:\n  - {id: a, name: Alpha}\n").say("roles:\n" + later)
    (row,) = stated.ask("changes").rows
    assert told([row]) == [("corrected", "x/a")]
    assert ("name", "Alpha", "Alpha Lead") in [(each.what, each.before, each.after) for each in row.differs]


def test_days_mean_what_was_known_by_their_end(stated: Stated) -> None:
    folder = stated.say(ROLES).folder / "x"
    (folder / "statements.yaml").write_text(ROLES + LINE)
    load(stated.store, [folder], Author("ben", "2020-06-03T00:00:00Z", "a post", "r"))
    assert len(stated.ask("changes", since="2020-06-01", until="2020-06-03").rows) == 2
    assert stated.ask("changes", since="2020-06-01", until="2020-06-02").rows == []
    everything = stated.ask("changes", since="2020-05-31")
    assert everything.sentence == "From the beginning to change 2, 4 statements differ: 4 added."


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"since": "7"}, UnknownChange, "no change 7"),
        ({"since": "2", "until": "1"}, BadValue, "since .change 2. is later than until .change 1."),
        ({"since": "2020"}, UnknownChange, "no change 2020"),
        ({"since": "2020-06"}, BadValue, "not one day"),
        ({"since": "last week"}, BadValue, "no day"),
        ({"of": "nobody"}, UnknownName, "nobody"),
        ({"first": 0}, BadValue, "first is 0"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    stated: Stated, asked: dict[str, Any], error: type[Exception], words: str
) -> None:
    stated.say(ROLES).say(ROLES + LINE)
    with pytest.raises(error, match=words):
        stated.ask("changes", **asked)


def test_the_view_limits_what_is_known_and_whose_statements_count(stated: Stated) -> None:
    stated.say(ROLES).say("roles:\n  - {id: d, name: Delta}\n", dataset="y").say(ROLES + LINE)
    assert [row.statement for row in stated.ask("changes", {"known_at": 2}).rows] == ["y: y/d"]
    assert stated.ask("changes", {"datasets": frozenset({"y"})}).rows == []
    assert len(stated.ask("changes", {"datasets": frozenset({"x"})}, since="0").rows) == 4
    with pytest.raises(UnknownChange):
        stated.ask("changes", {"known_at": 2}, until="3")


def test_one_node_some_kinds_and_some_sorts_can_be_asked_for(stated: Stated) -> None:
    stated.say(ROLES).say(ROLES.replace("Beta", "Beta Lead") + LINE)
    assert told(stated.ask("changes", of="alpha").rows) == [("added", "x/c REPORTS_TO x/a")]
    assert told(stated.ask("changes", about=("Role",), sorts=("added",)).rows) == [("added", "x/c")]
    assert told(stated.ask("changes", sorts=("corrected",)).rows) == [("corrected", "x/b")]


def test_pages_add_up_to_the_whole(stated: Stated) -> None:
    stated.say(ROLES).say(ROLES.replace("Beta", "Beta Lead") + LINE)
    whole = stated.ask("changes").rows
    paged: list[Changed] = []
    after = ""
    while True:
        answer = stated.ask("changes", first=1, after=after)
        paged += answer.rows
        if answer.after is None:
            break
        after = answer.after
    assert len(whole) == 3
    assert paged == list(whole)
    assert (
        stated.ask("changes", first=1).sentence
        == "From change 1 to change 2. The first statement that differs: 1 corrected."
    )


def facts_known(store: Store, change: int) -> list[Fact]:
    """All that is known at a change, by what a store exports."""
    loaded = {name for each in store.changes() if each.number <= change for name in each.datasets}
    found = []
    for name in sorted(loaded & set(DATASETS)):
        try:
            store.head(name, change)
        except UnknownDataset:  # withdrawn by then
            continue
        found += list(store.facts(name, change))
    return found


@new_sqlite.examples(30)
@given(worlds(), st.data())
def test_changes_lead_from_what_was_known_to_what_is(world: list[Step_], data: st.DataObject) -> None:
    with new_sqlite() as store:
        for step in world:
            carry_out(store, step)
        last = store.last_change()
        since = data.draw(st.integers(0, last))
        until = data.draw(st.integers(since, last))
        graph = store.graph(View(known_at=until))
        asked = Changes(since=str(since), until=str(until), first=data.draw(st.sampled_from((1, 3, 1000))))
        known, wanted = facts_known(store, since), facts_known(store, until)
        found = list(differences(graph, span_of(graph, asked.since, asked.until), asked, asked.first))
        gone = {fact.number for each in found for fact in each.old}
        reached = [fact for fact in known if fact.number not in gone] + [
            fact for each in found for fact in each.new
        ]
        assert contents(reached) == contents(wanted)
        rows: list[Changed] = []
        after = ""
        while True:
            answer = CHANGES.ask(graph, Changes(asked.since, asked.until, first=asked.first, after=after))
            rows += answer.rows
            if answer.after is None:
                break
            after = answer.after
        assert [row.fact for row in rows] == sorted({each.first for each in found})
        assert len({(row.statement, row.sort) for row in rows}) == len(rows)
        assert {row.sort for row in rows} <= set(SORTS)


def contents(facts: Iterable[Fact]) -> list[str]:
    """What facts say, whatever their numbers."""
    return sorted(f"{fact.statement} {fact.period} {fact.dated}" for fact in facts)


def test_facts_are_compared_by_all_that_they_say(stated: Stated) -> None:
    stated.say(ROLES + LINE).say(ROLES + LINE.replace("to: a", "to: a, note: said aloud"))
    was, now = (
        fact for fact in stated.graph().facts(["x/c"]) if fact.statement.id == "x: x/c REPORTS_TO x/a"
    )
    assert same_content(was, was)
    assert not same_content(was, now)
