"""Rules on people: designations by the law of the day, who has left, and long vacancies."""

from datetime import date

import pytest

from tests.queries.conftest import Stated
from tests.queries.rules.finding import found, outcomes

FINANCE, SERVICE = "monitoring-and-finance-officer", "monitoring-officer-head-of-service"
OFFICERS = """
agencies:
  - {id: council, name: Council, kinds: [district council]}
  - {id: town, name: Town, kinds: [district council]}
  - {id: board, name: Board, kinds: [health board]}
roles:
  - {id: mo, name: Monitoring Officer, form: designation, part_of: council}
  - {id: cfo, name: Chief Finance Officer, form: designation, part_of: council}
  - {id: hps, name: Head of Paid Service, form: designation, part_of: council}
  - {id: town-hps, name: Head of Paid Service, form: designation, part_of: town}
  - {id: board-hps, name: Head of Paid Service, form: designation, part_of: board}
  - {id: board-mo, name: Monitoring Officer, form: designation, part_of: board}
  - {id: loose-cfo, name: Section 151 Officer, form: designation}
"""


@pytest.mark.parametrize(
    ("roles", "people", "code", "outcome"),
    [
        ("carries: [mo, cfo]", "", FINANCE, {"post": "yes"}),
        ("carries: [mo, cfo]", "holds: post", FINANCE, {"ann": "yes"}),
        ("carries: mo", "holds: [post, cfo]", FINANCE, {"ann": "yes"}),
        ("carries: mo", "holds: post, carries: cfo", FINANCE, {"ann": "yes"}),
        ("carries: mo", "holds: {to: post, valid_to: 2019-01-01}, carries: cfo", FINANCE, {}),
        ("carries: mo", "holds: {to: post, valid_to: 2020}, carries: cfo", FINANCE, {"ann": "possibly"}),
        ("carries: mo", "holds: post, carries: loose-cfo", FINANCE, {"ann": "cannot tell"}),
        ("carries: mo", "holds: post", FINANCE, {}),
        ("carries: [mo, hps]", "holds: post", SERVICE, {"ann": "yes"}),
        ("carries: [mo, town-hps]", "holds: post", SERVICE, {}),
        ("carries: [board-mo, board-hps]", "", SERVICE, {"post": "cannot tell"}),
        ("part_of: board, carries: [board-mo, board-hps]", "", SERVICE, {}),
    ],
)
def test_two_designations_of_one_agency(
    stated: Stated, roles: str, people: str, code: str, outcome: dict[str, str]
) -> None:
    part = "" if "part_of" in roles or "board" in roles else "part_of: council, "
    text = f"{OFFICERS}  - {{id: post, name: Post, {part}{roles}}}\n"
    text += f"people: [{{id: ann, name: Ann, {people}}}]" if people else ""
    assert outcomes(stated, code, text) == outcome


def test_the_law_of_the_day_decides(stated: Stated) -> None:
    stated.say(
        OFFICERS
        + "  - {id: post, name: Post, part_of: council, carries: [mo, cfo, hps], valid_from: 1980-01-01}"
    )
    for code, before, after in (
        (FINANCE, date(1994, 9, 30), date(2020, 6, 1)),
        (SERVICE, date(2003, 11, 17), date(2020, 6, 1)),
    ):
        assert outcomes(stated, code, as_at=before) == {}
        assert outcomes(stated, code, as_at=after) == {"post": "yes"}


def test_a_member_of_a_class_of_designations_counts(stated: Stated) -> None:
    text = """
agencies: [{id: council, name: Council}]
roles:
  - {id: mos, name: Monitoring Officers, class: true}
  - {id: mo, name: Legal Watch, one_of: mos, part_of: council}
  - {id: cfo, name: Treasurer, aliases: [Section 151 Officer], part_of: council}
people: [{id: ann, name: Ann, holds: [mo, cfo]}]
"""
    rows = found(stated, FINANCE, text)
    assert {id: row.outcome for id, row in rows.items()} == {"ann": "yes"}
    assert rows["ann"].sentence == "Ann is both Legal Watch and Treasurer."


def test_each_council_has_officers_of_its_own(stated: Stated) -> None:
    text = """
agencies: [{id: council, name: Council}, {id: town, name: Town}]
roles:
  - {id: one, name: Monitoring Officer, part_of: town}
  - {id: two, name: Monitoring officers, part_of: council, carries: money}
  - {id: money, name: Section 151 Officer, form: designation, part_of: council}
people: [{id: ann, name: Ann, holds: two}, {id: bob, name: Bob, holds: one}]
"""
    assert outcomes(stated, FINANCE, text) == {"ann": "yes"}


LEFT = """
committees: [{id: board, name: Board}]
roles: [{id: head, name: Head}, {id: other, name: Other}, {id: guardian, name: Guardian, form: designation}]
people:
"""


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("holds: {to: head, valid_to: 2019-01-01}, sits_on: board", {"ann": "yes"}),
        ("holds: {to: head, valid_to: 2019-01-01}, carries: guardian", {"ann": "yes"}),
        ("holds: {to: head, valid_to: 2020}, sits_on: board", {"ann": "possibly"}),
        ("holds: {to: head, valid_to: 2019-01-01}, sits_on: {to: board, valid_to: 2019-01-01}", {}),
        ("holds: [{to: head, valid_to: 2019-01-01}, other], sits_on: board", {}),
        (
            "holds: [{to: head, valid_to: 2019-01-01}, {to: other, valid_from: 2021-01-01}], sits_on: board",
            {},
        ),
        ("sits_on: board", {}),
        ("holds: head, sits_on: board", {}),
    ],
)
def test_who_has_left_and_still_sits(stated: Stated, said: str, outcome: dict[str, str]) -> None:
    assert outcomes(stated, "left-but-assigned", f"{LEFT}  - {{id: ann, name: Ann, {said}}}") == outcome
    assert outcomes(stated, "left-but-assigned", as_at=None) == {}


def test_what_outlasts_the_role_is_told(stated: Stated) -> None:
    said = "holds: {to: head, valid_to: 2019-01-01}, sits_on: {to: board, capacity: chair}, carries: guardian"
    row = found(stated, "left-but-assigned", f"{LEFT}  - {{id: ann, name: Ann, {said}}}")["ann"]
    assert row.sentence == "Ann no longer holds Head, and still carries Guardian and sits on Board (chair)."


VACANT = "roles: [{id: head, name: Head, none: [HOLDS]%s}]\n"


@pytest.mark.parametrize(
    ("own", "held", "outcome"),
    [
        ("", "{to: head, valid_to: 2019-06-01}", {"head": "yes"}),
        ("", "{to: head, valid_to: 2020-05-01}", {}),
        ("", "{to: head, valid_to: 2019}", {"head": "possibly"}),
        (", valid_from: 2018-01-01", "", {"head": "yes"}),
        ("", "{to: head, valid_to: 2020}", {}),
        ("", "head", {}),
    ],
)
def test_how_long_a_role_has_been_vacant(
    stated: Stated, own: str, held: str, outcome: dict[str, str]
) -> None:
    text = VACANT % own + (f"people: [{{id: ann, name: Ann, holds: {held}}}]" if held else "")
    assert outcomes(stated, "vacant-long", text) == outcome


def test_a_role_without_a_recorded_holder_is_not_vacant(stated: Stated) -> None:
    assert outcomes(stated, "vacant-long", "roles: [{id: head, name: Head}]") == {}


def test_the_days_of_a_vacancy_are_told(stated: Stated) -> None:
    text = VACANT % "" + "people: [{id: ann, name: Ann, holds: {to: head, valid_to: 2019-06-01}}]"
    row = found(stated, "vacant-long", text)["head"]
    assert row.sentence == "Head has been vacant for 366 days, since 2019-06-01."


@pytest.mark.parametrize(("to", "outcome"), [("2020-01-01", {"ann": "yes"}), ("2021-01-01", {})])
def test_who_holds_a_role_that_has_ended(stated: Stated, to: str, outcome: dict[str, str]) -> None:
    text = f"roles: [{{id: head, name: Head, valid_to: {to}}}]\npeople: [{{id: ann, name: Ann, holds: head}}]"
    assert outcomes(stated, "holds-ended-role", text) == outcome
