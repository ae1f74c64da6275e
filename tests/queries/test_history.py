"""Everything ever said of a node."""

from datetime import date

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import UnknownName
from remit.loaders.load import load
from tests.queries.conftest import AUTHOR, Stated

ROLES = """
roles:
  - {id: a, name: Alpha}
  - {id: b, name: Beta, reports_to: {to: a, locator: 4.2}}
"""


def test_the_oldest_assertion_comes_first_with_the_change_that_made_it(stated: Stated) -> None:
    stated.say(ROLES).say("people: [{id: ann, name: Ann, holds: x/b}]", dataset="y")
    answer = stated.ask("history", of="beta")
    assert [(row.about, row.told, row.asserted.number) for row in answer.rows] == [
        ("Role", "Beta (role)", 1),
        ("REPORTS_TO", "Beta reports to Alpha", 1),
        ("HOLDS", "Ann holds Beta", 2),
    ]
    assert all(row.retracted is None and row.nth == 1 for row in answer.rows)
    assert answer.sentence == "3 assertions about Beta (x/b) in 2 changes, all of which stand."


def test_a_correction_is_told_beside_what_it_took_the_place_of(stated: Stated) -> None:
    stated.say(ROLES).say(ROLES.replace("4.2", "4.3"))
    old, new = (row for row in stated.ask("history", of="x/b").rows if row.about == "REPORTS_TO")
    assert (old.nth, old.asserted.number, old.retracted and old.retracted.number) == (1, 1, 2)
    assert (new.nth, new.asserted.number, new.retracted) == (2, 2, None)
    assert old.differs == ()
    assert [(each.what, each.before, each.after) for each in new.differs] == [("locator", "4.2", "4.3")]
    assert old.statement == new.statement == "x: x/b REPORTS_TO x/a"
    assert stated.ask("history", of="x/b").sentence.endswith("in 2 changes, 1 of them retracted since.")


def test_a_renaming_is_told_by_its_days_and_in_the_sentence(stated: Stated) -> None:
    stated.say(
        "roles:\n  - {id: a, name: Alpha, valid_to: 2019-01-01}\n  - {id: a, name: Alpha Lead, valid_from: 2019-01-01}\n"
    )
    answer = stated.ask("history", of="x/a")
    assert [(row.told, row.said.valid_from, row.said.valid_to) for row in answer.rows] == [
        ("Alpha (role)", None, "2019-01-01"), ("Alpha Lead (role)", "2019-01-01", None),
    ]  # fmt: skip
    assert [row.said.in_force for row in answer.rows] == [Truth.NO, Truth.YES]
    assert [row.nth for row in answer.rows] == [1, 2]
    assert answer.sentence.endswith("It has been called Alpha and Alpha Lead.")


def test_an_ending_is_a_correction_that_gives_the_last_day(stated: Stated) -> None:
    stated.say(ROLES)
    (stated.folder / "x/statements.yaml").write_text("roles:\n  - {id: a, name: Alpha}\n")
    load(stated.store, [stated.folder / "x"], AUTHOR, ended_on=date(2020, 2, 1))
    rows = stated.ask("history", of="x/b").rows
    assert [each.what for row in rows for each in row.differs] == ["valid_to", "valid_to"]


def test_what_was_withdrawn_is_still_told_by_id_and_as_it_was_known(stated: Stated) -> None:
    stated.say(ROLES)
    stated.store.withdraw("x", AUTHOR)
    gone = stated.ask("history", of="x/b").rows
    assert [row.retracted and row.retracted.number for row in gone] == [2, 2]
    assert [row.retracted for row in stated.ask("history", {"known_at": 1}, of="x/b").rows] == [None, None]
    with pytest.raises(UnknownName):
        stated.ask("history", of="beta")


def test_the_view_limits_whose_statements_are_told_and_not_the_days(stated: Stated) -> None:
    stated.say(ROLES.replace("{to: a", "{to: a, valid_to: 2019-01-01"))
    stated.say("people: [{id: ann, name: Ann, holds: x/b}]", dataset="y")
    assert len(stated.ask("history", of="x/b").rows) == 3
    assert [row.about for row in stated.ask("history", {"datasets": frozenset({"y"})}, of="x/b").rows] == [
        "HOLDS"
    ]
    assert stated.ask("history", {"known_at": 1, "datasets": frozenset({"y"})}, of="x/b").rows == []


def test_pages_add_up_to_the_whole(stated: Stated) -> None:
    stated.say(ROLES).say(ROLES.replace("4.2", "4.3"))
    first = stated.ask("history", of="x/b", first=2)
    rest = stated.ask("history", of="x/b", first=2, after=first.after)
    assert rest.after is None
    assert [*first.rows, *rest.rows] == list(stated.ask("history", of="x/b").rows)
    assert first.sentence == rest.sentence
