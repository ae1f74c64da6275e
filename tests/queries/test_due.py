"""What is overdue on a day, or falls due soon after it."""

from datetime import date
from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.queries.deadlines import FALLS_DUE, OVERDUE
from remit.queries.due import DOCUMENT, ON_OCCASION, RECURRING, SORTS
from remit.queries.endings import COVER, DELEGATION, SEAT, TERM
from tests.queries.conftest import Stated

DAY: dict[str, Any] = {"as_at": date(2020, 6, 15)}  # the last of 90 days ahead is 13 September 2020


def told(stated: Stated, view: dict[str, Any] = DAY, **asked: Any) -> list[tuple[str, str, Truth]]:
    return [
        (row.node.id.removeprefix("x/"), row.state, row.certainty)
        for row in stated.ask("due", view, **asked).rows
    ]


@pytest.mark.parametrize(
    ("due", "state"),
    [
        ("2020-06-14", (OVERDUE, Truth.YES)),
        ("2003", (OVERDUE, Truth.YES)),
        ("2020-06", (OVERDUE, Truth.POSSIBLY)),
        ("2020", (OVERDUE, Truth.POSSIBLY)),
        ("2020-06-15", (FALLS_DUE, Truth.YES)),
        ("2020-08", (FALLS_DUE, Truth.YES)),
        ("2020-09-13", (FALLS_DUE, Truth.YES)),
        ("2020-09", (FALLS_DUE, Truth.POSSIBLY)),
        ("2020-09-14", None),
        ("2021", None),
    ],
)
def test_a_duty_is_overdue_or_falls_due_as_exactly_as_its_day_is_known(
    stated: Stated, due: str, state: tuple[str, Truth] | None
) -> None:
    stated.say(
        f'roles: [{{id: a, name: A}}]\nduties: [{{id: d, name: Do it., due: "{due}", accountable: a}}]'
    )
    assert told(stated) == ([("d", *state)] if state else [])
    assert told(stated, sort="document") == []


def test_a_row_tells_owner_and_day_and_the_sentence_counts(stated: Stated) -> None:
    stated.say("""
roles: [{id: a, name: A}]
duties:
  - {id: d, name: Do it., due: 2020-04, accountable: a}
  - {id: e, name: Do it., due: 2020-07-01}
  - {id: f, name: Do it., due: 2020-07-01}
""")
    answer = stated.ask("due", DAY)
    row = answer.rows[0]
    assert ([node.id for node in row.who], row.earliest, row.latest) == (
        ["x/a"],
        date(2020, 4, 1),
        date(2020, 4, 30),
    )
    assert row.sentence == "To be done by April 2020; whether it was done is not recorded."
    assert answer.sentence == (
        "3 things overdue or falling due by 13 September 2020: 1 duty (overdue) and 2 duties (falls due)."
    )
    assert stated.ask("due", DAY, days=0).sentence.startswith(
        "1 thing overdue or falling due by 15 June 2020"
    )
    assert stated.ask("due", {"as_at": date(1999, 1, 1)}, days=1).sentence == (
        "Nothing is recorded as overdue or falling due by 2 January 1999."
    )


def test_a_duty_that_is_over_is_not_due(stated: Stated) -> None:
    stated.say("duties: [{id: d, name: Do it., due: 2019-04, valid_from: 2018-01-01, valid_to: 2019-12-31}]")
    assert told(stated) == []
    assert told(stated, {"as_at": date(2019, 6, 1)}) == [("d", OVERDUE, Truth.YES)]


def test_what_has_no_day_in_the_calendar_is_listed_when_asked_for(stated: Stated) -> None:
    stated.say("""
duties:
  - {id: a, name: Do a., within: 1 working day}
  - {id: b, name: Do b., frequency: annually}
  - {id: c, name: Do c.}
""")
    assert told(stated) == []
    assert told(stated, occasions=True) == [("a", ON_OCCASION, Truth.YES), ("b", RECURRING, Truth.YES)]


def test_cover_that_ends_and_cover_that_has_ended_without_a_holder(stated: Stated) -> None:
    stated.say("""
roles: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}, {id: d, name: D}]
people:
  - {id: ann, name: Ann, holds: {to: a, as: acting, valid_to: 2020-07-01}}
  - {id: bob, name: Bob, holds: {to: b, as: interim, valid_from: 2019-01-01, valid_to: 2020-05-01}}
  - {id: cat, name: Cat, holds: [{to: c, as: cover, valid_from: 2019-01-01, valid_to: 2020-05-01}, {to: d, as: acting}]}
  - {id: dan, name: Dan, holds: {to: c, valid_from: 2020-05-01}}
""")
    assert told(stated, sort=COVER) == [("a", FALLS_DUE, Truth.YES), ("b", OVERDUE, Truth.YES)]
    (row, _) = stated.ask("due", DAY).rows
    assert (row.sentence, row.latest) == ("Ann holds A (acting), until 1 July 2020.", date(2020, 6, 30))


def test_terms_of_office_end_and_posts_do_not(stated: Stated) -> None:
    stated.say("""
roles: [{id: mayor, name: Mayor, form: office}, {id: head, name: Head, form: post}]
people: [{id: ann, name: Ann, holds: [{to: mayor, valid_to: 2020-07}, {to: head, valid_to: 2020-07}]}]
""")
    assert told(stated) == [("mayor", FALLS_DUE, Truth.YES)]
    assert stated.ask("due", DAY).rows[0].sort == TERM


def test_delegations_end_unless_they_are_made_anew(stated: Stated) -> None:
    stated.say("""
roles:
  - id: head
    name: Head
    delegates_to:
      - {to: clerk, id: first, function: signing, valid_from: 2018-01-01, valid_to: 2020-01-01}
      - {to: clerk, id: second, function: paying, valid_from: 2018-01-01, valid_to: 2020-01-01}
      - {to: other, id: third, function: paying, valid_from: 2020-01-01}
      - {to: other, id: fourth, duty: d, valid_to: 2020-07-01}
      - {to: other, id: fifth, function: later, valid_from: 2020-07-01, valid_to: 2020-08-01}
  - {id: clerk, name: Clerk}
  - {id: other, name: Other}
duties: [{id: d, name: Keep books.}]
""")
    rows = stated.ask("due", DAY, sort=DELEGATION).rows
    assert [(row.who[0].id, row.state, row.sentence) for row in rows] == [
        ("x/clerk", OVERDUE, "Head delegates to Clerk: signing, until 1 January 2020."),
        ("x/other", FALLS_DUE, "Head delegates to Other: Keep books, until 1 July 2020."),
    ]


def test_seats_end_and_a_chair_that_has_ended_leaves_a_gap(stated: Stated) -> None:
    stated.say("""
roles: [{id: a, name: A}, {id: b, name: B}]
committees:
  - {id: board, name: Board, members: [{from: a, capacity: chair, valid_from: 2018-01-01, valid_to: 2020-01-01},
                                       {from: b, valid_to: 2020-08-01}]}
  - {id: panel, name: Panel, members: [{from: a, capacity: chair, valid_from: 2018-01-01, valid_to: 2020-01-01},
                                       {from: b, capacity: chair, valid_from: 2020-01-01}]}
  - {id: group, name: Group, members: [{from: a, valid_from: 2018-01-01, valid_to: 2020-01-01}]}
""")
    assert told(stated, sort=SEAT) == [("board", OVERDUE, Truth.YES), ("board", FALLS_DUE, Truth.YES)]


def test_a_document_that_ceases_to_be_valid_is_to_be_reviewed(stated: Stated) -> None:
    stated.say(
        "sources: [{id: plan, name: Plan, valid_to: 2020-07}, {id: act, name: Act}, {id: old, name: Old, valid_to: 2019-12-01}]"
    )
    assert told(stated, sort=DOCUMENT) == [("plan", FALLS_DUE, Truth.YES)]


def test_pages_go_on_from_sort_to_sort(stated: Stated) -> None:
    stated.say("""
sources: [{id: plan, name: Plan, valid_to: 2020-07-01}]
roles: [{id: mayor, name: Mayor, form: office}]
committees: [{id: board, name: Board, members: [{from: mayor, valid_to: 2020-08-01}]}]
people: [{id: ann, name: Ann, holds: {to: mayor, as: acting, valid_to: 2020-07-01}}]
duties: [{id: d, name: Do d., due: 2020-06-30}, {id: e, name: Do e., due: 2020-06-30}]
""")
    paged: list[Any] = []
    after: str | None = ""
    while after is not None:
        page = stated.ask("due", DAY, first=1, after=after)
        paged += [(row.sort, row.node.id) for row in page.rows]
        after = page.after
    assert [sort for sort, _ in paged] == ["duty", "duty", COVER, SEAT, DOCUMENT]
    assert [SORTS.index(sort) for sort, _ in paged] == sorted(SORTS.index(sort) for sort, _ in paged)


def test_a_day_is_needed_and_days_are_bounded(stated: Stated) -> None:
    with pytest.raises(BadValue, match="nothing is due on any day"):
        stated.ask("due", {"as_at": None})
    with pytest.raises(BadValue, match="days is -1"):
        stated.ask("due", days=-1)
