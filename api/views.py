"""What a caller says about the view, in a caller's words, as a `View` that a store can open."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from remit.api.jsonable import Json
from remit.graphmodel.days import Day
from remit.graphmodel.errors import BadValue, UnknownChange, UnknownDataset
from remit.graphmodel.store import Store
from remit.graphmodel.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """A view as asked for: `known_at` is still a change number or a day, `datasets` and `scenario` are unchecked names.

    `day_given` says that the day is the caller's, and not today for want of one.
    """

    as_at: date
    known_at: str | None = None
    strict: bool = False
    proposed: bool = False
    datasets: tuple[str, ...] = ()
    scenario: str | None = None
    day_given: bool = True


def read_day(written: str) -> date:
    """A whole civil day, 2003-06-25; BadValue for a partial day and for anything else."""
    day = Day.read(written.strip())
    if day.earliest != day.latest:
        raise BadValue(f"{written} is not one day", f"name the day: {date.fromordinal(day.latest)}, say")
    return date.fromordinal(day.earliest)


def read_change(store: Store, written: str) -> int:
    """A change number, from a number or from a day (the last change published by its end, UTC).

    Raises BadValue for anything else, UnknownChange where nothing had been published by then.
    """
    last = store.last_change()
    if written.isascii() and written.isdigit():
        number = int(written[:18])
        if not 0 < number <= last:
            raise UnknownChange(
                f"there is no change {written}", f"name one from 1 to {last}" if last else "load first"
            )
        return number
    number = store.change_at(read_day(written))
    if number == 0:
        raise UnknownChange(f"nothing had been loaded by the end of {written} (UTC)", "name a later day")
    return number


def view_of(store: Store, asked: Asked) -> View:
    """The view that was asked for; UnknownDataset, UnknownChange or BadValue where the store cannot give it."""
    known_at = None if asked.known_at is None else read_change(store, asked.known_at)
    for name in asked.datasets:
        check_dataset(store, name, known_at)
    return View(
        as_at=asked.as_at,
        known_at=known_at,
        strict=asked.strict,
        proposed=asked.proposed,
        datasets=frozenset(asked.datasets) or None,
    )


def view_as_json(view: View) -> dict[str, Json]:
    """A view with the names that GraphQL has for its parts; every answer carries it.

    Of a scenario, `knownAt` is the change that it is laid over.
    """
    known_at = view.known_at - 1 if view.scenario and view.known_at else view.known_at
    return {
        "asAt": view.as_at.isoformat() if view.as_at else None,
        "knownAt": known_at,
        "strict": view.strict,
        "proposed": view.proposed,
        "datasets": None if view.datasets is None else [*sorted(view.datasets)],
        **({"scenario": view.scenario} if view.scenario else {}),
    }


def check_dataset(store: Store, name: str, known_at: int | None = None) -> None:
    """Raise UnknownDataset, with the nearest name, unless the store held the data set when a change was published."""
    try:
        store.head(name, known_at)
    except UnknownDataset:
        known = [each.head.dataset for each in store.datasets()]
        if name in known:
            raise
        near = get_close_matches(name, known, n=1)
        if near:
            raise UnknownDataset(f"there is no data set {name}", f"did you mean {near[0]}?") from None
        mend = f"there are: {', '.join(known)}" if known else "load one with remit load"
        raise UnknownDataset(f"there is no data set {name}", mend) from None
