"""Delegations, checked: was it theirs to hand on, may it be, is it in force, is somebody there to do it?"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, ClassVar

from remit.graphmodel.graph import Edge, Graph, Node, Said
from remit.queries.english import counted, listed, page_of
from remit.queries.handed_on import delegated
from remit.queries.moments import on_any_day
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question

SOUND, CANNOT_TELL, POSSIBLY_BROKEN, BROKEN = VERDICTS = ("sound", "cannot tell", "possibly broken", "broken")
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Delegations:
    """Parameters."""

    broken_only: Annotated[bool, Doc("Only those that are broken, or possibly so.")] = False
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation in force, with what is wrong with it."""

    delegator: Annotated[Node, Doc("Who hands on.")]
    delegate: Annotated[Node, Doc("To whom.")]
    duty: Annotated[Node | None, Doc("The duty handed on; null for a function that is no recorded duty.")]
    function: Annotated[str | None, Doc("The function handed on, where it is no recorded duty.")]
    verdict: Annotated[
        str,
        Doc(
            "sound: the delegator answers for it, or was handed it with leave to hand it on, and the delegate is there;"
            " broken, or possibly so as days are not known exactly; cannot tell: what would have to be known is not recorded.",
            VERDICTS,
        ),
    ]
    reasons: Annotated[tuple[str, ...], Doc("What is wrong, or cannot be told, in plain English.")]
    accountability: Annotated[str | None, Doc("Who answers after it: kept, passed, not stated.")]
    path: Annotated[tuple[Edge, ...], Doc("The delegations from its origin on, this one last.")]
    said: Annotated[Said, Doc("Who says so, where, and for which days.")]
    statement: Annotated[str, Doc("The id of the statement that delegates.")]

    KEY: ClassVar[tuple[str, ...]] = ("statement",)


def ask(graph: Graph, asked: Delegations) -> Answer[Delegation]:
    """The delegations in force on the day, certainly or possibly, in the order of the delegators' ids.

    A duty is the delegator's to hand on where it is accountable for it, itself or by its class, designation or the body
    it leads, or where it was delegated to it in its turn. Whether somebody has a function that is no recorded duty cannot
    be checked; the rest of its chain is.
    """
    first = checked_first(asked.first)
    wanted = (
        row
        for row in _delegations(graph, asked.after, first)
        if not asked.broken_only or row.verdict in (POSSIBLY_BROKEN, BROKEN)
    )
    rows, after = page_of_rows(wanted, first, _cursor, asked.after)
    notes = notes_on(graph, (row.said for row in rows))
    return Answer(_sentence(rows, asked, after is not None), rows, after, notes=notes)


def _delegations(graph: Graph, after: str, first: int) -> Iterator[Delegation]:
    """Those of the delegator in the cursor, then of those after it. Ended ends are seen on any day."""
    begun = after.partition(" ")[0]
    ever = on_any_day(graph)
    pairs = ever.pairs("DELEGATES_TO")
    delegators = sorted({pairs.ids[place] for place in pairs.subjects})

    def listing(start: str, limit: int) -> list[str]:
        place = bisect_right(delegators, start)
        return delegators[place : place + limit]

    for chunk in chain([[begun] if begun else []], in_chunks(listing, str, begun, max(_CHUNK, first + 1))):
        edges = graph.edges(("DELEGATES_TO",), subjects=chunk)
        if edges:
            yield from sorted(_rows(graph, edges), key=_cursor)


def _rows(graph: Graph, edges: Sequence[Edge]) -> Iterator[Delegation]:
    judged = delegated(graph, edges)
    duties = graph.nodes({id for edge in edges if (id := edge.text("duty"))})
    for edge in edges:
        chained = judged.chain(edge)
        yield Delegation(
            judged.nodes[edge.subject], judged.nodes[edge.object], duties.get(edge.text("duty") or ""),
            edge.text("function"), VERDICTS[chained.weight], tuple(flaw.sentence for flaw in chained.flaws),
            edge.text("accountability"), chained.path, edge.said, edge.statement,
        )  # fmt: skip


def _cursor(row: Delegation) -> str:
    return f"{row.delegator.id} {row.statement}"


def _sentence(rows: Sequence[Delegation], asked: Delegations, more: bool) -> str:
    if not rows:
        which = "further " if asked.after else ""
        return f"No {which}delegation {'is broken' if asked.broken_only else 'is recorded'}."
    number = counted(len(rows), "delegation")
    if more or asked.after:
        number = page_of(len(rows), "delegation", "delegations", bool(asked.after))
    counts = Counter(row.verdict for row in rows)
    told = [f"{counts[verdict]} {verdict}" for verdict in reversed(VERDICTS) if counts[verdict]]
    return f"{number}: {listed(told)}."


DELEGATIONS = Question(
    "delegations",
    "Which delegations hold: was it theirs to hand on, may it be handed on, is it in force, is the delegate there.",
    Delegations,
    Delegation,
    ask,
    "--dataset scotland-chief-officers",
    cursor=_cursor,
)
