from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.days import (
    AFTER_ALL,
    ALWAYS,
    BEFORE_ALL,
    ENDED,
    Day,
    Period,
    Truth,
    as_date,
    written_day,
)
from remit.graphmodel.errors import BadValue


def on(written: str) -> int:
    """The ordinal of a whole day."""
    return date.fromisoformat(written).toordinal()


def answers(period: Period, *days: str) -> list[str]:
    """Whether a period is in force on each of some days, as words."""
    return [period.in_force(on(day)).word for day in days]


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2003-04-30", "2003-04-30", "2003-04-30"),
        ("2003-04", "2003-04-01", "2003-04-30"),
        ("2003", "2003-01-01", "2003-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2003-12", "2003-12-01", "2003-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_a_partial_day_is_the_span_it_may_mean(written: str, earliest: str, latest: str) -> None:
    day = Day.read(written)
    assert (day.written, day.earliest, day.latest) == (written, on(earliest), on(latest))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "03",
        "2003-4",
        "2003-04-1",
        "2003-13",
        "2003-02-30",
        "0000",
        "2003-00",
        "2003-04-00",
        "2003/04",
        " 2003",
        "２００３",
    ],
)
def test_what_is_no_day_is_refused_with_the_mend(written: str) -> None:
    with pytest.raises(BadValue) as refused:
        Day.read(written)
    assert repr(written) in str(refused.value)
    assert refused.value.mend


def test_validity_is_half_open() -> None:
    period = Period.between("2003-04-30", "2006-02-10", on("2020-01-01"))

    assert answers(period, "2003-04-29", "2003-04-30", "2006-02-09", "2006-02-10") == [
        "no",
        "yes",
        "yes",
        "no",
    ]


def test_partial_days_answer_possibly_within_their_span() -> None:
    period = Period.between("2003", "2006-02", on("2020-01-01"))

    assert answers(period, "2002-12-31", "2003-01-01", "2003-12-30") == ["no", "possibly", "possibly"]
    assert answers(period, "2003-12-31", "2006-01-31") == ["yes", "yes"]
    assert answers(period, "2006-02-01", "2006-02-27", "2006-02-28") == ["possibly", "possibly", "no"]


def test_a_fact_without_a_beginning_began_at_the_latest_on_the_date_of_its_source() -> None:
    period = Period.between(None, None, on("2003-06-25"))

    assert answers(period, "0001-01-01", "2003-06-24", "2003-06-25") == ["possibly", "possibly", "yes"]
    assert period.in_force(date.max.toordinal()) is Truth.YES


def test_ended_means_an_unknown_day_up_to_the_date_of_the_source() -> None:
    period = Period.between("2001-05-01", ENDED, on("2003-06-25"))

    assert answers(period, "2001-04-30", "2001-05-01", "2001-05-02") == ["no", "yes", "possibly"]
    assert answers(period, "2003-06-24", "2003-06-25") == ["possibly", "no"]


def test_ended_without_a_beginning_is_never_certain() -> None:
    period = Period.between(None, ENDED, on("2003-06-25"))

    assert answers(period, "1990-01-01", "2003-06-24", "2003-06-25") == ["possibly", "possibly", "no"]


def test_an_end_before_the_date_of_the_source_bounds_an_unknown_beginning() -> None:
    period = Period.between(None, "2001-05-01", on("2003-06-25"))

    assert answers(period, "1990-01-01", "2001-04-29", "2001-04-30", "2001-05-01") == [
        "possibly",
        "possibly",
        "yes",
        "no",
    ]


@pytest.mark.parametrize(
    ("first", "last"), [("2006", "2003"), ("2003-04-30", "2003-04-30"), ("2003-05", "2003-05-01")]
)
def test_a_period_that_ends_before_it_can_begin_is_refused(first: str, last: str) -> None:
    with pytest.raises(BadValue, match="swap the two"):
        Period.between(first, last, on("2020-01-01"))


def test_the_same_partial_day_twice_may_be_a_period() -> None:
    assert answers(Period.between("2003", "2003", 1), "2003-06-01", "2004-01-01") == ["possibly", "no"]


def test_on_any_day_everything_is_in_force() -> None:
    assert Period.between("2003", ENDED, on("2003-06-25")).in_force(None) is Truth.YES


def test_ended_by() -> None:
    period = Period.between("2003", "2006-02", 1)
    assert not period.ended_by(None)
    assert not period.ended_by(on("2006-02-27"))
    assert period.ended_by(on("2006-02-28"))


days = st.integers(1, 60)
periods = st.builds(
    lambda a, b, c, d: Period(a, a + b, a + c + 1, a + c + 1 + d),
    days,
    st.integers(0, 9),
    days,
    st.integers(0, 9),
)


@given(periods, periods, days)
def test_within_is_in_force_as_certainly_as_the_weaker(one: Period, other: Period, day: int) -> None:
    both = one.within(other)
    weaker = min(one.in_force(day), other.in_force(day))
    found = both.in_force(day) if both else Truth.NO
    assert (found is Truth.NO) == (weaker is Truth.NO)
    if Truth.YES in (one.in_force(day), other.in_force(day)):
        assert found == weaker


@given(periods, periods)
def test_apart_means_no_day_in_common(one: Period, other: Period) -> None:
    shared = [day for day in range(140) if one.in_force(day) and other.in_force(day)]
    assert one.apart_from(other) == other.apart_from(one) == (not shared)
    assert (one.within(other) is None) == (not shared)


def test_always_and_the_bounds_of_the_calendar() -> None:
    assert ALWAYS.in_force(date.min.toordinal()) is ALWAYS.in_force(date.max.toordinal()) is Truth.YES
    assert as_date(BEFORE_ALL) is None
    assert as_date(AFTER_ALL) is None
    assert as_date(1) == date.min
    assert as_date(AFTER_ALL - 1) == date.max


def test_truth_is_ordered_so_that_min_is_and_and_max_is_or() -> None:
    assert Truth.NO < Truth.POSSIBLY < Truth.YES
    assert Truth.POSSIBLY.word == "possibly"


def test_a_day_in_plain_english() -> None:
    assert written_day(on("2003-06-05")) == "5 June 2003"
