"""Statements without a source, must-lines that rest on inference, and sources that disagree."""

from typing import Any

import pytest

from remit.queries.evidence_gaps import DISAGREE, DISPUTED, NO_SOURCE, RESTS
from tests.queries.conftest import Stated

SOURCED = "source: act\n"
WHY = "evidence: inferred, reason: by the order"
LINE = """
sources: [{{id: act, name: The Act}}]
roles:
  - {{id: chief, name: Chief}}
  - {{id: head, name: Head, reports_to: [{head}]}}
  - {{id: clerk, name: Clerk, reports_to: head}}
duties:
  - {{id: d, name: Do it., modality: {modality}, accountable: [{owner}]}}
"""


def gaps(stated: Stated, sort: str | None = None, **asked: Any) -> list[tuple[str, str]]:
    return [(row.sort, row.statement) for row in stated.ask("evidence-gaps", sort=sort, **asked).rows]


def line(stated: Stated, head: str, owner: str = "clerk", modality: str = "must") -> list[tuple[str, str]]:
    stated.say(LINE.format(head=head, owner=owner, modality=modality), head=SOURCED)
    return gaps(stated)


def test_a_statement_that_names_no_source(stated: Stated) -> None:
    stated.say("sources: [{id: act, name: The Act}]\nroles: [{id: a, name: A, source: act}]")
    assert gaps(stated) == [(NO_SOURCE, "x: x/act")]
    answer = stated.ask("evidence-gaps")
    assert answer.rows[0].sentence == "The Act: the statement names no source."
    assert answer.sentence == "1 statement whose evidence falls short: 1 without a source."
    stated.say("sources: [{id: act, name: The Act}]", head=SOURCED)
    assert stated.ask("evidence-gaps").sentence == "There is no statement whose evidence falls short."


def test_a_must_line_rests_on_an_inferred_hop_above_its_owner(stated: Stated) -> None:
    assert line(stated, f"{{to: chief, {WHY}}}") == [(RESTS, "x: x/head REPORTS_TO x/chief")]
    (row,) = stated.ask("evidence-gaps").rows
    assert row.sentence == (
        "That Head reports to Chief is inferred; the line of Clerk, accountable for 'Do it', rests on it."
    )
    assert (row.duty.id, row.reason, row.source) == ("x/d", "by the order", "x/act")
    assert [node.id for node in row.about] == ["x/head", "x/chief"]


@pytest.mark.parametrize(
    ("head", "owner", "modality"),
    [
        (f"{{to: chief, {WHY}}}", "clerk", "should"),  # no must
        (f"{{to: chief, {WHY}}}", "chief", "must"),  # its owner stands above the hop
        (
            f"{{to: chief, {WHY}}}, {{to: chief, id: other, line: professional}}",
            "clerk",
            "must",
        ),  # stated besides
        ("chief", "clerk", "must"),
        ("chief", f"clerk, {{from: head, {WHY}}}", "must"),  # another owner is stated
    ],
)
def test_and_it_does_not_where_a_stated_fact_would_do(
    stated: Stated, head: str, owner: str, modality: str
) -> None:
    assert line(stated, head, owner, modality) == []


def test_a_must_duty_whose_owner_is_only_inferred_or_assumed(stated: Stated) -> None:
    assumed = "{from: clerk, evidence: assumed, reason: known}"
    assert line(stated, "chief", assumed) == [(RESTS, "x: x/clerk ACCOUNTABLE_FOR x/d")]
    assert stated.ask("evidence-gaps").rows[0].sentence == (
        "That Clerk is accountable for Do it is assumed, and no text states who is."
    )
    assert stated.ask("evidence-gaps", {"strict": True}).rows == []


def test_a_role_that_is_only_inferred_and_owns_a_must(stated: Stated) -> None:
    stated.say(f"""
sources: [{{id: act, name: The Act}}]
roles: [{{id: a, name: A, {WHY}}}, {{id: b, name: B, {WHY}}}]
duties: [{{id: d, name: Do it., modality: must, accountable: a}}]
""", head=SOURCED)  # fmt: skip
    (row,) = stated.ask("evidence-gaps").rows
    assert (row.sort, row.statement) == (RESTS, "x: x/a")
    assert (
        row.sentence == "A: that it exists is inferred; the line of A, accountable for 'Do it', rests on it."
    )


def test_the_line_of_a_class_is_that_of_its_members(stated: Stated) -> None:
    stated.say(f"""
sources: [{{id: act, name: The Act}}]
roles:
  - {{id: chief, name: Chief}}
  - {{id: heads, name: Heads, class: true, reports_to: {{to: chief, {WHY}}}}}
  - {{id: head, name: Head, one_of: heads}}
duties: [{{id: d, name: Do it., modality: must not, accountable: head}}]
""", head=SOURCED)  # fmt: skip
    assert gaps(stated) == [(RESTS, "x: x/heads REPORTS_TO x/chief")]


def test_a_loop_of_inferred_hops_does_not_hang(stated: Stated) -> None:
    stated.say(f"""
sources: [{{id: act, name: The Act}}]
roles:
  - {{id: a, name: A, reports_to: {{to: b, {WHY}}}}}
  - {{id: b, name: B, reports_to: {{to: a, {WHY}}}}}
duties: [{{id: d, name: Do it., modality: should, accountable: a}}]
""", head=SOURCED)  # fmt: skip
    assert gaps(stated) == []


def test_a_disputed_statement(stated: Stated) -> None:
    stated.say("""
sources: [{id: act, name: The Act}]
roles: [{id: a, name: A}, {id: b, name: B, reports_to: {to: a, evidence: disputed, reason: the union denies it}}]
""", head=SOURCED)  # fmt: skip
    assert gaps(stated) == [(DISPUTED, "x: x/b REPORTS_TO x/a")]
    assert stated.ask("evidence-gaps").rows[0].sentence == "B reports to A: the statement is disputed."


ROLES = "sources: [{id: z/act, name: The Act}]\nroles: [{id: z/a, name: A%s}, {id: z/b, name: B}, {id: z/c, name: C%s}]\n"


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("reports_to: z/b", "reports_to: z/c", True),
        ("reports_to: z/b", "reports_to: z/b", False),
        ("reports_to: z/b", "reports_to: [z/b, z/c]", False),
        ("reports_to: z/b", "reports_to: {to: z/c, line: professional}", False),
        ("form: post", "form: office", True),
        ("form: post", "posts: 2", False),
        ("aliases: [AA]", "aliases: [AAA]", False),
    ],
)
def test_data_sets_that_disagree(stated: Stated, one: str, other: str, disagree: bool) -> None:
    stated.say(ROLES % (f", {one}", ""), "x", "source: z/act\n")
    stated.say(ROLES % (f", {other}", ""), "y", "source: z/act\n")
    rows = stated.ask("evidence-gaps").rows
    assert [row.sort for row in rows] == ([DISAGREE] if disagree else [])
    assert stated.ask("evidence-gaps", {"datasets": frozenset({"x"})}).rows == []
    if disagree and "reports_to" in one:
        assert rows[0].sentence == "x says that A reports to B and y says that A reports to C."
        assert (rows[0].statement, rows[0].others) == ("x: z/a REPORTS_TO z/b", ("y: z/a REPORTS_TO z/c",))


def test_two_names_disagree_unless_one_is_an_alias(stated: Stated) -> None:
    stated.say(
        "sources: [{id: z/act, name: The Act}]\nagencies: [{id: z/a, name: North, aliases: [N]}]",
        "x",
        "source: z/act\n",
    )
    stated.say(
        "sources: [{id: z/act, name: The Act}]\nagencies: [{id: z/a, name: N}]", "y", "source: z/act\n"
    )
    assert gaps(stated) == []
    stated.say(
        "sources: [{id: z/act, name: The Act}]\nagencies: [{id: z/a, name: South}]", "y", "source: z/act\n"
    )
    (row,) = stated.ask("evidence-gaps").rows
    assert row.sentence == "On South (y) sources disagree: x differs in name."


def test_pages_and_sorts(stated: Stated) -> None:
    stated.say("""
sources: [{id: act, name: The Act}, {id: law, name: The Law}]
roles: [{id: a, name: A, source: act, evidence: disputed, reason: denied}]
""")  # fmt: skip
    whole = gaps(stated)
    assert whole == [(NO_SOURCE, "x: x/act"), (NO_SOURCE, "x: x/law"), (DISPUTED, "x: x/a")]
    paged: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = stated.ask("evidence-gaps", first=1, after=after)
        paged += [(row.sort, row.statement) for row in page.rows]
        after = page.after
    assert paged == whole
    assert gaps(stated, DISPUTED) == whole[2:]
    assert stated.ask("evidence-gaps", sort=RESTS).sentence == (
        "There is no statement that a must-line rests on and no text states."
    )
