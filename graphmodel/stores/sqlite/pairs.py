"""A whole relation as integer columns: read in one go, and its ids only where somebody looks at them."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, overload

import numpy as np

from remit.graphmodel.graph import Pairs, Where
from remit.graphmodel.stores.sqlite.lacking import fitting
from remit.graphmodel.stores.sqlite.pair_ends import Ints, PairEnds, columns

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.file import File
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

AT_ONCE = 8192  # how many ids are read when one of them is looked at


class Ids(Sequence[str]):
    """The ids of nodes by their keys, in the order of these; read when first looked at, a stretch at a time."""

    def __init__(self, ends: PairEnds, keys: Ints) -> None:
        self._ends = ends
        self._keys = keys
        self._read: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            places = range(*place.indices(len(self)))
            if places.step == 1 and places:
                first, last = places[0] // AT_ONCE, places[-1] // AT_ONCE
                read = list(chain.from_iterable(map(self._stretch, range(first, last + 1))))
                return read[places[0] - first * AT_ONCE :][: len(places)]
            return [self[each] for each in places]
        at = range(len(self))[place]
        return self._stretch(at // AT_ONCE)[at % AT_ONCE]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._stretch, range(-(-len(self) // AT_ONCE))))

    def _stretch(self, number: int) -> list[str]:
        if number not in self._read:
            self._read[number] = self._ends.ids(self._keys[number * AT_ONCE : (number + 1) * AT_ONCE])
        return self._read[number]


def read_pairs(graph: "SqliteGraph", file: "File", at: PairEnds, relation: str, where: Where) -> Pairs:
    """The edges of a relation whose attributes fit, between nodes that count."""
    visible = graph.visible
    parameters = {**visible.parameters, "relation": graph.word[relation]}
    fits = "".join(
        f" AND {fitting('f', attribute, values, str(place), parameters)}"
        for place, (attribute, values) in enumerate(where.items())
    )
    with file.reading() as database:
        edges = columns(
            database.execute(
                f"SELECT f.subject, f.object, {visible.truth('f')} FROM edge_fact f"
                f" WHERE f.relation = :relation AND {visible.in_force}{fits}", parameters
            ), 3
        )  # fmt: skip
        keys, ends = np.unique(edges[:, :2], return_inverse=True)
        ends = ends.reshape(-1, 2)
        counts = at.counts(database, keys)
    truths = np.minimum(edges[:, 2], np.minimum(counts[ends[:, 0]], counts[ends[:, 1]]))
    left = truths > 0
    if not left.all():
        used, ends = np.unique(ends[left], return_inverse=True)
        keys, ends, truths = keys[used], ends.reshape(-1, 2), truths[left]
    return Pairs(Ids(at, keys), _numbers(ends[:, 0]), _numbers(ends[:, 1]), _numbers(truths))


def _numbers(column: Ints) -> Sequence[int]:
    """A column as plain numbers: numpy reads it without copying, and everybody else as integers of Python."""
    return array("q", column.astype(np.int64).tobytes())
