"""`remit accept`: a finding that is known and borne, with who says so, why, and until when."""

from datetime import date
from pathlib import Path

import click

from remit.api.cli.check import packs_option
from remit.api.cli.group import command as remit_command
from remit.api.cli.options import DAY, Where, store_option


@remit_command(
    "accept",
    "remit accept duty-unowned bath-nes/d-3-4-brief --reason 'asked the directors' --until 2100-01-01",
    "remit accept duty-unowned bath-nes/d-3-4-brief --withdraw --reason 'answered'",
)
@click.argument("code")
@click.argument("subject")
@click.option("--reason", required=True, metavar="TEXT", help="Why: the audit shows it.")
@click.option("--until", type=DAY, metavar="DAY", help="The last day on which it is accepted.")
@click.option("--withdraw", is_flag=True, help="Accept it no longer.")
@packs_option
@store_option
def command(
    code: str, subject: str, reason: str, until: date | None, *, withdraw: bool, packs: tuple[Path, ...],
    store: Where | None,
) -> None:  # fmt: skip
    """Accept a finding of remit check until a day: it is shown, and fails no more.

    SUBJECT is the id, name or alias of what the finding is about. The acceptance is
    a record of the change log. It says who, why and until when, and is never
    deleted; --withdraw adds a record that ends it.
    """
    from remit.api.checks.accepting import accept, withdraw_acceptance
    from remit.api.wiring import existing_store

    if withdraw == (until is not None):
        raise click.UsageError("Give --until DAY to accept a finding, or --withdraw to end that.")
    with existing_store(store) as opened:
        if until is not None:
            change = accept(opened, code, subject, reason, until, packs)
            click.echo(f"Accepted until {until}, as change {change.number} by {change.who}.")
        else:
            change = withdraw_acceptance(opened, code, subject, reason)
            click.echo(f"No longer accepted, as change {change.number} by {change.who}.")
