"""Which facts are gone, by their numbers: told from sums over parts, as if each number were looked at."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.stores.neo4j.numbers import PART, Numbers

CHANGES = 5
LAST = 3 * PART + 7


def change_of(fact: int) -> int:
    """The change that asserted a fact: each asserts as many."""
    return 1 + (fact - 1) * CHANGES // LAST


def summed(facts: list[int]) -> Numbers:
    """What the server sums up of some facts."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for fact in facts:
        groups[change_of(fact), fact // PART].append(fact)
    return Numbers([(*key, len(some), sum(some), min(some), max(some), 0) for key, some in groups.items()])


def gone(facts: list[int]) -> dict[int, tuple[int, int]]:
    """Each missing number, with the changes that are told for it."""
    numbers = summed(facts)
    torn = numbers.torn(LAST + 1)
    present = [fact for fact in facts if fact // PART in torn]
    return {
        number: (gap.first, gap.last)
        for gap in numbers.gaps(torn, present, LAST + 1, CHANGES)
        for low, high in gap.ranges
        for number in range(low, high + 1)
    }


ranges = st.lists(st.tuples(st.integers(1, LAST), st.integers(1, 2 * PART)), max_size=4)


@given(ranges)
def test_every_missing_number_is_found_with_its_change(cut: list[tuple[int, int]]) -> None:
    lost = {number for first, size in cut for number in range(first, min(first + size, LAST + 1))}
    found = gone([number for number in range(1, LAST + 1) if number not in lost])
    assert set(found) == lost
    assert all(first <= change_of(number) <= last for number, (first, last) in found.items())


def test_a_whole_store_has_no_gap_and_no_torn_part() -> None:
    facts = list(range(1, LAST + 1))
    assert summed(facts).torn(LAST + 1) == []
    assert gone(facts) == {}
    assert Numbers([]).torn(1) == []
    assert list(Numbers([]).gaps([], [], 1, 0)) == []


def test_a_number_that_is_there_twice_in_the_place_of_another_is_found() -> None:
    facts = [5 if number == 9 else number for number in range(1, LAST + 1)]
    assert set(gone(facts)) == {9}
    assert summed(facts).twice(facts) == [5]


def test_what_is_in_parts_that_nobody_looked_at_is_counted() -> None:
    numbers = summed([number for number in range(1, LAST + 1) if number % 10])
    assert numbers.lacking(numbers.torn(LAST + 1), LAST + 1) == LAST // 10
