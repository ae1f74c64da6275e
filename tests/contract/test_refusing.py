"""What a load refuses; the store is then as it was."""

import pytest

from remit.graphmodel.errors import DataRefused, Problem
from remit.graphmodel.store import Store
from tests.contract.telling import refused, stated
from tests.drawing import author, draw, heads, load


def test_two_validities_of_a_node_must_not_overlap(store: Store) -> None:
    (problem,) = refused(store, "Role: a [name=Old, to=2011-01-01]\nRole: a [name=New, from=2010-01-01]")
    assert (problem.line, problem.message) == (2, "a is stated already at drawing:1")


def test_an_id_keeps_its_kind(store: Store) -> None:
    load(store, "Role: a", dataset="first")
    (problem,) = refused(store, "Unit: a", dataset="second")
    assert problem.message == "a is stated as Unit, but is already known as Role"
    store.withdraw("first", author())
    assert refused(store, "Unit: a", dataset="second")
    with pytest.raises(DataRefused, match="1 problem"):
        load(store, "Role: b [in=one]\nUnit: b [in=two]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a -> b [on=c]", "it is based on drawn: c, which nothing states"),
        ("a -> b [on=other: a]", "it is based on other: a, which nothing states"),
        ("a -> b [on=b -> c]\nb -> c [on=a -> b]", "rests on itself"),
        (
            "Role: c [to=2003]\na -> b [on=c, from=2004]",
            "there is no day on which all that it is based on is in force",
        ),
        ("a -> b [source=act]", "source names act, and there is no such node"),
        ("Role: act\na -> b [source=act]", "source names act, a Role"),
        ("a -> b\na -> b [line=professional]", "a REPORTS_TO b is stated already at drawing:1"),
        ("pat <holds> a [id=t]\npat <holds> b [id=t]", "stated already at drawing:1"),
        ("Agency: a\na -> b", "REPORTS_TO cannot lead from a (Agency) to b (Role)"),
        ("Duty: d\na <accountable> d [standing=proposed]", "has a standing"),
        ("a <sits_on> c [on_behalf_of=nobody]", "on_behalf_of names nobody, and there is no such node"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(store: Store, text: str, message: str) -> None:
    load(store, "x -> y", dataset="other")
    problems = refused(store, text)
    assert any(message in problem.message for problem in problems), problems
    assert all(problem.mend and problem.file == "drawing" and problem.line for problem in problems)


def test_an_end_that_nobody_states_is_refused(store: Store) -> None:
    said = [each for each in draw("a -> b") if each.id != "drawn: b"]
    problems: list[Problem] = []
    with pytest.raises(DataRefused) as error:
        store.load(heads(said), said, author(), problems=problems)
    assert [problem.message for problem in error.value.problems] == ["there is no node b"]
    assert store.last_change() == 0


def test_dropping_a_node_that_an_edge_still_ends_at_is_refused(store: Store) -> None:
    load(store, "a -> b")
    said = [each for each in draw("a -> b") if each.id != "drawn: b"]
    with pytest.raises(DataRefused) as error:
        store.load(heads(said), said, author(), problems=[])
    assert "b" in error.value.problems[0].message
    assert stated(store) == ["a", "b", "a REPORTS_TO b"]


def test_problems_of_the_reading_refuse_the_load_and_every_one_is_told(store: Store) -> None:
    said = draw("a -> b [on=c]\nb -> a [source=act]")
    found = [Problem("early.yaml", 3, 1, "wrong", "mend it")]
    with pytest.raises(DataRefused) as error:
        store.load(heads(said), said, author(), problems=found)
    assert [str(problem) for problem in error.value.problems][-1] == "early.yaml:3:1: wrong; mend it"
    assert any("act" in problem.message for problem in error.value.problems)
    assert store.last_change() == 0


@pytest.mark.parametrize("cite", ["a -> b [source=act]", "Role: a, b [source=act]"])
def test_dropping_a_source_that_is_still_cited_is_refused(store: Store, cite: str) -> None:
    load(store, f"Source: act\n{cite}")
    (problem, *_) = refused(store, cite)
    assert "act" in problem.message


def test_dropping_a_node_that_an_attribute_still_names_is_refused(store: Store) -> None:
    load(store, "Agency: police\na <sits_on> board [on_behalf_of=police]")
    (problem,) = refused(store, "a <sits_on> board [on_behalf_of=police]")
    assert "police" in problem.message
