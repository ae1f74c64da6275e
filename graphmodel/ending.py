"""Ending a statement on a day: the past before it stays, what would begin on it or later falls away."""

from datetime import date

from remit.graphmodel.days import Period


def ended_on(day: date, period: Period, valid_from: str | None, dated: int, inferred: bool) -> Period | None:
    """The period of a fact that is in force before `day` only; None where it begins on that day or later.

    One that has ended by then stays as it is. An inference keeps within what it rests on.
    """
    last = day.toordinal()
    if period.from_earliest >= last:
        return None
    if period.to_latest <= last:
        return period
    ended = Period.between(valid_from, day.isoformat(), dated)
    return (ended.within(period) or period) if inferred else ended
