"""What an inferred fact may rest on: its validity is at most the intersection of its premises'.

One function says it; a load, a withdrawal and the adoption of a scenario write what it says.
"""

from collections.abc import Iterable

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL, Period


def clamped(own: Period, premises: Iterable[Iterable[Period]]) -> Period | None:
    """The validity of a fact of period `own` that rests on premises, each given by the periods of its live facts.

    None where a premise has no live fact left, or where no day is left on which all may be in force: then the fact is to
    be retracted. A premise of several facts (a renaming) holds from the first of them to the last.
    """
    period: Period | None = own
    for premise in premises:
        span = hull(premise)
        if period is None or span is None:
            return None
        period = period.within(span)
    return period


def hull(periods: Iterable[Period]) -> Period | None:
    """The least period that holds all of them; None for none."""
    first, latest, ends, last = AFTER_ALL, AFTER_ALL, BEFORE_ALL, BEFORE_ALL
    for each in periods:
        first, latest = min(first, each.from_earliest), min(latest, each.from_latest)
        ends, last = max(ends, each.to_earliest), max(last, each.to_latest)
    return Period(first, latest, ends, last) if first < last else None
