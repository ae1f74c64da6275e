"""The commands of `ask`, made from the questions' definitions."""

import csv
import io
import json
import shlex

import click
import pytest

from remit.api.cli.ask import command_of
from remit.queries.question import Question
from remit.queries.registry import QUESTIONS
from tests.api.cli.conftest import Run

KEYS = ["question", "parameters", "view", "sentence", "rows", "notes", "truncated", "next"]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


@each_question
def test_the_example_of_each_question_runs_in_every_form(ask: Run, question: Question) -> None:
    example = [question.name, *shlex.split(question.arguments)]
    text = ask(*example)
    assert text.exit_code == 0, text.output
    answer = json.loads(ask(*example, "--json").stdout)
    assert list(answer) == KEYS
    assert answer["question"] == question.name
    assert " ".join(text.stdout.split()).startswith(" ".join(answer["sentence"].split()))
    for note in answer["notes"]:
        assert " ".join(note.split()) in " ".join(text.stdout.split())
    header, *lines = csv.reader(io.StringIO(ask(*example, "--csv").stdout))
    assert len(set(header)) == len(header)
    assert len(lines) >= len(answer["rows"])
    assert all(len(line) == len(header) for line in lines)


@each_question
def test_no_line_is_wider_than_the_screen(ask: Run, question: Question) -> None:
    lines = ask(question.name, *shlex.split(question.arguments)).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert not any(line.endswith(" ") for line in lines)


@each_question
def test_options_do_not_clash(question: Question) -> None:
    command = command_of(question)
    names = [name for each in command.params for name in each.opts]
    assert len(set(names)) == len(names)
    assert len({each.name for each in command.params}) == len(command.params)


def test_a_needed_option_is_needed(ask: Run) -> None:
    result = ask("reporting-lines")
    assert result.exit_code == 2
    assert "--from" in result.stderr


def test_several_words_come_by_comma_and_by_repetition(ask: Run) -> None:
    start = ("reporting-lines", "--from", "bath-nes/team-managers", "--json")
    by_comma = json.loads(ask(*start, "--lines", "management, professional").stdout)
    repeated = json.loads(ask(*start, "--lines", "management", "--lines", "professional").stdout)
    assert by_comma["parameters"]["lines"] == ["management", "professional"]
    assert by_comma == repeated


def test_a_word_that_is_no_choice_is_refused_with_the_choices(ask: Run) -> None:
    result = ask("reporting-lines", "--from", "x", "--lines", "managment")
    assert result.exit_code == 2
    assert "'managment' is none of management, professional" in " ".join(result.stderr.split())
    assert ask("unowned-duties", "--modality", "ought").exit_code == 2


def test_an_unknown_question_suggests_a_near_one(ask: Run) -> None:
    result = ask("reporting-line")
    assert result.exit_code == 2
    assert "Did you mean reporting-lines?" in result.stderr


def test_an_ambiguous_name_lists_the_candidates(ask: Run) -> None:
    result = ask("reporting-lines", "--from", "team manager")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Ask by id" in result.stderr
    assert "bath-nes/team-managers" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_name_suggests_near_ones(ask: Run) -> None:
    result = ask("reporting-lines", "--dataset", "bath-nes-2003", "--from", "team leader")
    assert result.exit_code == 2
    assert "bath-nes/team-managers" in result.stderr


def test_pages_follow_one_another(ask: Run) -> None:
    page = json.loads(ask("duties", "--dataset", "bath-nes-2003", "--first", "3", "--json").stdout)
    assert page["next"] == page["rows"][-1]["duty"]["id"]
    more = json.loads(
        ask("duties", "--dataset", "bath-nes-2003", "--first", "3", "--after", page["next"], "--json").stdout
    )
    assert more["rows"][0]["duty"]["id"] > page["next"]
    text = ask("duties", "--dataset", "bath-nes-2003", "--first", "3").stdout
    assert f"--after {page['next']}" in text
    csv_result = ask("duties", "--dataset", "bath-nes-2003", "--first", "3", "--csv")
    assert page["next"] in csv_result.stderr


def test_json_and_csv_exclude_each_other(ask: Run) -> None:
    assert ask("unowned-duties", "--json", "--csv").exit_code == 2


@each_question
def test_each_command_has_a_help_with_its_example(question: Question) -> None:
    command = command_of(question)
    text = command.get_help(click.Context(command, info_name=question.name))
    assert f"remit ask {question.name} {question.arguments}".rstrip() in text
