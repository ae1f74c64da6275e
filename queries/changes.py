"""What has changed between two points in what was known: statements added, ended, corrected, dropped; by whom and why.

It compares what was known then with what was known later. What came and went in between is no difference.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL
from remit.graphmodel.graph import Graph, Said
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EdgeStatement, Fact
from remit.queries.english import counted, listed, page_of
from remit.queries.moments import SINCE, UNTIL, ChangeMade, Span, as_known_at, span_of
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.telling import (
    Differing,
    differing,
    ends_of,
    grouped,
    said_by,
    same_content,
    sort_of,
    statement_told,
)

ADDED, ENDED, CORRECTED, DROPPED = "added", "ended", "corrected", "dropped"
SORTS = (ADDED, ENDED, CORRECTED, DROPPED)
ABOUT = (*KIND, *RELATION)
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Changes:
    """Parameters."""

    since: Annotated[str | None, Doc(f"{SINCE} Without it: the change before `until`.")] = None
    until: Annotated[str | None, Doc(UNTIL)] = None
    of: Annotated[
        str | None, Doc("Only what is said of this node and its relations: an id, name or alias.")
    ] = None
    about: Annotated[
        tuple[str, ...], Doc("Only nodes of these kinds, and edges of these relations.", ABOUT)
    ] = ABOUT
    sorts: Annotated[tuple[str, ...], Doc("Only differences of these sorts.", SORTS)] = SORTS
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that is not what it was."""

    fact: Annotated[int, Doc("The number of the first fact that differs; rows are in its order.")]
    statement: Annotated[str, Doc("The id of the statement.")]
    sort: Annotated[
        str,
        Doc(
            "added; ended: it was given its last day; corrected: it says something else; dropped: it is said no longer.",
            SORTS,
        ),
    ]
    about: Annotated[str, Doc("The kind of the node, or the relation, that it is about.")]
    told: Annotated[str, Doc("What it says, in words; of one dropped, what it said.")]
    said: Annotated[Said, Doc("Who says so, where, on what evidence, for which days.")]
    differs: Annotated[
        tuple[Differing, ...], Doc("In what it differs, where it was there before and is still.")
    ]
    changes: Annotated[tuple[ChangeMade, ...], Doc("The changes that made the difference.")]

    KEY: ClassVar[tuple[str, ...]] = ("statement", "sort")


@dataclass(frozen=True, slots=True)
class Difference:
    """What was known of a statement and is not any more (`old`), and what is known instead (`new`); oldest first."""

    sort: str
    old: Sequence[Fact]
    new: Sequence[Fact]

    @property
    def first(self) -> int:
        """The number of the first fact of it."""
        return min(fact.number for fact in (*self.old, *self.new))


def ask(graph: Graph, asked: Changes) -> Answer[Changed]:
    """Statements that differ between two points in what was known, in the order of their first facts that do.

    The view's day leaves nothing out. `until` may not be later than what the view knows.
    """
    first = checked_first(asked.first)
    span = span_of(graph, asked.since, asked.until)
    then = as_known_at(graph, span.until)
    page, after = page_of_rows(
        differences(then, span, asked, first), first, lambda each: _cursor(each.first), asked.after
    )
    rows = _rows(graph, then, span, page)
    notes = notes_on(graph, (row.said for row in rows))
    return Answer(_sentence(rows, span, asked, after is not None), rows, after, notes=notes)


def difference_of(facts: Sequence[Fact], since: int) -> Difference | None:
    """In what a statement differs from what was known after change `since`; None where it does not.

    `facts` are all that were ever asserted of it up to the later point.
    """
    before = [fact for fact in facts if fact.asserted <= since and not 0 < (fact.retracted or 0) <= since]
    after = [fact for fact in facts if fact.retracted is None]
    old = [fact for fact in before if not any(same_content(fact, each) for each in after)]
    new = [fact for fact in after if not any(same_content(fact, each) for each in before)]
    if not old and not new:
        return None
    if not before or not after:
        return Difference(DROPPED if before else ADDED, old, new)
    return Difference(ENDED if _open(before) and not _open(after) else CORRECTED, old, new)


def _open(facts: Sequence[Fact]) -> bool:
    return any(fact.period.to_latest == AFTER_ALL for fact in facts)


def differences(then: Graph, span: Span, asked: Changes, first: int) -> Iterator[Difference]:
    """Differences in the order of their first facts; a chunk of touched facts brings all that is said at its nodes."""
    chunks = _of_one(then, span, asked.of) if asked.of else _touched(then, span, asked.after, first)
    for chunk in chunks:
        touched = [fact for fact in chunk if sort_of(fact.statement) in asked.about]
        about = {ends_of(fact.statement)[0] for fact in touched if not _is_all(fact, span)}
        known = grouped(then.facts(about)) if about else {}
        for fact in touched:
            found = difference_of(known.get(fact.statement.id, (fact,)), span.since)
            if found and found.first == fact.number and found.sort in asked.sorts:
                yield found


def _is_all(fact: Fact, span: Span) -> bool:
    """Whether a fact is certainly all that was ever known of its statement, so that there is nothing to compare.

    It matters where all is new: the first page need not read all that is said at a body with thousands of roles.
    """
    period = fact.period
    no_other = period.from_earliest == BEFORE_ALL and period.to_latest == AFTER_ALL
    alone = no_other or isinstance(fact.statement, EdgeStatement)
    return alone and span.since == 0 and fact.retracted is None


def _touched(then: Graph, span: Span, after: str, first: int) -> Iterator[Sequence[Fact]]:
    def listing(start: str, limit: int) -> Sequence[Fact]:
        return then.touched(span.since, int(start or 0), limit)

    return in_chunks(listing, lambda fact: str(fact.number), after, max(_CHUNK, first + 1))


def _of_one(then: Graph, span: Span, name: str) -> Iterator[Sequence[Fact]]:
    facts = then.facts((node_named(then, name).id,))
    yield [fact for fact in facts if fact.asserted > span.since or (fact.retracted or 0) > span.since]


def _rows(graph: Graph, then: Graph, span: Span, page: Sequence[Difference]) -> list[Changed]:
    names = _names(graph, then, span, {id for each in page for id in ends_of(_shown(each).statement)})
    return [
        Changed(
            each.first,
            _shown(each).statement.id,
            each.sort,
            sort_of(_shown(each).statement),
            statement_told(_shown(each).statement, names),
            said_by(_shown(each), then.view),
            _differs(each),
            span.made({*(fact.retracted or 0 for fact in each.old), *(fact.asserted for fact in each.new)}),
        )
        for each in page
    ]


def _names(graph: Graph, then: Graph, span: Span, ids: set[str]) -> Mapping[str, str]:
    """Names by id, as known at the end of the span; of nodes that nobody speaks of then, as known at its beginning."""
    nodes = then.nodes(ids)
    lost = {id for id in ids if id not in nodes or not nodes[id].recorded}
    if lost:
        nodes |= {
            id: node for id, node in as_known_at(graph, span.since).nodes(lost).items() if node.recorded
        }
    return {id: node.name for id, node in nodes.items()}


def _shown(each: Difference) -> Fact:
    """The fact that stands for a difference: the newest that is known now, else the last that was known."""
    return (each.new or each.old)[-1]


def _differs(each: Difference) -> tuple[Differing, ...]:
    """In what the new facts differ from the old ones; of several, each from the one that began at about its time."""
    found: list[Differing] = []
    if each.old:
        for fact in each.new:
            begins = fact.period.from_earliest
            nearest = min(each.old, key=lambda old: abs(old.period.from_earliest - begins))
            found += differing(nearest, fact)
    return tuple(found)


def _sentence(rows: Sequence[Changed], span: Span, asked: Changes, more: bool) -> str:
    if not rows:
        return f"{span.told}, nothing {'further ' if asked.after else ''}has changed."
    counts = Counter(row.sort for row in rows)
    told = listed([f"{counts[sort]:,} {sort}" for sort in SORTS if counts[sort]])
    verb = "differs" if len(rows) == 1 else "differ"
    if more or asked.after:
        page = page_of(len(rows), "statement", "statements", bool(asked.after))
        return f"{span.told}. {page} that {verb}: {told}."
    return f"{span.told}, {counted(len(rows), 'statement')} {verb}: {told}."


def _cursor(number: int) -> str:
    return f"{number:012}"


CHANGES = Question(
    "changes",
    "What was added, ended, corrected or dropped between two changes or days; by whom, and why.",
    Changes,
    Changed,
    ask,
    "--dataset bath-nes-2003 --about Committee --first 5",
    cursor=lambda row: _cursor(row.fact),
)
