"""Rules on lines: tops, posts outside, lines to what has ended, and one person at both ends."""

from datetime import date

import pytest

from tests.queries.conftest import Stated
from tests.queries.rules.finding import found, outcomes

ROUND = """
agencies: [{id: council, name: Council}, {id: trust, name: Trust}]
roles:
  - {id: chief, name: Chief, part_of: council, reports_to: head}
"""


def test_lines_that_only_lead_round_have_no_top(stated: Stated) -> None:
    text = ROUND + "  - {id: head, name: Head, part_of: council, reports_to: chief}"
    assert outcomes(stated, "no-top", text) == {"council": "yes"}


def test_a_line_that_may_have_ended_leaves_only_a_possible_top(stated: Stated) -> None:
    text = ROUND + "  - {id: head, name: Head, part_of: council, reports_to: {to: chief, valid_to: 2020}}"
    assert outcomes(stated, "no-top", text) == {"council": "possibly"}
    assert outcomes(stated, "no-top", as_at=date(2021, 1, 1)) == {}


def test_a_line_out_of_the_agency_is_a_top_of_it(stated: Stated) -> None:
    text = ROUND + (
        "  - {id: head, name: Head, part_of: council, reports_to: minister}\n"
        "  - {id: minister, name: Minister, part_of: trust, reports_to: other}\n"
        "  - {id: other, name: Other, part_of: trust, reports_to: minister}"
    )
    assert outcomes(stated, "no-top", text) == {"trust": "yes"}


def test_an_agency_without_lines_is_not_judged(stated: Stated) -> None:
    text = "agencies: [{id: council, name: Council}]\nroles: [{id: head, name: Head, part_of: council}]"
    assert outcomes(stated, "no-top", text) == {}
    assert outcomes(stated, "several-tops") == {}


def test_a_unit_by_unit_agency_is_walked_to_its_roles(stated: Stated) -> None:
    text = """
agencies: [{id: council, name: Council}]
units: [{id: team, name: Team, part_of: council}]
roles:
  - {id: one, name: One, part_of: team, reports_to: two}
  - {id: two, name: Two, leads: team, reports_to: one}
"""
    assert outcomes(stated, "no-top", text) == {"council": "yes"}


TWO_TOPS = """
agencies: [{id: council, name: Council}]
roles:
  - {id: leader, name: Leader, part_of: council{leader}}
  - {id: chief, name: Chief, part_of: council{chief}}
  - {id: cabinet-member, name: Cabinet Member, part_of: council, reports_to: leader}
  - {id: head, name: Head, part_of: council, reports_to: chief}
  - {id: alone, name: Alone, part_of: council, none: [REPORTS_TO]}
"""


@pytest.mark.parametrize(
    ("leader", "chief", "outcome"),
    [
        (", none: [REPORTS_TO]", ", none: [REPORTS_TO]", "yes"),
        (", none: [REPORTS_TO]", "", "cannot tell"),
        ("", "", "cannot tell"),
    ],
)
def test_two_tops_are_certain_where_both_are_confirmed(
    stated: Stated, leader: str, chief: str, outcome: str
) -> None:
    text = TWO_TOPS.replace("{leader}", leader).replace("{chief}", chief)
    rows = found(stated, "several-tops", text)
    assert {id: row.outcome for id, row in rows.items()} == {"council": outcome}
    assert [node.name for node in rows["council"].about] == ["Chief", "Leader"]
    assert rows["council"].sentence == "Council: lines end at 2 roles, Chief and Leader."


def test_a_data_set_that_states_all_lines_confirms_its_tops(stated: Stated) -> None:
    text = TWO_TOPS.replace("{leader}", "").replace("{chief}", "")
    assert outcomes(stated, "several-tops", text, head="complete: [REPORTS_TO]\n") == {"council": "yes"}


def test_a_line_of_a_class_is_a_line_of_its_members(stated: Stated) -> None:
    text = TWO_TOPS.replace("{leader}", "").replace("{chief}", ", one_of: chiefs")
    text += "  - {id: chiefs, name: All Chiefs, class: true, part_of: council, reports_to: leader}\n"
    assert outcomes(stated, "several-tops", text) == {}


def test_a_class_is_no_top_beside_its_member(stated: Stated) -> None:
    text = """
agencies: [{id: council, name: Council}]
roles:
  - {id: chief, name: Chief, part_of: council}
  - {id: managers, name: All Managers, class: true, part_of: council}
  - {id: manager, name: Manager, part_of: council, one_of: managers, reports_to: chief}
  - {id: worker, name: Worker, part_of: council, reports_to: managers}
"""
    assert outcomes(stated, "several-tops", text) == {}


def test_professional_lines_do_not_make_a_top_of_management(stated: Stated) -> None:
    text = """
agencies: [{id: council, name: Council}]
roles:
  - {id: chief, name: Chief, part_of: council}
  - {id: head, name: Head, part_of: council, reports_to: chief}
  - {id: nurse, name: Lead Nurse, part_of: council}
  - {id: junior, name: Nurse, part_of: council, reports_to: [{to: nurse, line: professional}, head]}
"""
    assert outcomes(stated, "several-tops", text) == {}


OUTSIDE = """
agencies: [{id: council, name: Council}]
committees: [{id: board, name: Board}]
roles:
  - {id: chief, name: Chief, leads: council}
  - {id: chair, name: Chair, sits_on: {to: board, capacity: chair}}
  - {id: clerk, name: Clerk, part_of: board}
  - {id: lead, name: Lead, answers_to: board}
  - {id: member, name: Member, form: office}
  - {id: all, name: All Advisers, class: true}
  - {id: adviser, name: Adviser, sits_on: board}
  - {id: sure, name: Sure, none: [REPORTS_TO]}
  - {id: hoped, name: Hoped, standing: proposed}
  - {id: was, name: Was, valid_to: 2019-01-01}
  - {id: perhaps, name: Perhaps, none: [REPORTS_TO], answers_to: {to: board, valid_to: 2020}}
"""


def test_who_stands_outside_every_line(stated: Stated) -> None:
    assert outcomes(stated, "role-outside-lines", OUTSIDE) == {
        "adviser": "cannot tell",
        "sure": "yes",
        "perhaps": "possibly",
    }


def test_inferred_lines_do_not_count_under_strict(stated: Stated) -> None:
    text = """
roles:
  - {id: chief, name: Chief, none: [REPORTS_TO]}
  - {id: head, name: Head, reports_to: {to: chief, evidence: inferred, reason: order}}
"""
    assert outcomes(stated, "role-outside-lines", text) == {}
    assert outcomes(stated, "role-outside-lines", strict=True) == {"chief": "yes", "head": "cannot tell"}


ENDED = """
committees: [{id: board, name: Board, valid_to: 2019-05-01}]
roles:
  - {id: old, name: Old Post, valid_to: 2019-05-01}
  - {id: hoped, name: Hoped Post, standing: proposed}
  - {id: soon, name: Post To Come, valid_from: 2021-01-01}
  - {id: unsure, name: Unsure Post, valid_to: 2020}
"""


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        ("old", {"head": "yes"}),
        ("{to: old, valid_to: 2020}", {"head": "possibly"}),
        ("{to: old, valid_to: 2019-05-01}", {}),
        ("hoped", {}),
        ("soon", {}),
        ("unsure", {}),
        ("[old, soon]", {"head": "yes"}),
    ],
)
def test_a_line_to_what_has_certainly_ended(stated: Stated, to: str, outcome: dict[str, str]) -> None:
    text = f"{ENDED}  - {{id: head, name: Head, reports_to: {to}}}"
    assert outcomes(stated, "line-to-ended", text) == outcome
    assert outcomes(stated, "line-to-ended", as_at=date(2019, 4, 30)) == {}
    assert outcomes(stated, "line-to-ended", as_at=None) == {}


def test_a_line_to_what_has_ended_is_told_once_with_the_day(stated: Stated) -> None:
    text = ENDED + "  - {id: heads, name: All Heads, reports_to: old, answers_to: board}"
    row = found(stated, "line-to-ended", text)["heads"]
    assert row.sentence == (
        "All Heads have a line to Board (no longer there since 1 May 2019) and Old Post (no longer there since 1 May 2019)."
    )
    assert len(row.said) == 2


def test_a_post_that_was_renamed_has_not_ended(stated: Stated) -> None:
    text = """
roles:
  - {id: old, name: Old Title, valid_to: 2019-05-01}
  - {id: old, name: New Title, valid_from: 2019-05-01}
  - {id: head, name: Head, reports_to: old}
"""
    assert outcomes(stated, "line-to-ended", text) == {}


LINE = """
roles:
  - {id: chief, name: Chief}
  - {id: director, name: Director, reports_to: chief}
  - {id: heads, name: All Heads, class: true, reports_to: director}
  - {id: head, name: Head, one_of: heads}
  - {id: other, name: Other, reports_to: chief}
people:
"""


@pytest.mark.parametrize(
    ("held", "code", "outcome"),
    [
        ("[director, chief]", "one-person-both-ends", {"ann": "yes"}),
        ("[head, director]", "one-person-both-ends", {"ann": "yes"}),
        ("[head, chief]", "one-person-both-ends", {"ann": "yes"}),
        ("[director, other]", "one-person-both-ends", {}),
        ("[head, heads]", "one-person-both-ends", {}),
        ("[director, {to: chief, valid_to: 2020}]", "one-person-both-ends", {"ann": "possibly"}),
        ("[director, {to: chief, as: acting}]", "one-person-both-ends", {}),
        ("[director, {to: chief, as: acting}]", "both-ends-for-now", {"ann": "yes"}),
        ("[{to: director, as: job share}, chief]", "both-ends-for-now", {"ann": "yes"}),
        ("[director, chief]", "both-ends-for-now", {}),
    ],
)
def test_both_ends_of_a_line(stated: Stated, held: str, code: str, outcome: dict[str, str]) -> None:
    text = f"{LINE}  - {{id: ann, name: Ann, holds: {held}}}\n  - {{id: bob, name: Bob, holds: chief}}"
    assert outcomes(stated, code, text) == outcome


def test_both_ends_are_told_by_the_shortest_way(stated: Stated) -> None:
    row = found(stated, "one-person-both-ends", LINE + "  - {id: ann, name: Ann, holds: [head, chief]}")[
        "ann"
    ]
    assert row.sentence == "Ann holds both Head and Chief, to which the first reports, with 1 role between."
    assert [node.name for node in row.about] == ["Head", "Chief"]


def test_an_excepted_role_has_no_line_of_its_class(stated: Stated) -> None:
    text = LINE.replace("class: true,", "class: true, except: [head],") + (
        "  - {id: ann, name: Ann, holds: [head, director]}"
    )
    assert outcomes(stated, "one-person-both-ends", text) == {}
