"""`remit explain`: what an answer rests on, and a command that asks for it again exactly."""

import csv
import json
import shlex
from io import StringIO
from pathlib import Path

import pytest

from remit.queries.question import Question
from remit.queries.registry import QUESTIONS
from tests.api.cli.conftest import Run, edit

LINE = ("reporting-lines", "--dataset", "bath-nes-2003", "--from", "team manager", "--limit", "1")


def test_the_facts_and_the_command_are_written_under_the_sentence(run: Run, bundled_file: Path) -> None:
    result = run("explain", *LINE, "--as-at", "2003-07-01", "--store", bundled_file)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 line leads from Team Managers to the top.")
    assert (
        "  remit ask reporting-lines --from 'team manager' --lines management,professional,functional,accountability"
        f" --limit 1 --as-at 2003-07-01 --known-at 1 --dataset bath-nes-2003 --store {shlex.quote(str(bundled_file))}\n"
    ) in result.stdout
    assert "Looked for:\n  - " in result.stdout
    assert "  - Group Managers report to Head of Children and Families Services" in result.stdout
    assert "Read besides, to decide: " in result.stdout


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_command_of_an_explanation_asks_it_again_exactly(
    run: Run, bundled_file: Path, question: Question
) -> None:
    words = shlex.split(question.arguments)
    told = json.loads(run("explain", question.name, *words, "--json", "--store", bundled_file).stdout)
    remit, *again = shlex.split(told["explained"]["command"])
    assert remit == "remit"
    answer = json.loads(run(*again, "--json").stdout)
    assert answer == told["answer"]
    assert told["explained"]["leftOut"] == 0
    assert told["explained"]["facts"] or told["explained"]["looks"]
    assert all(fact["asserted"]["number"] == 1 for fact in told["explained"]["facts"])


def test_the_answer_stays_the_same_when_more_is_loaded(run: Run, council: Path) -> None:
    run("load", council)
    told = json.loads(run("explain", "unowned-duties", "--json").stdout)
    edit(council, "accountable: director", "responsible: director")
    run("load", council)
    assert len(json.loads(run("ask", "unowned-duties", "--json").stdout)["rows"]) == 2
    _, *again = shlex.split(told["explained"]["command"])
    assert json.loads(run(*again, "--json").stdout) == told["answer"]


def test_csv_lists_the_facts(run: Run, bundled_file: Path) -> None:
    lines = list(csv.DictReader(StringIO(run("explain", *LINE, "--csv", "--store", bundled_file).stdout)))
    shown = [line["statement"] for line in lines if line["shown"] == "yes"]
    assert "bath-nes-2003: bath-nes/team-managers REPORTS_TO bath-nes/group-managers" in shown


def test_a_long_list_is_cut_and_says_where_the_rest_is(run: Run, bundled_file: Path) -> None:
    result = run("explain", "duties", "--first", "200", "--store", bundled_file)
    assert "more; --json and --csv list all" in result.stdout


def test_help_and_mistakes(run: Run, bundled_file: Path) -> None:
    for words in ((), ("--help",)):
        assert "Usage: remit explain" in run("explain", *words).stdout
    assert "remit explain unowned-duties" in run("explain", "unowned-duties", "--help").stdout
    wrong = run("explain", "unowned")
    assert wrong.exit_code == 2
    assert "Did you mean unowned-duties?" in wrong.stderr
    unknown = run("explain", "reporting-lines", "--from", "nobody at all", "--store", bundled_file)
    assert unknown.exit_code == 2
    assert "nobody at all" in unknown.stderr
