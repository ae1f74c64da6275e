"""A load beside another operation: what was added or retracted in the store since the last load stays."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from remit.graphmodel.days import Period
from remit.graphmodel.errors import DataRefused
from remit.graphmodel.store import LoadReport
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.audit import verify
from remit.graphmodel.stores.sqlite.knock_on import knock_on
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.stores.sqlite.write import Writing
from remit.graphmodel.view import View
from tests.drawing import author, load

FILES = "Role: a, b, c\na -> b"
LINE = "drawn: a REPORTS_TO b"


@contextmanager
def adopting(store: SqliteStore) -> Iterator[Writing]:
    """A change by another operation than a load."""
    with store.file.reading() as database, store.file.transaction(database):
        writing = Writing(database)
        yield writing
        knock_on(writing, ["drawn"], {})
        writing.index()
        writing.publish(author("adopted"), "adopt", ["drawn"])


def number(store: SqliteStore, statement: str = LINE) -> int:
    """The number of the live fact of a statement."""
    return next(fact.number for fact in store.facts("drawn") if fact.statement.id == statement)


def end(store: SqliteStore, day: str, statement: str = LINE) -> None:
    """End an edge on a day."""
    fact = number(store, statement)
    with adopting(store) as writing:
        period = Period.between(None, day, date(2020, 1, 1).toordinal())
        writing.retract("edge", [fact])
        writing.assert_again("edge", fact, period, codes.packed({"valid_to": day}))


def retract(store: SqliteStore, statement: str = LINE) -> None:
    """Retract an edge."""
    fact = number(store, statement)
    with adopting(store) as writing:
        writing.retract("edge", [fact])


def add(store: SqliteStore, subject: str, object: str) -> None:
    """Add an edge like the first, between other nodes."""
    fact = number(store)
    with adopting(store) as writing:
        copy = writing.assert_again("edge", fact, Period(0, 0, 3652060, 3652060), None)
        keys = dict(writing.database.execute("SELECT id, key FROM node").fetchall())
        writing.database.execute(
            "UPDATE edge_fact SET subject = ?, object = ? WHERE number = ?",
            (keys[subject], keys[object], copy),
        )


def lines(store: SqliteStore) -> dict[str, str | None]:
    """The edges a data set says, and when they end."""
    facts = (fact.statement for fact in store.facts("drawn"))
    return {
        said.id.removeprefix("drawn: "): said.valid_to
        for said in facts
        if " " in said.id.removeprefix("drawn: ")
    }


def nothing(report: LoadReport) -> bool:
    """Whether no statement changed."""
    return not any(any(each.counts.values()) for each in report.datasets)


@pytest.fixture(autouse=True)
def loaded(store: SqliteStore) -> Iterator[None]:
    """The store has loaded the files once; whatever a test does, the log stays sound."""
    load(store, FILES)
    yield
    assert verify(store.file) == []


@pytest.mark.parametrize("again", [1, 2])
def test_what_was_added_since_stays(store: SqliteStore, again: int) -> None:
    add(store, "c", "b")
    for _ in range(again):
        assert not load(store, FILES).changes
    load(store, "Role: a, b, c")
    assert lines(store) == {"c REPORTS_TO b": None}


def test_what_was_retracted_since_stays_retracted(store: SqliteStore) -> None:
    retract(store)
    assert not load(store, FILES).changes
    assert lines(store) == {}
    load(store, FILES + "\nc -> b")
    assert lines(store) == {"c REPORTS_TO b": None}


def test_what_was_ended_since_stays_ended(store: SqliteStore) -> None:
    end(store, "2022-03-01")
    assert not load(store, FILES).changes
    assert lines(store) == {"a REPORTS_TO b": "2022-03-01"}
    assert store.graph(View(as_at=date(2022, 3, 1))).edges(["REPORTS_TO"], subjects=["a"]) == []


def test_files_that_catch_up_change_nothing_and_own_it_from_then_on(store: SqliteStore) -> None:
    end(store, "2022-03-01")
    caught_up = load(store, "Role: a, b, c\na -> b [to=2022-03-01]")
    assert nothing(caught_up)
    assert caught_up.datasets[0].caught_up > 0
    assert not load(store, "Role: a, b, c\na -> b [to=2022-03-01]").changes
    load(store, "Role: a, b, c")
    assert lines(store) == {}


def test_files_that_drop_what_was_retracted_and_state_it_again_bring_it_back(store: SqliteStore) -> None:
    retract(store)
    assert nothing(load(store, "Role: a, b, c"))
    load(store, FILES)
    assert lines(store) == {"a REPORTS_TO b": None}


@pytest.mark.parametrize(
    ("move", "store_says"),
    [
        (lambda store: end(store, "2022-03-01"), 'store: {"valid_to":"2022-03-01"}'),
        (retract, "store: not stated"),
    ],
)
def test_a_clash_is_refused_and_shows_last_load_store_and_file(
    store: SqliteStore, move: Callable[[SqliteStore], None], store_says: str
) -> None:
    move(store)
    said = lines(store)
    with pytest.raises(DataRefused) as refused:
        load(store, "Role: a, b, c\na -> b [line=professional]")
    (problem,) = refused.value.problems

    assert (problem.file, problem.line) == ("drawing", 2)
    assert "since the last load of a REPORTS_TO b" in problem.message
    assert "last load: stated without attributes" in problem.message
    assert store_says in problem.message
    assert 'file: a b {"line":"professional"}' in problem.message
    assert problem.mend
    assert lines(store) == said


def test_a_clash_with_what_the_files_dropped_is_refused_too(store: SqliteStore) -> None:
    end(store, "2022-03-01")
    with pytest.raises(DataRefused) as refused:
        load(store, "Role: a, b, c")
    (problem,) = refused.value.problems
    assert "a REPORTS_TO b" in problem.message
    assert "file: not stated" in problem.message


def test_after_a_withdrawal_only_the_files_count(store: SqliteStore) -> None:
    retract(store)
    store.withdraw("drawn", author())
    load(store, FILES)
    assert lines(store) == {"a REPORTS_TO b": None}


def test_an_inference_that_was_ended_and_then_shortened_stays_ended(store: SqliteStore) -> None:
    load(store, "Role: x", dataset="base")
    load(store, FILES + "\nc -> b [on=base: x]")
    load(store, FILES, ended_on=date(2022, 3, 1))
    load(store, "Role: x [to=2021-01-01]", dataset="base")
    assert store.graph(View(as_at=date(2021, 1, 1))).edges(["REPORTS_TO"], subjects=["c"]) == []

    assert not load(store, FILES).changes
    assert lines(store) == {"a REPORTS_TO b": None, "c REPORTS_TO b": "2022-03-01"}


def test_an_inference_that_an_adoption_shortened_is_the_files_still(store: SqliteStore) -> None:
    load(store, FILES + "\nc -> b [on=a -> b]")
    end(store, "2022-03-01")
    assert store.graph(View(as_at=date(2022, 3, 1))).edges(["REPORTS_TO"], subjects=["c"]) == []
    load(store, FILES)
    assert lines(store) == {"a REPORTS_TO b": "2022-03-01"}


def test_a_fact_is_retracted_once(store: SqliteStore) -> None:
    fact = number(store)
    retract(store)
    with adopting(store) as writing:
        writing.retract("edge", [fact])
    with sqlite3.connect(store.file.path) as database:
        assert database.execute("SELECT retracted FROM edge_fact WHERE number = ?", (fact,)).fetchone() == (
            2,
        )
    database.close()
