"""Who carries a designation, whatever the job title."""

from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import UnknownName
from remit.queries.designations import BY_VACANT, CARRIED, HELD, NONE, NOT_RECORDED
from tests.queries.conftest import Stated

TOWN = """
agencies: [{id: council, name: Council, carries: {to: parent, as: corporate parent}}]
people: [{id: ann, name: Ann, holds: [director, guardian]}, {id: ben, name: Ben, carries: friend}]
roles:
  - {id: director, name: Director of Many Things, carries: [{to: parent}, {to: doubted, valid_to: 2020}]}
  - {id: empty, name: Empty Role, none: [HOLDS], carries: hollow}
  - {id: gone, name: Gone Role, valid_to: 2019-05-01, carries: left}
  - {id: parent, name: Corporate Parent, form: designation}
  - {id: guardian, name: Guardian, form: designation}
  - {id: hollow, name: Hollow, form: designation}
  - {id: left, name: Left, form: designation}
  - {id: nobody, name: Nobody's, form: designation, standing: expected}
  - {id: surely-none, name: Surely None, form: designation, none: [CARRIES]}
  - {id: doubted, name: Doubted, form: designation}
  - {id: friend, name: Friend, form: office}
  - {id: nurses, name: Designated nurses, class: true, form: designation, carried_by: director}
  - {id: nurse, name: Designated nurse of the town, form: designation, one_of: nurses}
  - {id: hoped, name: Hoped for, form: designation, standing: proposed}
"""


def states(stated: Stated, view: dict[str, Any] | None = None, **asked: Any) -> dict[str, str]:
    return {row.designation.id[2:]: row.state for row in stated.ask("designations", view, **asked).rows}


def test_every_designation_has_a_state(stated: Stated) -> None:
    stated.say(TOWN)
    assert states(stated) == {
        "parent": CARRIED, "guardian": HELD, "hollow": BY_VACANT, "left": NOT_RECORDED, "nobody": NOT_RECORDED,
        "surely-none": NONE, "doubted": CARRIED, "friend": CARRIED, "nurses": CARRIED, "nurse": CARRIED,
    }  # fmt: skip
    assert states(stated, {"proposed": True})["hoped"] == NOT_RECORDED
    assert states(stated, states=(NONE, BY_VACANT)) == {"hollow": BY_VACANT, "surely-none": NONE}
    assert stated.ask("designations").sentence == (
        "10 designations: 5 carried, 1 held, 1 carried by vacant roles only, 1 confirmed none and 2 not recorded."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("corporate parent", "Corporate Parent is carried by Council and Director of Many Things (Ann)."),
        ("guardian", "Guardian is held by Ann."),
        ("hollow", "Hollow is carried by Empty Role (VACANT), which leaves it with nobody."),
        ("nobody's", "Nobody is recorded as carrying Nobody's."),
        ("surely none", "Nobody carries Surely None."),
    ],
)
def test_one_by_its_name(stated: Stated, name: str, sentence: str) -> None:
    stated.say(TOWN)
    assert stated.ask("designations", name=name).sentence == sentence


def test_carriers_show_as_what_and_the_people_behind(stated: Stated) -> None:
    stated.say(TOWN)
    (row,) = stated.ask("designations", name="corporate parent").rows
    assert [(each.node.id, each.how) for each in row.carriers] == [
        ("x/council", "corporate parent"), ("x/director", None),
    ]  # fmt: skip
    assert row.carriers[1].holding.words == "Ann"
    (doubted,) = stated.ask("designations", name="doubted").rows
    assert (doubted.certainty, doubted.carriers[0].certainty) == (Truth.POSSIBLY, Truth.POSSIBLY)
    with pytest.raises(UnknownName, match="no role goes by"):
        stated.ask("designations", name="council")


def test_a_class_of_designations_is_named_with_its_members(stated: Stated) -> None:
    stated.say(TOWN)
    rows = stated.ask("designations", name="designated nurses").rows
    assert [(row.designation.id[2:], row.carriers[0].through) for row in rows][1] == ("nurses", None)
    assert rows[0].designation.id == "x/nurse"
    assert rows[0].carriers[0].through.id == "x/nurses"


def test_pages_in_the_order_of_ids(stated: Stated) -> None:
    stated.say(TOWN)
    found, after = [], ""
    while True:
        answer = stated.ask("designations", first=3, after=after)
        found += [row.designation.id[2:] for row in answer.rows]
        if answer.after is None:
            break
        after = answer.after
    assert found == sorted(states(stated))
    assert len(found) == 10
    stated.say("agencies: [{id: council, name: Council}]")
    assert stated.ask("designations").sentence == "No designation is recorded."
