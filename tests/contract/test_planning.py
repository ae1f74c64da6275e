"""A scenario's life is the same in every store: kept, rebased, adopted, undone, and private until it is shared."""

from collections.abc import Iterator
from datetime import date

import pytest

from remit.graphmodel.errors import UnknownScenario
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from remit.queries.impact import IMPACT, Impact
from remit.queries.what_if import life
from remit.queries.what_if.scenario import Operation, Scenario
from remit.queries.what_if.stored import Stored, listed, named, versions, worked_out
from tests.contract.history import history
from tests.contract.stores import NewStore
from tests.drawing import author, load

COUNCIL = "director -> chief\nhead -> director\ndirector <accountable> plan\nDuty: plan [modality=must]"
DAY = date(2030, 4, 1)
PLAN = Scenario("flat", "No director", "drawn", DAY, (Operation("abolish", "director", {}, DAY, ""),))


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    """A small council."""
    with new_store() as made:
        load(made, COUNCIL)
        yield made


def unowned(store: Store) -> list[str]:
    """Duties without an owner on the day."""
    return [row.subject.id for row in IMPACT.ask(store.graph(View(as_at=DAY)), Impact(severity="error")).rows]


def step(store: Store, stored: Stored, *steps: str) -> Stored:
    """Take steps of its life."""
    for each in steps:
        stored = life.moved(store, stored, each, author())
    return stored


def test_from_a_draft_to_its_undoing(store: Store) -> None:
    before = history(store, ("drawn",))
    stored = life.new(store, PLAN, author("a plan"))
    stored = life.edited(
        store, stored, (*PLAN.operations, Operation("vacate", "head", {}, DAY, "", off=True)), author(), "add"
    )
    assert listed(store, "somebody else") == []
    with pytest.raises(UnknownScenario):
        named(store, "pat/flat", "somebody else")
    assert history(store, ("drawn",)) == before
    load(store, COUNCIL + "\nRole: other")
    adopted, change = life.adopted(store, step(store, stored, "submit", "approve"), author("decided"))
    assert (change.number, change.operation, adopted.state, adopted.pin) == (3, "adopt", "adopted", 2)
    assert unowned(store) == ["plan", "head"]
    undone, change = life.undone(store, named(store, "flat", "pat"), author("called in"))
    assert (change.number, undone.state) == (4, "shared")
    assert unowned(store) == []
    assert [each.operation for each in versions(store, "flat", "pat")] == [
        "new", "add", "submit", "approve", "adopt", "undo",
    ]  # fmt: skip
    assert worked_out(store, undone).refusals == ()
    assert store.verify() == []


def test_what_has_changed_since_stands_against_it(store: Store) -> None:
    stored = step(store, life.new(store, PLAN, author()), "submit", "approve")
    load(store, COUNCIL + "\nother -> director")
    with pytest.raises(life.Clashed) as refused:
        life.adopted(store, stored, author())
    (clash,) = refused.value.clashes
    assert (clash.statement, clash.base, clash.live) == (
        "drawn: other REPORTS_TO director", "not stated", "stated",
    )  # fmt: skip
    assert store.last_change() == 2
    assert named(store, "flat", "pat").state == "approved"
