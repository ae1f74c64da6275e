"""Which roles are vacant, since when, and which are only stood in for."""

from datetime import date
from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.queries.holding import NOT_RECORDED, VACANT
from remit.queries.vacancies import STOOD_IN
from tests.queries.conftest import Stated

POSTS = """
roles:
  - {id: a-empty, name: Empty Role, none: [HOLDS]}
  - {id: b-acting, name: Acted Role}
  - {id: c-held, name: Held Role}
  - {id: d-untold, name: Untold Role}
  - {id: e-withheld, name: Withheld Role, withheld: [HOLDS]}
  - {id: f-class, name: All Heads, class: true}
  - {id: g-shared, name: Shared Role}
  - {id: h-gone, name: Gone Role, none: [HOLDS], valid_to: 2019-05-01}
  - {id: i-hoped, name: Hoped-for Role, none: [HOLDS], standing: proposed}
  - {id: j-filled, name: Filled Role, none: [HOLDS]}
people:
  - {id: ann, name: Ann, holds: {to: b-acting, as: acting}}
  - {id: ben, name: Ben, holds: [c-held, {to: g-shared, as: job share}]}
  - {id: cy, name: Cy, holds: [{to: g-shared, as: cover}, {to: j-filled, as: interim}]}
"""
ALL = (VACANT, STOOD_IN, NOT_RECORDED)


def states(stated: Stated, view: dict[str, Any] | None = None, **asked: Any) -> dict[str, str]:
    return {row.role.id[2:]: row.state for row in stated.ask("vacancies", view, **asked).rows}


def test_vacant_stood_in_for_and_not_recorded_are_told_apart(stated: Stated) -> None:
    stated.say(POSTS)
    assert states(stated) == {"a-empty": VACANT, "b-acting": STOOD_IN, "j-filled": STOOD_IN}
    assert states(stated, states=(NOT_RECORDED,)) == {"d-untold": NOT_RECORDED}
    assert states(stated, {"as_at": date(2019, 4, 30)})["h-gone"] == VACANT
    assert "i-hoped" in states(stated, {"proposed": True})
    acting = next(row for row in stated.ask("vacancies").rows if row.state == STOOD_IN)
    assert [(each.person.id, each.capacity) for each in acting.stand_ins] == [("x/ann", "acting")]


def test_a_data_set_that_states_all_holders_makes_roles_vacant_and_not_classes(stated: Stated) -> None:
    stated.say(POSTS, head="complete: [HOLDS]\n")
    assert states(stated, states=ALL) == {
        "a-empty": VACANT, "b-acting": STOOD_IN, "d-untold": VACANT, "j-filled": STOOD_IN,
    }  # fmt: skip


HISTORY = """
roles: [{{id: post, name: Post{none}}}]
people:
  - {{id: ann, name: Ann, holds: {{to: post, valid_from: 2010, valid_to: {first}}}}}
  - {{id: ben, name: Ben, holds: {{to: post, valid_from: 2012, valid_to: {last}}}}}
  - {{id: cy, name: Cy, holds: {{to: post, as: acting, valid_from: 2020-01-01, valid_to: 2020-05-31}}}}
"""


@pytest.mark.parametrize(
    ("last", "none", "since", "least", "most"),
    [
        ("2020-05-02", "", "2020-05-02", 30, 30),
        ("2019-01-01", "", "2019-01-01", 517, 517),
        ("2020-05", "", "2020-05", 1, 31),
        ("ended", "", None, 152, 3073),
        ("2019-01-01", ", valid_from: 2020-05-22", "2020-05-22", 10, 10),
        ("2020-05-30", ", valid_from: 2020-05-22", "2020-05-30", 2, 2),
    ],
)
def test_days_count_from_the_last_end_or_the_day_it_is_stated_to_be_vacant(
    stated: Stated, last: str, none: str, since: str | None, least: int, most: int
) -> None:
    stated.say(HISTORY.format(none=f", none: [HOLDS]{none}", first="2012", last=last))
    (row,) = stated.ask("vacancies").rows
    assert (row.state, row.since, row.days_at_least, row.days_at_most) == (VACANT, since, least, most)


def test_nothing_is_said_of_days_that_nothing_tells(stated: Stated) -> None:
    stated.say("roles: [{id: a, name: A, none: [HOLDS]}, {id: b, name: B}]")
    (vacant,) = stated.ask("vacancies").rows
    assert (vacant.since, vacant.days_at_least, vacant.days_at_most) == (None, 152, None)
    (untold,) = stated.ask("vacancies", states=(NOT_RECORDED,)).rows
    assert (untold.since, untold.days_at_least, untold.days_at_most) == (None, None, None)
    (any_day,) = stated.ask("vacancies", {"as_at": None}).rows
    assert any_day.days_at_least is None


def test_an_earlier_vacancy_is_not_the_present_one(stated: Stated) -> None:
    stated.say(
        """
    roles:
      - {id: post, name: Old Post, none: [HOLDS], valid_from: 2015-01-01, valid_to: 2018-01-01}
      - {id: post, name: Post, valid_from: 2018-01-01}
    people: [{id: ann, name: Ann, valid_from: 2010, holds: {to: post, valid_to: 2014-01-01}}]
    """,
        head="complete: [HOLDS]\n",
    )
    (row,) = stated.ask("vacancies").rows
    assert row.since == "2014-01-01"


def test_a_stand_in_does_not_end_the_vacancy_of_the_post(stated: Stated) -> None:
    stated.say("""
    roles: [{id: post, name: Post}]
    people:
      - {id: ann, name: Ann, holds: {to: post, valid_to: 2020-02-01}}
      - {id: cy, name: Cy, holds: {to: post, as: interim, valid_from: 2020-03-01}}
    """)
    (row,) = stated.ask("vacancies").rows
    assert (row.state, row.since, row.days_at_least) == (STOOD_IN, "2020-02-01", 121)


def test_days_not_known_exactly_answer_possibly(stated: Stated) -> None:
    stated.say("""
    roles: [{id: post, name: Post, none: [HOLDS], valid_from: 2018}]
    people: [{id: ann, name: Ann, valid_from: 2017, holds: {to: post, valid_from: 2018, valid_to: 2020}}]
    """)
    answer = stated.ask("vacancies")
    assert [(row.state, row.certainty) for row in answer.rows] == [(VACANT, Truth.POSSIBLY)]
    assert answer.sentence.startswith("1 role: 1 vacant (possibly)")
    assert stated.ask("vacancies", {"as_at": date(2019, 12, 31)}).rows == []
    (later,) = stated.ask("vacancies", {"as_at": date(2021, 1, 1)}).rows
    assert (later.certainty, later.days_at_least, later.days_at_most) == (Truth.YES, 1, 366)


def test_an_inferred_holder_does_not_count_under_strict(stated: Stated) -> None:
    stated.say("""
    roles: [{id: post, name: Post, none: [HOLDS]}]
    people: [{id: ann, name: Ann, holds: {to: post, evidence: inferred, reason: Her letters.}}]
    """)
    assert states(stated) == {}
    assert states(stated, {"strict": True}) == {"post": VACANT}


def test_pages_go_on_in_the_order_of_ids(stated: Stated) -> None:
    roles = "".join(
        f"  - {{id: r-{n}, name: Role {n}{', none: [HOLDS]' if n % 3 else ''}}}\n" for n in range(9)
    )
    stated.say(f"roles:\n{roles}")
    found, after = [], ""
    while True:
        answer = stated.ask("vacancies", first=2, after=after, states=ALL)
        found += [row.role.id[-1] for row in answer.rows]
        if answer.after is None:
            break
        after = answer.after
    assert "".join(found) == "012345678"
    assert stated.ask("vacancies", first=2).sentence.startswith("The first 2 roles: 2 vacant; longest Role 2")


def test_nothing_vacant_is_said_so(stated: Stated) -> None:
    stated.say("roles: [{id: a, name: A}]\npeople: [{id: ann, name: Ann, holds: a}]")
    assert stated.ask("vacancies").sentence == "No role is vacant or only stood in for."
