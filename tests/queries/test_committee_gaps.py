"""What committees lack, and what one cannot tell of them."""

from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.queries.committee_gaps import (
    ANSWERS_TO_NOBODY,
    CANNOT_TELL,
    CHAIR_VACANT,
    CONFIRMED,
    EMPTY_SEATS,
    NO_CHAIR,
    NO_MEMBERS,
    NO_QUORUM,
)
from tests.queries.conftest import Stated

COMPLETE = "complete: [SITS_ON]\n"
BODIES = """
agencies: [{id: council, name: Council}]
people: [{id: ann, name: Ann}, {id: ben, name: Ben}, {id: cy, name: Cy}]
roles:
  - {id: chair, name: Chair}
  - {id: empty, name: Empty Role, none: [HOLDS]}
  - {id: gone, name: Gone Role, valid_to: 2019-05-01}
  - {id: team, name: Team, posts: 3}
  - {id: heads, name: All Heads, class: true}
  - {id: head-a, name: Head A, one_of: heads}
  - {id: head-b, name: Head B, one_of: heads}
  - {id: first, name: First Role, held_by: ann}
  - {id: second, name: Second Role, held_by: ann}
  - {id: shared, name: Shared Role, held_by: [{from: ann, as: job share}, {from: ben, as: job share}]}
"""


def gaps(stated: Stated, committee: str, head: str = "", more: str = "", **asked: Any) -> dict[str, str]:
    """The gaps of one committee that answers to the council, with their verdicts."""
    stated.say(
        f"{BODIES}committees:\n  - {{id: board, name: Board, answers_to: council, {committee}}}\n{more}",
        head=head,
    )
    return {row.gap: row.verdict for row in stated.ask("committee-gaps", **asked).rows}


CHAIRED = "{from: chair, capacity: chair}"


def test_a_committee_with_all_it_needs_has_no_gap(stated: Stated) -> None:
    assert gaps(stated, f"quorum: 2, members: [{CHAIRED}, {{from: ann}}]") == {}
    assert stated.ask("committee-gaps").sentence == "No committee has such a gap."


@pytest.mark.parametrize(
    ("committee", "open_", "complete"),
    [
        ("quorum: 2", {NO_MEMBERS: CANNOT_TELL}, {NO_MEMBERS: CONFIRMED}),
        ("members: [{from: ann}]", {NO_CHAIR: CANNOT_TELL}, {NO_CHAIR: CONFIRMED}),
        ("members: [{from: empty, capacity: chair}]", {CHAIR_VACANT: CONFIRMED}, {CHAIR_VACANT: CONFIRMED}),
        ("members: [{from: gone, capacity: chair}]", {NO_CHAIR: CONFIRMED}, {NO_CHAIR: CONFIRMED}),
        (f"quorum: 2, members: [{CHAIRED}]", {NO_QUORUM: CANNOT_TELL}, {NO_QUORUM: CONFIRMED}),
        (f"quorum: 2, members: [{CHAIRED}, {{from: empty}}]", {NO_QUORUM: CANNOT_TELL}, {NO_QUORUM: CONFIRMED}),
        (f"quorum: 2, members: [{CHAIRED}, {{from: gone}}]", {NO_QUORUM: CANNOT_TELL}, {NO_QUORUM: CONFIRMED}),
        (f"quorum: 2, members: [{CHAIRED}, {{from: ann, capacity: adviser}}]", {NO_QUORUM: CANNOT_TELL}, {NO_QUORUM: CONFIRMED}),
        (f"quorum: 2, members: [{CHAIRED}, {{from: ann, voting: false}}]", {NO_QUORUM: CANNOT_TELL}, {NO_QUORUM: CONFIRMED}),
        (f"seats: 3, members: [{CHAIRED}, {{from: ann}}]", {EMPTY_SEATS: CANNOT_TELL}, {EMPTY_SEATS: CONFIRMED}),
        (f"seats: 3, members: [{CHAIRED}, {{from: ann}}, {{from: empty}}]", {EMPTY_SEATS: CONFIRMED}, {EMPTY_SEATS: CONFIRMED}),
        (f"seats: 3, members: [{CHAIRED}, {{from: ann}}, {{from: ben}}]", {}, {}),
    ],
)  # fmt: skip
def test_each_gap_and_whether_one_can_tell(
    stated: Stated, committee: str, open_: dict[str, str], complete: dict[str, str]
) -> None:
    assert gaps(stated, committee) == open_
    assert gaps(stated, committee, COMPLETE) == complete


@pytest.mark.parametrize(
    ("members", "reached"),
    [
        ("{from: heads}", {2: {}, 3: {NO_QUORUM: CANNOT_TELL}}),
        ("{from: team}", {1: {}, 3: {NO_QUORUM: CONFIRMED}, 4: {NO_QUORUM: CONFIRMED}}),
        ("{from: first}, {from: second}", {1: {}, 2: {NO_QUORUM: CONFIRMED}}),
        ("{from: ann}, {from: shared}", {2: {}, 3: {NO_QUORUM: CONFIRMED}}),
        ("{from: ann}, {from: first}", {1: {}, 2: {NO_QUORUM: CONFIRMED}}),
        ("{from: ann}, {from: ann, capacity: vice chair, id: second-seat}", {2: {NO_QUORUM: CONFIRMED}}),
    ],
)
def test_a_quorum_counts_people_and_classes_by_their_members(
    stated: Stated, members: str, reached: dict[int, dict[str, str]]
) -> None:
    for quorum, found in reached.items():
        told = f"quorum: {quorum}, members: [{members}]"
        rows = gaps(stated, told, COMPLETE, gaps=(NO_QUORUM,))
        assert rows == found, quorum


def test_a_class_of_which_all_members_are_recorded_bounds_the_quorum(stated: Stated) -> None:
    told = "quorum: 3, members: [{from: heads}]"
    assert gaps(stated, told, "complete: [SITS_ON, ONE_OF]\n", gaps=(NO_QUORUM,)) == {NO_QUORUM: CONFIRMED}
    (row,) = stated.ask("committee-gaps", gaps=(NO_QUORUM,)).rows
    assert (row.there, row.needed, row.certainty) == (2, 3, Truth.YES)
    assert row.sentence == "Board needs 3 to decide; 2 members are sure to be there."


def test_several_posts_may_reach_a_quorum_and_need_not(stated: Stated) -> None:
    gaps(stated, "quorum: 3, members: [{from: team}]", COMPLETE)
    (row,) = stated.ask("committee-gaps", gaps=(NO_QUORUM,)).rows
    assert row.certainty is Truth.POSSIBLY


def test_whom_a_committee_answers_to(stated: Stated) -> None:
    stated.say("""
    agencies: [{id: council, name: Council}, {id: old, name: Old Council, valid_to: 2019-05-01}]
    committees:
      - {id: a, name: A, none: [ANSWERS_TO]}
      - {id: b, name: B}
      - {id: c, name: C, answers_to: old}
      - {id: d, name: D, answers_to: {to: council, valid_to: 2020}}
      - {id: e, name: E, one_of: all-panels}
      - {id: f, name: F, answers_to: {to: council, standing: proposed}}
      - {id: all-panels, name: All panels, class: true, answers_to: council}
    """)
    answer = stated.ask("committee-gaps", gaps=(ANSWERS_TO_NOBODY,))
    assert {row.committee.id[2:]: (row.verdict, row.certainty.word) for row in answer.rows} == {
        "a": (CONFIRMED, "yes"), "b": (CANNOT_TELL, "yes"), "c": (CONFIRMED, "yes"), "d": (CONFIRMED, "possibly"),
        "f": (CANNOT_TELL, "yes"),
    }  # fmt: skip
    assert answer.rows[0].sentence == "A answers to nobody."
    assert answer.rows[2].sentence == "C answers to Old Council alone, no longer there."
    assert len(stated.ask("committee-gaps", gaps=(ANSWERS_TO_NOBODY,), confirmed_only=True).rows) == 3
    assert "f" not in {
        row.committee.id[2:]
        for row in stated.ask("committee-gaps", {"proposed": True}, gaps=(ANSWERS_TO_NOBODY,)).rows
    }


def test_what_is_said_of_a_class_of_committees_fills_the_gaps_of_each(stated: Stated) -> None:
    more = (
        "  - {id: all-boards, name: All boards, class: true, answers_to: council, quorum: 3, members:"
        " [{from: chair, capacity: chair}, {from: ann}]}\n"
    )
    assert gaps(stated, "one_of: all-boards, members: [{from: ben}]", COMPLETE, more)[NO_QUORUM] == CONFIRMED
    board = [row for row in stated.ask("committee-gaps").rows if row.committee.id == "x/board"]
    assert board == []


def test_the_vice_chair_is_named_where_the_chair_is_vacant(stated: Stated) -> None:
    gaps(stated, "members: [{from: empty, capacity: chair}, {from: ann, capacity: vice chair}]")
    (row,) = stated.ask("committee-gaps").rows
    assert row.sentence == "The chair of Board, Empty Role, is vacant; its vice chair is Ann."


def test_a_committee_that_is_gone_or_only_proposed_has_no_gaps(stated: Stated) -> None:
    stated.say("committees: [{id: a, name: A, valid_to: 2019-05-01}, {id: b, name: B, standing: proposed}]")
    assert stated.ask("committee-gaps").rows == []
    assert len(stated.ask("committee-gaps", {"proposed": True}).rows) == 2


@pytest.mark.parametrize("first", [1, 2, 3, 5])
@pytest.mark.parametrize(
    "gaps", [(ANSWERS_TO_NOBODY, NO_MEMBERS), (ANSWERS_TO_NOBODY, NO_MEMBERS, NO_QUORUM)]
)
def test_a_page_may_end_between_two_gaps_of_a_committee(
    stated: Stated, first: int, gaps: tuple[str, ...]
) -> None:
    stated.say("committees: [{id: a, name: A}, {id: a-b, name: AB}, {id: a/c, name: AC}]")
    found, after = [], ""
    while True:
        answer = stated.ask("committee-gaps", first=first, after=after, gaps=gaps)
        found += [(row.committee.id, row.gap) for row in answer.rows]
        if answer.after is None:
            break
        after = answer.after
    assert found == [(id, gap) for id in ("a/c", "x/a", "x/a-b") for gap in (ANSWERS_TO_NOBODY, NO_MEMBERS)]
