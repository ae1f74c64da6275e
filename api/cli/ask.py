"""`remit ask QUESTION`: a command for every question of the registry, made from the question's own definition."""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any, get_args, get_type_hints

import click

from remit.api.cli.group import Command, Group
from remit.api.cli.options import DAY, Reading, reading
from remit.api.rerun import option_name
from remit.queries.question import Doc, Question
from remit.queries.registry import NAMES, QUESTIONS, question_named


class Words(click.ParamType[tuple[str, ...], Any]):
    """Several words in one option, with commas between; where there are choices, only those."""

    name = "words"

    def __init__(self, choices: tuple[str, ...]) -> None:
        self.choices = choices

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The words of a comma list."""
        if isinstance(value, tuple):
            return value
        words = tuple(each.strip() for each in str(value).split(",") if each.strip())
        for word in words:
            if self.choices and word not in self.choices:
                self.fail(f"{word!r} is none of {', '.join(self.choices)}.", param, ctx)
        return words


Answering = Callable[[Question, Reading, dict[str, Any]], None]


def _answering(question: Question, told: Reading, values: dict[str, Any]) -> None:
    from remit.api.cli.answering import answer_question

    answer_question(question, told, values)


def command_of(question: Question, answering: Answering = _answering, verb: str = "ask") -> click.Command:
    """The command that asks a question: one option for each of its parameters, then those of every reading command.

    `answering` asks it and writes the answer; `verb` is the command under which the examples show it.
    """

    def ask(told: Reading, **values: Any) -> None:
        answering(question, told, values)

    function = reading(ask)
    hints = get_type_hints(question.parameters, include_extras=True)
    for field in reversed(fields(question.parameters)):
        function = option_of(field, hints[field.name])(function)
    examples = (f"remit {verb} {question.name} {question.arguments}".rstrip(),)
    make = click.command(question.name, cls=Command, help=question.summary, examples=examples)
    return make(function)


def option_of(field: "Field[Any]", hint: Any) -> Any:
    """The option of a parameter: its name, type, choices, default and help come from the parameter's declaration."""
    declared, doc = get_args(hint)[0], next(each for each in get_args(hint) if isinstance(each, Doc))
    default = None if field.default is MISSING else field.default
    name = option_name(field)
    settings: dict[str, Any] = {"help": doc.text}
    settings |= {"required": True} if field.default is MISSING else {"default": default}
    if declared is bool:
        settings |= {"is_flag": True, "required": False, "default": bool(default)}
        return click.option(f"{name}/--no-{name[2:]}" if default else name, field.name, **settings)
    if declared == tuple[str, ...]:
        settings.pop("default", None)
        return click.option(name, field.name, **settings | _several(doc, default))
    if date in (declared, *get_args(declared)):
        settings |= {"type": DAY, "metavar": "DAY"}
    elif int in (declared, *get_args(declared)):
        settings |= {"type": click.INT, "metavar": "COUNT", "show_default": default is not None}
    elif doc.choices:
        settings |= {"type": click.Choice(doc.choices, case_sensitive=False), "metavar": "WORD"}
        settings |= {"help": f"{doc.text} One of: {', '.join(doc.choices)}."}
    else:
        settings |= {"metavar": "NAME" if doc.kinds else "TEXT"}
    return click.option(name, field.name, **settings)


def _several(doc: Doc, default: tuple[str, ...] | None) -> dict[str, Any]:
    def joined(
        _ctx: click.Context, _param: click.Parameter, given: tuple[tuple[str, ...], ...]
    ) -> tuple[str, ...]:
        words = dict.fromkeys(word for each in given for word in each)
        return tuple(words) or (default or ())

    choices = f" Any of: {', '.join(doc.choices)}." if doc.choices else ""
    return {
        "type": Words(doc.choices), "multiple": True, "callback": joined, "metavar": "A,B",
        "help": f"{doc.text}{choices} Without it: {', '.join(default) if default and default != doc.choices else 'all'}.",
    }  # fmt: skip


class Questions(Group):
    """The questions of the registry; each is read when it is used."""

    def __init__(
        self, *args: Any, make: Callable[[Question], click.Command] = command_of, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._make = make

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write an example for each question."""
        self.examples = tuple(f"remit ask {each.name} {each.arguments}".rstrip() for each in QUESTIONS)
        super().format_epilog(ctx, formatter)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The questions' names, in the order of the registry."""
        return list(NAMES)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that asks a question."""
        return self._make(question_named(cmd_name)) if cmd_name in NAMES else None

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the questions without making their commands."""
        with formatter.section("Questions"):
            formatter.write_dl([(question.name, question.summary) for question in QUESTIONS])


command = Questions(
    "ask",
    subcommand_metavar="QUESTION [OPTIONS]",
    help="Ask a question. Roles and bodies are given by id, name or alias.",
)
