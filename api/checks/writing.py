"""Writing a check in the form asked for."""

from typing import TextIO, cast

from remit.api.checks.outcome import NEW, Outcome
from remit.api.cli.output import write_json
from remit.api.jsonable import Json, jsonable
from remit.api.streams import write as write_to
from remit.api.views import view_as_json


def write(outcome: Outcome, form: str, severity: str, stream: TextIO, *, everything: bool) -> None:
    """Write the outcome as a table for people, as JSON, SARIF or JUnit XML."""
    if form == "sarif":
        from remit.api.checks.sarif import sarif

        write_json(sarif(outcome))
    elif form == "junit":
        from remit.api.checks.junit import junit

        write_to(f"{junit(outcome, severity)}\n", stream)
    elif form == "json":
        write_json(as_json(outcome, severity))
    else:
        from remit.api.checks.text import write_check

        write_check(outcome, severity, stream, everything=everything)


def as_json(outcome: Outcome, severity: str) -> Json:
    """The outcome as one JSON object: the rules run, every finding with its state, and whether the check fails."""
    failing = {each.key for each in outcome.failing(severity)}
    findings: list[Json] = [
        {"state": outcome.state(each), "fails": each.key in failing, **cast(dict[str, Json], jsonable(each))}
        for each in outcome.findings
    ]
    return {
        "view": view_as_json(outcome.view),
        "severity": severity,
        "fails": bool(failing),
        "rules": [rule.code for rule in outcome.rules],
        "findings": findings,
        "new": sum(outcome.state(each) == NEW for each in outcome.findings),
        "gone": [{"code": code, "subject": subject} for code, subject in outcome.gone()],
    }
