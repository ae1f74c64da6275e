"""`remit store` on a file; on a server see tests/servers/faults."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.api.cli.conftest import Run


def test_a_file_is_made_once_and_needs_nothing_more(run: Run, council: Path, tmp_path: Path) -> None:
    made = run("store", "prepare", "--store", "new.db")
    assert (made.exit_code, made.output) == (0, "new.db is ready to be loaded.\n")
    assert (tmp_path / "new.db").exists()
    assert run("load", council, "--store", "new.db").exit_code == 0
    again = run("store", "prepare", "--store", "new.db", "--json")
    assert json.loads(again.stdout) == {"store": "new.db", "made": []}
    assert run("datasets", "--store", "new.db", "--csv").stdout.count("my-council") == 1


def test_a_file_is_made_in_a_folder_that_there_is(run: Run) -> None:
    refused = run("store", "prepare", "--store", "nowhere/new.db")
    assert refused.exit_code == 2
    assert "there is no folder nowhere" in refused.stderr


def test_a_whole_file_is_told_to_be_whole(run: Run, council: Path) -> None:
    run("load", council)
    checked = run("store", "check")
    assert (checked.exit_code, checked.output) == (0, "Nothing is missing or damaged in remit.db.\n")
    told = run("store", "check", "--json")
    assert json.loads(told.stdout) == {"store": "remit.db", "findings": [], "notes": []}


def test_a_damaged_file_is_told_with_what_to_do(run: Run, council: Path, tmp_path: Path) -> None:
    run("load", council)
    with closing(sqlite3.connect(tmp_path / "remit.db")) as database:
        database.execute("DELETE FROM edge_fact WHERE number = (SELECT MIN(number) FROM edge_fact)")
        database.commit()
    checked = run("store", "check")
    assert checked.exit_code == 1
    assert "  Restore a backup.\n" in checked.stdout
    told = json.loads(run("store", "check", "--json").stdout)
    assert len(told["findings"]) >= 1
    assert all(each["mend"] == "restore a backup" for each in told["findings"])


def test_a_store_to_check_must_be_there(run: Run, tmp_path: Path) -> None:
    refused = run("store", "check", "--store", "missing.db")
    assert refused.exit_code == 2
    assert "there is no store at missing.db" in refused.stderr
    assert not list(tmp_path.iterdir())
