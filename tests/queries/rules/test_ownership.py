"""Rules on ownership: reasons, who does it, gaps between owners, authority, themes and load."""

from datetime import date

import pytest

from remit.queries.rules.check import Hit
from remit.queries.rules.checks import overloaded, scattered
from tests.queries.conftest import TODAY, Stated
from tests.queries.rules.finding import found, outcomes

BODIES = """
agencies: [{id: council, name: Council}, {id: trust, name: Trust}]
committees: [{id: board, name: Board}]
roles:
  - {id: role, name: Role, part_of: council}
  - {id: empty, name: Empty Role, none: [HOLDS]}
  - {id: gone, name: Gone Role, valid_to: 2019-05-01}
  - {id: hoped, name: Hoped-for Role, standing: proposed}
  - {id: heads, name: All Heads, class: true}
  - {id: head, name: Head, one_of: heads, none: [HOLDS]}
duties:
"""
REASONS = (
    "duty-unowned", "owner-vacant", "owner-ended", "only-collective", "proposed-owner", "class-not-covered",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "duty-unowned"),
        (", responsible: role", "duty-unowned"),
        (", accountable: {from: role, valid_to: 2019-01-01}", "duty-unowned"),
        (", accountable: empty", "owner-vacant"),
        (", accountable: gone", "owner-ended"),
        (", accountable: board", "only-collective"),
        (", accountable: hoped", "proposed-owner"),
        (", accountable: heads", "class-not-covered"),
        (", accountable: role", ""),
    ],
)
def test_each_reason_is_the_finding_of_one_rule(stated: Stated, said: str, code: str) -> None:
    stated.say(BODIES + f"  - {{id: d, name: Do it, modality: must{said}}}")
    assert [each for each in REASONS if outcomes(stated, each)] == [code] * bool(code)


@pytest.mark.parametrize(("modality", "hits"), [("must not", 1), ("should", 0), ("may", 0), ("unclear", 0)])
def test_only_duties_that_bind_need_an_owner(stated: Stated, modality: str, hits: int) -> None:
    text = BODIES + f"  - {{id: d, name: Do it, modality: {modality}}}"
    assert len(outcomes(stated, "duty-unowned", text)) == hits


def test_an_owner_who_may_have_gone_leaves_a_duty_possibly_unowned(stated: Stated) -> None:
    text = BODIES + "  - {id: d, name: Do it, modality: must, accountable: {from: role, valid_to: 2020}}"
    rows = found(stated, "duty-unowned", text)
    assert rows["d"].outcome == "possibly"
    assert rows["d"].sentence.startswith("Do it: ")


def test_an_inferred_owner_is_none_under_strict(stated: Stated) -> None:
    text = BODIES + (
        "  - {id: d, name: Do it, modality: must, accountable: {from: role, evidence: inferred, reason: title}}"
    )
    assert outcomes(stated, "duty-unowned", text) == {}
    assert outcomes(stated, "duty-unowned", strict=True) == {"d": "yes"}


def test_a_proposed_owner_owns_where_proposals_count(stated: Stated) -> None:
    stated.say(BODIES + "  - {id: d, name: Do it, modality: must, accountable: hoped}")
    assert outcomes(stated, "proposed-owner") == {"d": "yes"}
    assert outcomes(stated, "proposed-owner", proposed=True) == {}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("accountable: role", {"d": "yes"}),
        ("accountable: role, responsible: {from: board, valid_to: 2020}", {"d": "possibly"}),
        ("accountable: role, responsible: gone", {"d": "yes"}),
        ("accountable: role, responsible: board", {}),
        ("responsible: role", {}),
        ("accountable: {from: role, valid_to: 2019-01-01}", {}),
    ],
)
def test_somebody_answers_and_nobody_does_it(stated: Stated, said: str, outcome: dict[str, str]) -> None:
    text = BODIES + f"  - {{id: d, name: Do it, modality: must, {said}}}"
    assert outcomes(stated, "nobody-responsible", text) == outcome


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("", {"heads": "All Heads have 1 member recorded, and perhaps more; 2 duties bind every one."}),
        ("complete: [ONE_OF]\n", {}),
    ],
)
def test_whether_unrecorded_members_answer_cannot_be_told(
    stated: Stated, head: str, told: dict[str, str]
) -> None:
    text = BODIES + (
        "  - {id: d, name: Do it, modality: must, accountable: heads}\n"
        "  - {id: e, name: Do more, modality: must not, accountable: heads}\n"
        "  - {id: f, name: Could do, modality: may, accountable: heads}\n"
        "  - {id: g, name: Did, modality: must, accountable: {from: heads, valid_to: 2019-01-01}}"
    )
    rows = found(stated, "class-members-unknown", text, head=head)
    assert {id: row.sentence for id, row in rows.items()} == told
    assert all(row.outcome == "cannot tell" for row in rows.values())


def gap(stated: Stated, *owners: str) -> dict[str, str]:
    said = ", ".join(f"{{from: {each}}}" for each in owners)
    text = BODIES + f"  - {{id: d, name: Do it, modality: must, accountable: [{said}]}}"
    return outcomes(stated, "days-without-owner", text)


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("role, valid_to: 2020-02-01", "council, valid_from: 2020-03-01", {"d": "yes"}),
        ("role, valid_to: 2020-02-01", "council, valid_from: 2020-02-01", {}),
        ("role, valid_to: 2020-02-01", "council, valid_from: 2020-01-01", {}),
        ("role, valid_to: 2018", "council, valid_from: 2018", {"d": "possibly"}),
        ("role, valid_to: 2018", "council, valid_from: 2020", {"d": "yes"}),
        ("role, valid_to: 2018-01-01", "council", {"d": "cannot tell"}),
        ("role, valid_to: 2020-02-01", "board, valid_from: 2020-03-01", {}),
        ("gone", "council, valid_from: 2019-06-01", {"d": "yes"}),
        ("role, valid_to: 2020-02-01", "hoped, valid_from: 2020-03-01", {}),
    ],
)
def test_days_between_two_owners(stated: Stated, first: str, second: str, outcome: dict[str, str]) -> None:
    assert gap(stated, first, second) == outcome


def test_a_third_owner_may_bridge_the_gap(stated: Stated) -> None:
    owners = ("role, valid_to: 2018-02-01", "trust, valid_from: 2020-03-01")
    assert gap(stated, *owners, "council, valid_from: 2017-01-01, valid_to: 2021-01-01") == {}


def test_days_without_an_owner_are_counted(stated: Stated) -> None:
    text = BODIES + (
        "  - {id: d, name: Do it, modality: must, accountable: [{from: role, valid_to: 2020-02-01},"
        " {from: council, valid_from: 2020-03-01}]}"
    )
    row = found(stated, "days-without-owner", text, as_at=date(2020, 6, 1))["d"]
    assert row.sentence == (
        "Do it: nobody owned it for 29 days from 1 February 2020, between Role and Council."
    )


def test_where_days_are_open_the_sentence_says_so(stated: Stated) -> None:
    text = BODIES + (
        "  - {id: d, name: Do it, modality: must, accountable: [{from: role, valid_to: 2018}, {from: council, valid_from:"
        " 2018}]}\n"
        "  - {id: e, name: Do more, modality: must, accountable: [{from: role, valid_to: 2018-01-01}, council]}"
    )
    assert {id: row.sentence for id, row in found(stated, "days-without-owner", text).items()} == {
        "d": "Do it: perhaps nobody owned it for up to 364 days from 1 January 2018, between Role and Council.",
        "e": "Do more: Role owned it until 1 January 2018, and since when Council has done so is not recorded.",
    }


AUTHORITY = """
agencies:
  - {id: council, name: Council}
  - {id: trust, name: Trust}
  - {id: partners, name: Partners, class: true}
committees: [{id: board, name: Board, answers_to: chief}]
units: [{id: team, name: Team, part_of: council, led_by: head}]
roles:
  - {id: chief, name: Chief, part_of: council, none: [REPORTS_TO]}
  - {id: head, name: Head, part_of: council, reports_to: chief}
  - {id: worker, name: Worker, part_of: team}
  - {id: clerk, name: Clerk, part_of: council, sits_on: board}
  - {id: lawyer, name: Lawyer, part_of: council, reports_to: chief}
  - {id: nurse, name: Nurse, part_of: trust}
  - {id: nurses, name: All Nurses, class: true, part_of: trust}
  - {id: volunteer, name: Volunteer, part_of: partners}
  - {id: stranger, name: Stranger}
duties:
"""


@pytest.mark.parametrize(
    ("accountable", "responsible", "outcome"),
    [
        ("chief", "head", {}),
        ("head", "worker", {}),
        ("chief", "team", {}),
        ("council", "clerk", {}),
        ("board", "clerk", {}),
        ("clerk", "board", {}),
        ("chief", "board", {}),
        ("head", "head", {}),
        ("head", "nurse", {"d": "yes"}),
        ("head", "nurses", {"d": "yes"}),
        ("head", "volunteer", {"d": "cannot tell"}),
        ("head", "stranger", {"d": "cannot tell"}),
        ("head", "lawyer", {"d": "yes"}),
        ("head", "clerk", {"d": "cannot tell"}),
        ("[head, chief]", "lawyer", {}),
        ("head", "[nurse, worker]", {}),
    ],
)
def test_authority_over_who_does_it(
    stated: Stated, accountable: str, responsible: str, outcome: dict[str, str]
) -> None:
    text = f"{AUTHORITY}  - {{id: d, name: Do it, modality: must, accountable: {accountable}, responsible: {responsible}}}"
    assert outcomes(stated, "accountable-without-authority", text) == outcome


@pytest.mark.parametrize("tie", ["appoints: nurse", "delegates_to: {to: nurse, function: care}"])
def test_an_appointment_or_delegation_is_authority(stated: Stated, tie: str) -> None:
    text = AUTHORITY.replace("name: Head, part_of", f"name: Head, {tie}, part_of") + (
        "  - {id: d, name: Do it, modality: must, accountable: head, responsible: nurse}"
    )
    assert outcomes(stated, "accountable-without-authority", text) == {}


def test_agencies_recorded_as_the_same_are_not_told_apart(stated: Stated) -> None:
    text = AUTHORITY.replace("name: Trust}", "name: Trust, same_as: council}") + (
        "  - {id: d, name: Do it, modality: must, accountable: head, responsible: nurse}"
    )
    assert outcomes(stated, "accountable-without-authority", text) == {"d": "cannot tell"}


def test_a_line_that_may_have_ended_leaves_authority_in_doubt(stated: Stated) -> None:
    text = AUTHORITY.replace(
        "name: Nurse, part_of", "name: Nurse, answers_to: {to: head, valid_to: 2020}, part_of"
    )
    text += "  - {id: d, name: Do it, modality: must, accountable: head, responsible: nurse}"
    assert outcomes(stated, "accountable-without-authority", text) == {"d": "possibly"}


THEMES = """
agencies: [{id: council, name: Council}, {id: trust, name: Trust}]
units:
  - {id: north, name: North, part_of: council}
  - {id: north-office, name: North Office, part_of: north}
  - {id: south, name: South, part_of: council}
roles:
  - {id: head-north, name: Head North, leads: north}
  - {id: clerk-north, name: Clerk North, part_of: north}
  - {id: head-south, name: Head South, leads: south, reports_to: head-north}
  - {id: head-east, name: Head East, part_of: council}
  - {id: nurse, name: Nurse, part_of: trust}
duties:
"""


def places(stated: Stated, *owners: str, most: int = 1) -> dict[str, list[str]]:
    duties = "".join(
        f"  - {{id: d{i}, name: Do {i}, modality: must, theme: {'Training' if i % 2 else 'training'}, accountable: {each}}}\n"
        for i, each in enumerate(owners)
    )
    stated.say(THEMES + duties)
    hits = scattered.find(stated.graph(TODAY), scattered.Scattered(most))
    return {hit.subject.id: [node.name for node in hit.about] for hit in hits}


@pytest.mark.parametrize(
    ("owners", "apart"),
    [
        (("head-north", "clerk-north", "north-office"), {}),
        (("head-north", "head-south"), {}),
        (("head-north", "head-east"), {"x/council": ["Head East", "North"]}),
        (("head-east", "nurse"), {}),
        (("head-north", "council"), {"x/council": ["Council", "North"]}),
    ],
)
def test_places_of_a_theme(stated: Stated, owners: tuple[str, ...], apart: dict[str, list[str]]) -> None:
    assert places(stated, *owners) == apart


def test_a_theme_is_scattered_beyond_the_setting_only(stated: Stated) -> None:
    assert places(stated, "head-north", "head-east", most=2) == {}


LOAD = """
roles:
  - {id: chiefs, name: All Chiefs, class: true}
  - {id: chief, name: Chief, one_of: chiefs, carries: guardian}
  - {id: guardian, name: Guardian, form: designation}
  - {id: head, name: Head}
people: [{id: ann, name: Ann, holds: [chief, {to: head, valid_to: 2020}]}, {id: bob, name: Bob, holds: head}]
duties:
  - {id: a, name: A, modality: must, accountable: chief}
  - {id: b, name: B, modality: must, accountable: [chiefs, chief]}
  - {id: c, name: C, modality: must, accountable: guardian}
  - {id: d, name: D, modality: must, accountable: head}
  - {id: e, name: E, modality: should, accountable: chief}
"""


@pytest.mark.parametrize(
    ("most", "outcome"),
    [(2, {"x/ann": "yes"}), (3, {"x/ann": "possibly"}), (4, {}), (0, {"x/ann": "yes", "x/bob": "yes"})],
)
def test_duties_come_by_role_class_and_designation_once_each(
    stated: Stated, most: int, outcome: dict[str, str]
) -> None:
    stated.say(LOAD)
    hits = load(stated, most)
    assert {hit.subject.id: hit.outcome for hit in hits} == outcome


def test_the_load_is_told(stated: Stated) -> None:
    stated.say(LOAD)
    told = {hit.subject.name: hit.sentence for hit in load(stated, 3)}
    assert told == {"Ann": "Ann answers for 4 duties as Chief and Head, more than 3."}


def load(stated: Stated, most: int) -> list[Hit]:
    binding = overloaded.Overloaded(most, {"modality": frozenset(("must",))})
    return list(overloaded.find(stated.graph(TODAY), binding))
