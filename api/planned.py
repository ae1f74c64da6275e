"""A scenario, of a file or kept in the store, laid over the store for the commands and queries that take one."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import merge
from pathlib import Path

from remit.api.views import Asked, check_dataset, view_of
from remit.api.wiring import author
from remit.graphmodel.changes import Changes
from remit.graphmodel.errors import DataRefused, Problem, UsageError
from remit.graphmodel.graph import Graph
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.statements import Dataset, Fact, NodeStatement
from remit.graphmodel.store import Store
from remit.queries.what_if.expanding import expanded
from remit.queries.what_if.reading import read_scenario
from remit.queries.what_if.stored import changes_of, named


def is_file(written: str) -> bool:
    """Whether what names a scenario names a file: by its ending, or because the file is there."""
    path = Path(written)
    return path.suffix in (".yaml", ".yml", ".json") or path.is_file()


def planned(store: Store, written: str, asked: Asked, viewer: str, *, day_given: bool) -> Overlay:
    """The graph as a scenario would make it, on the day it takes effect unless a day is given.

    `written` is a file, or NAME, OWNER/NAME or OWNER/NAME@VERSION of one that the viewer may see in the store. Raises
    DataRefused with a problem at each operation that cannot be carried out, UnknownScenario, UsageError for a known_at.
    """
    if not is_file(written):
        return planned_in_store(store, written, asked, viewer, day_given=day_given)
    _refuse_known_at(asked)
    path = Path(written)
    scenario = read_scenario(path)
    check_dataset(store, scenario.dataset)
    day = asked.as_at if day_given else scenario.day
    base = store.graph(view_of(store, replace(asked, as_at=day)))
    found = expanded(scenario, base, author(scenario.title))
    if found.refusals:
        lines = [operation.line for operation in scenario.operations]
        raise DataRefused(
            [Problem(written, lines[each.place], 1, each.message, each.mend) for each in found.refusals]
        )
    return _laid(base, found.changes, written)


def planned_in_store(store: Store, written: str, asked: Asked, viewer: str, *, day_given: bool) -> Overlay:
    """The same for a scenario that is kept in the store; no file is looked at."""
    _refuse_known_at(asked)
    stored = named(store, written, viewer)
    changes = changes_of(store, stored)
    day = asked.as_at if day_given else stored.scenario.day
    base = store.graph(replace(view_of(store, replace(asked, as_at=day)), known_at=stored.pin))
    return _laid(base, changes, stored.exactly)


def _refuse_known_at(asked: Asked) -> None:
    if asked.known_at is not None:
        raise UsageError(
            "a scenario is laid over the change it was worked out on, so --known-at (knownAt) cannot be asked with --scenario",
            "leave out one of the two",
        )


def _laid(base: Graph, changes: Changes, told: str) -> Overlay:
    """Changes laid over a graph, known at their pin, under the name of their scenario."""
    return Overlay(base.at(replace(base.view, known_at=changes.pin)), changes, told)


class PlannedData:
    """The data sets of a store as a scenario would make them: what an export reads."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store = store
        self._changes = changes

    def last_change(self) -> int:
        """The change that the scenario is laid over."""
        return self._changes.pin

    def head(self, dataset: str, known_at: int | None = None) -> Dataset:
        """The head of a data set, which no scenario changes."""
        return self._store.head(dataset, known_at)

    def facts(self, dataset: str, known_at: int | None = None) -> Iterator[Fact]:
        """All that a data set would say: nodes by id, then edges by subject; streamed."""
        gone = {fact.number for fact in self._changes.removed}
        added = sorted(
            (fact for fact in self._changes.added if fact.statement.dataset == dataset), key=_in_order
        )
        left = (fact for fact in self._store.facts(dataset, known_at) if fact.number not in gone)
        return merge(left, added, key=_in_order)


def _in_order(fact: Fact) -> tuple[int, str, str, str, str, int]:
    told = fact.statement
    if isinstance(told, NodeStatement):
        return 0, told.node, "", "", "", fact.period.from_earliest
    return 1, told.subject, told.relation, told.object, told.own_id or "", 0
