"""The options of the view: which day, as known when, whose statements."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from remit.api import clock
from tests.api.cli.conftest import Run, edit


def view(run: Run, *options: str) -> dict[str, object]:
    result = run("search", "director", "--json", *options)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["view"]
    assert isinstance(found, dict)
    return found


def test_the_view_that_answered_is_told(run: Run, council: Path) -> None:
    run("load", council)
    assert view(run) == {
        "asAt": clock.today().isoformat(), "knownAt": 1, "strict": False, "proposed": False, "datasets": None,
    }  # fmt: skip
    options = (
        "--as-at",
        "2024-05-01",
        "--strict",
        "--proposed",
        "--dataset",
        "my-council",
        "--known-at",
        "1",
    )
    assert view(run, *options) == {
        "asAt": "2024-05-01", "knownAt": 1, "strict": True, "proposed": True, "datasets": ["my-council"],
    }  # fmt: skip


def test_as_it_was_known_then(run: Run, council: Path) -> None:
    run("load", council)
    edit(council, "Ada Brown", "Ada Green")
    run("load", council)
    assert "Ada Brown" in run("search", "ada", "--known-at", "1").stdout
    assert "Ada Green" in run("search", "ada").stdout
    today = datetime.now(tz=UTC).date()
    assert view(run, "--known-at", today.isoformat())["knownAt"] == 2
    early = run("search", "ada", "--known-at", (today - timedelta(days=2)).isoformat())
    assert early.exit_code == 2
    assert "nothing had been loaded by the end of" in early.stderr


@pytest.mark.parametrize("known_at", ["0", "3", "99999999999999999999", "yesterday", "2024-13", "2024-02"])
def test_a_change_that_there_is_not(run: Run, council: Path, known_at: str) -> None:
    run("load", council)
    result = run("search", "ada", "--known-at", known_at)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize("as_at", ["2024", "2024-02", "2024-02-30", "today", ""])
def test_a_day_is_one_day(run: Run, as_at: str) -> None:
    result = run("search", "ada", "--as-at", as_at)
    assert result.exit_code == 2
    assert "--as-at" in result.stderr


def test_an_unknown_data_set_names_the_nearest(run: Run, council: Path) -> None:
    run("load", council)
    result = run("search", "ada", "--dataset", "my-counsel")
    assert result.exit_code == 2
    assert "Did you mean my-council?" in result.stderr
    assert "There are: my-council." in run("search", "ada", "--dataset", "zzz").stderr


def test_today_is_a_local_day() -> None:
    assert abs(clock.today() - datetime.now(tz=UTC).date()) <= timedelta(days=1)
    assert isinstance(clock.today(), date)
    assert clock.now().tzinfo is UTC
