"""Versions of scenarios are kept apart from the live log, each chained to the one before."""

import threading
from dataclasses import replace

import pytest

from remit.graphmodel.changes import Changes
from remit.graphmodel.copying import copy
from remit.graphmodel.drafts import Draft, broken
from remit.graphmodel.errors import Conflict, RemitError
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from tests.contract.stores import NewStore, sqlite
from tests.drawing import author, load


def draft(version: int = 1, scenario: str = "merger", owner: str = "ann", body: str = "{}") -> Draft:
    """A version of a scenario."""
    return Draft(owner, scenario, version, "2024-01-01T10:00:00Z", owner, "to see", "new", body)


@pytest.fixture
def loaded(store: Store) -> Store:
    """A store with a data set."""
    load(store, "a -> b")
    return store


def test_versions_are_kept_and_chained(loaded: Store) -> None:
    first = loaded.record(draft())
    second = loaded.record(draft(2, body='{"é": 1}'))
    other = loaded.record(draft(owner="bob"))
    assert second.previous == first.hash
    assert loaded.versions_of("ann", "merger") == [first, second]
    assert loaded.versions_of("ann", "other") == []
    assert loaded.drafts() == [second, other]
    assert list(broken([first, second, other])) == []
    assert loaded.verify() == []
    assert loaded.check().findings == []


def test_they_leave_the_live_log_as_it_was(loaded: Store) -> None:
    before = (loaded.latest().hash, list(loaded.changes()))
    loaded.record(draft())
    assert (loaded.latest().hash, list(loaded.changes())) == before
    assert load(loaded, "a -> b\nc -> b").change is not None
    (found,) = loaded.graph(View()).stated(["drawn: c"])
    assert found.number == 5  # the next number after a head, two nodes and an edge
    assert loaded.verify() == []


@pytest.mark.parametrize("version", [1, 3])
def test_only_the_next_version_is_recorded(loaded: Store, version: int) -> None:
    loaded.record(draft())
    with pytest.raises(Conflict, match="somebody has changed the scenario"):
        loaded.record(draft(version, body="[]"))
    assert [each.version for each in loaded.versions_of("ann", "merger")] == [1]


def test_of_two_that_record_at_once_one_is_refused(loaded: Store) -> None:
    done: list[object] = []

    def record(body: str) -> None:
        try:
            done.append(loaded.record(draft(body=body)))
        except RemitError as refused:
            done.append(refused)

    both = [threading.Thread(target=record, args=(body,)) for body in ("1", "2")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(type(each).__name__ for each in done) == ["Conflict", "Draft"]
    assert len(loaded.versions_of("ann", "merger")) == 1


def test_a_draft_is_recorded_with_the_adoption_or_neither_is(loaded: Store) -> None:
    loaded.record(draft())
    changes = Changes(loaded.last_change(), author())
    with pytest.raises(Conflict, match="somebody has changed the scenario"):
        loaded.adopt(changes, author(), "adopt", draft(3))
    assert (loaded.last_change(), len(loaded.versions_of("ann", "merger"))) == (1, 1)
    loaded.adopt(changes, author(), "adopt", draft(2))
    assert (loaded.last_change(), len(loaded.versions_of("ann", "merger"))) == (2, 2)
    assert loaded.verify() == []


def test_they_are_copied_with_the_store_both_ways(loaded: Store) -> None:
    loaded.record(draft())
    with sqlite() as file:
        copy(loaded, file)
        loaded.record(draft(2))
        copy(loaded, file)  # nothing was published since, yet a version was recorded
        assert file.drafts() == loaded.drafts()
        file.record(draft(owner="bob"))
        load(file, "a -> b\nc -> b")
        copy(file, loaded)
        assert loaded.drafts() == file.drafts()
        assert loaded.verify() == file.verify() == []


def test_a_copy_is_refused_where_both_have_gone_their_own_ways(new_store: NewStore) -> None:
    with new_store() as store, sqlite() as file:
        load(store, "a -> b")
        copy(store, file)
        store.record(draft(body="1"))
        file.record(draft(body="2"))
        load(file, "a -> b\nc -> b")
        with pytest.raises(Conflict):
            copy(file, store)
        assert store.last_change() == 1
        assert store.versions_of("ann", "merger")[0].body == "1"


def test_what_was_tampered_with_is_found() -> None:
    with sqlite() as store:
        first, second = store.record(draft()), store.record(draft(2))
    assert list(broken([first, second])) == []
    assert "is not as it was written" in next(broken([replace(first, body="[]"), second]))
    assert "is missing" in next(broken([second]))
    assert "does not follow" in next(broken([first, replace(second, previous=first.previous)]))
