"""Which duties have no owner, each with the first reason that fits."""

from datetime import date
from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.queries import ownership
from tests.queries.conftest import Stated

BODIES = """
agencies:
  - {id: council, name: Council}
units:
  - {id: team, name: Team}
committees:
  - {id: board, name: Board}
roles:
  - {id: role, name: Role}
  - {id: empty, name: Empty Role, none: [HOLDS]}
  - {id: gone, name: Gone Role, valid_to: 2019-05-01}
  - {id: hoped, name: Hoped-for Role, standing: proposed}
  - {id: wanted, name: Wanted Role, standing: expected}
  - {id: heads, name: All Heads, class: true}
  - {id: head-a, name: Head A, one_of: heads}
duties:
"""


def reasons(stated: Stated, duties: str, view: dict[str, Any] | None = None, **asked: Any) -> dict[str, str]:
    """The reasons by duty, of duties stated beside the bodies."""
    stated.say(BODIES + duties)
    return {
        row.duty.id.removeprefix("x/"): row.reason for row in stated.ask("unowned-duties", view, **asked).rows
    }


@pytest.mark.parametrize("owner", ["council", "team", "role", "wanted", "heads"])
def test_an_agency_unit_role_or_class_owns(stated: Stated, owner: str) -> None:
    assert reasons(stated, f"  - {{id: d, name: Do it, accountable: {owner}}}") == {}
    assert stated.ask("unowned-duties").sentence == "Every duty has an owner."


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", ownership.NONE_ASSIGNED),
        (", accountable: empty", ownership.VACANT),
        (", accountable: gone", ownership.ENDED),
        (", responsible: role", ownership.RESPONSIBLE),
        (", consulted: role", ownership.CONSULTED),
        (", informed: board", ownership.CONSULTED),
        (", accountable: board", ownership.COMMITTEE),
        (", accountable: {from: role, valid_to: 2019-01-01}", ownership.EXPIRED),
        (", accountable: hoped", ownership.PROPOSED),
        (", accountable: [empty, gone]", ownership.VACANT),
        (", accountable: board, responsible: role", ownership.COMMITTEE),
    ],
)
def test_the_first_reason_that_fits_is_given(stated: Stated, said: str, reason: str) -> None:
    assert reasons(stated, f"  - {{id: d, name: Do it{said}}}") == {"d": reason}


def test_only_inferred_is_a_reason_under_strict_alone(stated: Stated) -> None:
    inferred = "  - {id: d, name: Do it, accountable: {from: role, evidence: inferred, reason: the heading}}"
    assert reasons(stated, inferred) == {}
    assert reasons(stated, inferred, {"strict": True}) == {"d": ownership.INFERRED}


def test_a_vacancy_ends_with_a_holder_and_needs_confirmation(stated: Stated) -> None:
    held = "  - {id: d, name: Do it, accountable: empty}\npeople:\n  - {id: ann, name: Ann, holds: {to: empty, valid_from: 2020-05-01}}"
    assert reasons(stated, held) == {}
    assert reasons(stated, held, {"as_at": date(2020, 4, 30)}) == {"d": ownership.VACANT}


def test_a_data_set_that_states_all_holders_makes_the_rest_vacant(stated: Stated) -> None:
    text = """
agencies: [{id: council, name: Council}]
roles: [{id: a, name: A}, {id: b, name: B, withheld: [HOLDS]}, {id: c, name: C}]
people: [{id: ann, name: Ann, holds: c}]
duties:
  - {id: d-a, name: Do a, accountable: a}
  - {id: d-b, name: Do b, accountable: b}
  - {id: d-c, name: Do c, accountable: c}
  - {id: d-council, name: Do it, accountable: council}
"""
    stated.say(text, head="complete: [HOLDS]\n")
    assert [row.duty.id for row in stated.ask("unowned-duties").rows] == ["x/d-a"]


def test_a_class_owns_when_every_recorded_member_does(stated: Stated) -> None:
    text = "  - {id: d, name: Do it, accountable: heads}\n"
    assert reasons(stated, text) == {}
    more = text + "edges:\n  - {from: empty, relation: ONE_OF, to: heads}\n"
    assert reasons(stated, more) == {"d": ownership.MEMBERS}
    (row,) = stated.ask("unowned-duties").rows
    assert [node.id for node in row.about] == ["x/heads"]
    assert [node.id for node in row.members] == ["x/empty"]
    assert "not covered: Empty Role" in row.sentence


def test_days_not_known_exactly_answer_possibly(stated: Stated) -> None:
    assert reasons(stated, "  - {id: d, name: Do it, accountable: {from: role, valid_to: 2020}}") == {
        "d": ownership.EXPIRED
    }
    (row,) = stated.ask("unowned-duties").rows
    assert row.certainty is Truth.POSSIBLY
    assert reasons(
        stated,
        "  - {id: d, name: Do it, accountable: {from: role, valid_to: 2020}}",
        {"as_at": date(2021, 1, 1)},
    )


def test_filters_and_pages_by_id(stated: Stated) -> None:
    text = "".join(
        f"  - {{id: d-{number}, name: Do {number}, modality: {'must' if number % 2 else 'may'}, theme: odd}}\n"
        for number in range(1, 8)
    )
    assert list(reasons(stated, text, modality="must")) == ["d-1", "d-3", "d-5", "d-7"]
    first = stated.ask("unowned-duties", first=3)
    second = stated.ask("unowned-duties", first=3, after=first.after)
    third = stated.ask("unowned-duties", first=3, after=second.after)
    assert [row.duty.id[-1] for page in (first, second, third) for row in page.rows] == list("1234567")
    assert third.after is None
    assert first.sentence.startswith("The first 3 duties without an assigned owner: 3 none assigned")
    assert stated.ask("unowned-duties", theme="even").rows == []
    with pytest.raises(BadValue, match="first is 0"):
        stated.ask("unowned-duties", first=0)
