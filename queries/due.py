"""What falls due or is overdue on a day: duties, covers, delegations, seats, terms of office, documents."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth, as_date, written_day
from remit.graphmodel.graph import Edge, Graph, Node, Said, in_order
from remit.queries.deadlines import FALLS_DUE, OVERDUE, LastDay, Window
from remit.queries.endings import COVER, DELEGATION, ENDINGS, SEAT, TERM, Ending
from remit.queries.english import agrees, bracketed, counted, listed, page_of, perhaps
from remit.queries.moments import on_any_day
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question

DUTY, DOCUMENT = "duty", "document"
_PLURALS = {
    DUTY: "duties", COVER: "covers", DELEGATION: "delegations", SEAT: "seats", TERM: "terms of office",
    DOCUMENT: "documents",
}  # fmt: skip
SORTS = tuple(_PLURALS)
ON_OCCASION, RECURRING = "on each occasion", "recurring"
STATES = (OVERDUE, FALLS_DUE, ON_OCCASION, RECURRING)
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Due:
    """Parameters."""

    days: Annotated[int, Doc("How many days to look ahead from the day asked about.")] = 90
    sort: Annotated[str | None, Doc("Only things of this sort.", SORTS)] = None
    occasions: Annotated[
        bool, Doc("Also duties without a day in the calendar: within a time of each occasion, or recurring.")
    ] = False
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that is overdue or falls due."""

    sort: Annotated[str, Doc("What sort of thing it is.", SORTS)]
    node: Annotated[
        Node, Doc("The duty; the role covered or held; the delegator; the committee; the document.")
    ]
    who: Annotated[tuple[Node, ...], Doc("Who owns the duty, holds the role, is the delegate, or sits.")]
    state: Annotated[str, Doc("overdue or falls due; on each occasion or recurring where asked for.", STATES)]
    certainty: Annotated[Truth, Doc("possibly: the day is not known exactly.")]
    earliest: Annotated[date | None, Doc("The earliest day that its last day may be.")]
    latest: Annotated[date | None, Doc("The latest day that its last day may be.")]
    sentence: Annotated[str, Doc("The same in plain English.")]
    said: Annotated[Said, Doc("Who says so, and where.")]
    key: Annotated[str, Doc("What makes it the same row.")]

    KEY: ClassVar[tuple[str, ...]] = ("sort", "key")


def ask(graph: Graph, asked: Due) -> Answer[DueRow]:
    """What is overdue or falls due, sort by sort, each in the order of its ids."""
    first = checked_first(asked.first)
    window = Window.of(graph, asked.days)
    place, _, key = asked.after.partition(" ")
    begun = int(place) if place.isdigit() else 0
    sources = (
        _of_sort(graph, window, asked, sort, key.partition(" ")[0] if number == begun else "")
        for number, sort in enumerate(SORTS)
        if number >= begun and asked.sort in (None, sort)
    )
    rows, after = page_of_rows(chain.from_iterable(sources), first, _cursor, asked.after)
    notes = notes_on(graph, (row.said for row in rows))
    return Answer(_sentence(rows, asked, window, after is not None), rows, after, notes=notes)


def _of_sort(graph: Graph, window: Window, asked: Due, sort: str, begun: str) -> Iterator[DueRow]:
    """The rows of a sort, from the near end `begun` on."""
    if sort == DUTY:
        return _duties(graph, window, asked, begun)
    if sort == DOCUMENT:
        return _documents(graph, window, begun)
    return _ending(graph, window, next(each for each in ENDINGS if each.sort == sort), begun)


def _duties(graph: Graph, window: Window, asked: Due, begun: str) -> Iterator[DueRow]:
    where = None if asked.occasions else {"due": window.written()}
    again = [duty for duty in graph.nodes([begun] if begun else []).values() if duty.counts is not Truth.NO]
    later = in_chunks(
        lambda after, limit: graph.find("Duty", where, after, limit),
        lambda duty: duty.id,
        begun,
        asked.first + 1,
    )
    for duties in chain([again], later):
        found = [made for duty in duties if (made := _duty(duty, window, asked.occasions)) is not None]
        yield from _with_owners(graph, found)


def _duty(duty: Node, window: Window, occasions: bool) -> DueRow | None:
    if due := duty.text("due"):
        last = LastDay.to_do(due)
        if (found := window.state(last)) is None:
            return None
        state, truth = found
        told = f"To be done by {last.words}; whether it was done is not recorded."
        return _row(DUTY, duty, (), (state, min(truth, duty.counts)), last, told, duty.said, duty.id)
    if occasions and (within := duty.text("within")):
        told = f"To be done on each occasion: within {within}."
        return _row(DUTY, duty, (), (ON_OCCASION, duty.counts), None, told, duty.said, duty.id)
    if occasions and (often := duty.text("frequency")):
        told = f"To be done again and again: {often}."
        return _row(DUTY, duty, (), (RECURRING, duty.counts), None, told, duty.said, duty.id)
    return None


def _with_owners(graph: Graph, rows: Sequence[DueRow]) -> Iterator[DueRow]:
    owners: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in sorted(
        graph.edges(("ACCOUNTABLE_FOR",), objects=[row.node.id for row in rows]), key=in_order
    ):
        owners[edge.object][edge.subject] = None
    nodes = graph.nodes({id for each in owners.values() for id in each})
    for row in rows:
        yield replace(row, who=tuple(nodes[id] for id in owners[row.node.id]))


def _ending(graph: Graph, window: Window, ending: Ending, begun: str) -> Iterator[DueRow]:
    ever = on_any_day(graph)
    met = ending.met(ever, window, begun)
    while some := list(islice(met, _AT_ONCE)):
        named = {id for edge, *_ in some for id in (edge.subject, edge.object, edge.text("duty")) if id}
        nodes = graph.nodes(named)
        for edge, last, state in some:
            node, far = nodes[edge.end(ending.near)], nodes[edge.end(ending.near.other)]
            if node.counts is not Truth.NO:
                told = f"{_told(ending.sort, edge, nodes)}, until {last.words}."
                yield _row(
                    ending.sort, node, (far,), state, last, told, edge.said, f"{node.id} {edge.statement}"
                )


def _told(sort: str, edge: Edge, nodes: dict[str, Node]) -> str:
    subject, object = nodes[edge.subject].name, nodes[edge.object].name
    if sort == DELEGATION:
        duty = nodes.get(edge.text("duty") or "")
        what = duty.name.rstrip(".") if duty else edge.text("function") or "what it delegates"
        return f"{subject} {agrees(subject, 'delegates')} to {object}: {what}"
    phrase, how = ("sits on", "capacity") if sort == SEAT else ("holds", "as")
    return f"{subject} {agrees(subject, phrase)} {object}{bracketed(edge.text(how) or '')}"


def _documents(graph: Graph, window: Window, begun: str) -> Iterator[DueRow]:
    """Documents that cease to be valid, and so are to be reviewed or renewed."""
    for source in graph.find("Source"):
        last = LastDay.in_force(source.said)
        if source.id >= begun and last and (state := window.state(last)):
            told = f"In force until {last.words}: to be reviewed or renewed."
            yield _row(DOCUMENT, source, (), state, last, told, source.said, source.id)


def _row(
    sort: str, node: Node, who: tuple[Node, ...], state: tuple[str, Truth], last: LastDay | None, told: str,
    said: Said, key: str,
) -> DueRow:  # fmt: skip
    earliest, latest = (as_date(last.earliest), as_date(last.latest)) if last else (None, None)
    return DueRow(sort, node, who, state[0], state[1], earliest, latest, told, said, key)


def _cursor(row: DueRow) -> str:
    return f"{SORTS.index(row.sort)} {row.key}"


def _sentence(rows: Sequence[DueRow], asked: Due, window: Window, more: bool) -> str:
    until = written_day(window.last)
    if not rows:
        what = "Nothing" if asked.sort is None else f"No {asked.sort}"
        return f"{what}{' further' if asked.after else ''} is recorded as overdue or falling due by {until}."
    number = counted(len(rows), "thing")
    if more or asked.after:
        number = page_of(len(rows), "thing", "things", bool(asked.after))
    each = Counter((STATES.index(row.state), row.certainty, SORTS.index(row.sort)) for row in rows)
    told = [
        counted(count, SORTS[sort], _PLURALS[SORTS[sort]])
        + bracketed(f"{perhaps(truth)} {STATES[state]}".strip())
        for (state, truth, sort), count in sorted(each.items())
    ]
    return f"{number} overdue or falling due by {until}: {listed(told, most=len(told))}."


DUE = Question(
    "due",
    "What falls due or is overdue on a day: duties, covers, delegations, seats, terms of office, documents.",
    Due,
    DueRow,
    ask,
    "--dataset surrey-2013 --as-at 2014-02-15",
    cursor=_cursor,
)
