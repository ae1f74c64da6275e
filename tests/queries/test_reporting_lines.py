"""By what line: all distinct lines, and where and why they break."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import AmbiguousName, BadValue, UnknownName
from remit.queries.breaks import ENDED, LOOP, NONE, NOT_STATED, NOT_YET, PROPOSED
from remit.queries.question import Answer
from tests.queries.conftest import Stated

Ways = Callable[[Answer[Any]], list[list[str]]]
COUNCIL = """
roles:
  - {id: worker, name: Social Workers, reports_to: manager}
  - {id: manager, name: Team Managers, locator: "14", reports_to: [{to: head}, {to: principal, line: professional}]}
  - {id: principal, name: Principal Social Worker, reports_to: director}
  - {id: head, name: Head of Service, reports_to: director, held_by: {from: ann, as: interim}}
  - {id: director, name: Director, reports_to: chief, none: [HOLDS]}
  - {id: chief, name: Chief Executive, answers_to: cabinet}
committees:
  - {id: cabinet, name: Cabinet, answers_to: council}
agencies:
  - {id: council, name: The Council}
people:
  - {id: ann, name: Ann}
"""


def test_a_matrix_gives_every_line_with_holders_and_joins(stated: Stated, ways: Ways) -> None:
    answer = stated.say(COUNCIL).ask("reporting-lines", from_="team manager", to="chief executive")
    assert ways(answer) == [
        ["manager", "head", "director", "chief"],
        ["manager", "principal", "director", "chief"],
    ]
    assert [[hop.line for hop in row.hops] for row in answer.rows] == [
        ["management"] * 3,
        ["professional", "management", "management"],
    ]
    assert [hop.holding.words for hop in answer.rows[0].hops] == ["Ann", "VACANT", "holder not recorded"]
    assert answer.rows[0].hops[0].holding.holders[0].capacity == "interim"
    assert [node.id for node in answer.rows[0].joins] == ["x/director"]
    assert answer.sentence.startswith(
        "2 lines lead from Team Managers to Chief Executive. Team Managers report to Head of Service"
    )
    assert "Lines join at Director." in answer.sentence
    assert answer.notes == ("Last evidenced 1 January 2020.",)


def test_without_an_end_lines_lead_to_every_top_through_committees(stated: Stated, ways: Ways) -> None:
    answer = stated.say(COUNCIL).ask("reporting-lines", from_="head of service")
    assert ways(answer) == [["head", "director", "chief", "cabinet", "council"]]


def test_two_tops_give_a_line_to_each(stated: Stated, ways: Ways) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: [b, c]}
  - {id: b, name: B}
  - {id: c, name: C}
""")
    answer = stated.ask("reporting-lines", from_="x/a")
    assert ways(answer) == [["a", "b"], ["a", "c"]]
    assert "to 2 tops" in answer.sentence


def test_only_the_lines_asked_for_are_followed(stated: Stated, ways: Ways) -> None:
    stated.say(COUNCIL)
    assert ways(stated.ask("reporting-lines", from_="x/manager", to="x/chief", lines=("professional",))) == [
        ["manager", "principal"]
    ]
    assert ways(stated.ask("reporting-lines", from_="x/chief", lines=("accountability",))) == [
        ["chief", "cabinet", "council"]
    ]


def test_the_line_of_a_class_holds_for_its_members(stated: Stated, ways: Ways) -> None:
    stated.say("""
roles:
  - {id: education, name: Director of Education, one_of: directors}
  - {id: directors, name: All Directors, class: true, reports_to: chief}
  - {id: chief, name: Chief Executive, one_of: officers}
  - {id: officers, name: All Officers, class: true}
""")
    answer = stated.ask("reporting-lines", from_="director of education")
    assert ways(answer) == [["education", "directors", "chief"]]
    assert [hop.line for hop in answer.rows[0].hops] == ["class", "management"]
    assert "Director of Education is one of All Directors" in answer.sentence


@pytest.mark.parametrize(
    ("statement", "view", "reason", "words"),
    [
        ("{to: b, valid_to: 2019-03-01}", {}, ENDED, "had ended by 2019-03-01"),
        ("{to: b, valid_from: 2021-01-01}", {}, NOT_YET, "begins on 2021-01-01"),
        ("{to: b, standing: proposed}", {}, PROPOSED, "is only proposed"),
        (
            "{to: b, evidence: inferred, reason: order}",
            {"strict": True},
            NOT_STATED,
            "is inferred, not stated",
        ),
    ],
)
def test_a_broken_hop_says_why(
    stated: Stated, statement: str, view: dict[str, Any], reason: str, words: str
) -> None:
    stated.say(f"""
roles:
  - {{id: a, name: A, reports_to: {statement}}}
  - {{id: b, name: B}}
""")
    (row,) = (answer := stated.ask("reporting-lines", view, from_="x/a", to="x/b")).rows
    assert row.hops == ()
    assert (row.broken.reason, row.broken.at.id, row.broken.beyond.id) == (reason, "x/a", "x/b")
    assert words in row.broken.sentence
    assert words in answer.sentence


def test_no_line_and_ended_roles_are_told_apart(stated: Stated, ways: Ways) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: [b, c]}
  - {id: b, name: B}
  - {id: c, name: C, valid_to: 2019-01-01, reports_to: d}
  - {id: d, name: D}
""")
    answer = stated.ask("reporting-lines", from_="x/a", to="x/d")
    assert [(row.broken.at.id, row.broken.reason) for row in answer.rows] == [("x/b", NONE), ("x/c", ENDED)]
    assert ways(answer) == [["a", "b"], ["a", "c"]]
    assert [(row.broken.at.id, row.broken.reason) for row in stated.ask("reporting-lines", from_="x/a", to="x/c").rows] == [
        ("x/b", NONE), ("x/c", ENDED),
    ]  # fmt: skip
    assert ways(stated.ask("reporting-lines", {"as_at": date(2018, 1, 1)}, from_="x/a", to="x/d")) == [
        ["a", "c", "d"]
    ]


def test_a_loop_without_a_top_is_said_to_be_one(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: b}
  - {id: b, name: B, reports_to: c}
  - {id: c, name: C, reports_to: a}
""")
    (row,) = stated.ask("reporting-lines", from_="x/a").rows
    assert row.broken.reason == LOOP
    assert len(stated.ask("reporting-lines", from_="x/a", to="x/c").rows[0].hops) == 2


def test_a_line_is_as_certain_as_its_weakest_hop(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: {to: b, valid_to: 2020}}
  - {id: b, name: B, reports_to: c}
  - {id: c, name: C}
""")
    (row,) = stated.ask("reporting-lines", from_="x/a", to="x/c").rows
    assert [hop.certainty for hop in row.hops] == [Truth.POSSIBLY, Truth.YES]
    assert row.certainty is Truth.POSSIBLY
    assert "possibly" in stated.ask("reporting-lines", from_="x/a", to="x/c").sentence


def test_two_data_sets_that_state_one_hop_give_one_line(stated: Stated) -> None:
    text = "roles:\n  - {id: x/a, name: A, reports_to: x/b}\n  - {id: x/b, name: B}\n"
    stated.say(text).say(text.replace("name: B", "name: Bee"), "y")
    (row,) = (answer := stated.ask("reporting-lines", from_="x/a", to="x/b")).rows
    assert {row.hops[0].said.dataset, row.hops[0].also[0].dataset} == {"x", "y"}
    assert any(note.startswith("Sources differ on B") for note in answer.notes)


def test_same_as_is_shown_and_not_joined(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, same_as: b}
  - {id: b, name: B, reports_to: c}
  - {id: c, name: C}
""")
    answer = stated.ask("reporting-lines", from_="x/a")
    assert answer.rows[0].broken.reason == NONE
    assert "A is recorded as the same as x/b; what is said of that is not joined in." in answer.notes


def test_names_are_forgiving_and_never_guessed(stated: Stated) -> None:
    stated.say(COUNCIL)
    for name in ("team manager", "  TEAM   Managers ", "x/manager", "manager"):
        assert stated.ask("reporting-lines", from_=name).rows[0].from_.id == "x/manager"
    with pytest.raises(UnknownName, match="did you mean"):
        stated.ask("reporting-lines", from_="team leader")
    stated.say("roles:\n  - {id: manager, name: Team manager}\n", "y")
    with pytest.raises(AmbiguousName) as ambiguous:
        stated.ask("reporting-lines", from_="the team managers")
    assert [each.id for each in ambiguous.value.candidates] == ["x/manager", "y/manager"]
    with pytest.raises(BadValue, match="limit"):
        stated.ask("reporting-lines", from_="x/manager", limit=0)


def test_a_unit_and_a_person_go_on_through_the_role_at_their_head(stated: Stated, ways: Ways) -> None:
    stated.say("""
units: [{id: team, name: Team, led_by: manager}]
roles:
  - {id: manager, name: Manager, reports_to: chief}
  - {id: chief, name: Chief Executive}
people: [{id: ann, name: Ann, holds: manager}]
""")
    for start, phrase in (("team", "Team is led by Manager"), ("ann", "Ann holds Manager")):
        answer = stated.ask("reporting-lines", from_=start)
        assert ways(answer) == [[start, "manager", "chief"]]
        assert phrase in answer.sentence


def test_a_class_leaves_out_what_it_excepts(stated: Stated, ways: Ways) -> None:
    text = """
roles:
  - {id: a, name: A, one_of: heads}
  - {id: heads, name: All Heads, class: true, one_of: staff}
  - {id: staff, name: All Staff, class: true, reports_to: chief, except: [EXCEPT]}
  - {id: chief, name: Chief}
duties: [{id: d, name: Do it., accountable: staff}]
"""
    stated.say(
        text.replace("EXCEPT", "x/none").replace(
            "  - {id: chief", "  - {id: none, name: None}\n  - {id: chief"
        )
    )
    assert ways(stated.ask("reporting-lines", from_="x/a")) == [["a", "heads", "staff", "chief"]]
    assert len(stated.ask("carried-by", who="x/a").rows) == 1
    stated.say(text.replace("EXCEPT", "a"))
    assert stated.ask("reporting-lines", from_="x/a").rows[0].broken
    assert stated.ask("carried-by", who="x/a").rows == []
