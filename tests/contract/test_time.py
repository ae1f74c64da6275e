"""Two time axes, three values, and what ends with what it rests on."""

from datetime import date

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import UnknownChange, UnknownDataset
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from tests.drawing import author, load

NO, POSSIBLY, YES = Truth


def line(
    store: Store, as_at: str | None, known_at: int | None = None, strict: bool = False
) -> dict[str, Truth]:
    """To whom `a` reports on a day, as known at a change, and how certainly."""
    day = date.fromisoformat(as_at) if as_at else None
    graph = store.graph(View(as_at=day, known_at=known_at, strict=strict))
    return {edge.object: edge.said.in_force for edge in graph.edges(["REPORTS_TO"], subjects=["a"])}


def test_a_correction_changes_what_we_say_about_last_year_and_not_what_we_said_last_month(
    store: Store,
) -> None:
    load(store, "a -> b [from=2020-01-01, to=2023-06-01]", at="2024-04-01T09:00:00+00:00")
    load(store, "a -> c [from=2020-01-01, to=2023-06-01]", at="2024-05-01T09:00:00+00:00")

    last_month = store.change_at(date(2024, 4, 15))
    assert last_month == 1
    assert line(store, "2023-05-31") == {"c": YES}
    assert line(store, "2023-05-31", last_month) == {"b": YES}
    assert line(store, "2023-06-01") == line(store, "2023-06-01", last_month) == {}
    assert line(store, "2023-05-31", 0) == {}


def test_a_change_is_found_by_its_day_in_utc(store: Store) -> None:
    load(store, "a -> b", at="2024-04-01T23:59:59.999+00:00")
    load(store, "a -> c", at="2024-04-02T00:00:00.000+00:00")

    days = [date(2024, 3, 31), date(2024, 4, 1), date(2024, 4, 2), date(2030, 1, 1)]
    assert [store.change_at(day) for day in days] == [0, 1, 2, 2]


def test_a_change_that_was_never_published_is_refused(store: Store) -> None:
    load(store, "a -> b")
    for number in (-1, 2):
        with pytest.raises(UnknownChange, match="the last change is 1"):
            store.graph(View(known_at=number))


def test_an_unknown_data_set_is_refused_with_those_there_are(store: Store) -> None:
    load(store, "a -> b")
    with pytest.raises(UnknownDataset, match="drawn"):
        store.graph(View(datasets=frozenset({"drown"})))


def test_partial_days_answer_possibly_at_their_bounds(store: Store) -> None:
    load(store, "a -> b [from=2003-04, to=2006]")

    assert line(store, "2003-03-31") == {}
    assert line(store, "2003-04-01") == line(store, "2003-04-29") == {"b": POSSIBLY}
    assert line(store, "2003-04-30") == line(store, "2005-12-31") == {"b": YES}
    assert line(store, "2006-01-01") == line(store, "2006-12-30") == {"b": POSSIBLY}
    assert line(store, "2006-12-31") == {}
    assert line(store, None) == {"b": YES}


def test_without_days_a_fact_is_certain_from_the_date_of_its_source(store: Store) -> None:
    load(store, "Source: act [date=2004-06]\na -> b [source=act]\na -> c")

    assert line(store, "2004-06-29") == {"b": POSSIBLY, "c": POSSIBLY}
    assert line(store, "2004-06-30") == {"b": YES, "c": POSSIBLY}
    assert line(store, "2020-01-01") == line(store, "2090-01-01") == {"b": YES, "c": YES}


def test_ended_on_an_unknown_day_up_to_the_date_of_the_source(store: Store) -> None:
    load(store, "Source: act [date=2004-06-30]\na -> b [from=2001-02-03, to=ended, source=act]")

    assert line(store, "2001-02-03") == {"b": YES}
    assert line(store, "2004-06-29") == {"b": POSSIBLY}
    assert line(store, "2004-06-30") == {}


def test_a_source_is_dated_by_its_own_data_set_and_then_by_the_latest_other(store: Store) -> None:
    load(
        store,
        "Source: act [date=2001, in=one]\nSource: act [date=2002, in=two]\n"
        "a -> b [source=act, in=one]\na -> c [source=act, in=two]\na -> d [source=act, in=three]",
    )

    assert line(store, "2001-12-31") == {"b": YES, "c": POSSIBLY, "d": POSSIBLY}
    assert line(store, "2002-12-31") == {"b": YES, "c": YES, "d": YES}


def test_a_source_that_loses_its_date_dates_nothing_any_more(store: Store) -> None:
    load(store, "Source: act [date=2004-06]\na -> b [source=act]")
    load(store, "Source: act\na -> b [source=act]")

    assert line(store, "2010-01-01") == {"b": POSSIBLY}
    assert not load(store, "Source: act\na -> b [source=act]").changes


def test_an_inference_ends_with_what_it_rests_on_in_another_data_set_too(store: Store) -> None:
    load(
        store, "b -> c [from=2001, to=2009, in=first]\na -> c [on=first: b -> c, from=2003-01-01, in=second]"
    )

    assert line(store, "2008-12-31") == {"c": YES}
    assert line(store, "2009-12-31") == {}
    assert line(store, "2008-12-31", strict=True) == {}


def test_a_correction_shortens_lengthens_and_ends_what_rests_on_it(store: Store) -> None:
    load(store, "b -> c [from=2001-01-01, to=2009-01-01]", dataset="first")
    load(store, "a -> c [on=first: b -> c]\nd -> c [on=a -> c]", dataset="second")
    assert line(store, "2008-12-31") == {"c": POSSIBLY}

    shortened = load(store, "b -> c [from=2001-01-01, to=2005-01-01]", dataset="first")
    assert [(each.dataset, each.counts["knocked on"]) for each in shortened.datasets] == [
        ("first", 0),
        ("second", 2),
    ]
    assert set(shortened.datasets[1].listed["knocked on"]) == {
        "second: a REPORTS_TO c",
        "second: d REPORTS_TO c",
    }
    assert line(store, "2004-12-31") == {"c": POSSIBLY}
    assert line(store, "2005-01-01") == {}
    assert line(store, "2008-12-31", known_at=2) == {"c": POSSIBLY}

    load(store, "b -> c [from=2001-01-01]", dataset="first")
    assert line(store, "2030-01-01") == {"c": YES}

    gone = load(store, "Role: b, c", dataset="first")
    assert gone.datasets[1].counts["knocked on"] == 2
    assert line(store, "2004-12-31") == {}
    assert line(store, "2030-01-01", known_at=4) == {"c": YES}


def test_an_inference_that_is_extended_draws_on_what_was_extended_before_it(store: Store) -> None:
    load(store, "Role: x [from=2001-01-01, to=2004-01-01]", dataset="base")
    load(
        store,
        "a -> b [on=base: x, from=2002-01-01]\na -> c [on=base: x + a -> b, from=2002-01-01]",
        dataset="rest",
    )
    load(store, "Role: x [from=2001-01-01, to=2009-01-01]", dataset="base")

    assert line(store, "2008-12-31") == {"b": YES, "c": YES}
    assert line(store, "2009-01-01") == {}


def test_an_inference_that_rests_twice_on_what_changed_is_asserted_once(store: Store) -> None:
    load(store, "Role: x, y [to=2009]", dataset="base")
    load(store, "a -> b [on=base: x + base: y]", dataset="rest")
    load(store, "Role: x, y [to=2006]", dataset="base")

    assert len([fact for fact in store.facts("rest") if fact.statement.id == "rest: a REPORTS_TO b"]) == 1


def test_withdrawal_ends_what_rests_on_it_elsewhere_and_says_so(store: Store) -> None:
    load(store, "b -> c", dataset="first")
    load(store, "a -> c [on=first: b -> c]", dataset="second")

    tried = store.withdraw("first", author(), dry_run=True)
    assert tried.change is None
    assert line(store, None) == {"c": YES}

    done = store.withdraw("first", author())
    assert [each.listed for each in done.datasets[1:]] == [each.listed for each in tried.datasets[1:]]
    assert done.datasets[0].counts["retracted"] == 3
    assert done.datasets[1].listed["knocked on"] == ["second: a REPORTS_TO c"]
    assert line(store, None) == {}
    assert line(store, None, known_at=2) == {"c": YES}
