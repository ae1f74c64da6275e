"""Relations that cross from agency to agency: several agencies, leading, classes, unknown ones, what is only possible."""

from typing import Any

from remit.graphmodel.days import Truth
from tests.queries.conftest import Stated

BODIES = """
agencies:
  - {id: council, name: Council}
  - {id: trust, name: Trust}
units:
  - {id: team, name: Team, part_of: council}
  - {id: joint, name: Joint Team, part_of: [council, trust]}
committees:
  - {id: board, name: Board, part_of: trust}
roles:
  - {id: chief, name: Chief, leads: council}
  - {id: clerk, name: Clerk, part_of: team}
  - {id: nurse, name: Nurse, part_of: trust}
  - {id: worker, name: Joint Worker, part_of: joint}
  - {id: stray, name: Stray}
"""


def crossing(stated: Stated, edges: str, **asked: Any) -> list[tuple[str, str, str, Truth]]:
    stated.say(BODIES + f"edges:\n{edges}")
    rows = stated.ask("cross-agency", **asked).rows
    return [(row.subject.id[2:], row.relation, row.object.id[2:], row.certainty) for row in rows]


def edge(subject: str, relation: str, object: str, more: str = "") -> str:
    return f"  - {{from: {subject}, relation: {relation}, to: {object}{more}}}\n"


def test_ends_in_two_agencies_cross(stated: Stated) -> None:
    edges = (
        edge("clerk", "REPORTS_TO", "nurse")
        + edge("clerk", "REPORTS_TO", "chief")
        + edge("clerk", "SITS_ON", "board")
    )
    assert crossing(stated, edges) == [
        ("clerk", "REPORTS_TO", "nurse", Truth.YES),
        ("clerk", "SITS_ON", "board", Truth.YES),
    ]
    answer = stated.ask("cross-agency")
    assert answer.sentence.startswith(
        "2 relations cross the border of an agency: 1 REPORTS_TO and 1 SITS_ON. Clerk reports to"
    )
    assert [node.id for node in answer.rows[0].subject_agencies] == ["x/council"]
    assert answer.rows[0].edges[0].said.dataset == "x"


def test_one_agency_in_common_is_enough_not_to_cross(stated: Stated) -> None:
    assert (
        crossing(stated, edge("clerk", "REPORTS_TO", "worker") + edge("nurse", "REPORTS_TO", "worker")) == []
    )
    assert stated.ask("cross-agency").sentence == "No relation crosses the border of an agency."


def test_who_leads_a_body_belongs_to_it_and_a_body_to_itself(stated: Stated) -> None:
    edges = edge("chief", "ANSWERS_TO", "trust") + edge("chief", "ANSWERS_TO", "council")
    assert crossing(stated, edges) == [("chief", "ANSWERS_TO", "trust", Truth.YES)]


def test_an_agency_that_is_not_recorded_is_said_and_not_guessed(stated: Stated) -> None:
    assert crossing(stated, edge("stray", "REPORTS_TO", "nurse")) == []
    told = stated.ask("cross-agency").sentence
    assert told.endswith(
        "1 other has an end of which no agency is recorded: whether they cross cannot be told."
    )


def test_a_duty_has_no_agency_and_is_not_counted_as_unknown(stated: Stated) -> None:
    duties = "duties: [{id: d, name: Do it}]\n"
    stated.say(
        BODIES
        + duties
        + "edges:\n"
        + edge("board", "SCRUTINISES", "d")
        + edge("board", "SCRUTINISES", "team")
    )
    answer = stated.ask("cross-agency")
    assert [row.object.id for row in answer.rows] == ["x/team"]
    assert "other" not in answer.sentence


def test_filters_by_relation_and_agency(stated: Stated) -> None:
    edges = edge("clerk", "REPORTS_TO", "nurse") + edge("clerk", "SITS_ON", "board")
    assert [each[1] for each in crossing(stated, edges, relations=("SITS_ON",))] == ["SITS_ON"]
    assert len(stated.ask("cross-agency", agency="council").rows) == 2
    stated.say("agencies: [{id: other, name: Other Agency}]", dataset="y")
    answer = stated.ask("cross-agency", agency="other agency")
    assert (answer.rows, answer.sentence) == ([], "No relation crosses the border of Other Agency.")


def test_what_is_possible_crosses_possibly(stated: Stated) -> None:
    moved = (
        "  - {id: mover, name: Mover, part_of: [{to: team, valid_to: 2020}, {to: trust, valid_from: 2020}]}\n"
    )
    text = BODIES + moved + "edges:\n" + edge("clerk", "REPORTS_TO", "mover")
    text += edge("clerk", "ADVISES", "nurse", ", valid_to: 2020")
    stated.say(text)
    rows = stated.ask("cross-agency").rows
    assert [(row.relation, row.certainty) for row in rows] == [
        ("ADVISES", Truth.POSSIBLY),
        ("REPORTS_TO", Truth.POSSIBLY),
    ]
    assert "possibly" in stated.ask("cross-agency").sentence


def test_a_class_of_agencies_and_its_members_are_not_two(stated: Stated) -> None:
    stated.say("""
agencies:
  - {id: boards, name: All Boards, class: true}
  - {id: one, name: One, one_of: boards}
  - {id: two, name: Two, one_of: boards}
committees:
  - {id: group, name: Group, part_of: boards}
roles:
  - {id: member, name: Member, part_of: one, sits_on: group, reports_to: twin}
  - {id: twin, name: Twin, part_of: two}
  - {id: staff, name: All Staff, class: true, part_of: two}
  - {id: someone, name: Someone, one_of: staff, reports_to: member}
""")
    assert [row.key for row in stated.ask("cross-agency").rows] == [
        "x/member REPORTS_TO x/twin", "x/someone REPORTS_TO x/member",
    ]  # fmt: skip


def test_rows_are_paged_by_the_ids_of_their_ends(stated: Stated) -> None:
    edges = "".join(
        edge("clerk", relation, "nurse") for relation in ("REPORTS_TO", "ADVISES", "ESCALATES_TO")
    )
    whole = crossing(stated, edges + edge("chief", "ANSWERS_TO", "trust"))
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        answer = stated.ask("cross-agency", first=1, after=after)
        found += [row.key for row in answer.rows]
        after = answer.after
    assert found == [f"x/{subject} {relation} x/{object}" for subject, relation, object, _ in whole]
    assert len(found) == 4
