"""`remit explain QUESTION`: what an answer rests on, and the command that asks for it again exactly."""

import sys
from typing import Any

import click

from remit.api.cli.ask import Questions, command_of
from remit.api.cli.group import Command
from remit.api.cli.options import Form, Reading
from remit.queries.question import Question


def explain_question(question: Question, told: Reading, values: dict[str, Any]) -> None:
    """Ask a question and write what its answer rests on, in the form wanted."""
    from remit.api.cli.answering import graph_of
    from remit.api.explained import explained

    parameters = question.parameters(**values)
    store = None if told.store is None else str(told.store)
    with graph_of(told) as graph:
        answer, found = explained(question, parameters, graph, store=store)
        view = graph.view
    if told.form is Form.JSON:
        from remit.api.cli.answering import answer_as_json
        from remit.api.cli.output import write_json
        from remit.api.jsonable import jsonable

        told_as_json = answer_as_json(question, parameters, view, answer)
        write_json({"answer": told_as_json, "explained": jsonable(found)})
    elif told.form is Form.CSV:
        from remit.api.cli.output import write_csv
        from remit.api.flat import csv_lines
        from remit.queries.explaining import FactUsed

        write_csv(csv_lines(FactUsed, found.facts))
    else:
        from remit.api.explained_text import write_explained

        write_explained(answer.sentence, found, sys.stdout)


_QUESTIONS = Questions(
    "explain",
    subcommand_metavar="QUESTION [OPTIONS]",
    make=lambda question: command_of(question, explain_question, "explain"),
    help="Explain an answer.",
)


@click.command(
    "explain",
    cls=Command,
    add_help_option=False,
    options_metavar="",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    examples=(
        'remit explain reporting-lines --dataset bath-nes-2003 --from "team manager" --limit 1',
        "remit explain unowned-duties --dataset scotland-systems-review --first 2",
    ),
)
@click.argument("words", metavar="QUESTION [OPTIONS]", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def command(context: click.Context, words: tuple[str, ...]) -> None:
    """Explain an answer: the facts it rests on, and how to ask it again exactly.

    Write the question and its options as after remit ask. With --json or --csv,
    all facts are written.
    """
    if not words or words[0] in context.help_option_names:
        click.echo(context.get_help())
        return
    _QUESTIONS.main(list(words), prog_name="remit explain", standalone_mode=False)
