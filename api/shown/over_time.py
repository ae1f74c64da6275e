"""What is said of time, for people: what changed under the change that did it, what was ever said, who answers otherwise."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from remit.api.tables import cell, clean, hanging, said_in_words, title_of
from remit.graphmodel.days import Truth
from remit.queries.accountability_diff import AccountabilityChange
from remit.queries.changes import ADDED, CORRECTED, DROPPED, ENDED, Changed
from remit.queries.history import Asserted
from remit.queries.impact import Consequence
from remit.queries.moments import ChangeMade
from remit.queries.telling import Differing

SIGNS = {ADDED: "+", ENDED: "|", CORRECTED: "~", DROPPED: "-"}
STANDS, RETRACTED = "+", "-"
_INNER = (0, 0, 0, 4)


def changed_shown(rows: Sequence[Changed]) -> Iterator[RenderableType]:
    """Statements that differ, under the changes that made the difference."""
    for place, (changes, group) in enumerate(groupby(rows, lambda row: row.changes)):
        if place:
            yield ""
        yield Text("\n").join(change_told(change) for change in changes)
        for row in group:
            yield hanging(
                f"{SIGNS[row.sort]} ",
                _told(row.told, row.sort if row.sort != ADDED else "", said_in_words(row.said)),
            )
            yield from _differing(row.differs)


def asserted_shown(rows: Sequence[Asserted]) -> Iterator[RenderableType]:
    """Assertions, under the change that made them, with the one that retracted them."""
    for place, (change, group) in enumerate(groupby(rows, lambda row: row.asserted)):
        if place:
            yield ""
        yield change_told(change)
        for row in group:
            gone = f"retracted by change {row.retracted.number}" if row.retracted else ""
            sign = RETRACTED if row.retracted else STANDS
            yield hanging(f"{sign} ", _told(row.told, said_in_words(row.said), gone))
            yield from _differing(row.differs)


def accountability_shown(rows: Sequence[AccountabilityChange]) -> Iterator[RenderableType]:
    """Differences in accountability, under the node that they concern."""
    for place, (_, group) in enumerate(groupby(rows, lambda row: row.node.id)):
        if place:
            yield ""
        for number, row in enumerate(group):
            if not number:
                yield cell(row.node)
            yield hanging("  - ", _accountability(row))


def impact_shown(rows: Sequence[Consequence]) -> Iterator[RenderableType]:
    """What a change does, under how much it matters and what sort of effect it is."""
    for place, ((severity, sort), group) in enumerate(groupby(rows, lambda row: (row.severity, row.sort))):
        if place:
            yield ""
        yield Text.assemble((severity, "bold"), f" {sort}")
        for row in group:
            yield hanging("  - ", _consequence(row))


def _consequence(row: Consequence) -> Text:
    told = Text("possibly ") if row.certainty is Truth.POSSIBLY else Text()
    told.append_text(cell(row.subject))
    if row.other:
        told.append(": ").append_text(cell(row.other))
    told.append(f" · {clean(row.before)} ⇒ {clean(row.after)}")
    told.append(f" · {row.below:,} below" if row.below else "")
    operations = "; ".join(clean(each) for each in row.operations)
    return told.append(f" · {operations}" if operations else "", "dim")


def _accountability(row: AccountabilityChange) -> Text:
    told = Text(f"possibly {row.sort}" if row.certainty is Truth.POSSIBLY else row.sort)
    if row.duty:
        told.append(": ").append_text(cell(row.duty))
    told.append(f" · {clean(row.before)} → {clean(row.after)}")
    return told.append(f" · {row.below:,} below" if row.below else "")


def change_told(change: ChangeMade) -> Text:
    """A change in a line: its number, when, by whom and why."""
    at = change.at[:16].replace("T", " ")
    return Text(f"Change {change.number}, {at} UTC, by {clean(change.who)}: {clean(change.why)}", "bold")


def _told(*parts: str) -> Text:
    return Text(" · ".join(clean(part) for part in parts if part))


def _differing(differs: Sequence[Differing]) -> Iterator[RenderableType]:
    for each in differs:
        told = f"{each.before or 'nothing'} → {each.after or 'nothing'}"
        yield Padding(hanging(f"{title_of(each.what).lower()}: ", Text(clean(told))), _INNER)
