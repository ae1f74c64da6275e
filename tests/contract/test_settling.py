"""The knock-on of changes is the one that a load writes."""

from hypothesis import given

from remit.graphmodel.changes import FIRST_DRAFTED, Changes
from remit.graphmodel.days import Period
from remit.graphmodel.overlay.settling import settled
from remit.graphmodel.statements import Fact
from remit.graphmodel.view import View
from tests.contract.history import History, history
from tests.contract.stores import NewStore
from tests.contract.worlds import DATASETS, Step_, Withdrawal, carry_out, worlds
from tests.drawing import author

MOST = 30


def test_what_rests_on_changes_is_settled_as_a_load_settles_it(new_store: NewStore) -> None:
    @new_store.examples(MOST)
    @given(worlds())
    def law(steps: list[Step_]) -> None:
        with new_store() as store:
            done = [step for step in steps if carry_out(store, step)]
            told = history(store, DATASETS)
            if not told.last:
                return
            pin, dataset = told.last - 1, _changed(done[-1])
            own = _last_of(told, dataset)
            changes = settled(store.graph(View(known_at=pin)), own)
            elsewhere = _last_of(told, *(set(DATASETS) - {dataset}))
            assert _content(changes.removed) == _content((*own.removed, *elsewhere.removed))
            assert _content(changes.added) == _content((*own.added, *elsewhere.added))
            assert settled(store.graph(View(known_at=pin)), changes) == changes

    law()


def _changed(step: Step_) -> str:
    return step.dataset if isinstance(step, Withdrawal) else step.head.dataset


def _last_of(told: History, *datasets: str) -> Changes:
    """What the last change did to some data sets."""
    facts = [fact for _, fact in sorted(told.facts.items()) if fact.statement.dataset in datasets]
    removed = tuple(fact for fact in facts if fact.retracted == told.last)
    added = [fact for fact in facts if fact.asserted == told.last]
    return Changes(
        told.last - 1, author(), removed, tuple(_numbered(place, fact) for place, fact in enumerate(added))
    )


def _numbered(place: int, fact: Fact) -> Fact:
    return Fact(FIRST_DRAFTED + place, fact.statement, fact.period, fact.dated, fact.asserted, None)


def _content(facts: tuple[Fact, ...]) -> list[tuple[str, Period]]:
    return sorted(
        ((fact.statement.id, fact.period) for fact in facts), key=lambda each: (each[0], str(each[1]))
    )
