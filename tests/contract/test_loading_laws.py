"""A store says what was loaded, inferences as far as their premises go, and never changes what it said before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given

from remit.graphmodel.days import Day, Period
from remit.graphmodel.errors import UnknownDataset
from remit.graphmodel.graph import Graph
from remit.graphmodel.kinds import KIND
from remit.graphmodel.statements import NOWHERE, Fact, NodeStatement
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from tests.contract.stores import NewStore
from tests.contract.worlds import DATASETS, LINKED, NODES, Loading, Said, Step_, carry_out, worlds

MOST = 60


Key = tuple[str, Period]


@dataclass
class Model:
    """What a store should say: of each data set, its statements with the days they have of their own."""

    said: dict[str, list[tuple[Said, Period]]] = field(default_factory=dict)

    def do(self, step: Step_) -> None:
        if isinstance(step, Loading):
            self.said[step.head.dataset] = [(each, self._own(step, each)) for each in step.said]
        else:
            self.said.pop(step.dataset, None)
        while self._drop_unsupported():
            pass

    def _own(self, step: Loading, said: Said) -> Period:
        dates = [
            (each.dataset == step.head.dataset, Day.read(str(each.attributes["date"])).latest)
            for told in (step.said, *(self._of(other) for other in DATASETS if other != step.head.dataset))
            for each in told
            if isinstance(each, NodeStatement) and each.node == said.source and "date" in each.attributes
        ]
        dated = max(dates)[1] if dates else Day.read(step.head.date).latest
        return Period.between(said.valid_from, said.valid_to, dated)

    def _of(self, dataset: str) -> tuple[Said, ...]:
        return tuple(each for each, _ in self.said.get(dataset, []))

    def periods(self) -> dict[str, Period]:
        """The days of each statement (one of each id): its own, within those of what it rests on."""
        everything = {each.id: (each, own) for said in self.said.values() for each, own in said}
        found: dict[str, Period] = {}

        def settle(id: str) -> Period | None:
            if id not in everything:
                return None
            if id not in found:
                said, period = everything[id]
                for premise in said.based_on:
                    other = settle(premise)
                    within = period.within(other) if other else None
                    if within is None:
                        return None
                    period = within
                found[id] = period
            return found[id]

        for id in everything:
            settle(id)
        return found

    def _drop_unsupported(self) -> bool:
        alive = self.periods()
        dropped = False
        for dataset, said in self.said.items():
            kept = [each for each in said if each[0].id in alive]
            dropped |= len(kept) < len(said)
            self.said[dataset] = kept
        return dropped


def told(facts: list[Fact]) -> dict[str, tuple[Said, Period]]:
    """The statements of facts by id, without their place in a file."""
    assert len({fact.statement.id for fact in facts}) == len(facts)
    return {fact.statement.id: (bare(fact.statement), fact.period) for fact in facts}


def bare(said: Said) -> Said:
    """A statement as any store keeps it."""
    return replace(said, position=NOWHERE, attributes={k: v for k, v in said.attributes.items() if v != []})


def everything(store: Store, known_at: int | None = None) -> dict[str, list[Fact]]:
    """All that a store says, as known at a change."""
    found = {}
    for dataset in DATASETS:
        try:
            found[dataset] = list(store.facts(dataset, known_at))
        except UnknownDataset:
            found[dataset] = []
    return found


def without_retraction(facts: Mapping[str, list[Fact]]) -> Any:
    """Facts as they were before anybody retracted them."""
    return {dataset: [replace(fact, retracted=None) for fact in said] for dataset, said in facts.items()}


def answers(graph: Graph) -> Any:
    """A graph by and large."""
    return (
        graph.nodes(NODES),
        [graph.find(kind) for kind in KIND],
        graph.edges(LINKED, subjects=NODES),
        graph.search("officer"),
    )


def test_a_store_says_what_was_loaded_and_history_stays(new_store: NewStore) -> None:
    @new_store.examples(MOST)
    @given(worlds(most=5))
    def law(steps: list[Step_]) -> None:
        model = Model()
        past: dict[int, Any] = {0: None}
        with new_store() as store:
            for step in steps:
                before = without_retraction(everything(store))
                last = store.last_change()
                if carry_out(store, step):
                    model.do(step)
                else:
                    assert without_retraction(everything(store)) == before
                    assert store.last_change() == last

                days = model.periods()
                for dataset, facts in everything(store).items():
                    expected = {
                        each.id: (bare(each), days[each.id]) for each, _ in model.said.get(dataset, [])
                    }
                    assert told(facts) == expected
                if store.last_change() > last:
                    past[store.last_change()] = (
                        without_retraction(everything(store)),
                        answers(store.graph(View(proposed=True))),
                    )
            for change, (facts, seen) in list(past.items())[1:]:
                assert without_retraction(everything(store, change)) == facts
                assert answers(store.graph(View(known_at=change, proposed=True))) == seen

    law()


def test_loading_the_same_again_changes_nothing(new_store: NewStore) -> None:
    @new_store.examples(MOST)
    @given(worlds(most=3))
    def law(steps: list[Step_]) -> None:
        with new_store() as store:
            for step in steps:
                if carry_out(store, step) and isinstance(step, Loading):
                    before, last = everything(store), store.last_change()
                    assert carry_out(store, step)
                    assert store.last_change() == last
                    assert everything(store) == before

    law()
