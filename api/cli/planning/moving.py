"""The commands that take a scenario a step on in its life, made from the table of steps."""

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Where
from remit.api.cli.what_if import COMMANDS, on_a_scenario, opened


def moving(what: str) -> click.Command:
    """The command of a step."""

    @remit_command(what, f"remit what-if {what} one-director --reason 'for the committee of 4 May'")
    @on_a_scenario
    def command(name: str, reason: str, as_json: bool, store: Where | None) -> None:
        from remit.api.cli.planning.telling import tell_of
        from remit.api.what_if import stepped

        with opened(store, name) as (held, stored):
            tell_of(stepped(held, stored, what, reason), as_json)

    command.help = COMMANDS[what]
    return command
