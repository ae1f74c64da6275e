"""`remit copy` between files; what it does on servers, tests/contract holds."""

import json
from pathlib import Path

from remit.api.cli.progress import SOON, Rate
from tests.api.cli.conftest import Run


def test_a_copy_says_what_it_did_and_verifies(run: Run, bundled_file: Path, tmp_path: Path) -> None:
    result = run("copy", bundled_file, "copy.db")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Copied 1 change with ")
    assert result.stdout.endswith("facts into copy.db, up to change 1.\n")
    assert (
        run("audit", "verify", "--store", "copy.db").output
        == run("audit", "verify", "--store", bundled_file).output
    )
    assert [each.name for each in tmp_path.iterdir()] == ["copy.db"]

    again = run("copy", bundled_file, "copy.db")
    assert again.stdout == "There is nothing new to copy: copy.db has change 1 already.\n"


def test_a_copy_tells_programs_what_it_did(run: Run, bundled_file: Path) -> None:
    told = json.loads(run("copy", bundled_file, "copy.db", "--json").stdout)
    assert (told["from"], told["to"]) == (str(bundled_file), "copy.db")
    assert (told["changes"], told["lastChange"], len(told["hash"])) == (1, 1, 64)
    assert told["facts"] > 1000


def test_a_store_with_another_history_is_refused(run: Run, bundled_file: Path, council: Path) -> None:
    assert run("load", council, "--store", "other.db").exit_code == 0
    before = Path("other.db").read_bytes()
    result = run("copy", bundled_file, "other.db")
    assert result.exit_code == 3
    assert "another history" in result.stderr
    assert Path("other.db").read_bytes() == before


def test_what_is_copied_from_must_be_there_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    result = run("copy", "missing.db", "copy.db")
    assert result.exit_code == 2
    assert "there is no store at missing.db" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_rate_is_told_for_each_step_once_it_can_be() -> None:
    now = 0.0
    rate = Rate(lambda: now)
    assert rate.told("reading", 100) == ""
    now = 10.0
    assert rate.told("reading", 30_100) == ", 3,000 a second"
    assert rate.told("sending", 500) == ""
    now += SOON / 2
    assert rate.told("sending", 900) == ""
    now += 1.75
    assert rate.told("sending", 4_500) == ", 2,000 a second"
