"""Pages of rows in the order of a number, highest first, then by id; the cursor carries both."""

import heapq
from collections.abc import Sequence

import numpy as np

from remit.graphmodel.errors import BadValue
from remit.queries.columns import Ints


def ranked(ids: Sequence[str], among: Ints, values: Ints, first: int, after: str) -> tuple[list[int], bool]:
    """Of the nodes `among`, the page strictly after a cursor, and whether more follow.

    `values` has the number of every node; a cursor is the number and the id of a row, with a space between. Only the page is sorted, so a page costs one look at the numbers.
    Raises BadValue where the cursor is none.
    """
    if after:
        value, id = _read(after)
        level = values[among] == value
        behind = np.array([place for place in among[level] if ids[place] > id], dtype=np.int64)
        among = np.concatenate((among[values[among] < value], behind))
    wanted = first + 1
    if len(among) > wanted:
        least = np.partition(values[among], len(among) - wanted)[len(among) - wanted]
        above = among[values[among] > least]
        ties = among[values[among] == least]
        chosen = heapq.nsmallest(wanted - len(above), ties.tolist(), key=lambda place: ids[place])
        among = np.concatenate((above, np.array(chosen, dtype=np.int64)))
    page = sorted(among.tolist(), key=lambda place: (-int(values[place]), ids[place]))
    return page[:first], len(page) > first


def _read(cursor: str) -> tuple[int, str]:
    value, _, id = cursor.partition(" ")
    try:
        return int(value), id
    except ValueError:
        raise BadValue(
            f"{cursor!r} is no cursor of this list", "go on with the cursor of the page before"
        ) from None
