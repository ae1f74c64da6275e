"""`remit rules`: the rules that a check runs."""

from pathlib import Path

from remit.api.cli.check import packs_option
from remit.api.cli.group import command as remit_command
from remit.api.cli.options import Form, form_options


@remit_command("rules", "remit rules", "remit rules --pack our-rules.yaml --json")
@packs_option
@form_options
def command(packs: tuple[Path, ...], form: Form) -> None:
    """List the rules that remit check runs: code, severity, what each finds, its pack.

    With --pack it reads a pack of yours as well, and says what is wrong with it.
    """
    from remit.api.checks.running import all_rules
    from remit.api.cli.output import write_listing
    from remit.api.jsonable import Json

    rows: list[dict[str, Json]] = [
        {"code": rule.code, "severity": rule.severity, "title": rule.title, "pack": rule.pack}
        for rule in all_rules(packs)
    ]
    write_listing(
        "rules", rows, ("Rule", "Severity", "What it finds", "Pack"), form, empty="There is no rule."
    )
