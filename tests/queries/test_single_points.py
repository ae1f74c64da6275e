"""What hangs on one role alone: duties, people and lines; two owners, two lines, vacancies, what is only possible."""

from remit.queries.between import Between
from remit.queries.single_points import SinglePoint
from tests.queries.conftest import Stated

LINES = """
agencies: [{id: council, name: Council}]
committees: [{id: board, name: Board}]
roles:
  - {id: chief, name: Chief}
  - {id: head, name: Head, reports_to: chief}
  - {id: lead, name: Lead, reports_to: head}
  - {id: clerk, name: Clerk, reports_to: lead}
  - {id: expert, name: Expert, reports_to: [lead, {to: chief, line: professional}]}
people:
  - {id: ann, name: Ann, holds: clerk}
  - {id: bob, name: Bob, holds: [expert, clerk]}
duties:
  - {id: d-lead, name: Do it, accountable: lead}
  - {id: d-clerk, name: Do more, accountable: clerk}
"""
NOTHING = (0, 0, 0, 0)


def lost(stated: Stated) -> dict[str, tuple[Between, ...]]:
    return {
        row.role.id.removeprefix("x/"): (row.duties, row.duties_below, row.below, row.people)
        for row in stated.ask("single-points").rows
    }


def exactly(*numbers: int) -> tuple[Between, ...]:
    return tuple(Between(number, number) for number in numbers)


def test_what_loses_its_only_owner_or_its_only_line(stated: Stated) -> None:
    found = lost(stated.say(LINES))
    assert found["lead"] == exactly(1, 1, 1, 1)  # bob keeps the line of the expert
    assert found["head"] == exactly(0, 2, 2, 1)
    assert found["chief"] == exactly(0, 2, 4, 2)
    assert found["clerk"] == exactly(1, 0, 0, 0)
    assert "expert" not in found


def test_worst_first_and_told(stated: Stated) -> None:
    answer = stated.say(LINES).ask("single-points")
    ranks = [row.rank for row in answer.rows]
    assert ranks == sorted(ranks, reverse=True) == [8, 5, 4, 1]
    assert answer.sentence == (
        "4 roles are the only owner or the only line of something. Without Chief, 4 roles and bodies, 2 people and 2 duties lose"
        " their only line to the top."
    )


def test_one_of_two_owners_is_no_single_point_unless_the_other_does_not_own(stated: Stated) -> None:
    bodies = """
committees: [{id: board, name: Board}]
roles: [{id: a, name: A}, {id: b, name: B}, {id: empty, name: Empty, none: [HOLDS]}]
duties:
  - {id: d-two, name: Do two, accountable: [{from: a, how: joint, reason: both}, {from: b, how: joint, reason: both}]}
"""
    assert lost(stated.say(bodies)) == {}
    assert stated.ask("single-points").sentence == "Nothing hangs on one role alone."
    stated.say(bodies + "  - {id: d-a, name: Do a, accountable: [a, board, empty]}\n")
    assert lost(stated) == {"a": exactly(1, 0, 0, 0)}


def test_a_duty_of_an_agency_hangs_on_no_role(stated: Stated) -> None:
    stated.say(
        "agencies: [{id: council, name: Council}]\nduties: [{id: d, name: Do it, accountable: council}]"
    )
    assert lost(stated) == {}


def test_what_is_only_possible_counts_at_the_most(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: chief, name: Chief}
  - {id: other, name: Other}
  - {id: head, name: Head, reports_to: [chief, {to: other, valid_to: 2020}]}
  - {id: clerk, name: Clerk, reports_to: {to: head, valid_to: 2020}}
duties:
  - {id: d, name: Do it, accountable: [chief, {from: other, valid_to: 2020}]}
""")
    found = lost(stated)
    assert found["chief"] == (Between(0, 1), Between(0, 0), Between(0, 2), Between(0, 0))
    assert found["head"][2] == Between(0, 1)
    assert "other" not in found


def test_a_vacancy_that_is_only_possible_leaves_it_open_who_owns(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A}
  - {id: b, name: B, none: [HOLDS]}
people: [{id: ann, name: Ann, holds: {to: b, valid_to: 2020}}]
duties: [{id: d, name: Do it, accountable: [a, b]}]
""")
    assert lost(stated)["a"][0] == Between(0, 1)


def test_those_in_a_closed_loop_have_no_line_to_lose(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: b}
  - {id: b, name: B, reports_to: a}
  - {id: c, name: C, reports_to: b}
duties: [{id: d, name: Do it, accountable: c}]
""")
    assert lost(stated) == {"c": exactly(1, 0, 0, 0)}


def test_of_a_class_with_its_members_the_members_count(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: chief, name: Chief}
  - {id: heads, name: All Heads, class: true, reports_to: chief}
  - {id: one, name: One, one_of: heads}
  - {id: two, name: Two, one_of: heads, reports_to: other}
  - {id: other, name: Other}
""")
    assert lost(stated) == {"chief": exactly(0, 0, 1, 0)}


def test_rows_are_paged(stated: Stated) -> None:
    stated.say(LINES)
    found: list[SinglePoint] = []
    after: str | None = ""
    while after is not None:
        answer = stated.ask("single-points", first=1, after=after)
        found += answer.rows
        after = answer.after
    assert [row.role.id for row in found] == [f"x/{id}" for id in ("chief", "head", "lead", "clerk")]
