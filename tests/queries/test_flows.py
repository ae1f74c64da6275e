"""Who must report to, inform, advise or refer to whom, and the ends that are missing."""

from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.queries.expecting import CANNOT_TELL, EXPECTED, NO_SENDER, NOT_EXPECTED
from tests.queries.conftest import Stated

TOWN = """
committees:
  - {{id: board, name: Board{board}}}
roles:
  - {{id: head, name: Head{head}}}
  - {{id: chief, name: Chief}}
duties:
  - {{id: tell, name: Tell the board., theme: briefing, {sender}, owed_to: {{to: board, act: report}}}}
  {more}
"""
BOARDS_OWN = "- {id: own, name: Do something., accountable: board}"


def flows(
    stated: Stated,
    sender: str = "accountable: head",
    more: str = "",
    head: str = "",
    board: str = "",
    **asked: Any,
) -> list[tuple[str | None, str, str, str]]:
    stated.say(TOWN.format(sender=sender, more=more, head=head, board=board))
    return [
        (
            row.sender and row.sender.id.removeprefix("x/"),
            row.act,
            row.receiver.id.removeprefix("x/"),
            row.expected,
        )
        for row in stated.ask("flows", **asked).rows
    ]


def test_a_flow_that_the_other_end_is_not_recorded_to_expect(stated: Stated) -> None:
    assert flows(stated, more=BOARDS_OWN) == [("head", "report", "board", NOT_EXPECTED)]
    answer = stated.ask("flows")
    assert answer.rows[0].why == "No duty or relation of Board takes it up."
    assert answer.sentence == "1 flow: 1 not expected. The first: Head owes Board (report)."


def test_nobody_can_tell_where_nothing_is_recorded_of_the_other_end(stated: Stated) -> None:
    assert flows(stated) == [("head", "report", "board", CANNOT_TELL)]
    assert stated.ask("flows").rows[0].why == "What Board has to do is not recorded."


@pytest.mark.parametrize(
    "more",
    [
        "- {id: own, name: Take it up., accountable: board, refers_to: tell}",
        "- {id: own, name: Take it up., responsible: board, implements: tell}",
        "- {id: own, name: Take it up., accountable: board, theme: briefing, wording: will receive}",
        "- {id: own, name: Take it up., accountable: board, theme: briefing, when: the head has reported}",
    ],
)
def test_a_duty_of_the_receiver_takes_it_up(stated: Stated, more: str) -> None:
    assert flows(stated, more=more) == [("head", "report", "board", EXPECTED)]
    assert stated.ask("flows").rows[0].why == "Its duty: Take it up."
    assert stated.ask("flows", unmatched=True).rows == []


@pytest.mark.parametrize(
    "more",
    [
        "- {id: own, name: Take it., accountable: board, theme: roads, wording: will receive}",
        "- {id: own, name: Take it., accountable: board, theme: briefing, wording: will send}",
        "- {id: own, name: Take it., accountable: board, theme: briefing, when: the clerk has reported}",
        "- {id: own, name: Take it., accountable: chief, refers_to: tell}\n  "
        + BOARDS_OWN.replace("own", "else"),
    ],
)
def test_and_other_duties_do_not(stated: Stated, more: str) -> None:
    assert flows(stated, more=more) == [("head", "report", "board", NOT_EXPECTED)]


@pytest.mark.parametrize(
    ("head", "board", "expected"),
    [
        (", answers_to: board", "", EXPECTED),
        ("", ", scrutinises: head", EXPECTED),
        (", scrutinises: board", "", NOT_EXPECTED),
        ("", ", answers_to: head", NOT_EXPECTED),
        ("", ", scrutinises: {to: head, evidence: inferred, reason: so, based_on: [tell]}", NOT_EXPECTED),
    ],
)
def test_a_relation_of_its_own_between_the_two_shows_it(
    stated: Stated, head: str, board: str, expected: str
) -> None:
    assert flows(stated, more=BOARDS_OWN, head=head, board=board) == [("head", "report", "board", expected)]


def test_what_is_owed_on_the_ground_of_a_duty_to_receive_is_expected(stated: Stated) -> None:
    stated.say("""
roles: [{id: head, name: Head}, {id: chief, name: Chief}]
duties:
  - {id: take, name: Take briefings., accountable: chief}
  - id: brief
    name: Brief.
    accountable: head
    owed_to: {to: chief, act: inform, evidence: inferred, reason: so, based_on: [take]}
""")
    (row,) = stated.ask("flows").rows
    assert (row.expected, row.why) == (EXPECTED, "Its duty: Take briefings.")


def test_a_class_expects_for_its_members(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: heads, name: Heads, class: true, reports_to: chief}
  - {id: head, name: Head, one_of: heads}
  - {id: chief, name: Chief}
duties: [{id: d, name: Tell the chief., accountable: head, owed_to: {to: chief, act: inform}}]
""")
    (row,) = stated.ask("flows").rows
    assert (row.expected, row.why) == (EXPECTED, "Heads report to Chief.")


def test_who_does_it_sends_it_or_else_who_is_accountable_or_nobody(stated: Stated) -> None:
    assert flows(stated, "accountable: head, responsible: chief")[0][0] == "chief"
    assert flows(stated, "accountable: [head, chief]") == [
        ("chief", "report", "board", CANNOT_TELL), ("head", "report", "board", CANNOT_TELL),
    ]  # fmt: skip
    assert flows(stated, "modality: must") == [(None, "report", "board", NO_SENDER)]
    assert (
        stated.ask("flows").sentence == "1 flow: 1 no sender. The first: nobody recorded owes Board (report)."
    )


def test_who_is_informed_and_who_advises_are_flows_too(stated: Stated) -> None:
    stated.say("""
agencies: [{id: police, name: Police, advises: council}, {id: council, name: Council}]
roles: [{id: head, name: Head, advises: council}]
duties:
  - {id: d, name: Do it., accountable: head, informed: council}
  - {id: e, name: Advise the council., accountable: head, owed_to: {to: council, act: advise}}
""")
    found = [(row.sender.id, row.act, row.duty and row.duty.id) for row in stated.ask("flows").rows]
    assert found == [("x/head", "inform", "x/d"), ("x/head", "advise", "x/e"), ("x/police", "advise", None)]
    assert [row.sender.id for row in stated.ask("flows", of="police").rows] == ["x/police"]
    assert len(stated.ask("flows", of="council").rows) == 3
    assert len(stated.ask("flows", act="inform").rows) == 1
    assert stated.ask("flows", of="police", act="refer").sentence == "No flow of Police (refer) is recorded."


def test_a_flow_by_day_and_what_is_owed_without_an_act(stated: Stated) -> None:
    assert flows(stated, "accountable: {from: head, valid_to: 2020}")[0][0] == "head"
    assert stated.ask("flows").rows[0].certainty is Truth.POSSIBLY
    stated.say("agencies: [{id: a, name: A}]\nduties: [{id: d, name: Do it., owed_to: a}]")
    assert stated.ask("flows").sentence == "No flow is recorded."


def test_pages_go_on_from_duties_to_relations(stated: Stated) -> None:
    stated.say("""
agencies: [{id: council, name: Council, advises: [b, a]}, {id: a, name: A}, {id: b, name: B, advises: a}]
duties:
  - {id: d, name: Do d., accountable: [a, b], owed_to: [{to: council, act: report}, {to: council, id: two, act: inform}]}
  - {id: e, name: Do e., accountable: a, owed_to: {to: council, act: report}}
""")
    whole = [row.key for row in stated.ask("flows").rows]
    assert len(whole) == len(set(whole)) == 8
    paged: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = stated.ask("flows", first=3, after=after)
        paged += [row.key for row in page.rows]
        after = page.after
    assert paged == whole
