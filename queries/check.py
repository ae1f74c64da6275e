"""What is amiss: the findings of the rules in force on the day asked about."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph
from remit.queries.english import counted, listed
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.rules.rule import NOTE, SEVERITIES, Rule, chosen
from remit.queries.rules.running import Finding, findings


@dataclass(frozen=True, slots=True)
class Checked:
    """Parameters."""

    rules: Annotated[tuple[str, ...], Doc("Only the rules of these codes.")] = ()
    severity: Annotated[str, Doc("Only rules of this severity or above.", SEVERITIES)] = NOTE
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


def check_with(rules: Callable[[], Sequence[Rule]]) -> Question:
    """The question over these rules, which are only read when it is asked."""

    def ask(graph: Graph, asked: Checked) -> Answer[Finding]:
        """Findings, in the order of the rules, then of their subjects' ids."""
        first = checked_first(asked.first)
        listed_rules = chosen(rules(), asked.rules, asked.severity)
        found = list(islice(_after(graph, listed_rules, asked.after), first + 1))
        rows = found[:first]
        notes = notes_on(graph, (said for row in rows for said in row.said))
        return Answer(
            sentence(rows, more=len(found) > first, onwards=bool(asked.after)),
            rows,
            cursor(rows[-1]) if len(found) > first else None,
            notes=notes,
        )

    return Question(
        "check",
        "What is amiss: the findings of the rules in force on the day asked about.",
        Checked,
        Finding,
        ask,
        "--dataset bath-nes-2003 --severity error",
        cursor=cursor,
    )


def cursor(row: Finding) -> str:
    """The cursor of a finding: its rule's code and its subject's id."""
    return f"{row.code} {row.subject.id}"


def _after(graph: Graph, rules: Sequence[Rule], after: str) -> Iterator[Finding]:
    """Findings strictly after a cursor; rules before the cursor's are not run."""
    code, _, subject = after.partition(" ")
    codes = [rule.code for rule in rules]
    if after and code not in codes:
        raise BadValue(f"after is {after!r}", "give the cursor of a finding, with the same rules as before")
    begin = codes.index(code) if after else 0
    for finding in findings(graph, rules[begin:]):
        if finding.code != code or finding.subject.id > subject:
            yield finding


def sentence(rows: Sequence[Finding], *, more: bool = False, onwards: bool = False) -> str:
    """How many findings of which severity, and of which rules most."""
    if not rows:
        return "Nothing further is amiss." if onwards else "Nothing is amiss by these rules."
    by_severity = Counter(row.severity for row in rows)
    told = listed([counted(by_severity[each], each) for each in SEVERITIES if by_severity[each]])
    most = listed([f"{code} ({count:,})" for code, count in Counter(row.code for row in rows).most_common()])
    page = "On this page: " if more or onwards else ""
    return f"{page}{told}, by {most}."


def _bundled() -> Sequence[Rule]:
    from remit.queries.rules.pack import bundled_rules

    return bundled_rules()


CHECK = check_with(_bundled)
