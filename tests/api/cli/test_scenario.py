"""--scenario: any question and the rules, as a scenario of a file would make it."""

import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run

PLAN = """\
scenario: flat
title: No director
dataset: my-council
effective: 2030-04-01
operations:
  - abolish: my-council/director
"""


@pytest.fixture
def plan(run: Run, council: Path, tmp_path: Path) -> Path:
    """A scenario beside a store with the council."""
    run("load", council)
    path = tmp_path / "flat.yaml"
    path.write_text(PLAN)
    return path


def test_a_question_is_answered_as_the_scenario_would_make_it(run: Run, plan: Path) -> None:
    found = json.loads(run("ask", "unowned-duties", "--scenario", plan, "--json").stdout)
    assert [row["duty"]["id"] for row in found["rows"]] == ["my-council/plan", "my-council/review"]
    assert (found["view"]["asAt"], found["view"]["knownAt"]) == ("2030-04-01", 1)
    assert found["view"]["scenario"] == str(plan)
    asked = json.loads(run("ask", "unowned-duties", "--json").stdout)
    assert [row["duty"]["id"] for row in asked["rows"]] == ["my-council/review"]
    assert "scenario" not in asked["view"]


def test_before_its_day_all_is_as_it_was(run: Run, plan: Path) -> None:
    found = run("ask", "unowned-duties", "--scenario", plan, "--as-at", "2030-03-31", "--json").stdout
    assert [row["duty"]["id"] for row in json.loads(found)["rows"]] == ["my-council/review"]


def test_the_difference_is_what_the_scenario_does(run: Run, plan: Path) -> None:
    result = run("ask", "accountability-diff", "--scenario", plan, "--json")
    sorts = [(row["node"]["id"], row["sort"]) for row in json.loads(result.stdout)["rows"]]
    assert ("my-council/plan", "newly unowned") in sorts
    assert ("my-council/head", "line changed") in sorts


def test_the_rules_are_run_on_it(run: Run, plan: Path) -> None:
    plain = run("check", "--rules", "duty-unowned", "--format", "json", "--as-at", "2030-04-01")
    planned = run("check", "--rules", "duty-unowned", "--format", "json", "--scenario", plan)
    assert plain.stdout.count("my-council/plan") < planned.stdout.count("my-council/plan")


def test_the_command_that_asks_again_names_it(run: Run, plan: Path) -> None:
    explained = run("explain", "unowned-duties", "--scenario", plan, "--json")
    command = json.loads(explained.stdout)["explained"]["command"]
    assert f"--scenario {plan}" in command
    assert "--known-at" not in command


def test_another_known_at_is_refused_by_name(run: Run, plan: Path) -> None:
    result = run("ask", "unowned-duties", "--scenario", plan, "--known-at", "1")
    assert result.exit_code == 2
    assert "--known-at" in result.output
    assert "--scenario" in result.output


def test_what_cannot_be_done_is_told_at_its_line(run: Run, plan: Path) -> None:
    plan.write_text(
        PLAN.replace("abolish", "vacate")
        + "  - {change line: my-council/chief-executive, to: my-council/head}\n"
    )
    result = run("ask", "unowned-duties", "--scenario", plan)
    assert result.exit_code == 3
    assert "flat.yaml:7" in result.output
    assert "would answer to itself" in " ".join(result.output.split())


def test_a_scenario_for_a_data_set_that_is_not_there_is_refused(run: Run, plan: Path) -> None:
    plan.write_text(PLAN.replace("dataset: my-council", "dataset: my-counsil"))
    result = run("ask", "unowned-duties", "--scenario", plan)
    assert result.exit_code != 0
    assert "Did you mean my-council?" in " ".join(result.output.split())
