"""Who might take duties that are left without an owner."""

from datetime import date
from typing import Any

from remit.queries.suggest import MANAGER, SIBLING, SUCCESSOR
from tests.queries.conftest import Stated

BEFORE = """
agencies: [{id: council, name: Council}]
roles:
  - {id: chief, name: Chief Executive, part_of: council}
  - {id: director, name: Director of Schools, reports_to: chief}
  - {id: head, name: Head of Families}
  - {id: gone, name: Old Head, valid_to: 2019-01-01}
duties:
  - {id: plan, name: Publish a plan., modality: must, theme: schools, accountable: director}
  - {id: visit, name: Visit each school., modality: must, theme: schools, accountable: head}
  - {id: count, name: Count them., modality: must, theme: schools, accountable: gone}
"""
AFTER = BEFORE.replace("theme: schools, accountable: director", "theme: schools")


def asked(stated: Stated, **parameters: Any) -> list[tuple[str, str, str]]:
    rows = stated.ask("suggest", **parameters).rows
    return [(row.duty.id[2:], row.candidate.id[2:], row.reason) for row in rows]


def test_the_line_manager_and_owners_of_like_duties_are_named_with_the_reason(stated: Stated) -> None:
    stated.say(BEFORE).say(AFTER)
    assert asked(stated) == [("plan", "chief", MANAGER), ("plan", "head", SIBLING)]
    answer = stated.ask("suggest")
    assert answer.sentence == (
        "From change 1 to change 2, 1 duty is newly unowned; there are candidates for 1."
    )
    manager, sibling = answer.rows
    assert manager.sentence == "Director of Schools, who had it, reported or answered to Chief Executive."
    assert sibling.sentence == "Head of Families answers for 1 duty on the same theme."
    assert manager.operation == "- {transfer duties: x/director, to: x/chief, duties: x/plan}"


def test_a_successor_comes_first_and_is_named_once(stated: Stated) -> None:
    after = AFTER.replace("Head of Families}", "Head of Families, succeeds: director}")
    stated.say(BEFORE).say(after)
    assert asked(stated) == [("plan", "head", SUCCESSOR), ("plan", "chief", MANAGER)]


def test_who_has_ended_is_not_suggested(stated: Stated) -> None:
    ended = AFTER.replace("Chief Executive, part_of", "Chief Executive, valid_to: 2020-05-01, part_of")
    stated.say(BEFORE).say(ended)
    assert asked(stated) == [("plan", "head", SIBLING)]
    day = {"as_at": date(2020, 4, 30)}
    assert [row.candidate.id for row in stated.ask("suggest", view=day).rows] == ["x/chief", "x/head"]


def test_where_no_duty_lost_its_owner_nothing_is_suggested(stated: Stated) -> None:
    stated.say(AFTER).say(BEFORE)
    answer = stated.ask("suggest")
    assert not answer.rows
    assert answer.sentence == "From change 1 to change 2, no duty came to be without an owner."


def test_a_page_goes_on_after_its_cursor(stated: Stated) -> None:
    stated.say(BEFORE).say(AFTER)
    first = stated.ask("suggest", first=1)
    assert first.after
    assert asked(stated, after=first.after) == [("plan", "head", SIBLING)]
