"""Who answers otherwise than before: lines changed, duties gained and lost, duties newly owned and unowned.

It compares two points in what was known (since, until), two days (from-day, to-day), or both at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth, written_day
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph, Node
from remit.queries.accountability_words import below_of, lines_told, ownership_told, shares_told
from remit.queries.comparing import (
    GAINED,
    LINE,
    LOST,
    OWNED,
    SORTS,
    UNOWNED,
    Compared,
    Found,
    compare,
    cursor,
    differences,
)
from remit.queries.english import bracketed, counted, listed, perhaps
from remit.queries.moments import SINCE, UNTIL, Span, span_of
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.scope import Scope, scope_of_all, scope_of_changes, scope_of_one

MOST_COMPARED = 10_000
_LEFT_OUT = f"Very much may differ, and only {MOST_COMPARED:,} nodes were compared: ask about one of them, or about one data set."
_NOUNS = {LINE: "line", GAINED: "assignment", LOST: "assignment", UNOWNED: "duty", OWNED: "duty"}


@dataclass(frozen=True, slots=True)
class AccountabilityDiff:
    """Parameters."""

    since: Annotated[
        str | None, Doc(f"{SINCE} Without it: the change before `until`, or the same where days are given.")
    ] = None
    until: Annotated[str | None, Doc(UNTIL)] = None
    from_day: Annotated[
        date | None, Doc("The day whose arrangements to compare from. Without it: the view's.")
    ] = None
    to_day: Annotated[
        date | None, Doc("The day whose arrangements to compare to. Without it: the view's.")
    ] = None
    of: Annotated[
        str | None, Doc("Only this role, body or duty, and the duties it has: an id, name or alias.")
    ] = None
    sorts: Annotated[tuple[str, ...], Doc("Only differences of these sorts.", SORTS)] = SORTS
    certain: Annotated[bool, Doc("Leave out what only possibly differs, as days are not known exactly.")] = (
        False
    )
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class AccountabilityChange:
    """Something in which accountability differs."""

    node: Annotated[
        Node, Doc("The role or body whose line or duties differ; the duty that came to be owned or unowned.")
    ]
    sort: Annotated[
        str,
        Doc(
            "line changed: it reports or answers to others, or came or went; gained, lost: an assignment; newly unowned,"
            " newly owned: a duty.",
            SORTS,
        ),
    ]
    duty: Annotated[Node | None, Doc("The duty gained or lost.")]
    share: Annotated[str | None, Doc("Whether it is accountable or responsible for that duty.")]
    before: Annotated[str, Doc("How it was, in words.")]
    after: Annotated[str, Doc("How it is, in words.")]
    below: Annotated[
        int | None, Doc("Of a line: how many are below, whose lines go on by it; they have no rows for that.")
    ]
    certainty: Annotated[Truth, Doc("possibly: it may have been so before, or not be so after.")]

    KEY: ClassVar[tuple[str, ...]] = ("node", "sort", "duty", "share")


def ask(graph: Graph, asked: AccountabilityDiff) -> Answer[AccountabilityChange]:
    """Differences in accountability, by node id; the sentence counts all of them.

    Between two points in what was known it looks at what the changes touch and at what hangs on that; between two days it
    compares whole relations, which takes longer. A role that moves with all that is below it is one row.
    """
    first = checked_first(asked.first)
    span = _span(graph, asked)
    before, after = _graphs(graph, asked, span)
    whole = _scope(before, after, span, asked.of)
    scope = whole.cut(MOST_COMPARED)
    compared = compare(before, after, scope)
    found = sorted(
        (each for each in differences(compared, scope) if _is_asked(each, asked)),
        key=lambda each: each.cursor,
    )
    page, onwards = page_of_rows(found, first, lambda each: each.cursor, asked.after)
    rows = _rows(compared, page)
    told = f"{_from(before, span)} to {_to(after, span)}" if _days_differ(before, after) else span.told
    notes = notes_on(after, (row.node.said for row in rows))
    left_out = (_LEFT_OUT,) if scope != whole else ()
    return Answer(_sentence(found, told), rows, onwards, truncated=bool(left_out), notes=(*left_out, *notes))


def _is_asked(found: Found, asked: AccountabilityDiff) -> bool:
    return found.sort in asked.sorts and (found.certainty is Truth.YES or not asked.certain)


def _span(graph: Graph, asked: AccountabilityDiff) -> Span:
    """The span of changes; where only days are given, nothing in what is known differs."""
    span = span_of(graph, asked.since, asked.until)
    days = asked.from_day is not None or asked.to_day is not None
    return replace(span, since=span.until) if days and asked.since is None else span


def _graphs(graph: Graph, asked: AccountabilityDiff, span: Span) -> tuple[Graph, Graph]:
    view = graph.view
    begin, end = asked.from_day or view.as_at, asked.to_day or view.as_at
    if begin and end and begin > end:
        raise BadValue(
            f"the day to compare from, {begin}, is later than the day to compare to, {end}",
            "swap them; without to-day, it is the day that the view asks about",
        )
    return (
        graph.at(replace(view, as_at=begin, known_at=span.since)),
        graph.at(replace(view, as_at=end, known_at=span.until)),
    )


def _scope(before: Graph, after: Graph, span: Span, of: str | None) -> Scope:
    if of is not None:
        return scope_of_one(before, after, node_named(after, of))
    if _days_differ(before, after):
        return scope_of_all(before, after)
    return scope_of_changes(before, after, span.since, span.datasets(after.view))


def _days_differ(before: Graph, after: Graph) -> bool:
    return before.view.as_at != after.view.as_at


def _rows(compared: Compared, page: Sequence[Found]) -> list[AccountabilityChange]:
    owned = ownership_told(compared, [each.node for each in page if each.sort in (UNOWNED, OWNED)])
    below = below_of(compared, [each.node for each in page if each.sort == LINE])
    rows = []
    for each in page:
        if each.sort == LINE:
            before, after = lines_told(each.node, compared)
        else:
            before, after = shares_told(each, compared) if each.duty else owned[each.node]
        node, duty = compared.node(each.node), compared.node(each.duty) if each.duty else None
        rows.append(
            AccountabilityChange(
                node, each.sort, duty, each.share or None, before, after, below.get(each.node), each.certainty
            )
        )
    return rows


def _from(graph: Graph, span: Span) -> str:
    return f"From {_day_told(graph)}{_known(span, span.since)}"


def _to(graph: Graph, span: Span) -> str:
    return f"{_day_told(graph)}{_known(span, span.until)}"


def _day_told(graph: Graph) -> str:
    day = graph.view.as_at
    return written_day(day.toordinal()) if day else "any day"


def _known(span: Span, change: int) -> str:
    return "" if span.since == span.until else f" as known at change {change}"


def _sentence(found: Sequence[Found], told: str) -> str:
    if not found:
        return f"{told}, nobody's accountability differs."
    counts = Counter((each.sort, each.certainty) for each in found)
    parts = [
        _counted(counts[sort, certainty], sort) + bracketed(perhaps(certainty))
        for sort in SORTS
        for certainty in (Truth.YES, Truth.POSSIBLY)
        if counts[sort, certainty]
    ]
    return f"{told}, accountability differs: {listed(parts, most=len(parts))}."


def _counted(number: int, sort: str) -> str:
    noun = _NOUNS[sort]
    return f"{counted(number, noun, 'duties' if noun == 'duty' else '')} {sort.removeprefix('line ')}"


ACCOUNTABILITY_DIFF = Question(
    "accountability-diff",
    "Who answers otherwise than before: lines changed, duties gained, lost, newly owned or unowned.",
    AccountabilityDiff,
    AccountabilityChange,
    ask,
    "--dataset surrey-2013 --from-day 2014-03-31 --to-day 2014-04-01",
    cursor=lambda row: cursor(row.node.id, row.sort, row.duty.id if row.duty else "", row.share or ""),
)
