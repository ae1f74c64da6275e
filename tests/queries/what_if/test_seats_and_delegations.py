"""Operations on seats, delegations and splits, on a small council."""

from datetime import date
from pathlib import Path

import pytest

from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.statements import EdgeStatement
from remit.queries.what_if.expanding import expanded
from remit.queries.what_if.reading import read_scenario
from tests.queries.conftest import AUTHOR, Stated

COUNCIL = """
agencies: [{id: council, name: Council}]
units:
  - {id: schools, name: Schools, part_of: council}
  - {id: primary, name: Primary, part_of: council}
  - {id: secondary, name: Secondary, part_of: council}
committees:
  - id: board
    name: Board
    quorum: 3
    answers_to: council
    members:
      - {from: chief, capacity: chair}
      - {from: head, capacity: member, voting: true}
roles:
  - {id: chief, name: Chief Executive, delegates_to: [{to: head, duty: plan}, {to: head, function: inspect, id: inspecting}]}
  - {id: head, name: Head of Schools}
  - {id: other, name: Another}
people: [{id: ada, name: Ada Brown, holds: head}, {id: sam, name: Sam Green}]
duties: [{id: plan, name: Publish a plan., modality: must, accountable: chief}]
"""
HEAD = "scenario: plan\ntitle: A plan\ndataset: x\neffective: 2021-04-01\noperations:\n"
DAY = date(2021, 4, 1)


class Planned:
    """The council, and what operations make of it."""

    def __init__(self, stated: Stated, folder: Path) -> None:
        self.stated = stated.say(COUNCIL)
        self.path = folder / "plan.yaml"

    def after(self, operation: str, day: date = DAY) -> Overlay:
        """The council as an operation would make it."""
        self.path.write_text(f"{HEAD}  - {operation}\n")
        found = expanded(read_scenario(self.path), self.stated.graph(), AUTHOR)
        assert not found.refusals, found.refusals
        return Overlay(self.stated.graph(day, known_at=1), found.changes)

    def refusal(self, operation: str) -> str:
        """Why an operation is refused, and its mend."""
        self.path.write_text(f"{HEAD}  - {operation}\n")
        (found,) = expanded(read_scenario(self.path), self.stated.graph(), AUTHOR).refusals
        assert found.mend
        return found.message


@pytest.fixture
def planned(stated: Stated, tmp_path: Path) -> Planned:
    """The council."""
    return Planned(stated, tmp_path)


def seats(graph: Overlay) -> dict[str, object]:
    """Who sits on the board, and in what capacity."""
    return {
        edge.subject.removeprefix("x/"): edge.attributes.get("capacity")
        for edge in graph.edges(("SITS_ON",), objects=["x/board"])
    }


def delegations(graph: Overlay) -> list[tuple[str, object]]:
    """What the chief delegates, and to whom."""
    return sorted(
        (edge.object.removeprefix("x/"), edge.attributes.get("duty") or edge.attributes.get("function"))
        for edge in graph.edges(("DELEGATES_TO",), subjects=["x/chief"])
    )


def test_another_chairs_and_nobody_sits_twice(planned: Planned) -> None:
    assert seats(planned.after("{change chair: x/board, to: x/other}")) == {
        "head": "member",
        "other": "chair",
    }
    after = planned.after("{change chair: x/board, to: x/head}")
    assert seats(after) == {"head": "chair"}
    (edge,) = after.edges(("SITS_ON",), subjects=["x/head"])
    assert edge.attributes == {"capacity": "chair", "voting": True}
    before = planned.after("{change chair: x/board, to: x/head}", date(2021, 3, 31))
    assert seats(before) == {"head": "member", "chief": "chair"}


def test_members_come_and_go(planned: Planned) -> None:
    assert seats(planned.after("{add member: x/board, member: x/sam}"))["sam"] == "member"
    assert (
        seats(planned.after("{add member: x/board, member: x/sam, capacity: observer}"))["sam"] == "observer"
    )
    assert seats(planned.after("{remove member: x/board, member: x/head}")) == {"chief": "chair"}


def test_the_quorum_changes_on_the_day(planned: Planned) -> None:
    for day, quorum in ((DAY, 5), (date(2021, 3, 31), 3)):
        after = planned.after("{change quorum: x/board, to: 5}", day)
        assert after.nodes(["x/board"])["x/board"].attributes["quorum"] == quorum


def test_a_duty_or_a_function_is_delegated_and_taken_back(planned: Planned) -> None:
    both = [("head", "inspect"), ("head", "x/plan")]
    assert delegations(planned.after("{delegate: x/chief, to: x/other, duty: x/plan}")) == [
        *both, ("other", "x/plan"),
    ]  # fmt: skip
    assert delegations(planned.after("{delegate: x/chief, to: x/other, function: write}"))[-1] == (
        "other",
        "write",
    )
    assert delegations(planned.after("{withdraw delegation: x/chief, from: x/head}")) == []
    one = planned.after("{withdraw delegation: x/chief, from: x/head, duty: Publish a plan.}")
    assert delegations(one) == [("head", "inspect")]


def test_somebody_is_made_acting(planned: Planned) -> None:
    after = planned.after("{make acting: x/head, person: x/sam}")
    (edge,) = after.edges(("HOLDS",), objects=["x/head"])
    assert (edge.subject, edge.attributes["as"]) == ("x/sam", "acting")


def test_a_unit_is_split_and_those_named_succeed_it(planned: Planned) -> None:
    after = planned.after("{split: x/schools, into: [x/primary, x/secondary]}")
    assert after.nodes(["x/schools"])["x/schools"].counts == 0
    new = after.edges(("SUCCEEDS",), objects=["x/schools"])
    assert [edge.subject for edge in new] == ["x/primary", "x/secondary"]
    assert all(
        isinstance(fact.statement, EdgeStatement) or fact.statement.kind for fact in after.changes.added
    )


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        ("{change chair: x/schools, to: x/head}", "x/schools is a Unit, and has no seats"),
        ("{change chair: x/board, to: x/chief}", "x/chief is the chair of x/board already"),
        ("{change chair: x/board, to: x/plan}", "a Duty cannot be what sits on a Committee (x/board)"),
        ("{add member: x/board, member: x/head}", "x/head sits on x/board already"),
        ("{add member: x/board, member: x/sam, capacity: king}", "'king' is no capacity"),
        ("{remove member: x/board, member: x/sam}", "x/sam does not sit on x/board on 2021-04-01"),
        ("{change quorum: x/board, to: many}", "'many' is no quorum"),
        ("{change quorum: x/board, to: 0}", "'0' is no quorum"),
        ("{delegate: x/chief, to: x/other}", "it is not said what x/chief hands on"),
        ("{delegate: x/chief, to: x/head, duty: x/plan}", "x/chief delegates that to x/head already"),
        ("{delegate: x/chief, to: x/head, duty: x/plan, function: y}", "a delegation is of a duty or of a function"),
        ("{withdraw delegation: x/chief, from: x/other}", "x/chief delegates nothing to x/other on 2021-04-01"),
        ("{withdraw delegation: x/chief, from: x/head, function: y}", "x/chief delegates nothing such as y to x/head on"
         " 2021-04-01"),
        ("{split: x/schools, into: [x/primary]}", "x/schools is split into 1"),
        ("{split: x/schools, into: [x/primary, x/schools]}", "x/schools is split into 2"),
        ("{split: x/nobody, into: [x/primary, x/secondary]}", "nothing goes by 'x/nobody'"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_the_reason(planned: Planned, operation: str, told: str) -> None:
    assert planned.refusal(operation) == told
