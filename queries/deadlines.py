"""Whether something is overdue on a day, or falls due within a number of days, when its own day may not be known exactly."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from remit.graphmodel.days import AFTER_ALL, ENDED, Day, Truth, worded
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph, Said

OVERDUE, FALLS_DUE = "overdue", "falls due"
MOST_DAYS = 36_525
_YEARS_BACK = 40


@dataclass(frozen=True, slots=True)
class Window:
    """The days looked at: from `day`, the view's, to `last` (ordinals, both inclusive), on the as_at axis."""

    day: int
    last: int

    @classmethod
    def of(cls, graph: Graph, days: int) -> "Window":
        """From the view's day for a number of days. Raises BadValue for a view of any day, or a count out of bounds."""
        if graph.view.day is None:
            raise BadValue("nothing is due on any day", "ask as at a day")
        if not 0 <= days <= MOST_DAYS:
            raise BadValue(f"days is {days}", f"ask for 0 to {MOST_DAYS:,} days")
        return cls(graph.view.day, min(graph.view.day + days, AFTER_ALL - 1))

    def state(self, last: "LastDay") -> tuple[str, Truth] | None:
        """Whether what is to be done by a day, or lasts until it, is overdue or falls due; None for neither."""
        if last.earliest < self.day:
            return OVERDUE, Truth.YES if last.latest < self.day else Truth.POSSIBLY
        if last.earliest <= self.last:
            return FALLS_DUE, Truth.YES if last.latest <= self.last else Truth.POSSIBLY
        return None

    def written(self) -> frozenset[str]:
        """Every way to write a day that is overdue or falls due: a filter for the attribute `due`."""
        return _written(self.day, self.last)


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day to do something, or on which it is in force: the earliest and the latest it may be (ordinals).

    `words` is the day as its source has it: the last day to do it, or the first on which it is no longer in force.
    """

    earliest: int
    latest: int
    words: str

    @classmethod
    def to_do(cls, due: str) -> "LastDay":
        """Of a duty that is due by a day as written."""
        day = Day.read(due)
        return cls(day.earliest, day.latest, worded(day))

    @classmethod
    def in_force(cls, said: Said) -> "LastDay | None":
        """Of a fact: the day before the first on which it no longer is in force; None for one that is open."""
        if said.period.to_earliest >= AFTER_ALL:
            return None
        known = said.valid_to not in (None, ENDED)
        words = worded(Day.read(said.valid_to)) if known and said.valid_to else "a day that is not known"
        return cls(said.period.to_earliest - 1, said.period.to_latest - 1, words)


@lru_cache(maxsize=16)  # every page of an answer asks for the same days: thousands
def _written(day: int, last: int) -> frozenset[str]:
    first = date(max(date.fromordinal(day).year - _YEARS_BACK, 1), 1, 1).toordinal()
    days = [date.fromordinal(each).isoformat() for each in range(first, last + 1)]
    months = {each[:7] for each in days}
    return frozenset((*days, *months, *{each[:4] for each in months}))
