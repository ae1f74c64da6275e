"""Points in what was known: the number of a change, or a day, as a caller writes them; and changes as rows show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from remit.graphmodel.changes import WHAT_IF
from remit.graphmodel.days import Day, as_date
from remit.graphmodel.errors import BadValue, UnknownChange
from remit.graphmodel.graph import Graph
from remit.graphmodel.store import Change
from remit.graphmodel.view import View
from remit.queries.question import Doc

SINCE = "What to compare from: what was known after a change, by its number (0: before all), or by the end of a day (UTC)."
UNTIL = "What to compare to, in the same way. Without it: all that the view knows."


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """A change of the log: who made it, when and why."""

    number: Annotated[int, Doc("Its number in the log.")]
    at: Annotated[str, Doc("When it was published: UTC, ISO 8601.")]
    who: Annotated[str, Doc("Who made it.")]
    why: Annotated[str, Doc("Why.")]
    operation: Annotated[str, Doc("What sort of change it is: load, withdraw.")]


@dataclass(frozen=True, slots=True)
class Span:
    """A span of the change log: what was known after change `since`, and what was known after change `until`."""

    since: int
    until: int
    log: Sequence[Change]

    @property
    def told(self) -> str:
        """The span in words."""
        begin = f"From change {self.since}" if self.since else "From the beginning"
        planned = any(each.number == self.until and each.operation == WHAT_IF for each in self.log)
        return f"{begin} to {'the scenario' if planned else f'change {self.until}'}"

    def datasets(self, view: View) -> frozenset[str]:
        """The data sets that its changes speak of, as far as they count in a view."""
        spoken = {
            name for each in self.log if self.since < each.number <= self.until for name in each.datasets
        }
        return frozenset(spoken if view.datasets is None else spoken & view.datasets)

    def made(self, numbers: Iterable[int]) -> tuple[ChangeMade, ...]:
        """The changes of these numbers, in order; those outside the log are left out."""
        wanted = frozenset(numbers)
        return tuple(change_made(change) for change in self.log if change.number in wanted)


def span_of(graph: Graph, since: str | None, until: str | None) -> Span:
    """The span that a caller means: by default, the last change that the view knows.

    Raises BadValue for what is neither a number nor a day, and where the span would run backwards; UnknownChange.
    """
    log = graph.log()
    last = graph.view.known_at or 0
    end = last if until is None else _change_meant(log, until, last)
    begin = max(end - 1, 0) if since is None else _change_meant(log, since, last)
    if begin > end:
        raise BadValue(
            f"since (change {begin}) is later than until (change {end})", "name the earlier one with since"
        )
    return Span(begin, end, log)


def change_made(change: Change) -> ChangeMade:
    """A record of the log as rows show it."""
    return ChangeMade(change.number, change.at, change.who, change.why, change.operation)


def _change_meant(log: Iterable[Change], written: str, last: int) -> int:
    """The number that is written, or that of the last change published by the end of a day; 0 before all of them."""
    text = written.strip()
    if text.isascii() and text.isdigit():
        number = int(text[:18])
        if number > last:
            raise UnknownChange(
                f"the view knows no change {number}", f"name one from 0 to {last}, or a day as 2003-04-30"
            )
        return number
    day = Day.read(text)
    following = as_date(day.latest + 1)
    if day.earliest != day.latest or following is None:
        raise BadValue(f"{text} is not one day", "name a day, as 2003-04-30, or the number of a change")
    return max((change.number for change in log if change.at < following.isoformat()), default=0)


def on_any_day(graph: Graph) -> Graph:
    """The graph as known in its view, on any day (as_at axis): what was and what will be as well."""
    return graph.at(replace(graph.view.on_any_day(), known_at=graph.view.known_at))


def as_known_at(graph: Graph, change: int) -> Graph:
    """The same graph as it was known after a change."""
    return graph if change == graph.view.known_at else graph.at(replace(graph.view, known_at=change))
