"""What a bundled rule finds on statements: outcomes and sentences by subject."""

from datetime import date
from typing import Any

from remit.queries.rules.pack import bundled_rules
from remit.queries.rules.running import Finding, findings
from tests.queries.conftest import TODAY, Stated

RULE = {rule.code: rule for rule in bundled_rules()}


def found(
    stated: Stated, code: str, text: str = "", as_at: date | None = TODAY, head: str = "", **view: Any
) -> dict[str, Finding]:
    """The findings of one rule, by the subject's id without the prefix; `text` is stated first, where there is any."""
    if text:
        stated.say(text, head=head)
    rows = list(findings(stated.graph(as_at, **view), [RULE[code]]))
    by_subject = {row.subject.id.partition("/")[2]: row for row in rows}
    assert len(by_subject) == len(rows)
    return by_subject


def outcomes(
    stated: Stated, code: str, text: str = "", as_at: date | None = TODAY, head: str = "", **view: Any
) -> dict[str, str]:
    """The outcomes of one rule's findings, by subject."""
    return {id: row.outcome for id, row in found(stated, code, text, as_at, head, **view).items()}
