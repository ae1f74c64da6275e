"""Duties with several owners that share them without saying so, and provisions that an agency implements twice."""

from datetime import date
from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.queries.over_owned_duties import NO_REASON, NOT_SHARED, PARTLY, TWICE
from tests.queries.conftest import Stated

BODIES = """
agencies:
  - {id: council, name: Council}
units:
  - {id: team, name: Team, part_of: council}
committees:
  - {id: board, name: Board}
roles:
  - {id: head, name: Head, part_of: team}
  - {id: clerk, name: Clerk, part_of: team}
  - {id: gone, name: Gone Role, valid_to: 2019-05-01}
  - {id: hoped, name: Hoped-for Role, standing: proposed}
  - {id: heads, name: All Heads, class: true, includes: head}
  - {id: old-heads, name: Old Heads, class: true, includes: [head, clerk], valid_to: 2019-05-01}
duties:
"""


@pytest.mark.parametrize(
    ("owners", "reason"),
    [
        ("head", None),
        ("[head, clerk]", NOT_SHARED),
        ("[head, board]", NOT_SHARED),
        ("[{from: head, how: sole}, clerk]", NOT_SHARED),
        ("[{from: head, how: joint, reason: both sign}, {from: clerk, how: joint, reason: both sign}]", None),
        (
            "[{from: head, how: divided, part: pay, reason: so}, {from: clerk, how: divided, reason: so}]",
            None,
        ),
        ("[{from: head, how: joint, reason: both sign}, clerk]", PARTLY),
        (
            "[{from: head, how: individual and collective}, {from: clerk, how: individual and collective}]",
            NO_REASON,
        ),
        ("[head, gone]", None),
        ("[head, hoped]", None),
        ("[head, heads]", None),
        ("[clerk, heads]", NOT_SHARED),
        ("[head, clerk, old-heads]", NOT_SHARED),
    ],
)
def test_several_owners_need_a_recorded_reason(stated: Stated, owners: str, reason: str | None) -> None:
    stated.say(f"{BODIES}  - {{id: d, name: Do it., accountable: {owners}}}")
    answer = stated.ask("over-owned-duties")
    assert [(row.subject.id, row.reason) for row in answer.rows] == ([("x/d", reason)] if reason else [])


def test_the_sentence_names_the_owners_and_an_empty_answer_says_so(stated: Stated) -> None:
    stated.say(f"{BODIES}  - {{id: d, name: Do it., accountable: head, modality: must}}")
    assert stated.ask("over-owned-duties").sentence == (
        "No duty has several owners without a reason, and no provision is implemented twice."
    )
    stated.say(f"{BODIES}  - {{id: d, name: Do it., accountable: [head, clerk], modality: must}}")
    answer = stated.ask("over-owned-duties")
    assert answer.sentence == "1 duty or provision has too many owners: 1 no sharing recorded."
    assert answer.rows[0].sentence == "Clerk and Head are accountable, each by itself."
    assert stated.ask("over-owned-duties", modality="may").rows == []


def test_an_owner_by_day_is_possibly_one_of_several(stated: Stated) -> None:
    stated.say(f"{BODIES}  - {{id: d, name: Do it., accountable: [head, {{from: clerk, valid_to: 2020}}]}}")
    (row,) = stated.ask("over-owned-duties").rows
    assert row.certainty is Truth.POSSIBLY
    assert "Clerk (possibly)" in row.sentence
    assert stated.ask("over-owned-duties", {"as_at": date(2021, 1, 1)}).rows == []


def test_what_is_proposed_counts_and_what_is_inferred_does_not_as_the_view_says(stated: Stated) -> None:
    stated.say(f"{BODIES}  - {{id: d, name: Do it., accountable: [head, hoped]}}")
    assert len(stated.ask("over-owned-duties", {"proposed": True}).rows) == 1
    inferred = "{from: clerk, evidence: inferred, reason: by the heading}"
    stated.say(f"{BODIES}  - {{id: d, name: Do it., accountable: [head, {inferred}]}}")
    assert len(stated.ask("over-owned-duties").rows) == 1
    assert stated.ask("over-owned-duties", {"strict": True}).rows == []


PROVISION = """
sources:
  - {id: act, name: The Act}
  - {id: act-1, name: "The Act, section 1", part_of: act}
agencies: [{id: north, name: North}, {id: south, name: South}]
roles:
  - {id: a, name: A, part_of: north}
  - {id: b, name: B, part_of: north}
  - {id: c, name: C, part_of: south}
  - {id: loose, name: Loose}
  - {id: free, name: Free}
duties:
  - {id: law, name: Be safe.}
"""


def twice(stated: Stated, *duties: str) -> list[tuple[str, str, list[str]]]:
    stated.say(
        PROVISION + "\n".join(f"  - {{id: d-{n}, name: Do {n}., {duty}}}" for n, duty in enumerate(duties))
    )
    return [
        (row.subject.id, row.within, [duty.id for duty in row.duties])
        for row in stated.ask("over-owned-duties").rows
        if row.reason == TWICE
    ]


def test_two_duties_of_an_agency_with_unlike_owners_implement_a_provision_twice(stated: Stated) -> None:
    found = twice(stated, "implements: law, accountable: a", "implements: law, accountable: b")
    assert found == [("x/law", "x/north", ["x/d-0", "x/d-1"])]
    (row,) = stated.ask("over-owned-duties").rows
    assert row.sentence == "In North, 2 duties of unlike owners put it into effect: A and B."


@pytest.mark.parametrize(
    "other",
    [
        "implements: law, accountable: a",  # the same owner
        "implements: law, accountable: c",  # another agency
        "implements: law",  # of nobody
        "implements: act-1, accountable: b",  # another provision
        "implements: law, accountable: b, valid_to: 2019-01-01",
    ],
)
def test_and_else_they_do_not(stated: Stated, other: str) -> None:
    assert twice(stated, "implements: law, accountable: a", other) == []


def test_a_provision_of_an_act_counts_and_the_whole_act_does_not(stated: Stated) -> None:
    assert twice(stated, "implements: act, accountable: a", "implements: act, accountable: b") == []
    assert [
        found[0]
        for found in twice(stated, "implements: act-1, accountable: a", "implements: act-1, accountable: b")
    ] == ["x/act-1"]


def test_without_an_agency_the_data_set_is_the_bound(stated: Stated) -> None:
    found = twice(stated, "implements: law, accountable: loose", "implements: law, accountable: free")
    assert found == [("x/law", "x", ["x/d-0", "x/d-1"])]


def test_pages_of_both_sorts_go_on_from_each_other(stated: Stated) -> None:
    stated.say(PROVISION + """
  - {id: d-0, name: Do 0., implements: law, accountable: [a, c]}
  - {id: d-1, name: Do 1., implements: law, accountable: [b, c]}
  - {id: e, name: Do e., accountable: [a, b]}
""")  # fmt: skip
    whole = [row.subject.id for row in stated.ask("over-owned-duties").rows]
    assert whole == ["x/d-0", "x/d-1", "x/e"]
    stated.say(PROVISION + """
  - {id: d-0, name: Do 0., implements: law, accountable: [a, c]}
  - {id: d-1, name: Do 1., implements: law, accountable: b}
  - {id: e, name: Do e., implements: law, accountable: c}
  - {id: z, name: Do z., accountable: [a, b]}
""")  # fmt: skip
    paged: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = stated.ask("over-owned-duties", first=1, after=after)
        paged += [(row.subject.id, row.reason, row.within) for row in page.rows]
        after = page.after
    assert paged == [
        ("x/d-0", NOT_SHARED, ""), ("x/law", TWICE, "x/north"), ("x/z", NOT_SHARED, ""),
    ]  # fmt: skip
