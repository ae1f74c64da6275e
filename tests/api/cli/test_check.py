"""`remit check`, `remit rules` and `remit accept`: what is amiss, for people and for build servers."""

import json
from pathlib import Path
from textwrap import dedent
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.api.cli.conftest import Run

BOARDS = """\
    roles: [{id: head, name: Head}]
    committees:
      - {id: board, name: Board, locator: "3", members: [{from: head, capacity: member}]}
      - {id: forum, name: Forum, locator: "4", none: [SITS_ON]}
      - {id: panel, name: Panel, locator: "5", members: [{from: head, capacity: chair}]}
"""
HEAD = """\
    dataset: boards
    title: Boards
    date: 2024-04
    source: paper
"""
PACK = """\
pack: ours
title: Our own rules
rules:
  - code: ours-without-members
    title: A committee without members
    severity: error
    check: lacking
    with:
      kind: Committee
      need: {relation: SITS_ON, side: object}
      says: has no members
    why: A committee is made of members.
    source: Our constitution, part 3
    mend: Say who sits on it.
    fails: |
      committees: [{id: a, name: A}]
    passes: |
      committees: [{id: a, name: A, members: head}]
      roles: [{id: head, name: Head}]
"""
ONLY = ("--rules", "committee-without-chair,committee-without-members")


@pytest.fixture
def boards(run: Run, tmp_path: Path) -> Path:
    """A store with a board without a chair, a forum confirmed to have no members, and a panel with its chair."""
    folder = tmp_path / "boards"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(dedent(HEAD))
    (folder / "all.yaml").write_text("sources: [{id: paper, name: Paper, date: 2024-04}]\n" + dedent(BOARDS))
    assert run("load", folder, "--store", "x.db").exit_code == 0
    return tmp_path / "x.db"


def check(run: Run, *args: str | Path) -> tuple[int, dict[str, Any]]:
    told = run("check", "--store", "x.db", "--format", "json", *args)
    return told.exit_code, json.loads(told.stdout)


@pytest.mark.usefixtures("boards")
def test_findings_fail_and_say_where_and_how_to_mend(run: Run) -> None:
    told = run("check", "--store", "x.db", *ONLY)
    assert told.exit_code == 1
    assert "Forum has no member. [boards/forum] (4 in boards/paper)" in told.stdout
    assert "Mend: Record who sits on it" in told.stdout
    assert "1 warning; 1 cannot be told." in told.stdout
    assert "Board" not in told.stdout
    everything = run("check", "--store", "x.db", *ONLY, "--all")
    assert "Board has no recorded chair. [boards/board] (3 in boards/paper, cannot tell)" in everything.stdout
    assert "Panel" not in everything.stdout


@pytest.mark.usefixtures("boards")
def test_a_check_fails_from_its_severity_on(run: Run) -> None:
    assert run("check", "--store", "x.db", *ONLY, "--severity", "error").exit_code == 0
    assert run("check", "--store", "x.db", *ONLY, "--severity", "note").exit_code == 1


@pytest.mark.usefixtures("boards")
def test_a_baseline_lets_only_new_findings_fail(run: Run, tmp_path: Path) -> None:
    written = run("check", "--store", "x.db", *ONLY, "--write-baseline", "known.json")
    assert (written.exit_code, written.stderr) == (0, "Wrote 1 findings to known.json.\n")
    code, told = check(run, *ONLY, "--baseline", "known.json")
    assert (code, told["fails"], [each["state"] for each in told["findings"]]) == (
        0,
        False,
        ["cannot tell", "known"],
    )
    (tmp_path / "known.json").write_text(
        '{"findings": [{"code": "committee-without-members", "subject": "x/gone"}]}'
    )
    code, told = check(run, *ONLY, "--baseline", "known.json")
    assert (code, told["gone"]) == (1, [{"code": "committee-without-members", "subject": "x/gone"}])


@pytest.mark.usefixtures("boards")
@pytest.mark.parametrize(("text", "what"), [(None, "there is no baseline"), ("[]", "is no baseline")])
def test_a_bad_baseline_is_told(run: Run, tmp_path: Path, text: str | None, what: str) -> None:
    if text is not None:
        (tmp_path / "known.json").write_text(text)
    told = run("check", "--store", "x.db", "--baseline", "known.json")
    assert told.exit_code == 2
    assert what in told.stderr
    assert "--write-baseline" in told.stderr


@pytest.mark.usefixtures("boards")
def test_accepting_lasts_until_its_day_and_is_in_the_audit(run: Run) -> None:
    accept = ("accept", "committee-without-members", "Forum", "--store", "x.db", "--reason", "chosen in May")
    told = run(*accept, "--until", "2100-01-01")
    assert told.exit_code == 0, told.output
    assert "Accepted until 2100-01-01, as change 2 by tester." in told.stdout
    code, found = check(run, *ONLY)
    (forum,) = [each for each in found["findings"] if each["subject"]["id"] == "boards/forum"]
    assert (code, forum["state"], forum["accepted"]["reason"]) == (0, "accepted", "chosen in May")
    assert "accepted by tester until 2100-01-01: chosen in May" in run(
        "check", "--store", "x.db", *ONLY, "--all"
    ).stdout.replace("\n", " ").replace("    ", "")
    assert "accept committee-without-members" in run("audit", "--store", "x.db", "--json").stdout
    assert run("audit", "verify", "--store", "x.db").exit_code == 0
    assert check(run, *ONLY, "--as-at", "2100-01-02")[0] == 1
    assert check(run, *ONLY, "--known-at", "1")[0] == 1
    ended = run(
        "accept", "committee-without-members", "Forum", "--store", "x.db", "--withdraw", "--reason", "late"
    )
    assert ended.exit_code == 0, ended.output
    assert check(run, *ONLY)[0] == 1


@pytest.mark.usefixtures("boards")
@pytest.mark.parametrize(
    ("args", "what"),
    [
        (("no-such-rule", "Forum", "--until", "2100-01-01"), "there is no rule 'no-such-rule'"),
        (("committee-without-chair", "Nobody", "--until", "2100-01-01"), "goes by 'Nobody'"),
        (("committee-without-chair", "Panel", "--until", "2100-01-01"), "finds nothing about boards/panel"),
        (("committee-without-chair", "Forum", "--until", "2000-01-01"), "has gone by"),
        (("committee-without-chair", "Forum"), "Give --until DAY"),
        (("committee-without-chair", "Forum", "--withdraw"), "is accepted"),
    ],
)
def test_what_cannot_be_accepted_is_told_and_changes_nothing(
    run: Run, args: tuple[str, ...], what: str
) -> None:
    told = run("accept", *args, "--reason", "why not", "--store", "x.db")
    assert told.exit_code == 2
    assert what in told.stderr
    assert json.loads(run("audit", "--store", "x.db", "--json").stdout)["rows"][-1]["number"] == 1


@pytest.mark.usefixtures("boards")
def test_a_pack_of_ones_own_is_run_besides(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(PACK)
    code, told = check(run, "--pack", "ours.yaml", "--rules", "ours-without-members")
    assert code == 1
    assert [each["subject"]["id"] for each in told["findings"]] == ["boards/forum"]
    listed = run("rules", "--pack", "ours.yaml", "--json")
    assert "ours-without-members" in [each["code"] for each in json.loads(listed.stdout)["rows"]]


@pytest.mark.usefixtures("boards")
def test_a_bad_pack_is_refused_with_every_place(run: Run, tmp_path: Path) -> None:
    bad = PACK.replace("severity: error", "severity: eror").replace("SITS_ON, side", "SITS_IN, side")
    (tmp_path / "ours.yaml").write_text(bad.replace("    mend: Say who sits on it.\n", ""))
    told = run("check", "--store", "x.db", "--pack", "ours.yaml")
    assert told.exit_code == 3
    assert "ours.yaml:6:15: 'eror' is no severity; did you mean error?" in told.stderr
    assert "ours.yaml:4:5: a rule needs mend; add mend: …" in told.stderr
    (tmp_path / "ours.yaml").write_text(PACK.replace("SITS_ON, side", "SITS_IN, side"))
    told = run("rules", "--pack", "ours.yaml")
    assert "'SITS_IN' is not known here; did you mean SITS_ON?" in told.stderr


@pytest.mark.usefixtures("boards")
def test_sarif_has_a_result_for_each_finding(run: Run) -> None:
    told = run("check", "--store", "x.db", *ONLY, "--format", "sarif")
    (made,) = json.loads(told.stdout)["runs"]
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == ONLY[1].split(",")
    board, forum = made["results"]
    assert (board["kind"], board["level"]) == ("open", "none")
    assert (forum["kind"], forum["level"], forum["ruleIndex"]) == ("fail", "warning", 1)
    assert forum["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "boards/forum"
    assert forum["message"]["text"].endswith("Stated in 4 in boards/paper.")
    assert "baselineState" not in forum


@pytest.mark.usefixtures("boards")
def test_junit_has_a_case_for_each_rule(run: Run) -> None:
    told = run("check", "--store", "x.db", *ONLY, "--format", "junit")
    (suite,) = ElementTree.fromstring(told.stdout)
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("committees", "2", "1")
    _, case = suite
    (failure,) = case
    assert failure.get("type") == "warning"
    assert "boards/forum: Forum has no member." in (failure.text or "")
