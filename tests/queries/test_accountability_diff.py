"""Who answers otherwise than before, between two states of knowledge and between two days."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.graphmodel.view import View
from remit.queries.comparing import compare, differences
from remit.queries.scope import Scope, scope_of_all, scope_of_changes
from tests.contract.stores import NewStore, sqlite
from tests.contract.worlds import EDGES_OF_TIME, NODES, Step_, carry_out, worlds
from tests.queries.conftest import Stated

new_sqlite = NewStore(sqlite)
TREE = """
roles:
  - {id: chief, name: Chief}
  - {id: deputy, name: Deputy, reports_to: chief}
  - {id: head, name: Head, reports_to: %s}
  - {id: clerk, name: Clerk, reports_to: head}
  - {id: aide, name: Aide, reports_to: clerk}
"""
DUTY = """
roles:
  - {id: a, name: Alpha%s}
  - {id: b, name: Beta}
  - {id: heads, name: All Heads, class: true}
people:
  - {id: ann, name: Ann%s}
duties:
  - {id: plan, name: Plan%s}
"""


def told(stated: Stated, view: dict[str, Any] | None = None, **asked: Any) -> list[tuple[str, ...]]:
    """Sort, node, before, after."""
    rows = stated.ask("accountability-diff", view, **asked).rows
    return [(row.sort, row.node.id.removeprefix("x/"), row.before, row.after) for row in rows]


def test_a_role_that_moves_is_one_row_with_the_count_of_those_below(stated: Stated) -> None:
    stated.say(TREE % "chief").say(TREE % "deputy")
    answer = stated.ask("accountability-diff")
    (row,) = answer.rows
    assert (row.node.id, row.before, row.after, row.below) == (
        "x/head", "reports to Chief", "reports to Deputy", 2,
    )  # fmt: skip
    assert row.certainty is Truth.YES
    assert answer.sentence == "From change 1 to change 2, accountability differs: 1 line changed."


def test_a_role_that_ends_takes_the_line_of_those_below_with_it(stated: Stated) -> None:
    ended = (TREE % "chief").replace("name: Head,", "name: Head, valid_to: 2020-01-01,")
    stated.say(TREE % "chief").say(ended)
    assert told(stated) == [("line changed", "head", "reports to Chief", "not there")]
    assert stated.ask("accountability-diff").rows[0].below == 2


def test_a_top_that_ends_is_told_though_it_has_no_line_of_its_own(stated: Stated) -> None:
    stated.say(TREE % "chief").say(
        (TREE % "chief").replace("name: Chief", "name: Chief, valid_to: 2020-01-01")
    )
    (row,) = stated.ask("accountability-diff").rows
    assert (row.node.id, row.before, row.after, row.below) == ("x/chief", "no line recorded", "not there", 4)


def test_a_line_may_change_its_sort_or_become_possible(stated: Stated) -> None:
    stated.say(TREE % "chief").say(TREE % "{to: chief, line: professional}").say(
        TREE % "{to: chief, line: professional, valid_to: 2020}"
    )
    assert told(stated, since="1", until="2") == [
        ("line changed", "head", "reports to Chief", "reports to Chief (professional)")
    ]
    assert told(stated) == [
        (
            "line changed",
            "head",
            "reports to Chief (professional)",
            "reports to Chief (professional, possibly)",
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("", "", ""), ("", "", ", accountable: a"),
         [("gained", "a", "not accountable", "accountable"), ("newly owned", "plan", "Nobody is assigned.", "owned by Alpha")]),
        (("", "", ", accountable: a"), ("", "", ", accountable: b"),
         [("lost", "a", "accountable", "not accountable"), ("gained", "b", "not accountable", "accountable")]),
        (("", "", ", responsible: a"), ("", "", ""), [("lost", "a", "responsible", "not responsible")]),
        (("", "", ", accountable: a"), (", none: [HOLDS]", "", ", accountable: a"),
         [("newly unowned", "plan", "owned by Alpha", "Alpha is accountable, and vacant.")]),
        ((", none: [HOLDS]", ", holds: a", ", accountable: a"), (", none: [HOLDS]", "", ", accountable: a"),
         [("newly unowned", "plan", "owned by Alpha", "Alpha is accountable, and vacant.")]),
        ((", none: [HOLDS]", ", holds: a", ", accountable: a"),
         (", none: [HOLDS]", ", valid_to: 2020-01-01, holds: a", ", accountable: a"),
         [("newly unowned", "plan", "owned by Alpha", "Alpha is accountable, and vacant.")]),
        ((", one_of: heads", "", ", accountable: heads"), (", one_of: heads, none: [HOLDS]", "", ", accountable: heads"),
         [("newly unowned", "plan", "owned by All Heads",
           "All Heads are accountable as a class; not covered: Alpha.")]),
        (("", "", ", accountable: a"), (", valid_to: 2020-01-01", "", ", accountable: a"),
         [("lost", "a", "accountable", "not there"),
          ("newly unowned", "plan", "owned by Alpha", "Alpha is accountable, and no longer there.")]),
        (("", "", ", accountable: a"), ("", "", ", accountable: a, valid_to: 2020-01-01"),
         [("lost", "a", "accountable", "not there")]),
    ],
)  # fmt: skip
def test_duties_gained_lost_owned_and_unowned(
    stated: Stated, before: tuple[str, ...], after: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    stated.say(DUTY % before).say(DUTY % after)
    assert told(stated) == sorted(expected, key=lambda row: row[1])


def test_a_data_set_that_comes_to_state_all_holders_makes_roles_vacant(stated: Stated) -> None:
    text = DUTY % ("", ", holds: b", ", accountable: a")
    stated.say(text).say(text, head="complete: [HOLDS]\n")
    assert told(stated) == [("newly unowned", "plan", "owned by Alpha", "Alpha is accountable, and vacant.")]


def test_two_days_are_compared_as_they_are_known(stated: Stated) -> None:
    moved = TREE % "{to: chief, valid_to: 2020-03-01}"
    stated.say(moved + "edges:\n  - {from: head, relation: REPORTS_TO, to: deputy, valid_from: 2020-03-01}\n")
    days: dict[str, Any] = {"from_day": date(2020, 2, 1), "to_day": date(2020, 4, 1)}
    assert told(stated, **days) == [("line changed", "head", "reports to Chief", "reports to Deputy")]
    answer = stated.ask("accountability-diff", **days)
    assert answer.sentence == "From 1 February 2020 to 1 April 2020, accountability differs: 1 line changed."
    assert told(stated, from_day=date(2020, 4, 1)) == []
    assert told(stated, {"as_at": date(2020, 2, 1)}, to_day=date(2020, 4, 1)) == told(stated, **days)


def test_both_axes_may_differ_at_once(stated: Stated) -> None:
    stated.say(TREE % "chief").say(TREE % "{to: deputy, valid_from: 2020-03-01}")
    answer = stated.ask("accountability-diff", since="1", from_day=date(2020, 2, 1), to_day=date(2020, 4, 1))
    assert [row.node.id for row in answer.rows] == ["x/head"]
    assert answer.sentence.startswith(
        "From 1 February 2020 as known at change 1 to 1 April 2020 as known at change 2, "
    )


def test_days_not_known_exactly_differ_possibly_and_can_be_left_out(stated: Stated) -> None:
    stated.say(DUTY % ("", "", ", accountable: {from: a, valid_from: 2020}"))
    days: dict[str, Any] = {"from_day": date(2019, 6, 1), "to_day": date(2020, 6, 1), "sorts": ("gained",)}
    answer = stated.ask("accountability-diff", **days)
    assert [(row.certainty, row.after) for row in answer.rows] == [(Truth.POSSIBLY, "possibly accountable")]
    assert answer.sentence.endswith("accountability differs: 1 assignment gained (possibly).")
    assert stated.ask("accountability-diff", certain=True, **days).rows == []


def test_one_node_can_be_asked_for_with_the_duties_it_has(stated: Stated) -> None:
    stated.say(DUTY % ("", "", ", accountable: a") + "  - {id: act, name: Act, accountable: a}\n")
    stated.say(DUTY % ("", "", ", accountable: b") + "  - {id: act, name: Act, accountable: b}\n")
    assert len(told(stated)) == 4
    assert [row[:2] for row in told(stated, of="plan")] == [("lost", "a"), ("gained", "b")]
    assert len(told(stated, of="alpha")) == 4
    assert told(stated, of="all heads") == []


def test_proposed_and_strict_views_differ_by_what_they_count(stated: Stated) -> None:
    stated.say(DUTY % ("", "", ""))
    stated.say(
        DUTY % (", standing: proposed", "", ", accountable: {from: b, evidence: inferred, reason: title}")
    )
    assert [row[:2] for row in told(stated)] == [("gained", "b"), ("newly owned", "plan")]
    assert told(stated, {"strict": True}) == []


def test_nothing_changed_and_no_data_are_said_so(stated: Stated) -> None:
    stated.say("people:\n  - {id: ann, name: Ann}\n")
    answer = stated.ask("accountability-diff")
    assert answer.sentence == "From the beginning to change 1, nobody's accountability differs."


def test_days_that_run_backwards_are_refused(stated: Stated) -> None:
    stated.say(TREE % "chief")
    with pytest.raises(BadValue, match="later than the day to compare to"):
        stated.ask("accountability-diff", from_day=date(2021, 1, 1))


def test_pages_add_up_to_the_whole(stated: Stated) -> None:
    stated.say(DUTY % ("", "", ", accountable: a, responsible: a"))
    stated.say(DUTY % ("", "", ", accountable: b, responsible: b"))
    whole = stated.ask("accountability-diff").rows
    paged: list[Any] = []
    after = ""
    while True:
        answer = stated.ask("accountability-diff", first=1, after=after)
        paged += answer.rows
        if answer.after is None:
            break
        after = answer.after
    assert len(whole) == 4
    assert paged == list(whole)


EVERYTHING = Scope(
    frozenset(NODES),
    frozenset(id for id, kind in NODES.items() if kind == "Duty"),
    frozenset(id for id, kind in NODES.items() if kind == "Duty"),
)


@new_sqlite.examples(30)
@given(worlds(), st.data())
def test_what_was_touched_is_all_that_differs(world: list[Step_], data: st.DataObject) -> None:
    with new_sqlite() as store:
        for step in world:
            carry_out(store, step)
        last = store.last_change()
        since = data.draw(st.integers(0, last))
        day = date.fromisoformat(data.draw(st.sampled_from(EDGES_OF_TIME)))
        strict, proposed = data.draw(st.booleans()), data.draw(st.booleans())
        before = store.graph(View(day, since, strict, proposed))
        after = store.graph(View(day, last, strict, proposed))
        datasets = {name for change in store.changes(since) for name in change.datasets}
        touched = scope_of_changes(before, after, since, datasets)
        assert found_in(before, after, touched) == found_in(before, after, EVERYTHING)


@new_sqlite.examples(30)
@given(worlds(), st.data())
def test_whole_relations_tell_all_that_differs_between_two_days(
    world: list[Step_], data: st.DataObject
) -> None:
    with new_sqlite() as store:
        for step in world:
            carry_out(store, step)
        days = sorted(date.fromisoformat(data.draw(st.sampled_from(EDGES_OF_TIME))) for _ in range(2))
        before, after = (store.graph(View(day)) for day in days)
        scope = scope_of_all(before, after)
        assert found_in(before, after, scope) == found_in(before, after, EVERYTHING)


def found_in(before: Any, after: Any, scope: Scope) -> set[str]:
    """The differences within a scope, in a form to compare."""
    return {
        f"{each.cursor} {each.certainty.word}" for each in differences(compare(before, after, scope), scope)
    }
