"""A check as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors show."""

from remit import __version__
from remit.api.checks.outcome import ACCEPTED, KNOWN, NEW, UNTOLD, Outcome
from remit.api.jsonable import Json
from remit.graphmodel.graph import Said
from remit.queries.rules.rule import Rule
from remit.queries.rules.running import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "remitFinding/v1"


def sarif(outcome: Outcome) -> Json:
    """The log: one run, its rules, a result for each finding."""
    places = {rule.code: place for place, rule in enumerate(outcome.rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Remit",
                        "semanticVersion": __version__,
                        "rules": [_rule(each) for each in outcome.rules],
                    }
                },
                "results": [_result(outcome, each, places[each.code]) for each in outcome.findings],
            }
        ],
    }


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.mend} Source: {rule.source}."},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"pack": rule.pack, "source": rule.source},
    }


def _result(outcome: Outcome, finding: Finding, place: int) -> Json:
    state = outcome.state(finding)
    about: list[Json] = [each.id for each in finding.about]
    told: dict[str, Json] = {
        "ruleId": finding.code,
        "ruleIndex": place,
        "kind": "open" if state == UNTOLD else "fail",
        "level": "none" if state == UNTOLD else finding.severity,
        "message": {"text": " ".join((finding.sentence, *_stated(finding)))},
        "locations": [{"logicalLocations": [_logical(finding)]}],
        "partialFingerprints": {FINGERPRINT: " ".join(finding.key)},
        "properties": {"outcome": finding.outcome, "about": about, "mend": finding.mend},
    }
    if outcome.baseline.keys and state in (NEW, KNOWN):
        told["baselineState"] = "unchanged" if state == KNOWN else "new"
    if state == ACCEPTED and finding.accepted:
        reason = f"{finding.accepted.reason} ({finding.accepted.who}, until {finding.accepted.until})"
        told["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return told


def _logical(finding: Finding) -> Json:
    return {
        "name": finding.subject.name,
        "fullyQualifiedName": finding.subject.id,
        "kind": finding.subject.kind.lower(),
    }


def _stated(finding: Finding) -> list[str]:
    places = dict.fromkeys(place for said in finding.said if (place := place_in(said)))
    return [f"Stated in {'; '.join(places)}."] if places else []


def place_in(said: Said) -> str:
    """Where an assertion stands: the locator in the source."""
    return " in ".join(each for each in (said.locator, said.source) if each)
