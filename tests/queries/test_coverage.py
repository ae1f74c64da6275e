"""The duties of a source against the agencies that they bind."""

from datetime import date
from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.queries.covering import BY_VACANT, CANNOT_TELL, IMPLEMENTED, MISSING, NOT_APPLICABLE, OWNED
from tests.queries.conftest import Stated

LAW = """
sources:
  - {id: act, name: The Act}
  - {id: act-1, name: "The Act, section 1", part_of: act}
agencies:
  - {id: boards, name: All boards, class: true, except: [spared]}
  - {id: spared, name: Spared Board}
  - {id: north, name: North Board, one_of: boards}
  - {id: south, name: South Board, one_of: boards}
  - {id: silent, name: Silent Board, one_of: boards}
  - {id: lone, name: Lone Body}
units:
  - {id: care, name: Care, part_of: north}
roles:
  - {id: north-chief, name: Chief of North, part_of: care}
  - {id: south-chief, name: Chief of South, part_of: south}
  - {id: empty, name: Empty Chief, part_of: south, none: [HOLDS]}
duties:
  - {id: local, name: Keep boards safe in the north., accountable: north-chief, implements: law}
  - {id: other, name: Do something else., accountable: south-chief}
"""


def states(stated: Stated, duty: str, head: str = "", **asked: Any) -> dict[str | None, str]:
    """The states by agency of one duty, stated in section 1 of the act."""
    stated.say(f"{LAW}  - {{id: law, name: Be safe., source: act-1, {duty}}}", head=head)
    return {row.agency and row.agency.id.removeprefix("x/"): row.state
            for row in stated.ask("coverage", source="the act", **asked).rows}  # fmt: skip


def test_a_duty_that_binds_a_class_has_a_row_for_each_member(stated: Stated) -> None:
    assert states(stated, "accountable: boards") == {
        "boards": CANNOT_TELL, "north": IMPLEMENTED, "silent": CANNOT_TELL, "south": MISSING, "spared": NOT_APPLICABLE,
    }  # fmt: skip
    answer = stated.ask("coverage", source="x/act-1")
    told = {row.agency.id: row.sentence for row in answer.rows}
    assert told["x/north"] == "Implemented by: Keep boards safe in the north."
    assert (
        told["x/south"]
        == "None of the duties recorded of South Board implements it, and nobody there owns it."
    )
    assert told["x/silent"] == "Nothing is recorded of who is accountable for what in Silent Board."
    assert told["x/boards"] == "Other members of All boards are not recorded."
    assert [node.id for node in answer.rows[1].bound_as] == ["x/boards"]
    assert answer.sentence == (
        "5 pairs of a duty and an agency (1 duty of The Act, section 1): 2 cannot tell, 1 implemented, 1 missing and"
        " 1 not applicable."
    )


def test_a_class_whose_members_are_all_recorded_has_no_row_of_its_own(stated: Stated) -> None:
    assert "boards" not in states(stated, "accountable: boards", head="complete: [ONE_OF]\n")


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("lone", {"lone": OWNED}),
        ("north-chief", {"north": IMPLEMENTED}),
        ("south-chief", {"south": OWNED}),
        ("empty", {"south": BY_VACANT}),
        ("[empty, south-chief]", {"south": OWNED}),
    ],
)
def test_an_agency_or_somebody_in_it_owns(stated: Stated, owner: str, expected: dict[str, str]) -> None:
    assert states(stated, f"accountable: {owner}") == expected


def test_a_post_that_every_member_has_binds_and_owns_in_each(stated: Stated) -> None:
    stated.say("""
sources: [{id: act, name: The Act}]
agencies:
  - {id: boards, name: Boards, class: true}
  - {id: north, name: North, one_of: boards}
  - {id: south, name: South, one_of: boards}
roles:
  - {id: chiefs, name: Chiefs of boards, class: true, part_of: boards}
  - {id: chief, name: Chief of North, one_of: chiefs, part_of: north, none: [HOLDS]}
duties: [{id: law, name: Be safe., source: act, accountable: chiefs}]
""")
    rows = {row.agency.id: row for row in stated.ask("coverage", source="the act").rows}
    assert {id: row.state for id, row in rows.items()} == {
        "x/boards": OWNED, "x/north": BY_VACANT, "x/south": OWNED,
    }  # fmt: skip
    assert rows["x/north"].sentence == "Owned by Chief of North, vacant."
    assert [node.id for node in rows["x/south"].owners] == ["x/chiefs"]


def test_nobody_and_owners_of_no_agency_cannot_tell(stated: Stated) -> None:
    assert states(stated, "modality: must") == {None: CANNOT_TELL}
    stated.say(
        "sources: [{id: act, name: The Act}]\nroles: [{id: a, name: A}]\nduties: [{id: d, name: Do it., source: act, accountable: a}]"
    )
    (row,) = stated.ask("coverage", source="the act").rows
    assert row.sentence == "A is accountable; of which agency is not recorded."


def test_agencies_asked_for_are_told_whether_they_are_bound(stated: Stated) -> None:
    assert states(stated, "accountable: boards", agencies=("lone", "north board")) == {
        "lone": CANNOT_TELL, "north": IMPLEMENTED,
    }  # fmt: skip
    assert states(stated, "accountable: north-chief", agencies=("lone",)) == {"lone": NOT_APPLICABLE}
    assert states(stated, "accountable: boards", head="complete: [ONE_OF]\n", agencies=("lone",)) == {
        "lone": NOT_APPLICABLE
    }


def test_what_implements_the_provision_possibly_implements_its_duty(stated: Stated) -> None:
    stated.say(
        LAW.replace("implements: law", "implements: act-1")
        + "  - {id: law, name: Be safe., source: act-1, accountable: boards}"
    )
    (row,) = [row for row in stated.ask("coverage", source="the act").rows if row.agency.id == "x/north"]
    assert (row.state, row.certainty) == (IMPLEMENTED, Truth.POSSIBLY)
    assert row.sentence.endswith("(possibly).")


def test_membership_by_day(stated: Stated) -> None:
    text = LAW.replace(
        "name: South Board, one_of: boards", "name: South Board, one_of: {to: boards, valid_to: 2020}"
    )
    stated.say(text + "  - {id: law, name: Be safe., source: act, accountable: boards}")
    (row,) = [row for row in stated.ask("coverage", source="the act").rows if row.agency.id == "x/south"]
    assert (row.state, row.certainty) == (MISSING, Truth.POSSIBLY)
    later = stated.ask("coverage", {"as_at": date(2021, 1, 1)}, source="the act").rows
    assert "x/south" not in {row.agency.id for row in later}


def test_pages_go_on_within_a_duty(stated: Stated) -> None:
    whole = list(states(stated, "accountable: boards"))
    stated.say("duties: [{id: y/more, name: Do more., source: x/act, accountable: x/lone}]", "y")
    paged: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = stated.ask("coverage", source="the act", first=2, after=after)
        paged += [row.agency.id for row in page.rows]
        after = page.after
    assert paged == [*(f"x/{id}" for id in whole), "x/lone"]
    assert (
        stated.ask("coverage", source="the act", after="z").sentence
        == "No further duty of The Act is recorded."
    )
