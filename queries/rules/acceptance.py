"""Accepted findings: records of the change log that say who accepts what, why, and until when.

The record's operation is `accept CODE SUBJECT until DAY`, and its `why` is the reason; nothing else is written. A later
record on the same finding takes the place of an earlier one; `withdraw acceptance CODE SUBJECT` ends it.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from remit.graphmodel.graph import Graph
from remit.queries.question import Doc

_RECORD = re.compile(
    r"accept (?P<code>\S+) (?P<subject>\S+) until (?P<until>\d{4}-\d\d-\d\d)"
    r"|withdraw acceptance (?P<old_code>\S+) (?P<old_subject>\S+)"
)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a finding is accepted."""

    who: Annotated[str, Doc("Who accepted it.")]
    reason: Annotated[str, Doc("Why.")]
    at: Annotated[str, Doc("When (UTC, ISO 8601).")]
    until: Annotated[date, Doc("The last day on which it is accepted.")]
    change: Annotated[int, Doc("The number of the change that records it.")]

    def holds(self, day: date | None) -> bool:
        """Whether it holds on a day (as_at axis; None: on any day)."""
        return day is None or day <= self.until


def accepting(code: str, subject: str, until: date) -> str:
    """The operation of the record that accepts a finding."""
    return f"accept {code} {subject} until {until.isoformat()}"


def withdrawing(code: str, subject: str) -> str:
    """The operation of the record that ends an acceptance."""
    return f"withdraw acceptance {code} {subject}"


def acceptances(graph: Graph) -> dict[tuple[str, str], Acceptance]:
    """The acceptances recorded up to the view's known_at, by rule code and subject; also those that ran out."""
    found: dict[tuple[str, str], Acceptance] = {}
    for change in graph.log():
        record = _RECORD.fullmatch(change.operation)
        if record is None:
            continue
        if record["code"] is None:
            found.pop((record["old_code"], record["old_subject"]), None)
        else:
            until = date.fromisoformat(record["until"])
            found[record["code"], record["subject"]] = Acceptance(
                change.who, change.why, change.at, until, change.number
            )
    return found
