"""Spans of fact numbers: nothing lost, nothing twice, no part too big."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.stores.neo4j.facts import joined, parts

numbers = st.integers(1, 60)


@given(st.sets(numbers))
def test_numbers_as_spans_are_the_numbers(given_numbers: set[int]) -> None:
    spans = joined(given_numbers)
    assert [number for first, last in spans for number in range(first, last + 1)] == sorted(given_numbers)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(spans))


@given(st.lists(st.tuples(numbers, numbers)), st.integers(1, 20))
def test_parts_hold_every_number_once_and_are_full_but_for_the_last(
    spans: list[tuple[int, int]], size: int
) -> None:
    cut = list(parts(spans, size))
    told = [[number for first, last in part for number in range(first, last + 1)] for part in cut]
    assert [number for part in told for number in part] == [
        number for first, last in spans for number in range(first, last + 1)
    ]
    assert all(len(part) == size for part in told[:-1])
    assert all(0 < len(part) <= size for part in told[-1:])
