"""Which store a command reads: named, from the environment, in the working folder, or made for somebody new."""

import json
from pathlib import Path

import pytest

from remit.api import wiring
from remit.graphmodel.errors import StoreBusy
from tests.api.cli.conftest import Run

BUNDLED = {
    "bath-nes-2003", "scotland-chief-officers", "scotland-systems-review", "surrey-2013", "west-mercia-2013",
}  # fmt: skip


def test_a_first_question_makes_a_store_and_says_so(run: Run, tmp_path: Path) -> None:
    result = run("ask", "unowned-duties", "--dataset", "scotland-systems-review")
    assert result.exit_code == 0, result.output
    assert result.stderr == "Made remit.db in this folder from the bundled data sets.\n"
    assert [each.name for each in tmp_path.iterdir()] == ["remit.db"]
    again = run("datasets", "--json")
    assert again.stderr == ""
    assert {row["dataset"] for row in json.loads(again.stdout)["rows"]} == BUNDLED


@pytest.mark.parametrize(
    "command",
    [
        ["datasets"],
        ["search", "duty"],
        ["audit"],
        ["audit", "verify"],
        ["backup", "copy.db"],
        ["withdraw", "x"],
    ],
)
def test_a_named_store_must_be_there(run: Run, tmp_path: Path, command: list[str]) -> None:
    result = run(*command, "--store", "missing.db")
    assert result.exit_code == 2
    assert "there is no store at missing.db" in result.stderr
    assert "--store missing.db" in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_environment_names_a_store(run: Run, bundled_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMIT_STORE", str(bundled_file))
    assert run("search", "reform").exit_code == 0
    monkeypatch.setenv("REMIT_STORE", "missing.db")
    assert run("search", "reform").exit_code == 2


def test_a_file_that_is_no_store_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(
        "not a database at all, and long enough to be looked at", encoding="utf-8"
    )
    result = run("datasets", "--store", "notes.txt")
    assert result.exit_code == 2
    assert "notes.txt is no store" in result.stderr


def test_a_store_needs_its_folder(run: Run, council: Path) -> None:
    result = run("load", council, "--store", "nowhere/remit.db")
    assert result.exit_code == 2
    assert "there is no folder nowhere" in result.stderr


def test_a_store_that_another_made_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "remit.db"

    def make_while_another_does() -> None:
        with wiring.new_store(path) as store:
            wiring.add_bundled(store)
            path.write_text("another's", encoding="utf-8")

    with pytest.raises(StoreBusy):
        make_while_another_does()
    assert path.read_text(encoding="utf-8") == "another's"
    assert list(tmp_path.iterdir()) == [path]


def test_serving_adds_only_the_bundled_sets_it_never_had(run: Run, tmp_path: Path) -> None:
    run("load", "--bundled")
    run("withdraw", "surrey-2013")
    told: list[str] = []
    with wiring.store_to_serve(None, told.append) as store:
        assert {each.head.dataset for each in store.datasets()} == BUNDLED - {"surrey-2013"}
    assert told == []


def test_serving_brings_a_store_what_it_lacks(run: Run, council: Path) -> None:
    run("load", council)
    told: list[str] = []
    with wiring.store_to_serve(None, told.append) as store:
        assert {each.head.dataset for each in store.datasets()} == {*BUNDLED, "my-council"}
    assert "surrey-2013" in told[0]


def test_a_backup_is_a_store(run: Run, council: Path) -> None:
    run("load", council)
    result = run("backup", "copy.db")
    assert result.exit_code == 0
    assert "up to change 1" in result.stdout
    assert run("datasets", "--store", "copy.db").exit_code == 0
    again = run("backup", "copy.db")
    assert again.exit_code == 2
    assert "copy.db exists already" in again.stderr


def test_who_makes_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMIT_USER", " ann ")
    assert wiring.who() == "ann"
    monkeypatch.setenv("REMIT_USER", "")
    monkeypatch.setenv("LOGNAME", "beth")
    assert wiring.who() == "beth"

    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert wiring.who() == "unknown"
