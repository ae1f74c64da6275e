"""The difference of any question, by row key."""

from datetime import date

from remit.queries.difference import all_rows, difference, difference_of, key_of
from remit.queries.question import FIRST
from remit.queries.registry import question_named
from tests.queries.conftest import Stated

DUTIES = """
roles:
  - {id: a, name: Alpha}
  - {id: b, name: Beta, none: [HOLDS]}
duties:
  - {id: plan, name: Plan, accountable: %s}
  - {id: act, name: Act}
  - {id: report, name: Report, accountable: %s}
"""


def test_rows_come_go_and_differ_between_two_states_of_knowledge(stated: Stated) -> None:
    stated.say(DUTIES % ("b", "a")).say(
        (DUTIES % ("a", "b")).replace("name: Act", "name: Act, responsible: a")
    )
    question = question_named("unowned-duties")
    before, after = stated.graph(known_at=1), stated.graph()
    found = {each.key: each for each in difference_of(question, before, after, question.parameters())}
    assert set(found) == {("x/plan",), ("x/report",), ("x/act",)}
    assert found["x/plan",].after is None
    assert found["x/report",].before is None
    assert found["x/act",].differs == ("reason", "about")
    rows = list(all_rows(question, before, question.parameters()))
    assert [each.key for each in difference(rows, ())] == [("x/act",), ("x/plan",)]
    assert [each.before for each in difference((), rows)] == [None, None]


def test_rows_differ_between_two_days(stated: Stated) -> None:
    stated.say(
        "roles: [{id: a, name: A}]\npeople: [{id: p, name: P, holds: {to: a, valid_from: 2020-02-01}}]"
    )
    question = question_named("vacancies")
    asked = question.parameters(states=("holder not recorded",))
    before, after = stated.graph(date(2020, 1, 15)), stated.graph(date(2020, 3, 1))
    (gone,) = difference_of(question, before, after, asked)
    assert (gone.key, gone.after) == (("x/a",), None)
    assert list(difference_of(question, after, after, asked)) == []


def test_names_and_sources_make_no_difference(stated: Stated) -> None:
    stated.say(DUTIES % ("b", "b")).say(
        (DUTIES % ("b", "b")).replace("Beta", "Beta Lead").replace("Plan", "Planning")
    )
    question = question_named("unowned-duties")
    graphs = stated.graph(known_at=1), stated.graph()
    assert list(difference_of(question, *graphs, question.parameters())) == []


def test_all_rows_are_read_whatever_page_was_asked_for(stated: Stated) -> None:
    stated.say("duties:\n" + "".join(f"  - {{id: d{number:03}, name: Do}}\n" for number in range(FIRST + 5)))
    question = question_named("unowned-duties")
    rows = list(all_rows(question, stated.graph(), question.parameters(first=3, after="x/d010")))
    assert len(rows) == FIRST + 5
    assert key_of(rows[0]) == ("x/d000",)
