"""What an answer rests on: every fact that was read for it, who asserted it, and what was looked for."""

from typing import Any

import pytest

from remit.graphmodel.graph import Graph, Need, Provenance, Side, Step
from remit.queries.explaining import Explanation, explain
from remit.queries.question import Answer
from remit.queries.recording import Recording
from remit.queries.registry import question_named
from tests.queries.conftest import Stated

BOARD = """
roles: [{id: a, name: Alpha}, {id: c, name: Chief}]
committees: [{id: board, name: Board}]
duties: [{id: plan, name: Plan, accountable: board}, {id: act, name: Act}]
"""


def explained(
    stated: Stated, name: str, view: dict[str, Any] | None = None, most: int | None = None, **asked: Any
) -> tuple[Answer[Any], Explanation]:
    question = question_named(name)
    return explain(question, stated.graph(**(view or {})), question.parameters(**asked), most)


def test_facts_that_rows_show_come_before_those_read_to_decide(stated: Stated) -> None:
    stated.say(BOARD)
    answer, found = explained(stated, "unowned-duties", first=1, after="x/act")
    assert answer == stated.ask("unowned-duties", first=1, after="x/act")
    assert [(fact.told, fact.shown) for fact in found.facts] == [
        ("Board (committee)", True),
        ("Plan (duty)", True),
        ("Board is accountable for Plan", False),
    ]
    assert found.left_out == 0


def test_what_is_not_recorded_rests_on_what_was_looked_for(stated: Stated) -> None:
    stated.say(BOARD)
    _, found = explained(stated, "unowned-duties")
    assert found.looks == (
        "every Duty without ACCOUNTABLE_FOR from Agency or Unit or Role not confirmed to have no HOLDS (of a class:"
        " each member)",
    )


def test_each_fact_is_told_with_the_change_that_asserted_it(stated: Stated) -> None:
    people = ["a", "b", "c", "d", "e"]
    text = "roles:\n"
    for number, id in enumerate(people):
        text += (
            f"  - {{id: {id}, name: Role {id}"
            + (f", reports_to: {people[number - 1]}" if number else "")
            + "}\n"
        )
        stated.say(text)
    stated.say("people: [{id: ann, name: Ann, holds: x/a}]", dataset="y")
    _, found = explained(stated, "reporting-lines", from_="x/e")
    changes = {fact.told: fact.asserted and fact.asserted.number for fact in found.facts}
    assert changes == {f"Role {id} (role)": number for number, id in enumerate(people, 1)} | {
        f"Role {id} reports to Role {people[number - 1]}": number + 1
        for number, id in enumerate(people)
        if number
    } | {"Ann (person)": 6, "Ann holds Role a": 6}  # fmt: skip


def test_a_view_explains_by_what_it_sees(stated: Stated) -> None:
    stated.say(BOARD).say(
        "people: [{id: ann, name: Ann, holds: {to: x/a, evidence: inferred, reason: r}}]", dataset="y"
    )
    told = [fact.told for fact in explained(stated, "reporting-lines", from_="x/a")[1].facts]
    assert told == ["Alpha (role)", "Ann (person)", "Ann holds Alpha"]
    for view in ({"strict": True}, {"datasets": frozenset({"x"})}, {"known_at": 1}):
        _, found = explained(stated, "reporting-lines", view, from_="x/a")
        assert [(fact.told, fact.asserted and fact.asserted.number) for fact in found.facts] == [
            ("Alpha (role)", 1)
        ]


def test_bare_facts_are_told_too_and_long_lists_are_cut(stated: Stated) -> None:
    stated.say(BOARD).say(BOARD + "people: [{id: ann, name: Ann, holds: a}]\n")
    _, found = explained(stated, "history", of="alpha")
    assert [(fact.told, fact.shown) for fact in found.facts] == [
        ("Alpha (role)", True), ("Ann holds Alpha", True), ("Ann (person)", False),
    ]  # fmt: skip
    _, cut = explained(stated, "history", most=1, of="alpha")
    assert ([fact.told for fact in cut.facts], cut.left_out) == (["Alpha (role)"], 2)


def test_a_recording_answers_as_what_is_behind_it(stated: Stated) -> None:
    stated.say(BOARD + "people: [{id: ann, name: Ann, holds: a}]\n")
    plain = stated.graph()
    graph: Graph = Recording(plain)
    held = Need("HOLDS", Side.OBJECT, where={"as": frozenset(("acting", None))}, least=2)
    assert graph.view == plain.view
    assert graph.at(plain.view).nodes(["x/a"]) == plain.nodes(["x/a"])
    assert graph.find("Role") == plain.find("Role")
    assert graph.edges(["HOLDS"], objects=["x/a"]) == plain.edges(["HOLDS"], objects=["x/a"])
    assert graph.lacking("Role", held) == plain.lacking("Role", held)
    assert graph.having("Role", Need("HOLDS", Side.OBJECT)) == plain.having(
        "Role", Need("HOLDS", Side.OBJECT)
    )
    assert graph.reach([Step("HOLDS")], ["x/ann"]) == plain.reach([Step("HOLDS")], ["x/ann"])
    assert list(graph.pairs("HOLDS").ids) == list(plain.pairs("HOLDS").ids)
    assert graph.tally("HOLDS", Side.OBJECT, ["x/a"]) == plain.tally("HOLDS", Side.OBJECT, ["x/a"])
    assert graph.count("Role") == plain.count("Role")
    assert graph.search("alpha") == plain.search("alpha")
    assert graph.named("alpha") == plain.named("alpha")
    assert graph.facts(["x/a"]) == plain.facts(["x/a"])
    assert graph.touched(0) == plain.touched(0)
    such = Provenance(["assumed"], unsourced=True)
    assert graph.asserted(such) == plain.asserted(such)
    assert graph.log() == plain.log()
    assert isinstance(graph, Recording)
    assert list(graph.noted.looks) == [
        "every Role",
        "every Role without 2 HOLDS (as: acting or not stated) from anybody",
        "every Role with HOLDS from anybody",
        "every HOLDS",
        "how many HOLDS have one of 1 nodes as their object",
        "how many Role there are",
        "anything with the words 'alpha'",
        "anything by the name 'alpha'",
        "what was asserted or retracted after change 0",
        "what is assumed or without a source",
        "the change log",
    ]


def test_nothing_read_explains_nothing(stated: Stated) -> None:
    stated.say("people: [{id: ann, name: Ann}]")
    answer, found = explained(stated, "unowned-duties")
    assert answer.rows == []
    assert found.facts == ()


@pytest.mark.parametrize("name", ["accountability-diff", "changes"])
def test_questions_over_time_can_be_explained(stated: Stated, name: str) -> None:
    stated.say(BOARD).say(BOARD.replace("name: Act", "name: Act, accountable: a"))
    answer, found = explained(stated, name)
    assert answer == stated.ask(name)
    assert "Alpha is accountable for Act" in [fact.told for fact in found.facts]
