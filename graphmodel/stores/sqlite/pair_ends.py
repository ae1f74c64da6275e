"""The nodes at the ends of whole relations: their ids, and how certainly they count; each read once for a graph."""

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from remit.graphmodel.stores.sqlite.lacking import truth_now

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.file import File
    from remit.graphmodel.stores.sqlite.visible import Visible

Ints = NDArray[np.int64]
FEW = 20_000  # up to so many nodes are looked up one by one; for more, all are scanned


class PairEnds:
    """Nodes by their keys, which are given in order, as one view sees them."""

    def __init__(self, file: "File", visible: "Visible") -> None:
        self._file = file
        self._visible = visible
        self._ids: NDArray[np.object_] = np.empty(0, dtype=np.object_)
        self._doubtful: Ints | None = None

    def ids(self, keys: Ints) -> list[str]:
        """The ids of these keys."""
        if len(keys) and keys[-1] >= len(self._ids):  # at least twice as long, so that it is copied few times
            self._ids = np.append(self._ids, np.full(int(keys[-1]) + 1, None))
        read = self._ids  # another thread may put a longer one in its place
        new = keys[np.array([id is None for id in read[keys]], dtype=np.bool_)]
        if len(new):
            with self._file.reading() as database:
                found = database.execute(*_named(new)).fetchall()
            read[[key for key, _ in found]] = [id for _, id in found]
        ids: list[str] = read[keys].tolist()
        return ids

    def counts(self, database: sqlite3.Connection, keys: Ints) -> Ints:
        """How certainly each counts: 0, 1 or 2."""
        now = truth_now(self._visible, "v")
        if self._doubtful is None and len(keys) > FEW:
            self._doubtful = self._read(database, f"SELECT v.node FROM node_fact v WHERE {now} < 2", ())
        if self._doubtful is None:
            doubtful = self._read(database, "SELECT value FROM json_each(:some)", keys.tolist())
        else:
            doubtful = self._doubtful[np.isin(self._doubtful[:, 0], keys)]
        counts = np.full(len(keys), 2, dtype=np.int64)
        counts[np.searchsorted(keys, doubtful[:, 0])] = doubtful[:, 1]
        return counts

    def _read(self, database: sqlite3.Connection, some: str, keys: Iterable[int]) -> Ints:
        """Those of some nodes that do not certainly count, each with how certainly it does; few do so of all."""
        visible = self._visible
        now = truth_now(visible, "v")
        parameters: dict[str, Any] = {**visible.parameters, "some": json.dumps(list(keys))}
        rows = database.execute(
            f"SELECT v.node, MAX({now}) AS best FROM node_fact v WHERE v.node IN ({some}) AND {visible.known_of('v')}"
            " GROUP BY v.node HAVING best < 2", parameters
        ).fetchall()  # fmt: skip
        return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _named(keys: Ints) -> tuple[str, dict[str, Any]]:
    """The statement that reads the ids of keys: where most of a range are wanted, all of it, in half the time."""
    first, last = int(keys[0]), int(keys[-1])
    if last - first < 2 * len(keys):
        return "SELECT key, id FROM node WHERE key BETWEEN :first AND :last", {"first": first, "last": last}
    some = json.dumps(keys.tolist())
    return "SELECT key, id FROM node WHERE key IN (SELECT value FROM json_each(:some))", {"some": some}
