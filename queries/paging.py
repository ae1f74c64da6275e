"""Pages of a list question: how many rows, and what comes after."""

from remit.graphmodel.errors import BadValue
from remit.queries.question import MOST_FIRST


def checked_first(first: int) -> int:
    """The number of rows asked for. Raises BadValue where it is out of bounds."""
    if not 1 <= first <= MOST_FIRST:
        raise BadValue(f"first is {first}", f"ask for 1 to {MOST_FIRST} rows, and for more with after")
    return first


def filters(**values: str | None) -> dict[str, frozenset[str]]:
    """Conditions on attributes, of those that are given."""
    return {key: frozenset((value,)) for key, value in values.items() if value is not None}
