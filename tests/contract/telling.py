"""What tests of loading ask of a store and of a report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from remit.graphmodel.errors import DataRefused, Problem
from remit.graphmodel.graph import Side, Step
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import LoadReport, Store
from remit.graphmodel.view import View
from tests.drawing import load

DAY = date(2022, 3, 1)


def seen(store: Store) -> Any:
    """Everything that can be asked of a store, and its log."""
    views = (View(), View(as_at=DAY), View(as_at=DAY, strict=True, proposed=True), View(known_at=0))
    datasets = [info.head.dataset for info in store.datasets()]
    ids = [each.id for kind in KIND for each in store.graph(View(proposed=True)).find(kind)]
    steps = [Step(relation, side) for relation in RELATION for side in Side]
    return (
        list(store.changes()),
        store.datasets(),
        [list(store.facts(dataset)) for dataset in datasets],
        [
            (
                store.graph(view).nodes(ids),
                store.graph(view).edges(RELATION, subjects=ids),
                store.graph(view).reach(steps, ids[:1]),
                [store.graph(view).search(id) for id in ids],
            )
            for view in views
        ],
    )


def counted(report: LoadReport, dataset: str = "drawn") -> Mapping[str, int]:
    """What changes in a data set, without zeroes."""
    (change,) = [each for each in report.datasets if each.dataset == dataset]
    return {sort: number for sort, number in change.counts.items() if number}


def stated(store: Store, dataset: str = "drawn", known_at: int | None = None) -> list[str]:
    """The ids of what a data set says."""
    return [fact.statement.id.removeprefix(f"{dataset}: ") for fact in store.facts(dataset, known_at)]


def refused(store: Store, text: str, **options: Any) -> list[Problem]:
    """The problems of a drawing that is refused, which changes nothing."""
    before = seen(store)
    with pytest.raises(DataRefused) as error:
        load(store, text, **options)
    assert seen(store) == before
    return error.value.problems
