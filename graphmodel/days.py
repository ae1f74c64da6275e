"""Civil days, partial days, and validity in three values.

A day is stored as its proleptic Gregorian ordinal (`date.toordinal()`, a count of days); `BEFORE_ALL` and `AFTER_ALL`
bound the calendar. A partial day (2003, 2003-04) is the span of days it may mean. Validity is half-open: `valid_to` is
the first day not in force.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from remit.graphmodel.errors import BadValue

BEFORE_ALL = 0
AFTER_ALL = date.max.toordinal() + 1
ENDED = "ended"

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Truth(IntEnum):
    """The answer to a question about a day: no, possibly, or yes. Ordered, so `min` is *and* and `max` is *or*."""

    NO = 0
    POSSIBLY = 1
    YES = 2

    @property
    def word(self) -> str:
        """The answer as a word."""
        return self.name.lower()


TRUTHS = tuple(Truth)  # by their numbers: quicker than Truth(number), where there are many


@dataclass(frozen=True, slots=True)
class Day:
    """A civil day as written, with the earliest and the latest day (ordinals, both inclusive) it may mean."""

    written: str
    earliest: int
    latest: int

    @classmethod
    def read(cls, written: str) -> "Day":
        """The day that a text such as 2003, 2003-04 or 2003-04-30 means; BadValue for anything else."""
        match = _FORM.fullmatch(written)
        if match is None:
            raise BadValue(f"{written!r} is no day", "write it as 2003-04-30, 2003-04 or 2003")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            earliest = date(year or 0, 1 if month is None else month, 1 if day is None else day)
            if day is not None:
                after = earliest.toordinal() + 1
            elif month is not None:
                after = _first_of(earliest.year + month // 12, month % 12 + 1)
            else:
                after = _first_of(earliest.year + 1, 1)
        except ValueError:
            raise BadValue(
                f"{written!r} is not in the calendar", "check the year, the month and the day"
            ) from None
        return cls(written, earliest.toordinal(), after - 1)


def _first_of(year: int, month: int) -> int:
    return date(year, month, 1).toordinal() if year <= date.max.year else AFTER_ALL


@dataclass(frozen=True, slots=True)
class Period:
    """When a fact is in force: bounds (ordinals) of its first day in force and of the first day it no longer is."""

    from_earliest: int
    from_latest: int
    to_earliest: int
    to_latest: int

    @classmethod
    def between(cls, valid_from: str | None, valid_to: str | None, dated: int) -> "Period":
        """The period of a fact whose source has the date `dated` (ordinal of its latest possible day).

        Without `valid_from` the fact began at the latest on that date; without `valid_to` it is open; `valid_to` may be
        the word *ended*: at some unknown day up to that date. Raises BadValue where it would end before it begins.
        """
        began = Day.read(valid_from) if valid_from else None
        from_earliest, from_latest = (began.earliest, began.latest) if began else (BEFORE_ALL, dated)
        if valid_to == ENDED:
            to_earliest, to_latest = from_earliest + 1, max(dated, from_earliest + 1)
        elif valid_to:
            ended = Day.read(valid_to)
            to_earliest, to_latest = ended.earliest, ended.latest
            if not began:
                from_latest = min(from_latest, to_latest - 1)
        else:
            to_earliest = to_latest = AFTER_ALL
        if from_earliest >= to_latest:
            raise BadValue(
                f"valid_to {valid_to} is not after valid_from {valid_from}",
                "valid_to is the first day no longer in force: write a later day, or swap the two",
            )
        return cls(from_earliest, from_latest, to_earliest, to_latest)

    def in_force(self, day: int | None) -> Truth:
        """Whether the fact is in force on a day (ordinal); with None, on any day: always yes."""
        if day is None or self.from_latest <= day < self.to_earliest:
            return Truth.YES
        return Truth.POSSIBLY if self.from_earliest <= day < self.to_latest else Truth.NO

    def ended_by(self, day: int | None) -> bool:
        """Whether the fact has certainly ended by a day (ordinal)."""
        return day is not None and self.to_latest <= day

    def within(self, other: "Period") -> "Period | None":
        """The intersection with another period; None where they have no day in common."""
        both = Period(
            max(self.from_earliest, other.from_earliest),
            max(self.from_latest, other.from_latest),
            min(self.to_earliest, other.to_earliest),
            min(self.to_latest, other.to_latest),
        )
        return both if both.from_earliest < both.to_latest else None

    def apart_from(self, other: "Period") -> bool:
        """Whether the two have no day on which both may be in force."""
        return self.to_latest <= other.from_earliest or other.to_latest <= self.from_earliest


ALWAYS = Period(BEFORE_ALL, BEFORE_ALL, AFTER_ALL, AFTER_ALL)


def as_date(ordinal: int) -> date | None:
    """The date of an ordinal; None for the bounds of the calendar."""
    return date.fromordinal(ordinal) if BEFORE_ALL < ordinal < AFTER_ALL else None


def worded(day: Day) -> str:
    """A day in plain English, as exact as it was written: 25 June 2003, June 2003 or 2003."""
    first = date.fromordinal(day.earliest)
    return (f"{first.year}", f"{first:%B %Y}", written_day(day.earliest))[day.written.count("-")]


def written_day(ordinal: int) -> str:
    """A day in plain English: 25 June 2003."""
    day = date.fromordinal(ordinal)
    return f"{day.day} {day:%B %Y}"
