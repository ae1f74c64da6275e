"""`remit search`: nodes by their words."""

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Reading, reading
from remit.graphmodel.kinds import KIND


@remit_command(
    "search", "remit search chief officers group", "remit search referral --kind Duty --dataset bath-nes-2003"
)
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(KIND), case_sensitive=False), metavar="KIND",
    help=f"Only nodes of this kind: {', '.join(KIND)}. May be repeated.",
)  # fmt: skip
@click.option(
    "--first",
    type=click.IntRange(1, 1000),
    metavar="COUNT",
    default=20,
    show_default=True,
    help="How many at most.",
)
@reading
def command(told: Reading, text: tuple[str, ...], kinds: tuple[str, ...], first: int) -> None:
    """Find bodies, roles, people, duties and sources whose names, aliases or texts
    have all the words of TEXT, nearest first. What has ended or is only proposed
    is found too, and marked.
    """
    from remit.api.cli.answering import answer_question
    from remit.queries.search import SEARCH

    answer_question(SEARCH, told, {"text": " ".join(text), "kinds": kinds, "first": first})
