"""A check as people read it: rule by rule, worst first, what is found, where it is stated, and how to mend it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from remit.api.checks.outcome import ACCEPTED, KNOWN, NEW, STATES, UNTOLD, Outcome
from remit.api.checks.sarif import place_in
from remit.api.tables import bracketed, clean, hanging, show
from remit.queries.english import counted
from remit.queries.rules.rule import SEVERITIES, Rule
from remit.queries.rules.running import Finding

FEW = 5
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold"}


def write_check(outcome: Outcome, severity: str, stream: TextIO, *, everything: bool) -> None:
    """Write what was found; `everything` leaves nothing out, else long lists and what cannot be told are cut short."""
    parts: list[RenderableType] = []
    for rule in sorted(outcome.rules, key=lambda each: SEVERITIES.index(each.severity)):
        parts += _rule(rule, outcome, everything)
    show(Group(*parts, *_summary(outcome, severity, everything)), stream)


def _rule(rule: Rule, outcome: Outcome, everything: bool) -> Iterator[RenderableType]:
    found = [each for each in outcome.of(rule) if everything or outcome.state(each) in (NEW, KNOWN)]
    if not found:
        return
    heading = Text.assemble((rule.severity, _STYLES[rule.severity]), f" {rule.code}: {rule.title}")
    yield heading.append(f" ({len(found):,})")
    shown = found if everything else found[:FEW]
    for each in shown:
        yield hanging("  - ", _finding(each, outcome.state(each)))
    if len(found) > len(shown):
        yield Text(f"    … and {len(found) - len(shown):,} more; --all shows them")
    yield Padding(Text(f"Mend: {clean(rule.mend)}", "italic"), (0, 0, 1, 4))


def _finding(finding: Finding, state: str) -> Text:
    places = dict.fromkeys(place for said in finding.said if (place := place_in(said)))
    told = Text(clean(finding.sentence)).append(f" [{finding.subject.id}]", "dim")
    accepted = finding.accepted
    said = ""
    if accepted:
        verb = "accepted" if state == ACCEPTED else "no longer accepted"
        said = f"{verb} by {accepted.who} until {accepted.until}: {accepted.reason}"
    certainty = finding.outcome if finding.outcome != "yes" else ""
    known = "in the baseline" if state == KNOWN else ""
    return told.append(bracketed("; ".join(list(places)[:2]), certainty, known, said))


def _summary(outcome: Outcome, severity: str, everything: bool) -> Iterator[Text]:
    states = Counter(outcome.state(each) for each in outcome.findings)
    failing = outcome.failing(severity)
    rules = counted(len(outcome.rules), "rule")
    if not outcome.findings:
        yield Text(f"{rules} run: nothing is amiss by them.")
        return
    told = [_told(outcome.findings, state, outcome) for state in STATES if states[state]]
    yield Text(f"{rules} run: {'; '.join(told)}.")
    hidden = [state for state in (ACCEPTED, UNTOLD) if states[state]]
    if hidden and not everything:
        yield Text(f"Not shown: what is {' or '.join(_NAMES[each] for each in hidden)}; --all shows it.")
    if gone := outcome.gone():
        yield Text(
            f"{counted(len(gone), 'finding')} of the baseline no longer found: write it anew to forget them."
        )
    new = " that is new" if outcome.baseline.keys else ""
    found = counted(len(failing), "finding") if failing else "Nothing"
    yield Text(f"{found}{new} of severity {severity} or above.")


_NAMES = {ACCEPTED: "accepted", UNTOLD: "not to be told from what is recorded"}


def _told(findings: Sequence[Finding], state: str, outcome: Outcome) -> str:
    of_state = [each for each in findings if outcome.state(each) == state]
    if state == UNTOLD:
        return f"{len(of_state):,} cannot be told"
    by_severity = Counter(each.severity for each in of_state)
    counts = ", ".join(counted(by_severity[each], each) for each in SEVERITIES if by_severity[each])
    return {NEW: counts, KNOWN: f"{counts} in the baseline", ACCEPTED: f"{counts} accepted"}[state]
