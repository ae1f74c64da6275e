"""What a run of the rules came to: which findings count, which are accepted or known of, and what fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from remit.api.checks.baseline import Baseline
from remit.graphmodel.view import View
from remit.queries.rules.check import CANNOT_TELL
from remit.queries.rules.rule import SEVERITIES, Rule
from remit.queries.rules.running import Finding

NEW, KNOWN, ACCEPTED, UNTOLD = "new", "known", "accepted", "cannot tell"
STATES = (NEW, KNOWN, ACCEPTED, UNTOLD)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rules that were run, the view, and what they found, in their order; `baseline` is what is known already."""

    rules: Sequence[Rule]
    view: View
    findings: Sequence[Finding]
    baseline: Baseline = field(default_factory=Baseline)

    def state(self, finding: Finding) -> str:
        """Whether a finding is new, known by the baseline, accepted, or one of which nothing can be told."""
        if finding.outcome == CANNOT_TELL:
            return UNTOLD
        if finding.accepted and finding.accepted.holds(self.view.as_at):
            return ACCEPTED
        return KNOWN if finding.key in self.baseline.keys else NEW

    def failing(self, severity: str) -> list[Finding]:
        """The findings that make a check fail: new ones of a severity or above."""
        bound = SEVERITIES.index(severity)
        return [
            each
            for each in self.findings
            if self.state(each) == NEW and SEVERITIES.index(each.severity) <= bound
        ]

    def gone(self) -> list[tuple[str, str]]:
        """What the baseline knows and the rules that were run find no longer: codes and subjects."""
        found, codes = {each.key for each in self.findings}, {rule.code for rule in self.rules}
        return sorted(key for key in self.baseline.keys if key not in found and key[0] in codes)

    def of(self, rule: Rule) -> list[Finding]:
        """What one rule found."""
        return [each for each in self.findings if each.code == rule.code]
