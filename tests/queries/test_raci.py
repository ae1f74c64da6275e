"""The table of who is accountable, responsible, consulted and informed, made from statements alone."""

from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import UnknownName
from remit.queries.raci import NOBODY_ACCOUNTABLE, NOBODY_RESPONSIBLE
from tests.queries.conftest import Stated

TOWN = """
sources:
  - {id: act, name: The Act}
  - {id: act-1, name: "The Act, section 1", part_of: act}
agencies: [{id: council, name: Council}, {id: police, name: Police}]
units:
  - {id: care, name: Care, part_of: council}
  - {id: team, name: Team, part_of: care}
committees: [{id: board, name: Board}]
roles:
  - {id: director, name: Director, leads: care}
  - {id: worker, name: Worker, part_of: team, one_of: workers}
  - {id: workers, name: All Workers, class: true}
  - {id: gone, name: Gone Role, part_of: team, valid_to: 2019-05-01}
duties:
  - id: a
    name: Do a.
    locator: "1"
    theme: training
    accountable: director
    responsible: {from: team, evidence: inferred, reason: by the heading}
    consulted: board
    informed: police
  - {id: b, name: Do b., theme: training, accountable: workers, stated_in: act-1}
  - {id: c, name: Do c., responsible: worker, source: act-1, owed_to: [{to: board, act: report}, {to: police, act: refer}]}
  - {id: d, name: Do d., accountable: police}
  - {id: e, name: Do e., accountable: gone}
"""


@pytest.fixture
def town(stated: Stated) -> Stated:
    return stated.say(TOWN)


def table(stated: Stated, scope: str, **view: Any) -> dict[str, str]:
    """The letters of each duty as a text: A director, R team?; with ? where inferred."""
    return {
        row.duty.id.removeprefix("x/"): ", ".join(
            f"{each.letter} {each.node.id.removeprefix('x/')}{'?' if each.inferred else ''}"
            for each in row.letters
        )
        for row in stated.ask("raci", view, scope=scope).rows
    }


def test_a_body_has_the_duties_of_its_parts_of_who_leads_them_and_of_their_classes(town: Stated) -> None:
    assert table(town, "care") == {
        "a": "A director, R team?, C board, I police",
        "b": "A workers",
        "c": "R worker, I board?",
    }
    assert list(table(town, "team")) == ["a", "b", "c"]
    assert list(table(town, "police")) == ["a", "d"]
    assert list(table(town, "worker")) == ["b", "c"]


def test_a_source_has_the_duties_read_in_it_or_stated_in_it_and_in_its_parts(town: Stated) -> None:
    assert list(table(town, "the act")) == list(table(town, "x/act-1")) == ["b", "c"]


def test_a_theme_is_a_scope_too_and_an_unknown_word_is_refused(town: Stated) -> None:
    assert list(table(town, "training")) == ["a", "b"]
    with pytest.raises(UnknownName, match="goes by 'nothing'"):
        town.ask("raci", scope="nothing")


def test_every_letter_cites_its_statement(town: Stated) -> None:
    (row,) = [row for row in town.ask("raci", scope="care").rows if row.duty.id == "x/a"]
    assert [(each.letter, each.edge.statement, each.edge.said.locator) for each in row.letters][:2] == [
        ("A", "x: x/director ACCOUNTABLE_FOR x/a", "1"), ("R", "x: x/team RESPONSIBLE_FOR x/a", "1"),
    ]  # fmt: skip


def test_rows_without_a_or_r_are_flagged(town: Stated) -> None:
    answer = town.ask("raci", scope="care")
    assert {row.duty.id: row.flags for row in answer.rows} == {
        "x/a": (), "x/b": (NOBODY_RESPONSIBLE,), "x/c": (NOBODY_ACCOUNTABLE,),
    }  # fmt: skip
    assert answer.sentence == (
        "3 duties of Care: 2 A, 2 R, 1 C and 2 I; 2 letters are inferred; nobody accountable: 1 duty;"
        " nobody responsible: 1 duty."
    )


def test_strict_leaves_inferred_letters_out_and_an_ended_role_has_none(town: Stated) -> None:
    assert table(town, "care", strict=True)["a"] == "A director, C board, I police"
    assert "e" not in table(town, "care")
    (row,) = town.ask("raci", {"as_at": None}, scope="gone role").rows
    assert row.duty.id == "x/e"


def test_a_letter_by_day_is_possible(stated: Stated) -> None:
    stated.say(
        "agencies: [{id: a, name: A, accountable_for: {to: d, valid_to: 2020}}]\nduties: [{id: d, name: Do it.}]"
    )
    (row,) = stated.ask("raci", scope="a").rows
    assert [each.certainty for each in row.letters] == [Truth.POSSIBLY]


def test_pages_go_on_and_a_scope_without_duties_says_so(town: Stated) -> None:
    first = town.ask("raci", scope="care", first=2)
    second = town.ask("raci", scope="care", first=2, after=first.after)
    assert [row.duty.id for page in (first, second) for row in page.rows] == ["x/a", "x/b", "x/c"]
    assert second.after is None
    assert first.sentence.startswith("The first 2 duties of Care: 2 A")
    town.say("agencies: [{id: fire, name: Fire}]", dataset="y")
    assert town.ask("raci", scope="fire").sentence == "No duty of Fire is recorded."
