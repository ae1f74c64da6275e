"""`remit check`: what is amiss, by the rules in force on the day asked about; for people and for build servers."""

import sys
from pathlib import Path

import click

from remit.api.cli.group import command as remit_command
from remit.api.cli.options import FILE, Function, Reading, reading_in_text
from remit.api.statuses import EXIT_FINDINGS

SEVERITY = click.Choice(["error", "warning", "note"], case_sensitive=False)
FORMATS = click.Choice(["table", "json", "sarif", "junit"])


def packs_option(function: Function) -> Function:
    """Add --pack."""
    return click.option(
        "--pack", "packs", type=FILE, multiple=True, envvar="REMIT_PACKS", metavar="FILE",
        help="A pack of rules besides Remit's own. May be repeated.",
    )(function)  # fmt: skip


@remit_command(
    "check",
    "remit check --dataset bath-nes-2003",
    "remit check --rules nobody-responsible,line-loop --severity note --all",
    "remit check --severity error --format sarif",
)
@click.option("--rules", metavar="CODE,CODE", help="Only these rules.")
@click.option(
    "--severity", type=SEVERITY, default="warning", show_default=True, metavar="WORD",
    help="Fail (exit 1) on findings of this severity or above. One of: error, warning, note.",
)  # fmt: skip
@click.option(
    "--format", "form", type=FORMATS, default="table", show_default=True, metavar="WORD",
    help="How to write the findings. One of: table, json, sarif, junit.",
)  # fmt: skip
@click.option("--baseline", type=FILE, metavar="FILE", help="Fail on what this file does not know yet only.")
@click.option(
    "--write-baseline",
    type=FILE,
    metavar="FILE",
    help="Write today's findings to a baseline, and do not fail.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Leave nothing out: long lists, what is accepted, what cannot be told.",
)
@packs_option
@reading_in_text
def command(
    told: Reading, *, rules: str | None, severity: str, form: str, baseline: Path | None,
    write_baseline: Path | None, everything: bool, packs: tuple[Path, ...],
) -> None:  # fmt: skip
    """Check the arrangements against rules: loops, gaps, vacancies, what nobody asked.

    Each finding has the rule's code, its subject, where that is stated, and how to
    mend it. Nothing here says that an arrangement is lawful or not.
    """
    from remit.api.checks import baseline as baselines
    from remit.api.checks.running import run
    from remit.api.checks.writing import write
    from remit.api.cli.output import tell

    codes = tuple(each.strip() for each in (rules or "").split(",") if each.strip())
    known = baselines.read_baseline(baseline) if baseline else baselines.Baseline()
    outcome = run(told, codes, packs, known)
    write(outcome, form, severity, sys.stdout, everything=everything)
    if write_baseline:
        count = baselines.write_baseline(write_baseline, outcome.findings)
        tell(f"Wrote {count:,} findings to {write_baseline}.")
    elif outcome.failing(severity):
        raise click.exceptions.Exit(EXIT_FINDINGS)
