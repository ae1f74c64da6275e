"""`load`, `withdraw`: what is reported, and that nothing changes when something is wrong."""

import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run, edit


def last_change(run: Run) -> int:
    return len(json.loads(run("audit", "--json").stdout)["rows"])


def test_a_first_load_says_what_it_did(run: Run, council: Path) -> None:
    result = run("load", council, "--reason", "the first")
    assert result.exit_code == 0, result.output
    assert "my-council" in result.stdout
    assert "Published as change 1 in remit.db, by tester." in result.stdout
    change = json.loads(run("audit", "log", "--json").stdout)["rows"][0]
    assert (change["who"], change["why"], change["datasets"]) == ("tester", "the first", ["my-council"])


def test_the_same_files_again_change_nothing(run: Run, council: Path) -> None:
    run("load", council)
    result = run("load", council)
    assert result.exit_code == 0
    assert "Nothing has changed" in result.stdout
    assert last_change(run) == 1


def test_a_dry_run_changes_nothing_and_makes_no_store(run: Run, council: Path, tmp_path: Path) -> None:
    result = run("load", council, "--dry-run")
    assert result.exit_code == 0
    assert "nothing was changed" in result.stdout
    assert [each.name for each in tmp_path.iterdir()] == ["council"]


def test_an_edit_is_previewed_by_statement(run: Run, council: Path) -> None:
    run("load", council)
    edit(council, "    reports_to: director\n", "")
    edit(council, "Ada Brown", "Ada Green")
    edit(council, "name: Head of Schools\n", "name: Head of Schools\n    leads: council\n")
    for options in (("--dry-run",), ()):
        lines = run("load", council, *options).stdout.splitlines()
        assert "- my-council/head REPORTS_TO my-council/director   (retracted, my-council)" in lines
        assert "~ my-council/ada   (changed, my-council)" in lines
        assert "+ my-council/head LEADS my-council/council   (added, my-council)" in lines
    assert last_change(run) == 2


def test_what_the_files_drop_can_end_on_a_day(run: Run, council: Path) -> None:
    run("load", council)
    edit(council, "    reports_to: director\n", "")
    result = run("load", council, "--ended-on", "2025-01-01")
    assert "| my-council/head REPORTS_TO my-council/director   (ended, my-council)" in result.stdout
    before = run("ask", "reporting-lines", "--from", "head of schools", "--as-at", "2024-12-31")
    after = run("ask", "reporting-lines", "--from", "head of schools", "--as-at", "2025-01-01")
    assert "1 line leads from Head of Schools" in before.stdout
    assert "breaks here (ended)" in after.stdout


def test_every_problem_is_told_with_its_place_and_its_mend(run: Run, council: Path) -> None:
    edit(council, "reports_to: chief-executive", "reports_to: chief-exec")
    edit(council, 'modality: must, locator: "5"', 'modality: ought, locator: "5"')
    result = run("load", council)
    assert result.exit_code == 3
    assert result.stdout == ""
    problems = [line for line in result.stderr.splitlines() if "roles.yaml:" in line]
    assert [line.partition("roles.yaml:")[2].split(":")[0] for line in problems] == ["10", "19"]
    assert "must, must not, should, may, unclear" in problems[1]
    assert result.stderr.endswith("Error: 2 problems found; nothing was changed.\n")


def test_a_refused_first_load_leaves_no_store_behind(run: Run, council: Path, tmp_path: Path) -> None:
    edit(council, "reports_to: chief-executive", "reports_to: nobody")
    assert run("load", council).exit_code == 3
    assert [each.name for each in tmp_path.iterdir()] == ["council"]


def test_a_refused_load_changes_nothing(run: Run, council: Path) -> None:
    run("load", council)
    edit(council, "reports_to: chief-executive", "reports_to: nobody")
    edit(council, "Ada Brown", "Ada Green")
    assert run("load", council).exit_code == 3
    assert last_change(run) == 1
    assert "Ada Brown" in run("search", "ada").stdout


@pytest.mark.parametrize("path", ["nothing", "."])
def test_what_is_no_data_set_is_refused(run: Run, path: str) -> None:
    result = run("load", path)
    assert result.exit_code == 3
    assert path in result.stderr


def test_load_wants_something_to_load(run: Run) -> None:
    assert run("load").exit_code == 2


def test_json_lines_come_from_standard_input(run: Run) -> None:
    lines = [
        {"dataset": "x", "title": "X", "date": "2024", "prefix": "x"},
        {"kind": "Role", "id": "x/a", "name": "Alpha"},
        {"kind": "Role", "id": "x/b", "name": "Beta"},
        {"relation": "REPORTS_TO", "from": "x/a", "to": "x/b"},
    ]
    result = run("load", "-", given="".join(f"{json.dumps(line)}\n" for line in lines))
    assert result.exit_code == 0, result.output
    assert "Alpha reports to Beta" in run("ask", "reporting-lines", "--from", "alpha").stdout


def test_a_bad_line_of_standard_input_is_placed(run: Run) -> None:
    result = run("load", "-", given='{"dataset": "x", "title": "X", "date": "2024"}\n{"kind": "Rôle"}\n')
    assert result.exit_code == 3
    assert "-:2:2: there is no kind" in result.stderr


def test_withdraw_retracts_and_keeps_history(run: Run, council: Path) -> None:
    run("load", council)
    assert "nothing was changed" in run("withdraw", "my-council", "--dry-run").stdout
    assert last_change(run) == 1
    result = run("withdraw", "my-council", "--reason", "superseded")
    assert result.exit_code == 0
    assert "Published as change 2" in result.stdout
    gone = run("ask", "reporting-lines", "--from", "head of schools")
    assert gone.exit_code == 2
    then = run("ask", "reporting-lines", "--from", "head of schools", "--known-at", "1")
    assert then.exit_code == 0


def test_withdraw_suggests_the_nearest_name(run: Run, council: Path) -> None:
    run("load", council)
    result = run("withdraw", "my-counsil")
    assert result.exit_code == 2
    assert "Did you mean my-council?" in result.stderr


def test_many_changes_are_cut_short_unless_asked_for(run: Run, council: Path) -> None:
    run("load", council)
    more = "".join(f"      - {{id: post-{n}, name: Post {n}}}\n" for n in range(30))
    (council / "more.yaml").write_text(f"roles:\n{more}", encoding="utf-8")
    short = run("load", council, "--dry-run").stdout
    assert "… and 10 more added; --list shows them" in short
    assert run("load", council, "--dry-run", "--list").stdout.count("+ my-council/post-") == 30


def test_a_report_for_programs(run: Run, council: Path) -> None:
    told = json.loads(run("load", council, "--json").stdout)
    assert (told["store"], told["dryRun"], told["bookmarks"]) == ("remit.db", False, [])
    change = json.loads(run("audit", "log", "--json").stdout)["rows"][0]
    assert {name: told["change"][name] for name in change} == change
    (dataset,) = told["datasets"]
    assert dataset["counts"]["added"] > 0
    assert dataset["listed"] is None
    edit(council, "Ada Brown", "Ada Green")
    tried = json.loads(run("load", council, "--json", "--list", "--dry-run").stdout)
    assert (tried["dryRun"], tried["change"]) == (True, None)
    assert tried["datasets"][0]["listed"]["changed"] == ["my-council/ada"]
    gone = json.loads(run("withdraw", "my-council", "--json").stdout)
    assert gone["change"]["operation"] == "withdraw"
    assert gone["datasets"][0]["counts"]["retracted"] == dataset["counts"]["added"]
