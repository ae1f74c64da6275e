"""Delegations: was it theirs to hand on, may it be, is it in force, is somebody there."""

from datetime import date
from typing import Any

import pytest

from remit.queries.delegations import BROKEN, CANNOT_TELL, POSSIBLY_BROKEN, SOUND
from tests.queries.conftest import Stated

BODIES = """
agencies: [{id: council, name: Council, accountable_for: d}]
units: [{id: unit, name: Unit, accountable_for: e}]
people: [{id: ann, name: Ann}]
duties: [{id: d, name: Do it.}, {id: e, name: Do that.}, {id: f, name: Nobody does.}, {id: g, name: All do.}]
roles:
  - {id: a, name: A}
  - {id: b, name: B}
  - {id: c, name: C}
  - {id: empty, name: Empty Role, none: [HOLDS]}
  - {id: gone, name: Gone Role, valid_to: 2019-05-01}
  - {id: maybe, name: Maybe Role, valid_to: 2020}
  - {id: heads, name: All Heads, class: true, accountable_for: g}
edges:
  - {from: b, relation: LEADS, to: unit}
  - {from: c, relation: ONE_OF, to: heads}
"""


def delegates(*told: str) -> str:
    """Edges such as `council a d may_sub_delegate: true`."""
    edges = ""
    for each in told:
        one, other, what, *more = each.split(maxsplit=3)
        duty = f"duty: {what}" if len(what) == 1 else f"function: {what}"
        edges += f"  - {{from: {one}, relation: DELEGATES_TO, to: {other}, {', '.join([duty, *more])}}}\n"
    return edges


def verdicts(
    stated: Stated, *told: str, view: dict[str, Any] | None = None
) -> dict[str, tuple[str, tuple[str, ...]]]:
    stated.say(BODIES + delegates(*told))
    return {
        f"{row.delegator.id[2:]} {row.delegate.id[2:]}": (row.verdict, row.reasons)
        for row in stated.ask("delegations", view).rows
    }


@pytest.mark.parametrize(
    ("told", "verdict", "reason"),
    [
        ("council a d", SOUND, None),
        ("b a e", SOUND, None),
        ("c a g", SOUND, None),
        ("a b d", BROKEN, "A is not accountable for it, and nobody handed it to A."),
        ("council a f", CANNOT_TELL, "Nobody is recorded as accountable for it, so one cannot tell whether it was Council's to hand on."),
        ("council a hiring", CANNOT_TELL, "Whether Council has the function to hand on cannot be checked: it is no recorded duty."),
        ("council empty d", BROKEN, "Empty Role is VACANT."),
        ("council gone d", BROKEN, "Gone Role is not there on that day."),
        ("council maybe d", POSSIBLY_BROKEN, "Maybe Role is possibly not there on that day."),
        ("council a d valid_to: 2020", POSSIBLY_BROKEN, "It is possibly not in force on that day (until 2020)."),
        ("council a d valid_from: 2020, valid_to: 2020-06", SOUND, None),
    ],
)  # fmt: skip
def test_one_delegation(stated: Stated, told: str, verdict: str, reason: str | None) -> None:
    if "valid_from: 2020," in told:
        told = told.replace(
            "valid_from: 2020, valid_to: 2020-06", "valid_from: 2020-01-01, valid_to: 2020-06-02"
        )
    assert list(verdicts(stated, told).values()) == [(verdict, (reason,) if reason else ())]


def test_a_delegation_that_has_ended_is_not_listed(stated: Stated) -> None:
    assert verdicts(stated, "council a d valid_to: 2020-06-01") == {}
    assert stated.ask("delegations").sentence == "No delegation is recorded."
    assert len(stated.ask("delegations", {"as_at": date(2020, 5, 31)}).rows) == 1


@pytest.mark.parametrize(
    ("first", "verdict", "reason"),
    [
        ("may_sub_delegate: true", SOUND, None),
        ("may_sub_delegate: false", BROKEN, "Council allows no handing on by A."),
        ("accountability: kept", CANNOT_TELL, "Whether A may hand it on is not said."),
        ("may_sub_delegate: true, valid_to: 2020-02-01", BROKEN,
         "The delegation from Council to A, on which it rests, is not in force on that day (until 2020-02-01)."),
        ("may_sub_delegate: true, valid_to: 2020", POSSIBLY_BROKEN,
         "The delegation from Council to A, on which it rests, is possibly not in force on that day (until 2020)."),
        ("may_sub_delegate: true, valid_from: 2021", BROKEN,
         "The delegation from Council to A, on which it rests, is not in force on that day (from 2021)."),
    ],
)  # fmt: skip
def test_what_was_handed_on_rests_on_the_earlier_delegation(
    stated: Stated, first: str, verdict: str, reason: str | None
) -> None:
    found = verdicts(stated, f"council a d {first}", "a b d")
    assert found["a b"] == (verdict, (reason,) if reason else ())
    row = next(row for row in stated.ask("delegations").rows if row.delegator.id == "x/a")
    assert [edge.subject for edge in row.path] == ["x/council", "x/a"]


def test_of_two_ways_back_the_better_one_counts(stated: Stated) -> None:
    told = (
        "council a d may_sub_delegate: false",
        "council c d may_sub_delegate: true",
        "c a d may_sub_delegate: true",
    )
    assert verdicts(stated, *told, "a b d")["a b"] == (SOUND, ())
    row = next(row for row in stated.ask("delegations").rows if row.delegator.id == "x/a")
    assert [edge.subject for edge in row.path] == ["x/council", "x/c", "x/a"]


def test_functions_are_the_same_in_other_words_of_the_same_sort(stated: Stated) -> None:
    found = verdicts(stated, "council a Contracts may_sub_delegate: false", "a b contract")
    assert found["a b"][0] == BROKEN
    assert "Council allows no handing on by A." in found["a b"][1]
    assert (
        verdicts(stated, "council a contracts may_sub_delegate: false", "a b hiring")["a b"][0] == CANNOT_TELL
    )


def test_a_circle_is_broken(stated: Stated) -> None:
    found = verdicts(stated, "a b d may_sub_delegate: true", "b a d may_sub_delegate: true")
    assert found["a b"] == (BROKEN, ("It goes round in a circle: B to A to B.",))
    assert found["b a"] == (BROKEN, ("It goes round in a circle: A to B to A.",))
    back = verdicts(stated, "council a d may_sub_delegate: true", "a council d")
    assert back["council a"] == (SOUND, ())
    assert back["a council"][0] == BROKEN


def test_what_a_class_was_handed_its_members_may_hand_on(stated: Stated) -> None:
    found = verdicts(stated, "council heads d may_sub_delegate: true", "c a d")
    assert found["c a"] == (SOUND, ())


def test_strict_breaks_what_rests_on_an_inference(stated: Stated) -> None:
    stated.say(
        """
    agencies: [{id: council, name: Council, accountable_for: {to: d, evidence: inferred, reason: The title.}}]
    roles: [{id: a, name: A, delegated_by: {from: council, duty: d}}]
    duties: [{id: d, name: Do it.}]
    """
    )
    assert [row.verdict for row in stated.ask("delegations").rows] == [SOUND]
    assert [row.verdict for row in stated.ask("delegations", {"strict": True}).rows] == [CANNOT_TELL]


def test_pages_and_only_the_broken_ones(stated: Stated) -> None:
    told = ("council a d", "council b d", "a b e", "a c e", "council gone d", "c empty g")
    verdicts(stated, *told)
    everything = stated.ask("delegations")
    assert everything.sentence == "6 delegations: 4 broken and 2 sound."
    for size in (1, 2, 4):
        found, after = [], ""
        while True:
            answer = stated.ask("delegations", first=size, after=after)
            found += [row.statement for row in answer.rows]
            if answer.after is None:
                break
            after = answer.after
        assert found == [row.statement for row in everything.rows]
    broken = stated.ask("delegations", broken_only=True)
    assert [row.delegator.id[2:] for row in broken.rows] == ["a", "a", "c", "council"]
    assert (
        stated.ask("delegations", broken_only=True, after="y").sentence == "No further delegation is broken."
    )
