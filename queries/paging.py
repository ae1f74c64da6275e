"""Pages of a list question: how many rows, and what comes after."""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from remit.graphmodel.errors import BadValue
from remit.queries.question import MOST_FIRST

Item = TypeVar("Item")
LEAST_CHUNK, MOST_CHUNK = 200, 4000


def checked_first(first: int) -> int:
    """The number of rows asked for. Raises BadValue where it is out of bounds."""
    if not 1 <= first <= MOST_FIRST:
        raise BadValue(f"first is {first}", f"ask for 1 to {MOST_FIRST} rows, and for more with after")
    return first


def filters(**values: str | None) -> dict[str, frozenset[str]]:
    """Conditions on attributes, of those that are given."""
    return {key: frozenset((value,)) for key, value in values.items() if value is not None}


def page_of_rows(
    rows: Iterable[Item], first: int, cursor: Callable[[Item], str], after: str = ""
) -> tuple[list[Item], str | None]:
    """The first rows strictly after a cursor, and the cursor of the next page (None: there is none).

    The rows come in the order of their cursors, and no more of them are made than the page needs.
    """
    page = list(islice((row for row in rows if cursor(row) > after), first + 1))
    return page[:first], cursor(page[first - 1]) if len(page) > first else None


def later(ids: Sequence[str], after: str, limit: int) -> Sequence[str]:
    """Of ids in order, the first so many strictly after one: a listing for `in_chunks`."""
    return ids[bisect(ids, after) :][:limit]


def in_chunks(
    listing: Callable[[str, int], Sequence[Item]],
    id_of: Callable[[Item], str],
    after: str = "",
    least: int = LEAST_CHUNK,
) -> Iterator[Sequence[Item]]:
    """A long list of the port (`listing` of after and limit) chunk by chunk, so that one may stop early.

    Chunks grow from the `least` size: whoever stops soon pays for few, and whoever reads all makes few calls.
    """
    size = least
    while chunk := listing(after, size):
        yield chunk
        if len(chunk) < size:
            return
        after, size = id_of(chunk[-1]), min(2 * size, MOST_CHUNK)
