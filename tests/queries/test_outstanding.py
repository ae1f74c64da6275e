"""What texts require or recommend and nobody has set up."""

from typing import Any

import pytest

from remit.graphmodel.days import Truth
from tests.queries.conftest import Stated


def wanted(stated: Stated, **asked: Any) -> list[tuple[str, str]]:
    return [(row.sort, row.node.id.removeprefix("x/")) for row in stated.ask("outstanding", **asked).rows]


ALL = """
agencies:
  - {id: body, name: Body, standing: proposed}
  - {id: council, name: Council, appoints: {to: lead, standing: expected}}
units: [{id: team, name: Team, standing: expected}, {id: real, name: Real Team}]
committees: [{id: board, name: Board, standing: proposed}]
roles:
  - {id: post, name: Post, standing: expected}
  - {id: lead, name: Lead, form: designation, standing: expected}
duties:
  - {id: d, name: Do it., accountable: board}
  - {id: e, name: Do more., accountable: board}
"""


def test_bodies_roles_designations_and_appointments_are_listed_sort_by_sort(stated: Stated) -> None:
    stated.say(ALL)
    assert wanted(stated) == [
        ("agency", "body"), ("unit", "team"), ("committee", "board"), ("role", "post"), ("designation", "lead"),
        ("appointment", "lead"),
    ]  # fmt: skip
    answer = stated.ask("outstanding")
    told = [row.sentence for row in answer.rows]
    assert told[0] == "Body: recommended, and not recorded as set up."
    assert told[2] == "Board: recommended, and not recorded as set up; 2 duties wait for it."
    assert told[3] == "Post: required, and nobody is recorded to hold it."
    assert told[4] == "Lead: required, and nobody is recorded to carry it; to be appointed by Council."
    assert told[5] == "Council is to appoint Lead: required, and nobody is recorded as appointed."
    assert answer.sentence == (
        "6 things that texts want and nobody is recorded to have set up: 1 agency recommended, 1 unit required,"
        " 1 committee recommended, 1 role required, 1 designation required and 1 appointment required."
    )


def test_only_a_sort_or_a_standing(stated: Stated) -> None:
    stated.say(ALL)
    assert wanted(stated, sort="committee") == [("committee", "board")]
    assert wanted(stated, standing="proposed") == [("agency", "body"), ("committee", "board")]
    assert stated.ask("outstanding", sort="role", standing="proposed").sentence == (
        "No role is required or recommended and not set up."
    )


@pytest.mark.parametrize(
    "since",
    [
        "people: [{id: ann, name: Ann, holds: x/lead}]",
        "roles: [{id: head, name: Head, carries: x/lead}]",
        "roles: [{id: x/lead, name: Lead}]",
        "roles: [{id: head, name: Head, one_of: x/lead}]",
    ],
)
def test_what_was_set_up_since_is_not_outstanding(stated: Stated, since: str) -> None:
    stated.say("roles: [{id: lead, name: Lead, form: designation, standing: expected}]")
    assert wanted(stated) == [("designation", "lead")]
    stated.say(since, "y")
    assert wanted(stated) == []


@pytest.mark.parametrize(
    "since",
    [
        "roles: [{id: head, name: Head, carries: {to: x/lead, standing: expected}}]",
        "roles: [{id: head, name: Head, carries: {to: x/lead, valid_to: 2019-01-01}}]",
        "roles: [{id: head, name: Head, standing: expected, carries: {to: x/lead, standing: proposed}}]",
    ],
)
def test_a_carrier_that_is_only_wanted_or_is_over_does_not_set_it_up(stated: Stated, since: str) -> None:
    stated.say("roles: [{id: lead, name: Lead, form: designation, standing: expected}]")
    stated.say(since, "y")
    assert ("designation", "lead") in wanted(stated)


def test_an_appointment_is_made_once_somebody_holds_the_post(stated: Stated) -> None:
    stated.say("""
agencies: [{id: council, name: Council, appoints: {to: chief, standing: proposed}}]
roles: [{id: chief, name: Chief}]
""")
    assert wanted(stated) == [("appointment", "chief")]
    stated.say(
        "people: [{id: ann, name: Ann, holds: {to: x/chief, valid_from: 2020-05-01, valid_to: 2020}}]", "y"
    )
    (row,) = stated.ask("outstanding").rows
    assert row.certainty is Truth.POSSIBLY
    assert row.sentence.endswith("(possibly).")
    stated.say("people: [{id: ann, name: Ann, holds: x/chief}]", "y")
    assert wanted(stated) == []


def test_what_is_no_longer_wanted_is_left_out(stated: Stated) -> None:
    stated.say("committees: [{id: board, name: Board, standing: expected, valid_to: 2020-01-01}]")
    assert wanted(stated) == []
    assert stated.ask("outstanding", {"as_at": None}).rows


def test_pages_go_on_from_sort_to_sort(stated: Stated) -> None:
    stated.say(ALL)
    paged: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = stated.ask("outstanding", first=2, after=after)
        paged += [(row.sort, row.node.id.removeprefix("x/")) for row in page.rows]
        after = page.after
    assert paged == wanted(stated)
    assert stated.ask("outstanding", first=2).sentence.startswith("The first 2 things that texts want")
