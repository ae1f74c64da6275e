"""`audit`: the log, and whether anybody tampered with it."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run, edit


@pytest.fixture
def twice(run: Run, council: Path) -> Run:
    """A store with two changes."""
    run("load", council, "--reason", "the first")
    edit(council, "Ada Brown", "Ada Green")
    run("load", council, "--reason", "a correction")
    return run


def test_the_log_lists_the_changes_newest_last(twice: Run) -> None:
    rows = json.loads(twice("audit", "log", "--json").stdout)["rows"]
    assert [(row["number"], row["why"]) for row in rows] == [(1, "the first"), (2, "a correction")]
    assert rows[1]["previous"] == rows[0]["hash"]
    assert "a correction" in twice("audit").stdout
    assert twice("audit", "log", "--last", "1", "--csv").stdout.splitlines()[1].startswith("2,")


def test_verify_says_what_to_note_down(twice: Run) -> None:
    result = twice("audit", "verify")
    assert result.exit_code == 0
    note = result.stdout.splitlines()[-1]
    assert twice("audit", "verify", "--expect", note).exit_code == 0
    assert twice("audit", "verify", "--expect", note[:10]).exit_code == 0


@pytest.mark.parametrize("expect", ["2:" + "0" * 64, "3:" + "0" * 64])
def test_verify_finds_another_chain(twice: Run, expect: str) -> None:
    result = twice("audit", "verify", "--expect", expect)
    assert result.exit_code == 1
    assert "not the one expected" in result.stdout


@pytest.mark.parametrize("expect", ["2", "x:abcdef12", "2:xyz", "2:abc"])
def test_an_expectation_is_a_change_and_its_hash(twice: Run, expect: str) -> None:
    assert twice("audit", "verify", "--expect", expect).exit_code == 2


def test_verify_finds_an_edit_behind_its_back(twice: Run) -> None:
    with sqlite3.connect("remit.db") as database:
        database.execute("UPDATE node_fact SET name = 'Ada Black' WHERE name = 'Ada Brown'")
    database.close()
    result = twice("audit", "verify")
    assert result.exit_code == 1
    assert "change 1: its facts are not as they were written" in result.stdout
