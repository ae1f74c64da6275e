"""The commands that ask a question of a scenario: as `remit ask QUESTION --scenario NAME`, with the name in its place."""

from typing import cast

import click

from remit.api.cli.ask import command_of
from remit.api.cli.group import Command
from remit.queries.registry import question_named


def asking(name: str, example: str) -> click.Command:
    """The command that asks a question of a scenario, kept in the store or in a file."""
    command = cast("Command", command_of(question_named(name)))
    others = [each for each in command.params if each.name != "scenario"]
    command.params = [click.Argument(["scenario"], metavar="NAME|FILE"), *others]
    command.examples = (example,)
    return command
