"""Spans, layers and sizes: two tops, matrix lines, loops, classes, posts, bodies, what is only possible."""

from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.queries.between import Between
from remit.queries.lines import LINES
from remit.queries.measures import measured_lines
from remit.queries.span_and_layers import Measured
from tests.queries.conftest import Stated

TREE = """
agencies: [{id: council, name: Council}, {id: trust, name: Trust}]
units: [{id: team, name: Team, part_of: council}]
roles:
  - {id: chief, name: Chief, leads: council}
  - {id: head, name: Head, reports_to: chief, part_of: council}
  - {id: deputy, name: Deputy, reports_to: chief, part_of: trust}
  - {id: lead, name: Team Lead, reports_to: head, leads: team}
  - {id: officer, name: Officer, reports_to: [lead, {to: deputy, line: professional}], part_of: team, posts: 4}
  - {id: other, name: Other Top, leads: trust}
  - {id: helper, name: Helper, reports_to: other}
"""


def rows(stated: Stated, **asked: Any) -> dict[str, Measured]:
    return {row.role.id.removeprefix("x/"): row for row in stated.ask("span-and-layers", **asked).rows}


def exactly(number: int) -> Between:
    return Between(number, number)


def test_a_tree_with_two_tops(stated: Stated) -> None:
    found = rows(stated.say(TREE))
    assert (found["chief"].span, found["chief"].layer, found["chief"].size) == (
        exactly(2),
        exactly(1),
        exactly(4),
    )
    assert found["officer"].layer == exactly(4)
    assert (found["other"].layer, found["helper"].layer) == (exactly(1), exactly(2))
    assert (found["lead"].span, found["lead"].posts) == (exactly(1), 4)
    told = stated.ask("span-and-layers").sentence
    assert told.startswith(
        "7 roles are in management lines, in 4 layers. Of the 4 with direct reports, half have 1 or fewer"
    )


def test_matrix_lines_count_each_node_once_and_give_two_layers(stated: Stated) -> None:
    found = rows(stated.say(TREE), lines=LINES)
    assert found["chief"].size == exactly(4)
    assert found["officer"].layer == Between(3, 4)
    assert found["deputy"].span == exactly(1)


@pytest.mark.parametrize(
    ("order", "first"),
    [("span", ["chief", "head"]), ("layer", ["officer", "lead"]), ("size", ["chief", "head"])],
)
def test_outliers_come_first(stated: Stated, order: str, first: list[str]) -> None:
    assert list(rows(stated.say(TREE), order=order))[:2] == first


def test_of_a_body_all_that_is_part_of_it_leads_in_it_or_is_below_its_head(stated: Stated) -> None:
    stated.say(TREE)
    assert set(rows(stated, of="council")) == {"chief", "head", "deputy", "lead", "officer"}
    assert set(rows(stated, of="team")) == {"lead", "officer"}
    assert set(rows(stated, of="trust")) == {"other", "helper", "deputy"}
    assert set(rows(stated, of="head")) == {"head", "lead", "officer"}
    assert "5 roles of Council" in stated.ask("span-and-layers", of="council").sentence


def test_a_loop_hangs_nothing_and_counts_as_one_layer(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: b}
  - {id: b, name: B, reports_to: a}
  - {id: c, name: C, reports_to: b}
""")
    found = rows(stated)
    assert [found[id].layer for id in "abc"] == [exactly(1), exactly(1), exactly(2)]
    assert [found[id].loop for id in "abc"] == [True, True, False]
    assert [found[id].size for id in "abc"] == [exactly(2), exactly(2), exactly(0)]


def test_a_class_counts_as_its_recorded_members_and_is_told(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: chief, name: Chief}
  - {id: heads, name: All Heads, class: true, reports_to: chief, except: [third]}
  - {id: first, name: First, one_of: heads}
  - {id: second, name: Second, one_of: heads}
  - {id: third, name: Third, one_of: heads}
  - {id: clerks, name: All Clerks, class: true, reports_to: chief}
""")
    chief = rows(stated)["chief"]
    assert chief.span == exactly(3)  # two heads, and the class of clerks as one
    assert [node.id for node in chief.classes] == ["x/clerks", "x/heads"]
    assert chief.posts == 2


def test_what_is_only_possible_is_at_the_most(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: chief, name: Chief}
  - {id: head, name: Head, reports_to: {to: chief, valid_to: 2020}}
  - {id: clerk, name: Clerk, reports_to: head}
  - {id: gone, name: Gone, reports_to: {to: head, valid_to: 2019}}
""")
    found = rows(stated)
    assert (found["chief"].span, found["chief"].size) == (Between(0, 1), Between(0, 2))
    assert found["head"].span == exactly(1)
    assert [found[id].layer_certainty for id in ("chief", "head", "clerk")] == [
        Truth.YES,
        Truth.POSSIBLY,
        Truth.POSSIBLY,
    ]
    assert "gone" not in found


def test_nothing_in_lines(stated: Stated) -> None:
    stated.say("agencies: [{id: council, name: Council}]\nroles: [{id: a, name: A, part_of: council}]")
    assert stated.ask("span-and-layers").sentence == "No role is in management lines."
    assert stated.ask("span-and-layers", of="council", lines=LINES).sentence.startswith(
        "No role or body of Council is in"
    )


def test_pages_carry_the_number_and_the_id(stated: Stated) -> None:
    stated.say(TREE)
    whole = list(rows(stated, order="size"))
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        answer = stated.ask("span-and-layers", order="size", first=2, after=after)
        found += [row.role.id.removeprefix("x/") for row in answer.rows]
        after = answer.after
    assert found == whole
    with pytest.raises(BadValue, match="no cursor"):
        stated.ask("span-and-layers", after="x/a")


def test_the_next_page_works_out_nothing_anew_until_something_is_published(stated: Stated) -> None:
    stated.say(TREE)
    first = stated.ask("span-and-layers", first=2)
    before = measured_lines.cache_info()
    stated.ask("span-and-layers", first=2, after=first.after)
    after = measured_lines.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)
    stated.say("roles: [{id: one-more, name: One More, reports_to: x/chief}]", dataset="y")
    assert len(rows(stated)) == len(rows(stated, view={"known_at": 1})) + 1
