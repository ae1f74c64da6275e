"""The ladder to the first body with authority over both: trees, matrix lines, steps, committees, people, none."""

from datetime import date
from typing import Any

from remit.graphmodel.days import Truth
from tests.queries.conftest import Stated

TREE = """
agencies: [{id: council, name: Council}]
units: [{id: team, name: Team, part_of: council}]
committees:
  - {id: board, name: Board, answers_to: council}
  - {id: panel, name: Panel, answers_to: {to: board, locator: "2.3"}}
roles:
  - {id: chief, name: Chief, answers_to: board, none: [HOLDS]}
  - {id: head, name: Head, reports_to: {to: chief, locator: "1.1"}}
  - {id: lead, name: Lead, reports_to: head, leads: team}
  - {id: clerk, name: Clerk, reports_to: lead}
  - {id: other, name: Other Head, reports_to: chief}
  - {id: lone, name: Lone Role}
people:
  - {id: ann, name: Ann, holds: clerk}
  - {id: bob, name: Bob, holds: clerk}
"""


def ladder(
    stated: Stated, a: str, b: str, view: dict[str, Any] | None = None
) -> tuple[str, list[str], list[str]]:
    """The authority ("" where there is none), and the ids on the way there from a and from b."""
    rows = stated.ask("escalation", view, a=a, b=b).rows
    ways = [[hop.object.id[2:] for row in rows if row.side == side for hop in row.hops] for side in "ab"]
    return (rows[0].to.id[2:] if rows[0].authority else ""), ways[0], ways[1]


def test_the_first_above_both(stated: Stated) -> None:
    stated.say(TREE)
    assert ladder(stated, "clerk", "other") == ("chief", ["lead", "head", "chief"], ["chief"])
    told = stated.ask("escalation", a="clerk", b="other head").sentence
    assert told.startswith(
        "The first with authority over both Clerk and Other Head is Chief (VACANT). Clerk reports to Lead"
    )
    assert "Head reports to Chief (VACANT, 1.1)" in told


def test_one_above_the_other_settles_it(stated: Stated) -> None:
    assert ladder(stated.say(TREE), "clerk", "head") == ("head", ["lead", "head"], [])


def test_lines_lead_through_committees_and_from_bodies_and_people(stated: Stated) -> None:
    stated.say(TREE)
    assert ladder(stated, "panel", "chief") == ("board", ["board"], ["board"])
    assert ladder(stated, "team", "other") == ("chief", ["lead", "head", "chief"], ["chief"])
    assert ladder(stated, "ann", "bob") == ("lead", ["clerk", "lead"], ["clerk", "lead"])
    assert ladder(stated, "ann", "lead") == ("lead", ["clerk", "lead"], [])


def test_none_is_said_with_the_end_of_each_line(stated: Stated) -> None:
    stated.say(TREE)
    assert ladder(stated, "other", "lone") == ("", ["chief", "board", "council"], [])
    answer = stated.ask("escalation", a="other head", b="lone role")
    assert [(row.side, row.to.id, row.broken.reason) for row in answer.rows] == [
        ("a", "x/council", "no line recorded"), ("b", "x/lone", "no line recorded"),
    ]  # fmt: skip
    assert answer.sentence.startswith(
        "No line or step leads from Other Head and Lone Role to a body with authority over both."
    )
    assert answer.sentence.endswith("No line is recorded from Lone Role onwards.")


def test_steps_of_escalation_lead_where_no_line_does_and_on_from_the_end(stated: Stated) -> None:
    steps = """
edges:
  - {from: lone, relation: ESCALATES_TO, to: board, step: 1, power: arbitrate}
  - {from: board, relation: ESCALATES_TO, to: council, step: 2, power: decide}
"""
    stated.say(TREE + steps)
    assert ladder(stated, "other", "lone") == ("board", ["chief", "board"], ["board"])
    _, row = stated.ask("escalation", a="other", b="lone").rows
    assert [(rung.to.id, rung.step, rung.power) for rung in row.steps] == [
        ("x/board", 1, "arbitrate"), ("x/council", 2, "decide"),
    ]  # fmt: skip
    told = stated.ask("escalation", a="other", b="lone").sentence
    assert "Lone Role escalates to Board (step 1, to arbitrate)." in told


def test_a_class_has_no_authority_over_its_members_but_its_line_leads_on(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: chief, name: Chief}
  - {id: heads, name: All Heads, class: true, reports_to: chief}
  - {id: one, name: One, one_of: heads}
  - {id: two, name: Two, one_of: heads}
""")
    assert ladder(stated, "one", "two") == ("chief", ["heads", "chief"], ["heads", "chief"])


def test_certain_lines_come_before_possible_ones(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: top, name: Top}
  - {id: near, name: Near, reports_to: top}
  - {id: a, name: A, reports_to: [{to: near, valid_to: 2020}, far]}
  - {id: b, name: B, reports_to: [{to: near, valid_to: 2020}, far]}
  - {id: far, name: Far, reports_to: top}
  - {id: c, name: C, reports_to: {to: near, valid_to: 2020}}
""")
    assert ladder(stated, "a", "b") == ("far", ["far"], ["far"])
    assert ladder(stated, "a", "c") == ("near", ["near"], ["near"])
    assert {row.certainty for row in stated.ask("escalation", a="a", b="c").rows} == {Truth.POSSIBLY}
    assert ladder(stated, "a", "c", {"as_at": date(2021, 1, 1)})[0] == ""


def test_two_tops_and_a_loop_end_each_line_where_it_ends(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: b}
  - {id: b, name: B, reports_to: a}
  - {id: c, name: C, reports_to: [d, e]}
  - {id: d, name: D}
  - {id: e, name: E}
""")
    rows = stated.ask("escalation", a="a", b="c").rows
    assert [(row.side, row.to.id, row.broken.reason) for row in rows] == [
        ("a", "x/b", "returns to itself"), ("b", "x/d", "no line recorded"), ("b", "x/e", "no line recorded"),
    ]  # fmt: skip


def test_one_and_the_same(stated: Stated) -> None:
    stated.say(TREE)
    answer = stated.ask("escalation", a="clerk", b="clerk")
    assert answer.sentence == "Clerk is both of the two: there is nobody to settle it between."
    assert answer.rows == []
