"""The one clock. Nothing else in Remit asks what day or time it is."""

from datetime import UTC, date, datetime


def today() -> date:
    """The local civil day: the day asked about where nobody names one."""
    return datetime.now(tz=UTC).astimezone().date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(tz=UTC)
