"""Chains of accountability, what is carried, committees, duties and the search."""

import pytest

from remit.graphmodel.errors import BadValue, UnknownName
from remit.queries.carried_by import CLASS, COMMITTEE, IN, OUT, OWN, UNIT
from remit.queries.holding import NOT_RECORDED
from remit.queries.question import Question
from remit.queries.registry import QUESTIONS
from tests.queries.conftest import Stated

TOWN = """
sources:
  - {id: act, name: The Act 2004}
agencies:
  - {id: council, name: The Council}
  - {id: police, name: The Police}
units:
  - {id: education, name: Education}
committees:
  - id: board
    name: Safeguarding Board
    aliases: [SB]
    quorum: 3
    answers_to: council
    appointed_by: chief
    members:
      - {from: chair, capacity: chair}
      - {from: director, on_behalf_of: education, voting: true}
      - {from: ann, capacity: adviser}
roles:
  - {id: chair, name: Independent Chair, appointed_by: council}
  - {id: director, name: Director of Education, leads: education, one_of: directors, reports_to: chief, locator: "6"}
  - {id: directors, name: All Directors, class: true}
  - {id: chief, name: Chief Executive, delegates_to: {to: director, duty: d-delegated, accountability: kept}}
  - {id: clerk, name: Clerk, part_of: [education, council]}
people:
  - {id: ann, name: Ann}
duties:
  - id: d-own
    name: Keep schools safe.
    locator: "6.1"
    accountable: {from: director, ultimate: true}
    responsible: {from: education, share: lead}
    owed_to: {to: police, act: report}
    stated_in: {to: act, as: cited}
    scrutinised_by: {from: board, how: scrutiny}
  - {id: d-class, name: Say so., accountable: directors}
  - {id: d-unit, name: Teach., responsible: education}
  - {id: d-board, name: Agree a plan., accountable: board}
  - {id: d-delegated, name: Sign contracts., accountable: chief}
  - {id: d-council, name: Raise tax., accountable: council}
  - {id: d-nobody, name: Nobody does this.}
"""


@pytest.fixture
def town(stated: Stated) -> Stated:
    return stated.say(TOWN)


def test_a_chain_tells_owner_line_and_everybody_about_a_duty(town: Stated) -> None:
    answer = town.ask("accountability-chain", duty="x/d-own")
    (row,) = answer.rows
    (owner,) = row.accountable
    assert (owner.node.id, owner.how, owner.ultimate, owner.holding.state) == (
        "x/director",
        "sole",
        True,
        NOT_RECORDED,
    )
    assert [[hop.object.id for hop in line.hops] for line in owner.lines] == [["x/chief"]]
    assert [(party.node.id, party.how) for party in row.responsible] == [("x/education", "lead")]
    assert [(party.node.id, party.how) for party in row.owed_to] == [("x/police", "report")]
    assert [(party.node.id, party.how) for party in row.stated_in] == [("x/act", "cited")]
    assert [(party.node.id, party.about.id) for party in row.scrutinised_by] == [("x/board", "x/d-own")]
    assert answer.sentence == (
        "Keep schools safe (6.1); Director of Education is ultimately accountable (holder not recorded, 6.1); its line:"
        " Director of Education to Chief Executive; responsible: Education; owed to: The Police; scrutinised by:"
        " Safeguarding Board; it rests on The Act 2004."
    )


def test_a_duty_of_nobody_says_so(town: Stated) -> None:
    assert (
        town.ask("accountability-chain", duty="nobody does this").sentence
        == "Nobody is accountable for: Nobody does this."
    )
    with pytest.raises(UnknownName, match="no duty goes by"):
        town.ask("accountability-chain", duty="director")


def test_what_is_carried_comes_with_the_path_that_brings_it(town: Stated) -> None:
    rows = town.ask("carried-by", who="director of education").rows
    told = {(row.duty.id, row.share, row.way, row.through.id) for row in rows}
    assert told == {
        ("x/d-own", "accountable", OWN, "x/director"),
        ("x/d-class", "accountable", CLASS, "x/directors"),
        ("x/d-own", "responsible", UNIT, "x/education"),
        ("x/d-unit", "responsible", UNIT, "x/education"),
        ("x/d-board", "accountable", COMMITTEE, "x/board"),
        ("x/d-delegated", "delegate", IN, "x/chief"),
    }
    paths = {row.duty.id: [edge.relation for edge in row.path] for row in rows if row.way != UNIT}
    assert paths["x/d-class"] == ["ONE_OF", "ACCOUNTABLE_FOR"]
    assert paths["x/d-board"] == ["SITS_ON", "ACCOUNTABLE_FOR"]
    assert [row.key for row in rows] == list(dict.fromkeys(row.key for row in rows))


def test_a_part_of_an_agency_does_not_carry_what_the_agency_does(town: Stated) -> None:
    assert {row.duty.id for row in town.ask("carried-by", who="clerk").rows} == {"x/d-own", "x/d-unit"}
    (row,) = [row for row in town.ask("carried-by", who="chief executive").rows if row.way == OUT]
    assert (row.duty.id, row.share, row.through.id) == ("x/d-delegated", "delegator", "x/director")
    assert town.ask("carried-by", who="independent chair").rows[0].way == COMMITTEE
    assert town.ask("carried-by", who="the police").sentence == "The Police carries nothing that is recorded."


def test_a_committee_shows_chair_members_and_ties(town: Stated) -> None:
    answer = town.ask("committee", name="sb")
    (row,) = answer.rows
    assert [member.node.id for member in row.chairs] == ["x/chair"]
    assert [(m.node.id, m.capacity, m.voting, m.on_behalf_of and m.on_behalf_of.id) for m in row.members] == [
        ("x/ann", "adviser", None, None), ("x/director", "member", True, "x/education"),
    ]  # fmt: skip
    assert [tie.node.id for tie in row.answers_to] == ["x/council"]
    assert [tie.node.id for tie in row.appointed_by] == ["x/chief", "x/council"]
    assert answer.sentence == (
        "Safeguarding Board is chaired by Independent Chair; 2 other members: Ann (adviser) and Director of Education"
        " (for Education); it answers to The Council; appointed by Chief Executive and The Council."
    )


def test_duties_are_listed_with_their_owners(town: Stated) -> None:
    answer = town.ask("duties", first=3)
    assert [(row.duty.id, [node.id for node in row.accountable]) for row in answer.rows] == [
        ("x/d-board", ["x/board"]), ("x/d-class", ["x/directors"]), ("x/d-council", ["x/council"]),
    ]  # fmt: skip
    assert answer.after == "x/d-council"
    assert answer.sentence == "The first 3 duties."


def test_the_search_ranks_whole_names_first(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: Director of Education and Skills}
  - {id: b, name: Director of Education, aliases: [DfE lead]}
  - {id: c, name: Assistant Director of Education}
duties:
  - {id: d, name: Director of Education}
""")
    assert [row.node.id for row in stated.ask("search", text="directors of EDUCATION").rows] == [
        "x/b",
        "x/d",
        "x/a",
        "x/c",
    ]
    assert [row.node.id for row in stated.ask("search", text="director educ", kinds=("Duty",)).rows] == [
        "x/d"
    ]
    assert stated.ask("search", text="dfe").rows[0].node.id == "x/b"
    assert stated.ask("search", text="nothing like it").sentence == "0 nodes with 'nothing like it'."
    with pytest.raises(BadValue):
        stated.ask("search", text="  ")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.name))
def test_every_question_names_what_makes_a_row_the_same(question: Question) -> None:
    assert question.row.KEY
    assert set(question.row.KEY) <= set(question.row.__dataclass_fields__)
