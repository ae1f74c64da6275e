"""A rule: an entry of a pack that says what is looked for, why, by what source, on which days, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from remit.graphmodel.days import ALWAYS, Period
from remit.graphmodel.errors import UnknownRule, mend_of_unknown
from remit.queries.rules.check import Check

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)


@dataclass(frozen=True, slots=True)
class Example:
    """Statements in YAML, as in a file of a data set, on which a rule must find something (`fails`) or nothing.

    A line of three hyphens begins a second data set.
    """

    fails: str
    passes: str


def datasets_of(example: str) -> list[str]:
    """The statements of an example, data set by data set."""
    return [each.strip("\n") + "\n" for each in f"\n{example}".split("\n---\n")]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule; each is the same as itself alone.

    `settings` are those of its check. `period` are the days (as_at axis) on which the rule is in force: the law of the
    day asked about. `agencies` limits it to subjects of agencies of these kinds (none: all). `pack` names its pack.
    """

    code: str
    title: str
    severity: str
    check: Check
    settings: Any
    why: str
    source: str
    mend: str
    example: Example
    pack: str
    period: Period = ALWAYS
    agencies: frozenset[str] = frozenset()

    def binds(self, day: int | None) -> bool:
        """Whether the rule is in force on a day (as_at axis, ordinal; None: on any day)."""
        return bool(self.period.in_force(day))


def chosen(rules: Sequence[Rule], codes: Sequence[str], severity: str) -> list[Rule]:
    """The rules of these codes (none: all) and of a severity or above, in their order. Raises UnknownRule."""
    known = {rule.code: rule for rule in rules}
    for code in codes:
        if code not in known:
            raise UnknownRule(f"there is no rule {code!r}", mend_of_unknown(code, known))
    bound = SEVERITIES.index(severity)
    return [
        rule
        for rule in rules
        if (not codes or rule.code in codes) and SEVERITIES.index(rule.severity) <= bound
    ]
