"""What fails if a role falls vacant."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import UnknownName
from remit.queries.vacancy_impact import (
    ACCOUNTABLE,
    APPOINTMENT,
    CHAIRED,
    DELEGATION,
    DESIGNATION,
    LEAD,
    LINE,
    QUORUM,
    RESPONSIBLE,
    SCRUTINY,
)
from tests.queries.conftest import Stated

BODIES = """
agencies: [{id: council, name: Council}]
units: [{id: unit, name: Unit}]
committees: [{id: board, name: Board}]
people: [{id: ann, name: Ann}]
roles:
  - {id: role, name: The Role}
  - {id: other, name: Other Role}
  - {id: empty, name: Empty Role, none: [HOLDS]}
  - {id: gone, name: Gone Role, valid_to: 2019-05-01}
  - {id: mark, name: Designation, form: designation}
"""


def failing(
    stated: Stated, text: str, view: dict[str, Any] | None = None, head: str = ""
) -> set[tuple[str, str]]:
    """What fails if the role falls vacant: sort and id; possibly so marked."""
    stated.say(BODIES + text, head=head)
    rows = stated.ask("vacancy-impact", view, role="x/role").rows
    assert len({row.key for row in rows}) == len(rows)
    return {(row.sort + ("?" if row.certainty is Truth.POSSIBLY else ""), row.what.id[2:]) for row in rows}


def test_nothing_recorded_is_said_so(stated: Stated) -> None:
    assert failing(stated, "") == set()
    told = stated.ask("vacancy-impact", role="the role").sentence
    assert told == "If The Role (holder not recorded) falls vacant, nothing that is recorded fails."
    with pytest.raises(UnknownName, match="no role goes by"):
        stated.ask("vacancy-impact", role="council")


@pytest.mark.parametrize(
    ("others", "lost"),
    [
        ("", ""), (", other", None), (", council", None), (", unit", None), (", board", ""), (", empty", ""),
        (", gone", ""), (", {from: other, valid_to: 2020}", "?"), (", {from: other, valid_to: 2019-02-01}", ""),
    ],
)  # fmt: skip
def test_a_duty_fails_where_nobody_else_can_answer_for_it(
    stated: Stated, others: str, lost: str | None
) -> None:
    found = failing(stated, f"duties: [{{id: d, name: Do it., accountable: [role{others}]}}]")
    assert found == (set() if lost is None else {(ACCOUNTABLE + lost, "d")})


def test_who_cannot_be_counted_on_is_named(stated: Stated) -> None:
    failing(stated, "duties: [{id: d, name: Do it., accountable: [role, empty]}]")
    (row,) = stated.ask("vacancy-impact", role="x/role").rows
    assert row.sentence == "Nobody is accountable for it; Empty Role would, but cannot be counted on."
    assert row.edge.relation == "ACCOUNTABLE_FOR"


def test_a_duty_of_its_class_fails_in_its_part(stated: Stated) -> None:
    text = """
  - {id: heads, name: All Heads, class: true, accountable_for: d, responsible_for: d, leads: unit}
  - {id: not-ours, name: Most Heads, class: true, except: [role], accountable_for: e}
edges:
  - {from: role, relation: ONE_OF, to: heads}
  - {from: other, relation: ONE_OF, to: heads}
  - {from: role, relation: ONE_OF, to: not-ours}
duties: [{id: d, name: Do it.}, {id: e, name: Do that.}]
"""
    assert failing(stated, text) == {(ACCOUNTABLE, "d"), (RESPONSIBLE, "d")}
    row = stated.ask("vacancy-impact", role="x/role").rows[0]
    assert row.through.id == "x/heads"
    assert row.sentence == "Nobody is accountable for it in its part, which it has as one of All Heads."


def test_everything_of_which_it_is_the_only_one(stated: Stated) -> None:
    text = """
edges:
  - {from: role, relation: LEADS, to: unit}
  - {from: role, relation: APPOINTS, to: other}
  - {from: role, relation: SCRUTINISES, to: council, how: inspection}
  - {from: other, relation: SCRUTINISES, to: council, how: scrutiny}
  - {from: role, relation: CARRIES, to: mark}
  - {from: mark, relation: ACCOUNTABLE_FOR, to: d}
  - {from: mark, relation: SITS_ON, to: board, capacity: chair}
duties: [{id: d, name: Do it.}]
"""
    assert failing(stated, text) == {
        (LEAD, "unit"), (APPOINTMENT, "other"), (SCRUTINY, "council"), (DESIGNATION, "mark"), (ACCOUNTABLE, "d"),
        (CHAIRED, "board"),
    }  # fmt: skip
    held = text.replace("duties:", "  - {from: ann, relation: HOLDS, to: mark}\nduties:")
    assert failing(stated, held) == {(LEAD, "unit"), (APPOINTMENT, "other"), (SCRUTINY, "council")}


def test_a_designation_that_another_carries_stays(stated: Stated) -> None:
    text = """
edges:
  - {from: role, relation: CARRIES, to: mark}
  - {from: %s, relation: CARRIES, to: mark}
"""
    assert failing(stated, text % "other") == set()
    assert failing(stated, text % "empty") == {(DESIGNATION, "mark")}


@pytest.mark.parametrize(
    ("members", "head", "lost"),
    [
        ("{from: role, capacity: chair}", "", {(CHAIRED, "board")}),
        ("{from: role, capacity: chair}, {from: other, capacity: chair}", "", {(QUORUM + "?", "board")}),
        ("{from: role, capacity: chair}, {from: empty, capacity: chair}", "", {(CHAIRED, "board")}),
        ("{from: role}, {from: other}", "complete: [SITS_ON]\n", {(QUORUM, "board")}),
        ("{from: role}, {from: other}", "", {(QUORUM + "?", "board")}),
        ("{from: role}, {from: other}, {from: ann}", "complete: [SITS_ON]\n", set()),
        ("{from: role, capacity: adviser}, {from: other}", "complete: [SITS_ON]\n", set()),
        ("{from: role}", "complete: [SITS_ON]\n", set()),
    ],
)
def test_chairs_and_quorums(stated: Stated, members: str, head: str, lost: set[tuple[str, str]]) -> None:
    text = "  - {id: clerk, name: Clerk}\nedges:\n  - {from: clerk, relation: SITS_ON, to: board, capacity: observer}\n"
    stated.say(
        BODIES.replace("name: Board", f"name: Board, quorum: 2, members: [{members}]") + text, head=head
    )
    rows = stated.ask("vacancy-impact", role="x/role").rows
    found = {(row.sort + ("?" if row.certainty is Truth.POSSIBLY else ""), row.what.id[2:]) for row in rows}
    assert found == lost


def test_delegations_by_it_and_to_it(stated: Stated) -> None:
    text = """
edges:
  - {from: role, relation: DELEGATES_TO, to: other, duty: d, accountability: kept}
  - {from: council, relation: DELEGATES_TO, to: role, function: signing contracts}
  - {from: council, relation: DELEGATES_TO, to: role, function: hiring, id: second}
duties: [{id: d, name: Do it.}]
"""
    assert failing(stated, text) == {(DELEGATION, "other"), (DELEGATION, "council")}
    rows = stated.ask("vacancy-impact", role="x/role").rows
    assert [row.about and row.about.id for row in rows] == [None, None, "x/d"]
    assert [row.sentence for row in rows] == [
        "What Council handed to it has nobody to do it: hiring.",
        "What Council handed to it has nobody to do it: signing contracts.",
        "What it handed to Other Role has nobody to take it back: Do it (accountability kept).",
    ]


LINES = """
  - {id: top, name: Top}
  - {id: a, name: A, reports_to: role}
  - {id: a1, name: A1, reports_to: a}
  - {id: a2, name: A2, reports_to: [a, {to: a1, line: professional}]}
  - {id: b, name: B, reports_to: [role, {to: top, line: functional}]}
  - {id: b1, name: B1, reports_to: b}
  - {id: c, name: C, reports_to: {to: role, line: professional}}
  - {id: c1, name: C1, reports_to: [c, b1]}
"""


def test_those_below_who_have_no_other_way_up(stated: Stated) -> None:
    assert failing(stated, LINES) == {(LINE, "a"), (LINE, "c")}
    rows = {row.what.id[2:]: row for row in stated.ask("vacancy-impact", role="x/role").rows}
    assert (rows["a"].below, rows["c"].below) == (2, 0)
    assert rows["a"].sentence == "No other line leads up from it, nor from 2 below it."
    assert rows["a"].edge.relation == "REPORTS_TO"


def test_a_way_out_may_be_uncertain_or_ended_or_lead_through_a_class(stated: Stated) -> None:
    text = """
  - {id: top, name: Top}
  - {id: late, name: Late, reports_to: [role, {to: top, valid_to: 2020}]}
  - {id: lost, name: Lost, reports_to: [role, {to: gone}]}
  - {id: led, name: Led, reports_to: role, one_of: leading}
  - {id: idle, name: Idle, reports_to: role, one_of: idling}
  - {id: leading, name: All that lead on, class: true, reports_to: top}
  - {id: idling, name: All that do not, class: true}
  - {id: below, name: All below, class: true, reports_to: role}
  - {id: member, name: Member, one_of: below}
"""
    assert failing(stated, text) == {(LINE + "?", "late"), (LINE, "lost"), (LINE, "idle"), (LINE, "below")}
    rows = {row.what.id[2:]: row.below for row in stated.ask("vacancy-impact", role="x/role").rows}
    assert rows["below"] == 1


def test_committees_and_loops_in_lines(stated: Stated) -> None:
    text = """
  - {id: a, name: A, reports_to: [role, b]}
  - {id: b, name: B, reports_to: a}
  - {id: chief, name: Chief, answers_to: board}
edges:
  - {from: board, relation: ANSWERS_TO, to: role}
  - {from: role, relation: REPORTS_TO, to: b}
"""
    assert failing(stated, text) == {(LINE, "a"), (LINE, "board")}
    rows = {row.what.id[2:]: row.below for row in stated.ask("vacancy-impact", role="x/role").rows}
    assert rows == {"a": 1, "board": 1}


def test_a_role_that_is_vacant_already_or_not_there(stated: Stated) -> None:
    text = "duties: [{id: d, name: Do it., accountable: empty}, {id: e, name: Do that., accountable: gone}]"
    stated.say(BODIES + text)
    answer = stated.ask("vacancy-impact", role="x/empty")
    assert answer.sentence == "Empty Role is VACANT: 1 duty has nobody accountable."
    gone = stated.ask("vacancy-impact", role="x/gone")
    assert (gone.rows, gone.sentence) == ([], "Gone Role is not there on that day, so nothing fails.")
    assert len(stated.ask("vacancy-impact", {"as_at": date(2019, 4, 1)}, role="x/gone").rows) == 1


def test_the_quorum_that_a_vacant_role_leaves_out_of_reach(stated: Stated) -> None:
    board = "name: Board, quorum: 2, members: [{from: empty}, {from: other}]"
    stated.say(BODIES.replace("name: Board", board), head="complete: [SITS_ON]\n")
    (row,) = stated.ask("vacancy-impact", role="x/empty").rows
    assert (row.sort, row.certainty, row.sentence) == (
        QUORUM,
        Truth.YES,
        "It needs 2 to decide; 1 member is left.",
    )


def test_of_a_class_the_members_are_not_below_and_may_be_left_out(stated: Stated) -> None:
    text = """
  - {id: heads, name: All Heads, class: true}
  - {id: head, name: Head, one_of: heads}
  - {id: helper, name: Helper, reports_to: [heads, head]}
  - {id: lone, name: Lone, reports_to: [role, heads], one_of: led}
  - {id: left, name: Left, reports_to: role, one_of: led}
  - {id: led, name: All led, class: true, except: [left], reports_to: heads}
"""
    assert failing(stated, text) == {(LINE, "left")}
    answer = stated.ask("vacancy-impact", role="x/heads")
    assert [row.what.id[2:] for row in answer.rows] == ["led"]
    assert "All Heads are a class of posts: this is what fails if none of them is held." in answer.notes


def test_strict_leaves_out_what_is_inferred(stated: Stated) -> None:
    text = "duties: [{id: d, name: Do it., accountable: [role, {from: other, evidence: inferred, reason: The title.}]}]"
    assert failing(stated, text) == set()
    assert failing(stated, text, {"strict": True}) == {(ACCOUNTABLE, "d")}


def test_pages_and_the_sentence_counts_all(stated: Stated) -> None:
    duties = "".join(
        f"  - {{id: d{n}, name: Do {n}., accountable: role, responsible: role}}\n" for n in range(5)
    )
    failing(stated, f"duties:\n{duties}")
    first = stated.ask("vacancy-impact", role="x/role", first=3)
    second = stated.ask("vacancy-impact", role="x/role", first=7, after=first.after)
    assert [row.what.id[2:] for row in (*first.rows, *second.rows)] == 2 * [f"d{n}" for n in range(5)]
    assert second.after is None
    assert "5 duties have nobody accountable and 5 duties have nobody responsible" in first.sentence


def test_the_duties_that_fail_are_those_that_become_unowned(stated: Stated) -> None:
    owners = ("role", "other", "council", "board", "empty", "gone", "unit")
    pairs = list(product(owners, owners))
    duties = "".join(
        f"  - {{id: d{n}, name: Do {n}., accountable: [{a}{f', {b}' if b != a else ''}]}}\n"
        for n, (a, b) in enumerate(pairs)
    )
    lost = {what for sort, what in failing(stated, f"duties:\n{duties}") if sort == ACCOUNTABLE}
    before = {row.duty.id[2:] for row in stated.ask("unowned-duties", first=1000).rows}
    stated.say(BODIES.replace("name: The Role", "name: The Role, none: [HOLDS]") + f"duties:\n{duties}")
    after = {row.duty.id[2:] for row in stated.ask("unowned-duties", first=1000).rows}
    assert lost == after - before != set()
