"""A whole relation as integer columns: read in one go, and its ids only where somebody looks at them."""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from remit.graphmodel.graph import Pairs, Where
from remit.graphmodel.stores.sqlite.lacking import fitting, truth_now

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.file import File
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

Ints = NDArray[np.int64]
AT_ONCE = 8192  # how many ids are read when one of them is looked at
FEW = 20_000  # up to so many ends are looked up one by one; for more, all nodes are scanned


class Names:
    """The ids of nodes by their keys, each read once for all relations of a graph."""

    def __init__(self, file: "File") -> None:
        self._file = file
        self._ids: NDArray[np.object_] = np.empty(0, dtype=np.object_)

    def of(self, keys: Ints) -> list[str]:
        """The ids of these keys, which are in order."""
        if len(keys) and (missing := int(keys[-1]) + 1 - len(self._ids)) > 0:
            self._ids = np.append(self._ids, np.full(missing, None))
        read = self._ids  # another thread may put a longer one in its place
        new = keys[np.array([id is None for id in read[keys]], dtype=np.bool_)]
        if len(new):
            with self._file.reading() as database:
                found = database.execute(
                    "SELECT id FROM node WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
                    (json.dumps(new.tolist()),),
                )
                read[new] = [id for (id,) in found]
        ids: list[str] = read[keys].tolist()
        return ids


class Ids(Sequence[str]):
    """The ids of nodes by their keys, in the order of these; read when first looked at, a stretch at a time."""

    def __init__(self, names: Names, keys: Ints) -> None:
        self._names = names
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
            self._read[number] = self._names.of(self._keys[number * AT_ONCE : (number + 1) * AT_ONCE])
        return self._read[number]


def read_pairs(graph: "SqliteGraph", file: "File", names: Names, relation: str, where: Where) -> Pairs:
    """The edges of a relation whose attributes fit, between nodes that count."""
    visible = graph.visible
    parameters = {**visible.parameters, "relation": graph.word[relation]}
    fits = "".join(
        f" AND {fitting('f', attribute, values, str(place), parameters)}"
        for place, (attribute, values) in enumerate(where.items())
    )
    with file.reading() as database:
        edges = _columns(
            database.execute(
                f"SELECT f.subject, f.object, {visible.truth('f')} FROM edge_fact f"
                f" WHERE f.relation = :relation AND {visible.in_force}{fits}", parameters
            ), 3
        )  # fmt: skip
        keys, ends = np.unique(edges[:, :2], return_inverse=True)
        ends = ends.reshape(-1, 2)
        doubtful = _doubtful(graph, database, keys)
    counts = np.full(len(keys), 2, dtype=np.int64)
    counts[np.searchsorted(keys, doubtful[:, 0])] = doubtful[:, 1]
    truths = np.minimum(edges[:, 2], np.minimum(counts[ends[:, 0]], counts[ends[:, 1]]))
    left = truths > 0
    if not left.all():
        used, ends = np.unique(ends[left], return_inverse=True)
        keys, ends, truths = keys[used], ends.reshape(-1, 2), truths[left]
    return Pairs(Ids(names, keys), _numbers(ends[:, 0]), _numbers(ends[:, 1]), _numbers(truths))


def _doubtful(graph: "SqliteGraph", database: sqlite3.Connection, keys: Ints) -> Ints:
    """Those of some nodes that do not certainly count, each with how certainly it does."""
    visible = graph.visible
    now = truth_now(visible, "v")
    if len(keys) > FEW:  # those of which a fact, known or not, is not certain now; few of all
        some = f"SELECT v.node FROM node_fact v WHERE {now} < 2"
    else:
        some = "SELECT value FROM json_each(:some)"
    parameters = {**visible.parameters, "some": json.dumps(keys.tolist() if len(keys) <= FEW else [])}
    found = _columns(
        database.execute(
            f"SELECT v.node, MAX({now}) AS best FROM node_fact v WHERE v.node IN ({some}) AND {visible.known_of('v')}"
            " GROUP BY v.node HAVING best < 2", parameters
        ), 2
    )  # fmt: skip
    return found[np.isin(found[:, 0], keys)]


def _columns(rows: sqlite3.Cursor, width: int) -> Ints:
    flat: Ints = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    return flat.reshape(-1, width)


def _numbers(column: Ints) -> Sequence[int]:
    """A column as plain numbers: numpy reads it without copying, and everybody else as integers of Python."""
    return array("q", column.astype(np.int64).tobytes())
