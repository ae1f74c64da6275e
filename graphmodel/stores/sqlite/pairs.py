"""A whole relation as integer columns: read in one go, and its ids only where somebody looks at them."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, overload

import numpy as np

from remit.graphmodel.graph import Pairs, Where
from remit.graphmodel.stores.sqlite.lacking import fitting
from remit.graphmodel.stores.sqlite.pair_ends import Ints, PairEnds

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.file import File
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

_BITS = 31  # of the key of a node
SUBJECTS = 250_000  # whose edges are read as one text: SQLite takes no text of over a billion bytes
_FEW = 32  # numbers of which not even one in so many is there are sorted
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
    with file.reading() as database:
        edges = read_edges(graph, database, relation, where)
        keys, ends = _placed(edges[:, :2])
        counts = at.counts(database, keys)
    truths = np.minimum(edges[:, 2], np.minimum(counts[ends[:, 0]], counts[ends[:, 1]]))
    left = truths > 0
    if not left.all():
        used, ends = _placed(ends[left])
        keys, truths = keys[used], truths[left]
    return Pairs(Ids(at, keys), _numbers(ends[:, 0]), _numbers(ends[:, 1]), _numbers(truths))


def read_edges(graph: "SqliteGraph", database: sqlite3.Connection, relation: str, where: Where) -> Ints:
    """Subject, object and truth of each edge in force of a relation whose attributes fit; its ends may not count.

    A text of numbers for each stretch of subjects, three in one: a row of its own for each takes more than twice as long.
    """
    visible = graph.visible
    parameters = {**visible.parameters, "relation": graph.word[relation]}
    fits = "".join(
        f" AND {fitting('f', attribute, values, str(place), parameters)}"
        for place, (attribute, values) in enumerate(where.items())
    )
    packed = f"((f.subject << {_BITS} | f.object) << 1) + {visible.truth('f')} - 1"
    (last,) = database.execute("SELECT IFNULL(MAX(key), 0) FROM node").fetchone()
    read = [np.empty(0, dtype=np.int64)]
    for first in range(0, last + 1, SUBJECTS):
        (text,) = database.execute(
            f"SELECT group_concat({packed}, ' ') FROM edge_fact f WHERE f.relation = :relation"
            f" AND f.subject >= :first AND f.subject < :beyond AND {visible.in_force}{fits}",
            {**parameters, "first": first, "beyond": first + SUBJECTS},
        ).fetchone()
        read.append(np.fromstring(text or "", dtype=np.int64, sep=" "))
    edges = np.concatenate(read)
    ends = edges >> 1
    return np.stack((ends >> _BITS, ends & (1 << _BITS) - 1, (edges & 1) + 1), axis=1)


def _placed(numbers: Ints) -> tuple[Ints, Ints]:
    """The different numbers in order, and of each number its place among them.

    Where they are many of those there may be, marking them takes a fifth of the time that sorting does.
    """
    beyond = int(numbers.max(initial=-1)) + 1
    if numbers.size < beyond // _FEW:
        found, places = np.unique(numbers, return_inverse=True)
        return found, places.reshape(numbers.shape)
    there = np.zeros(beyond, dtype=np.bool_)
    there[numbers] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]


def _numbers(column: Ints) -> Sequence[int]:
    """A column as plain numbers: numpy reads it without copying, and everybody else as integers of Python."""
    return array("q", column.astype(np.int64).tobytes())
