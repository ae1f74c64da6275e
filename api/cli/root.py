"""The root of the command line: its commands, and what holds for all of them."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

import click

from remit import __version__
from remit.api.cli.group import WIDTH, LazyGroup
from remit.api.cli.report import reported
from remit.api.collector import collect_seldom

COMMANDS = {
    "serve": "Serve GraphQL and a start page from a store.",
    "ask": "Ask a question: who answers for what, and by what line.",
    "explain": "Explain an answer: the facts it rests on, and how to ask again.",
    "search": "Find bodies, roles, people, duties and sources by their words.",
    "check": "Check the arrangements against rules, and fail on findings.",
    "rules": "List the rules that a check runs.",
    "accept": "Accept a finding of a rule until a day, with a reason.",
    "what-if": "Plan reorganisations: keep, share, approve, adopt and undo scenarios.",
    "datasets": "List the data sets that a store holds.",
    "load": "Load data sets into a store, or bring them up to date.",
    "export": "Write a data set to a folder of YAML, or as JSON Lines.",
    "withdraw": "Retract all that a data set says; its history is kept.",
    "audit": "Read the change log, or verify that nobody tampered with it.",
    "store": "Prepare a store, or check it for what is missing or damaged.",
    "copy": "Copy a store into another one: files and servers, whichever way.",
    "backup": "Copy a store into a new file, also while it is in use.",
    "generate": "Write a made-up data set of any size, to try Remit at scale.",
}


class Root(LazyGroup):
    """The command `remit`: reports whatever goes wrong in any command."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        with reported():
            return super().invoke(ctx)


@click.group(
    cls=Root,
    package="remit.api.cli",
    table=COMMANDS,
    context_settings={"max_content_width": WIDTH, "help_option_names": ["-h", "--help"]},
    examples=(
        'remit ask reporting-lines --dataset bath-nes-2003 --from "team manager"',
        "remit ask unowned-duties --dataset scotland-systems-review",
        "remit serve --bundled",
    ),
)
@click.version_option(__version__, prog_name="remit", message="%(prog)s %(version)s")
def root() -> None:
    """Who answers for this, by what line, where is that written, and what has nobody?

    Remit keeps roles, agencies, committees and duties as a graph in one file, and
    answers questions about it. Where no store is named and there is no remit.db
    in the working folder, a question makes one from the bundled data sets.

    Exit codes: 0 fine, 1 findings, 2 usage, 3 data refused.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; exits with the command's code."""
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        root.main(args, prog_name="remit")
    except KeyboardInterrupt:
        sys.exit(130)
