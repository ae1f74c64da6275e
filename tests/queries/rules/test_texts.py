"""Rules on texts: what has been superseded, references that lead nowhere, and facts without a source."""

from datetime import date

import pytest

from tests.queries.conftest import AUTHOR, Stated
from tests.queries.rules.finding import found, outcomes

SOURCES = """
sources:
  - {id: old, name: Procedures 2010, date: 2010-01-01}
  - {id: chapter, name: Chapter 2, part_of: old}
  - {id: new, name: Procedures 2013, date: 2013-01-01, succeeds: %s}
  - {id: text, name: Text, date: 2014-01-01}
"""


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("duties: [{id: d, name: Do it, source: old}]", {"old": "yes"}),
        ("duties: [{id: d, name: Do it, source: chapter}]", {"old": "yes"}),
        ("duties: [{id: d, name: Do it, source: text, stated_in: old}]", {"old": "yes"}),
        ("duties: [{id: d, name: Do it, source: old, valid_to: 2013-01-01}]", {}),
        ("duties: [{id: d, name: Do it, source: new}]", {}),
        (
            "roles: [{id: a, name: A, source: text}, {id: b, name: B, source: text, reports_to: {to: a, source: old}}]",
            {"old": "yes"},
        ),
        ("roles: [{id: a, name: A, source: old}]", {}),
    ],
)
def test_what_rests_on_a_succeeded_source(stated: Stated, said: str, outcome: dict[str, str]) -> None:
    assert outcomes(stated, "superseded-source", SOURCES % "old" + said) == outcome


def test_a_source_that_is_succeeded_later_is_still_good(stated: Stated) -> None:
    text = SOURCES % "{to: old, valid_from: 2019-01-01}" + "duties: [{id: d, name: Do it, source: old}]"
    assert outcomes(stated, "superseded-source", text, as_at=date(2018, 1, 1)) == {}
    assert outcomes(stated, "superseded-source") == {"old": "yes"}


def test_how_much_rests_on_it_is_counted(stated: Stated) -> None:
    text = SOURCES % "old" + (
        "duties: [{id: d, name: Do it, source: old}, {id: e, name: Do more, source: chapter}]\n"
        "roles: [{id: a, name: A}, {id: b, name: B, reports_to: {to: a, source: chapter}}]"
    )
    row = found(stated, "superseded-source", text)["old"]
    assert row.sentence == (
        "Procedures 2010 has been succeeded by Procedures 2013; 2 duties and 1 line still rest on it."
    )


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("refers_to: old", {"d": "yes"}),
        ("implements: old", {"d": "yes"}),
        ("implements: was", {"d": "yes"}),
        ("refers_to: perhaps", {}),
        ("refers_to: new", {}),
        ("refers_to: [new, {to: old, valid_to: 2020}]", {"d": "possibly"}),
    ],
)
def test_a_reference_to_what_no_longer_holds(stated: Stated, said: str, outcome: dict[str, str]) -> None:
    text = SOURCES % "old" + (
        "duties:\n"
        "  - {id: was, name: Former duty, valid_to: 2019-01-01}\n"
        "  - {id: perhaps, name: Perhaps, valid_to: 2020}\n"
        f"  - {{id: d, name: Do it, {said}}}"
    )
    assert outcomes(stated, "dangling-reference", text) == outcome


def test_what_another_data_set_may_record_cannot_be_told(stated: Stated) -> None:
    stated.say("sources: [{id: act, name: The Act, date: 2000-01-01}]", "law")
    stated.say("duties: [{id: d, name: Do it, refers_to: law/act}]", "x")
    assert outcomes(stated, "dangling-reference") == {}
    assert outcomes(stated, "dangling-reference", datasets=frozenset(("x",))) == {"d": "cannot tell"}


def test_under_strict_what_is_assumed_cannot_be_told(stated: Stated) -> None:
    text = """
sources:
  - {id: text, name: Text, date: 2000-01-01}
  - {id: act, name: The Act, date: 2000-01-01, evidence: assumed, reason: common knowledge}
duties: [{id: d, name: Do it, source: text, refers_to: {to: act, source: text}}]
"""
    assert outcomes(stated, "dangling-reference", text) == {}
    assert outcomes(stated, "dangling-reference", strict=True) == {"d": "cannot tell"}


def test_what_was_withdrawn_dangles(stated: Stated) -> None:
    stated.say("sources: [{id: act, name: The Act, date: 2000-01-01}]", "law")
    stated.say("duties: [{id: d, name: Do it, refers_to: law/act}]", "x")
    stated.store.withdraw("law", AUTHOR)
    row = found(stated, "dangling-reference")["d"]
    assert row.outcome == "yes"
    assert row.sentence == "Do it: it refers to act (law/act), which is not recorded."


UNCITED = """
sources: [{id: act, name: The Act, date: 2000-01-01, source: act}]
roles: [{id: head, name: Head}, {id: other, name: Other}]
duties:
"""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("modality: must", {"d": "Do it: no source is named for the duty itself."}),
        ("modality: must, source: act", {}),
        ("modality: should", {}),
    ],
)
def test_what_names_no_source(stated: Stated, said: str, told: dict[str, str]) -> None:
    rows = found(stated, "uncited-must-fact", UNCITED + f"  - {{id: d, name: Do it, {said}}}")
    assert {id: row.sentence for id, row in rows.items()} == told


def test_an_assignment_without_a_source_is_told_at_the_duty(stated: Stated) -> None:
    text = """
sources: [{id: act, name: The Act, date: 2000-01-01, source: act}]
duties: [{id: d, name: Do it, modality: must, source: act, accountable: first}]
roles:
  - {id: first, name: First}
  - {id: head, name: Head, accountable_for: d}
  - {id: other, name: Other, is_owed: d}
"""
    row = found(stated, "uncited-must-fact", text)["d"]
    assert row.sentence == (
        "Do it: no source is named for the statement that Head is accountable for it and the statement that it is owed to"
        " Other."
    )
    assert [node.name for node in row.about] == ["Head", "Other"]


def test_a_source_of_the_data_set_is_a_source(stated: Stated) -> None:
    text = UNCITED + "  - {id: d, name: Do it, modality: must, accountable: head}"
    assert outcomes(stated, "uncited-must-fact", text, head="source: act\n") == {}
