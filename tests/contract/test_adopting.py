"""Changes adopted are in the live graph what they were over it; undone, it says again what it said."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from remit.graphmodel.changes import FIRST_DRAFTED, Changes
from remit.graphmodel.days import Period
from remit.graphmodel.errors import Conflict, RemitError, UsageError
from remit.graphmodel.graph import Graph
from remit.graphmodel.overlay.settling import settled
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.graphmodel.store import Store
from remit.graphmodel.undoing import undo_of
from remit.graphmodel.view import View
from tests.contract.changing import changes, made
from tests.contract.history import History, history
from tests.contract.stores import NewStore
from tests.contract.worlds import DATASETS, Withdrawal, carry_out, worlds
from tests.drawing import author, load

MOST = 25
FILES = "Role: a, b, c\na -> b\nc -> b [on=a -> b]"
DATED = 731_500


def test_an_adopted_change_is_what_it_was_over_the_graph_and_its_undoing_brings_back_what_was(
    new_store: NewStore,
) -> None:
    @new_store.examples(MOST)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        with new_store() as store:
            steps = data.draw(worlds(most=3))
            for step in steps:
                carry_out(store, step)
            told = history(store, DATASETS)
            base = store.graph(View())
            change = settled(base, data.draw(changes(told, told.last, nodes_stay=True)))
            try:
                published = store.adopt(change, author("a test"), "adopt")
            except Conflict as refused:
                event(f"refused: {refused.message.partition(' ')[0]}")
                assert history(store, DATASETS) == told
                return
            event("adopted")
            assert published.number == told.last + 1
            assert unnumbered(history(store, DATASETS)) == unnumbered(made(told, change))
            assert store.verify() == []
            undo = undo_of(store.graph(View()), published.number, author())
            try:
                store.adopt(undo, author(), "undo")
            except (
                Conflict
            ):  # an edge is not made to lead again to what nothing states, as a withdrawal may leave it
                assert isinstance(steps[-1], Withdrawal)
                return
            assert standing(store.graph(View())) == standing(base)
            assert store.verify() == []

    law()


def unnumbered(told: History) -> Any:
    """A history without the numbers of its facts."""
    return (told.last, sorted(map(content, told.facts.values())), told.heads)


def content(fact: Fact) -> str:
    """All that a fact says, but for its number."""
    attributes = dict(sorted(fact.statement.attributes.items()))
    return repr(replace(fact, number=0, statement=replace(fact.statement, attributes=attributes)))


def standing(graph: Graph) -> list[str]:
    """What is known, by statement, without the numbers of facts and changes."""
    found: list[Fact] = []
    while page := graph.touched(0, found[-1].number if found else 0):
        found += page
    return sorted(content(replace(fact, asserted=0)) for fact in found if fact.retracted is None)


def live(store: Store) -> dict[str, str | None]:
    """When each statement about an edge ends."""
    return {
        fact.statement.id.removeprefix("drawn: "): fact.statement.valid_to
        for fact in store.facts("drawn") if isinstance(fact.statement, EdgeStatement)
    }  # fmt: skip


def fact_of(store: Store, statement: str) -> Fact:
    """The fact of a statement."""
    (found,) = store.graph(View(proposed=True)).stated([f"drawn: {statement}"])
    return found


def drafted(store: Store, *said: NodeStatement | EdgeStatement, removed: tuple[Fact, ...] = ()) -> Changes:
    """Changes that state something from 2024 on, and take facts away, with what that knocks on."""
    period = Period.between("2024-01-01", None, DATED)
    added = [
        Fact(FIRST_DRAFTED + place, each, period, DATED, store.last_change() + 1, None)
        for place, each in enumerate(said)
    ]
    own = Changes(store.last_change(), author("a plan"), removed, tuple(added))
    return settled(store.graph(View()), own)


def role(id: str, kind: str = "Role") -> NodeStatement:
    """A new role."""
    return NodeStatement(
        dataset="drawn", node=id, kind=kind, name=id, standing="actual", valid_from="2024-01-01"
    )


def line(subject: str, object: str, **more: Any) -> EdgeStatement:
    """A new line."""
    return EdgeStatement(
        dataset="drawn", relation="REPORTS_TO", subject=subject, object=object, standing="actual",
        valid_from="2024-01-01", **more,
    )  # fmt: skip


def unsettled(store: Store) -> Changes:
    """Changes without what they knock on."""
    return Changes(store.last_change(), author(), (fact_of(store, "a REPORTS_TO b"),))


def test_an_adoption_is_one_change_with_who_and_why(store: Store) -> None:
    load(store, FILES)
    change = store.adopt(drafted(store, role("d"), line("d", "b")), author("why not"), "adopt")
    assert (change.number, change.operation, change.why, change.datasets) == (
        2,
        "adopt",
        "why not",
        ("drawn",),
    )
    assert live(store) == {"a REPORTS_TO b": None, "c REPORTS_TO b": None, "d REPORTS_TO b": None}
    assert store.graph(View()).search("d", limit=5)
    assert store.check().findings == []
    assert store.verify() == []


def test_what_rests_on_what_falls_away_falls_with_it_and_comes_back(store: Store) -> None:
    load(store, FILES)
    changed = store.adopt(drafted(store, removed=(fact_of(store, "a REPORTS_TO b"),)), author(), "adopt")
    assert live(store) == {}
    store.adopt(undo_of(store.graph(View()), changed.number, author()), author(), "undo")
    assert live(store) == {"a REPORTS_TO b": None, "c REPORTS_TO b": None}
    assert not load(store, FILES).changes
    assert not load(store, FILES).changes
    load(store, "Role: a, b, c\na -> b [line=professional]")
    assert fact_of(store, "a REPORTS_TO b").statement.attributes == {"line": "professional"}


def test_what_was_adopted_stays_when_the_files_are_loaded_again(store: Store) -> None:
    load(store, FILES)
    store.adopt(drafted(store, role("d"), line("d", "b")), author(), "adopt")
    assert not load(store, FILES).changes
    load(store, "Role: a, b, c\na -> b")
    assert live(store) == {"a REPORTS_TO b": None, "d REPORTS_TO b": None}


def test_an_undone_change_can_be_made_again_by_undoing_the_undo(store: Store) -> None:
    load(store, FILES)
    adopted = store.adopt(drafted(store, role("d"), line("d", "b")), author(), "adopt")
    said = live(store)
    undone = store.adopt(undo_of(store.graph(View()), adopted.number, author()), author(), "undo")
    assert live(store) == {"a REPORTS_TO b": None, "c REPORTS_TO b": None}
    store.adopt(undo_of(store.graph(View()), undone.number, author()), author(), "undo")
    assert live(store) == said


REFUSED: tuple[tuple[Callable[[Store], Changes], str], ...] = (
    (lambda store: drafted(store, line("a", "nobody")), "nothing states nobody"),
    (lambda store: drafted(store, line("a", "c", source="nowhere")), "nothing states nowhere"),
    (lambda store: drafted(store, role("a", "Unit")), "a is known as Role"),
    (lambda store: drafted(store, role("a")), "stated already: a"),
    (lambda store: drafted(store, line("a", "b")), "stated already: a REPORTS_TO b"),
    (lambda store: drafted(store, role("u", "Unit"), line("u", "b")), "a Unit"),
    (lambda store: drafted(store, removed=(fact_of(store, "b"),)), "b would be stated by nothing"),
    (lambda store: drafted(store, replace(role("d"), dataset="other")), "no data set 'other'"),
    (unsettled, "c REPORTS_TO b"),
)  # fmt: skip


def test_what_does_not_fit_is_refused_and_changes_nothing(store: Store) -> None:
    load(store, FILES)
    before = history(store, ("drawn",))
    for plan, told in REFUSED:
        with pytest.raises(Conflict, match=told) as refused:
            store.adopt(plan(store), author(), "adopt")
        assert refused.value.mend
        assert history(store, ("drawn",)) == before
    assert store.verify() == []


def test_a_plan_is_refused_once_the_store_has_moved_on(store: Store) -> None:
    load(store, FILES)
    plan = drafted(store, role("d"))
    store.note("accept a-rule a", author("meanwhile"))
    with pytest.raises(Conflict, match=r"change 2 was published by .* \(accept a-rule a\)") as refused:
        store.adopt(plan, author(), "adopt")
    assert "rebase" in refused.value.mend
    assert store.last_change() == 2


def test_of_two_that_adopt_at_once_one_is_refused(store: Store) -> None:
    load(store, FILES)
    plans = [drafted(store, role("d")), drafted(store, role("e"))]
    done: list[object] = []

    def adopt(plan: Changes) -> None:
        try:
            done.append(store.adopt(plan, author(), "adopt"))
        except RemitError as refused:
            done.append(refused)

    both = [threading.Thread(target=adopt, args=(plan,)) for plan in plans]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(type(each).__name__ for each in done) == ["Change", "Conflict"]
    assert store.last_change() == 2
    assert store.verify() == []


def test_a_change_that_others_built_upon_is_not_undone(store: Store) -> None:
    load(store, FILES)
    adopted = store.adopt(drafted(store, role("d")), author(), "adopt")
    store.adopt(drafted(store, line("a", "d")), author(), "adopt")
    with pytest.raises(Conflict, match="d would be stated by nothing"):
        store.adopt(undo_of(store.graph(View()), adopted.number, author()), author(), "undo")
    ended = store.adopt(drafted(store, removed=(fact_of(store, "a REPORTS_TO b"),)), author(), "adopt")
    store.adopt(drafted(store, line("a", "b")), author(), "adopt")
    with pytest.raises(Conflict, match="what change 4 did has been changed since: drawn: a REPORTS_TO b"):
        undo_of(store.graph(View()), ended.number, author())


def test_only_adoptions_are_undone(store: Store) -> None:
    load(store, FILES)
    for change, told in ((1, "change 1 is a load"), (7, "no change 7")):
        with pytest.raises(UsageError, match=told):
            undo_of(store.graph(View()), change, author())
