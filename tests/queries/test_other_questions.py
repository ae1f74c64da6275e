"""Chains of accountability, what is carried, committees, duties and the search."""

import pytest

from remit.graphmodel.errors import BadValue, UnknownName
from remit.queries.carried_by import IN, OUT
from remit.queries.holding import NOT_RECORDED
from remit.queries.question import Question
from remit.queries.registry import QUESTIONS
from remit.queries.ways import CLASS, COMMITTEE, DESIGNATION, OWN, UNIT
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
        " (for Education); it answers to The Council; appointed by Chief Executive; The Council appoints Independent Chair."
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


def test_what_is_said_of_a_class_holds_for_its_committees_and_owners(stated: Stated) -> None:
    stated.say("""
agencies:
  - {id: inspectorate, name: Inspectorate, scrutinises: {to: all-schools, how: inspection}}
  - {id: all-schools, name: All schools, class: true}
  - {id: school, name: The School, one_of: all-schools}
committees:
  - {id: panels, name: Panels, class: true, members: {from: chairs, capacity: chair}}
  - {id: panel, name: First Panel, one_of: panels, members: {from: clerk}}
roles:
  - {id: chairs, name: Panel Chairs, class: true}
  - {id: clerk, name: Clerk}
duties:
  - {id: d, name: Teach., accountable: school}
  - {id: e, name: Chair the panel., accountable: chairs}
""")
    answer = stated.ask("committee", name="first panel")
    (row,) = answer.rows
    assert [member.node.id for member in row.chairs] == ["x/chairs"]
    assert [member.node.id for member in row.members] == ["x/clerk"]
    assert "What is said of Panels holds for First Panel, as one of them." in answer.notes
    (chain,) = stated.ask("accountability-chain", duty="x/d").rows
    assert [(party.node.id, party.about.id) for party in chain.scrutinised_by] == [
        ("x/inspectorate", "x/all-schools")
    ]
    assert stated.ask("accountability-chain", duty="x/e").sentence == (
        "Chair the panel; Panel Chairs are accountable; no line is recorded from Panel Chairs onwards."
    )


def test_what_a_designation_and_a_class_bring_is_told_by_the_way_it_comes(stated: Stated) -> None:
    stated.say("""
    committees: [{id: board, name: Board}]
    roles:
      - {id: nurse, name: Nurse, one_of: nurses, carries: lead}
      - {id: nurses, name: All Nurses, class: true, sits_on: board}
      - {id: lead, name: Lead on safety, form: designation}
    duties:
      - {id: d-lead, name: Lead., accountable: lead}
      - {id: d-board, name: Agree., accountable: board}
    """)
    rows = stated.ask("carried-by", who="nurse").rows
    assert {(row.duty.id, row.way, row.through.id) for row in rows} == {
        ("x/d-lead", DESIGNATION, "x/lead"), ("x/d-board", COMMITTEE, "x/board"),
    }  # fmt: skip


def test_who_appoints_a_member_is_not_said_to_appoint_the_committee(town: Stated) -> None:
    (row,) = town.ask("committee", name="sb").rows
    assert [(tie.node.id, tie.about) for tie in row.appointed_by] == [
        ("x/chief", None), ("x/council", "Independent Chair"),
    ]  # fmt: skip


def test_a_proposed_owner_is_not_said_to_lack_a_line(stated: Stated) -> None:
    stated.say("""
    agencies: [{id: council, name: Council}]
    committees: [{id: group, name: Group, standing: proposed, answers_to: {to: council, standing: proposed}}]
    duties: [{id: d-report, name: Report., accountable: group}]
    """)
    assert "Group is only proposed" in stated.ask("accountability-chain", duty="x/d-report").sentence
    wide = stated.ask("accountability-chain", {"proposed": True}, duty="x/d-report").sentence
    assert "its line: Group to Council" in wide


def test_a_seat_that_two_data_sets_state_is_one_seat(stated: Stated) -> None:
    said = "committees: [{id: b/board, name: Board, members: [{from: b/head%s}]}]\nroles: [{id: b/head, name: Head}]"
    stated.say(said % ", evidence: inferred, reason: By the name.")
    stated.say(said % "", dataset="y")
    answer = stated.ask("committee", name="board")
    (member,) = answer.rows[0].members
    assert (member.said.dataset, member.said.evidence) == ("y", "stated")
    assert "1 member: Head;" in answer.sentence


def test_an_expected_seat_is_labelled_in_the_sentence(stated: Stated) -> None:
    stated.say("""
    committees: [{id: board, name: Board}]
    roles: [{id: head, name: Head, sits_on: {to: board, standing: expected, locator: "4"}}]
    """)
    assert "1 member: Head (4, expected)" in stated.ask("committee", name="board").sentence


@pytest.mark.parametrize(
    ("date", "told"), [("2017-03", "March 2017"), ("2017-03-31", "31 March 2017"), ("2017", "2017")]
)
def test_the_age_of_evidence_is_as_exact_as_its_source(stated: Stated, date: str, told: str) -> None:
    stated.say(
        f"""
        sources: [{{id: review, name: Review, date: "{date}"}}]
        duties: [{{id: d-one, name: Do it.}}]
        """,
        head="source: review\n",
    )
    assert stated.ask("accountability-chain", duty="x/d-one").notes == (f"Last evidenced {told}.",)


def test_a_name_that_another_data_set_adds_is_no_difference(stated: Stated) -> None:
    stated.say("agencies: [{id: body/one, name: Body, aliases: [B]}]")
    stated.say("agencies: [{id: body/one, name: Body, aliases: [BB], kinds: [council]}]", dataset="y")
    stated.say("agencies: [{id: body/two, name: Two, aliases: [T]}]", dataset="z")
    stated.say("agencies: [{id: body/two, name: Two, aliases: [TT]}]", dataset="zz")
    assert "differing in kinds" in " ".join(stated.ask("reporting-lines", from_="body/one").notes)
    assert not [note for note in stated.ask("reporting-lines", from_="body/two").notes if "differ" in note]
