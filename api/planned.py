"""A scenario of a file laid over a store, for the commands that take one."""

from dataclasses import replace
from pathlib import Path

from remit.api.views import Asked, check_dataset, view_of
from remit.api.wiring import author
from remit.graphmodel.errors import DataRefused, Problem, UsageError
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.store import Store
from remit.queries.what_if.expanding import expanded
from remit.queries.what_if.reading import read_scenario


def planned(store: Store, path: Path, asked: Asked, *, day_given: bool) -> Overlay:
    """The graph as a scenario would make it, on the day it takes effect unless a day is given.

    Raises DataRefused with a problem at each operation that cannot be carried out, UsageError for another known_at.
    """
    if asked.known_at is not None:
        raise UsageError(
            "a scenario is laid over what is known now, so --known-at cannot be asked with --scenario",
            "leave out one of the two",
        )
    scenario = read_scenario(path)
    check_dataset(store, scenario.dataset)
    day = asked.as_at if day_given else scenario.day
    base = store.graph(view_of(store, replace(asked, as_at=day)))
    found = expanded(scenario, base, author(scenario.title))
    if found.refusals:
        lines = [operation.line for operation in scenario.operations]
        raise DataRefused(
            [Problem(str(path), lines[each.place], 1, each.message, each.mend) for each in found.refusals]
        )
    return Overlay(base.at(replace(base.view, known_at=found.changes.pin)), found.changes, str(path))
