"""What a body or role may do."""

from remit.graphmodel.days import Truth
from remit.queries.powers import APPOINTS, ARBITRATES, DECIDES, DELEGATED, MAY
from remit.queries.ways import CLASS, COMMITTEE, OWN, UNIT
from tests.queries.conftest import Stated

TOWN = """
agencies: [{id: council, name: Council, appoints: chief, delegates_to: {to: board, function: hiring, may_sub_delegate: true}}]
units: [{id: unit, name: Unit}]
committees:
  - {id: board, name: Board, members: role, delegates_to: {to: role, duty: d-must, may_sub_delegate: false}}
  - {id: panel, name: Panel, escalates_to: [{to: board, power: decide}, {to: role, power: arbitrate}, {to: heads, power: advise}]}
roles:
  - {id: role, name: Role, one_of: [heads, others], leads: unit, appoints: {to: chief, valid_to: 2020}}
  - {id: heads, name: All heads, class: true}
  - {id: others, name: All others, class: true, except: [role], accountable_for: d-others}
  - {id: chief, name: Chief}
duties:
  - {id: d-may, name: You may., modality: may, accountable: role, responsible: role}
  - {id: d-must, name: You must., modality: must, accountable: role}
  - {id: d-class, name: Heads may., modality: may, responsible: heads}
  - {id: d-unit, name: The unit may., modality: may, responsible: unit}
  - {id: d-others, name: Others may., modality: may}
  - {id: d-asked, name: Asked on., modality: may, consulted: role}
"""


def test_powers_with_the_way_they_come_by(stated: Stated) -> None:
    stated.say(TOWN)
    answer = stated.ask("powers", of="role")
    told = {(row.power, row.function or row.what.id[2:], row.way, row.through.id[2:]) for row in answer.rows}
    assert told == {
        (APPOINTS, "chief", OWN, "role"),
        (ARBITRATES, "panel", OWN, "role"),
        (DECIDES, "panel", COMMITTEE, "board"),
        (DELEGATED, "hiring", COMMITTEE, "board"),
        (DELEGATED, "d-must", OWN, "role"),
        (MAY, "d-may", OWN, "role"),
        (MAY, "d-class", CLASS, "heads"),
        (MAY, "d-unit", UNIT, "unit"),
    }
    rows = {(row.power, row.function or row.what.id[2:]): row for row in answer.rows}
    assert rows[APPOINTS, "chief"].certainty is Truth.POSSIBLY
    assert (rows[DELEGATED, "hiring"].by.id, rows[DELEGATED, "hiring"].may_sub_delegate) == (
        "x/council",
        True,
    )
    assert rows[DELEGATED, "d-must"].may_sub_delegate is False
    assert [edge.relation for edge in rows[DECIDES, "panel"].path] == ["SITS_ON", "ESCALATES_TO"]
    assert answer.sentence == (
        "Role has 8 powers (4 of its own): 1 appoints, 1 arbitrates, 1 decides, 2 delegated to it and 3 may do."
    )


def test_what_is_said_of_a_body_alone(stated: Stated) -> None:
    stated.say(TOWN)
    assert [(row.power, row.what.id) for row in stated.ask("powers", of="council").rows] == [
        (APPOINTS, "x/chief")
    ]
    board = stated.ask("powers", of="board").rows
    assert [(row.power, row.way) for row in board] == [(DECIDES, OWN), (DELEGATED, OWN)]
    assert stated.ask("powers", of="chief").sentence == "No power of Chief is recorded."


def test_pages_by_key_and_the_sentence_counts_all(stated: Stated) -> None:
    stated.say(TOWN)
    everything = stated.ask("powers", of="role")
    first = stated.ask("powers", of="role", first=3)
    rest = stated.ask("powers", of="role", first=9, after=first.after)
    assert [row.key for row in (*first.rows, *rest.rows)] == [row.key for row in everything.rows]
    assert first.sentence == rest.sentence == everything.sentence
    assert rest.after is None


def test_strict_and_proposed(stated: Stated) -> None:
    stated.say("""
    agencies:
      - {id: council, name: Council, appoints: [{to: a, evidence: inferred, reason: So it seems.}, {to: b, standing: proposed}]}
    roles: [{id: a, name: A}, {id: b, name: B}]
    """)
    assert [row.what.id for row in stated.ask("powers", of="council").rows] == ["x/a"]
    assert stated.ask("powers", {"strict": True}, of="council").rows == []
    assert [row.what.id for row in stated.ask("powers", {"proposed": True}, of="council").rows] == [
        "x/a",
        "x/b",
    ]
