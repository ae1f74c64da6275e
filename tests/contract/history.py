"""All that a store has ever said, read through the store's own export, change by change."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from remit.graphmodel.errors import UnknownDataset
from remit.graphmodel.statements import Dataset, Fact
from remit.graphmodel.store import Store


@dataclass(slots=True)
class History:
    """Facts by number; heads by (change, data set)."""

    last: int = 0
    facts: dict[int, Fact] = field(default_factory=dict)
    heads: dict[tuple[int, str], Dataset] = field(default_factory=dict)


def history(store: Store, datasets: Sequence[str]) -> History:
    """The history of some data sets of a store; a fact is as its last change left it."""
    read = History(store.last_change())
    for change in range(1, read.last + 1):
        for dataset in datasets:
            try:
                read.heads[change, dataset] = store.head(dataset, change)
                read.facts |= {fact.number: fact for fact in store.facts(dataset, change)}
            except UnknownDataset:
                continue
    return read
