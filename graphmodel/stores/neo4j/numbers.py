"""The numbers of facts: they run on without a gap, so one that is gone shows.

Counts and sums of the numbers, part by part, tell which parts are whole; only the others are looked at one by one.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

PART = 1000


@dataclass(frozen=True, slots=True)
class Gap:
    """Facts that are gone, as ranges of numbers with both ends; one of the changes `first` to `last` asserted each."""

    first: int
    last: int
    ranges: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many facts are gone."""
        return sum(high - low + 1 for low, high in self.ranges)


class Numbers:
    """What is known of the numbers from rows of change, part, facts, total, first, last, odd.

    `end` follows the last number there is, `odd` counts facts retracted before they were asserted.
    """

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.odd = 0
        self.end = 1
        self._parts: dict[int, tuple[int, int]] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        for change, part, facts, total, first, last, odd in rows:
            self.odd += odd
            self.end = max(self.end, last + 1)
            known, summed = self._parts.get(part, (0, 0))
            self._parts[part] = known + facts, summed + total
            low, high = self._spans.get(change, (first, last))
            self._spans[change] = min(low, first), max(high, last)

    def torn(self, end: int) -> list[int]:
        """The parts that are not whole and not empty, of the numbers before `end`."""
        return [
            part for part in sorted(self._parts) if self._lacks(part, end) or not self._is_whole(part, end)
        ]

    def _is_whole(self, part: int, end: int) -> bool:
        first, last = _bounds(part, end)
        size = max(0, last - first + 1)
        return self._parts[part] == (size, (first + last) * size // 2)

    def _lacks(self, part: int, end: int) -> int:
        first, last = _bounds(part, end)
        return max(0, last - first + 1 - self._parts[part][0])

    def lacking(self, parts: Iterable[int], end: int) -> int:
        """How many numbers are not there in some parts."""
        return sum(self._lacks(part, end) for part in parts)

    def gaps(
        self, looked: Collection[int], present: Iterable[int], end: int, last_change: int
    ) -> Iterator[Gap]:
        """The gaps before `end`, by change: whole parts, and those in the parts looked at, where `present` are there."""
        ranges = _joined(self._missing(looked, set(present), end))
        order = sorted(self._spans)
        firsts = [self._spans[change][0] for change in order]
        lasts = [self._spans[change][1] for change in order]

        def changes(gap: tuple[int, int]) -> tuple[int, int]:
            before, after = bisect_left(firsts, gap[0]), bisect_right(lasts, gap[1])
            return order[before - 1] if before else 1, order[after] if after < len(order) else last_change

        for (first, last), some in groupby(ranges, key=changes):
            yield Gap(first, last, tuple(some))

    def _missing(self, looked: Collection[int], there: set[int], end: int) -> Iterator[tuple[int, int]]:
        for part in range((end - 1) // PART + 1):
            first, last = _bounds(part, end)
            if part not in self._parts and first <= last:
                yield first, last
            elif part in looked:
                yield from ((number, number) for number in range(first, last + 1) if number not in there)

    def twice(self, present: Iterable[int]) -> list[int]:
        """The numbers that several facts bear."""
        return [number for number, times in sorted(Counter(present).items()) if times > 1]


def _bounds(part: int, end: int) -> tuple[int, int]:
    """The first and the last number of a part that are expected; numbers begin at 1."""
    return max(1, part * PART), min(part * PART + PART, end) - 1


def _joined(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges in order, with those that touch made one."""
    begun: tuple[int, int] | None = None
    for first, last in ranges:
        if begun is not None and first == begun[1] + 1:
            begun = begun[0], last
            continue
        if begun is not None:
            yield begun
        begun = first, last
    if begun is not None:
        yield begun
