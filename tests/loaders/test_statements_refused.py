"""Statements that are refused: the place, what is wrong, how to mend it; and the store is as it was."""

from pathlib import Path

import pytest

from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.loaders.mistakes import MISTAKES
from tests.loaders.trying import ROLES, one_refused, put, refused, write


@pytest.mark.parametrize(("text", "expected"), MISTAKES)
def test_one_mistake_gives_one_problem_at_its_place(
    store: SqliteStore, tmp_path: Path, text: str, expected: str
) -> None:
    problem = one_refused(store, tmp_path / "town", {"roles.yaml": ROLES, "x.yaml": text})
    assert problem == expected


def test_every_mistake_of_a_file_is_told_at_once_and_in_order(store: SqliteStore, tmp_path: Path) -> None:
    text = """roles:
  - {id: chief, name: Chief Executive, form: postt}
  - {id: chief, name: Chief again}
  - {id: director, reports_to: chief}
  - id: head
    name: Head
    reports_to: {to: head, line: managment}
    part_of: nowhere
    valid_to: 2024-13
    evidence: inferred
    reason: Because.
    based_on: [lost]
mayors: []
"""
    places = [
        problem.split(": ")[0] for problem in refused(store, write(tmp_path / "town", {"x.yaml": text}))
    ]
    assert places == [
        f"x.yaml:{place}" for place in ("2:46", "3:5", "4:10", "5:5", "7:22", "7:34", "8:14", "9:15", "13:1")
    ]


def test_circular_premises_are_told_but_not_what_merely_rests_on_them(
    store: SqliteStore, tmp_path: Path
) -> None:
    inferred = "evidence: inferred, reason: r, based_on"
    text = (
        "roles:\n"
        f"  - {{id: a, name: A, {inferred}: [b]}}\n"
        f"  - {{id: b, name: B, {inferred}: [a]}}\n"
        f"  - {{id: c, name: C, {inferred}: [b]}}\n"
    )
    assert refused(store, write(tmp_path / "town", {"x.yaml": text})) == [
        f"x.yaml:{line}:5: town: town/{id} rests on itself by way of what it is based on; break the circle"
        for line, id in ((2, "a"), (3, "b"))
    ]


def test_premises_without_a_day_in_common_are_refused(store: SqliteStore, tmp_path: Path) -> None:
    text = (
        "roles:\n"
        "  - {id: a, name: A, valid_to: 2010}\n"
        "  - {id: b, name: B, valid_from: 2020, evidence: inferred, reason: r, based_on: [a]}\n"
    )
    assert one_refused(store, tmp_path / "town", {"x.yaml": text}) == (
        "x.yaml:3:5: there is no day on which all that it is based on is in force; correct the days, or based_on"
    )


def test_a_longer_loop_of_lines_loads(store: SqliteStore, tmp_path: Path) -> None:
    text = "roles:\n" + "".join(
        f"  - {{id: {id}, name: {id}, reports_to: {boss}}}\n"
        for id, boss in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    report = put(store, write(tmp_path / "town", {"x.yaml": text}))
    assert report.datasets[0].counts["added"] == 6


def test_a_problem_with_many_copies_is_told_as_one_of_many(store: SqliteStore, tmp_path: Path) -> None:
    text = "roles:\n" + "  - {id: a, name: A, colour: red}\n" * 12_000
    problems = refused(store, write(tmp_path / "town", {"x.yaml": text}))
    assert (
        "x.yaml: more than 10,000 problems were found, and the rest are not listed; mend the ones listed, then load again"
        in problems
    )
