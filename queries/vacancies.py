"""Which roles are vacant, since when, and which have only somebody acting in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import merge
from itertools import groupby, islice
from typing import Annotated, ClassVar

from remit.graphmodel.days import BEFORE_ALL, ENDED, Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Side
from remit.queries.english import bracketed, counted, listed, page_of, perhaps
from remit.queries.grouping import by_end
from remit.queries.holding import (
    HOLDERS,
    NOT_RECORDED,
    STAND_INS,
    VACANT,
    Holder,
    holding_of,
    stated_vacant,
    vacancy_of,
)
from remit.queries.moments import on_any_day
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question

STOOD_IN = "only stood in for"
STATES = (VACANT, STOOD_IN, NOT_RECORDED)
_HELD = Need("HOLDS", Side.OBJECT)
_NOT_VACANT = Need("HOLDS", Side.OBJECT, confirmed=True)
_STOOD_IN = Need("HOLDS", Side.OBJECT, where={"as": frozenset(STAND_INS)})
_TOLD = {VACANT: "vacant", STOOD_IN: "only stood in for", NOT_RECORDED: "without a recorded holder"}
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Parameters."""

    states: Annotated[
        tuple[str, ...],
        Doc(
            "vacant: confirmed to have no holder; only stood in for: held by acting, interim or cover holders alone; holder"
            " not recorded: nobody says who holds it, nor that nobody does.",
            STATES,
        ),
    ] = (VACANT, STOOD_IN)
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A role that nobody holds for good: vacant, only stood in for, or without a recorded holder."""

    role: Annotated[Node, Doc("The role.")]
    state: Annotated[str, Doc("vacant, only stood in for, or holder not recorded.", STATES)]
    certainty: Annotated[Truth, Doc("possibly: it may be held, as days are not known exactly.")]
    stand_ins: Annotated[
        tuple[Holder, ...], Doc("Who holds it for the time being: acting, interim or cover.")
    ]
    since: Annotated[
        str | None,
        Doc(
            "The day as written: the end of the last holder who was no stand-in, or the first day on which it is stated to"
            " be vacant, whichever is later."
        ),
    ]
    days_at_least: Annotated[
        int | None, Doc("Days since then up to the day asked about, at the least; null where nothing tells.")
    ]
    days_at_most: Annotated[
        int | None, Doc("The same at the most: more where the day is partial; null where it has no bound.")
    ]

    KEY: ClassVar[tuple[str, ...]] = ("role",)


def ask(graph: Graph, asked: Vacancies) -> Answer[Vacancy]:
    """Roles that are vacant, only stood in for, or without a recorded holder, in id order, each in one state.

    A role of several posts is vacant where nobody holds any of them. A class of posts is held by its members: it is
    listed only where it is itself confirmed vacant.
    """
    first = checked_first(asked.first)
    found, after = page_of_rows(_found(graph, asked.states, asked.after, first), first, _cursor, asked.after)
    rows = _with_days(graph, found)
    notes = (*_untold_left_out(asked.states), *notes_on(graph, (row.role.said for row in rows)))
    return Answer(_sentence(rows, asked, after is not None), rows, after, notes=notes)


def _untold_left_out(states: Sequence[str]) -> Iterator[str]:
    if NOT_RECORDED not in states:
        yield f"Of roles whose holder is not recorded one cannot tell; the state {NOT_RECORDED!r} lists them."


def _found(graph: Graph, states: Sequence[str], after: str, first: int) -> Iterator[Vacancy]:
    """Those in one of the states: candidates of the port, each judged; days are left out."""
    ids = _candidates(graph, states, after)
    while some := list(islice(ids, first + 1)):
        reach = graph.reach((HOLDERS,), some, hops=0)
        held = by_end(reach.edges, "HOLDS", Side.OBJECT)
        for id in some:
            if row := _judged(reach.nodes[id], held[id], reach.nodes, states):
                yield row


def _candidates(graph: Graph, states: Sequence[str], after: str) -> Iterator[str]:
    """Ids of roles that may be in one of the states, in order: what the port lists for each state, merged."""

    def listed_for(state: str, start: str, limit: int) -> list[tuple[str, Truth]]:
        if state == STOOD_IN:
            return graph.having("Role", _STOOD_IN, after=start, limit=limit)
        return graph.lacking("Role", _NOT_VACANT if state == VACANT else _HELD, after=start, limit=limit)

    lists = (in_chunks(partial(listed_for, state), lambda each: each[0], after, _CHUNK) for state in states)
    merged = merge(*((id for chunk in chunks for id, _ in chunk) for chunks in lists))
    return (id for id, _ in groupby(merged))


def _judged(
    role: Node, held: Sequence[Edge], nodes: dict[str, Node], states: Sequence[str]
) -> Vacancy | None:
    """A role in the surest of the states asked for; None where it is in none."""
    acting = [edge for edge in held if edge.text("as") in STAND_INS]
    stood_in, lasting = _filled(acting, nodes), _filled((edge for edge in held if edge not in acting), nodes)
    truths = {
        VACANT: vacancy_of(role, held, nodes),
        STOOD_IN: min(stood_in, _not(lasting)),
        NOT_RECORDED: min(_untold(role, nodes), _not(max(stood_in, lasting))),
    }
    state = max((each for each in STATES if each in states), key=lambda each: truths[each])
    certainty = min(truths[state], role.counts)
    if certainty is Truth.NO:
        return None
    stand_ins = tuple(Holder(nodes[edge.subject], str(edge.text("as")), edge.said) for edge in acting)
    return Vacancy(role, state, certainty, stand_ins, None, None, None)


def _filled(held: Iterable[Edge], nodes: dict[str, Node]) -> Truth:
    return max((min(edge.said.in_force, nodes[edge.subject].counts) for edge in held), default=Truth.NO)


def _untold(role: Node, nodes: dict[str, Node]) -> Truth:
    """How certainly nothing is said about its holder: neither that there is none, nor that it is withheld."""
    if role.is_class or (holding := holding_of(role, (), nodes)) is None:
        return Truth.NO
    return {NOT_RECORDED: Truth.YES, VACANT: _not(holding.certainty)}.get(holding.state, Truth.NO)


def _not(truth: Truth) -> Truth:
    return Truth(2 - truth)


def _with_days(graph: Graph, rows: Sequence[Vacancy]) -> list[Vacancy]:
    """The rows with since when: one look at all their holders of any day."""
    day = graph.view.day
    if day is None:
        return list(rows)
    ever = on_any_day(graph)
    held = by_end(ever.edges(("HOLDS",), objects=[row.role.id for row in rows]), "HOLDS", Side.OBJECT)
    return [
        _since(row, [edge for edge in held[row.role.id] if edge.text("as") not in STAND_INS], day)
        for row in rows
    ]


def _since(row: Vacancy, held: Sequence[Edge], day: int) -> Vacancy:
    """A row with its days: from the last end of a lasting holder, or the day from which it is stated to be vacant."""
    ends = [
        (period.to_latest, period.to_earliest, edge.said.valid_to)
        for edge in held
        if (period := edge.said.period).to_earliest <= day
    ]
    begun = [
        (said.period.from_latest, said.period.from_earliest, said.valid_from)
        for said in stated_vacant(row.role)
        if row.state == VACANT and (said.valid_from or not ends)
    ]
    if not ends and not begun:
        return row
    latest, earliest, written = max((*ends, *begun), key=lambda each: each[:2])
    return replace(
        row,
        since=None if written == ENDED else written,
        days_at_least=max(0, day - latest),
        days_at_most=None if earliest == BEFORE_ALL else day - earliest,
    )


def _sentence(rows: Sequence[Vacancy], asked: Vacancies, more: bool) -> str:
    if not rows:
        return f"No {'further ' if asked.after else ''}role is {' or '.join(_TOLD[state] for state in asked.states)}."
    number = counted(len(rows), "role")
    if more or asked.after:
        number = page_of(len(rows), "role", "roles", bool(asked.after))
    counts = Counter(f"{_TOLD[row.state]}{bracketed(perhaps(row.certainty))}" for row in rows)
    told = (
        f"{number}: {listed([f'{count} {word}' for word, count in counts.most_common()], most=len(counts))}"
    )
    return f"{told}{_longest(rows)}."


def _longest(rows: Sequence[Vacancy]) -> str:
    """The role that has longest been so, among those of which something tells for how long."""
    known = [(row.days_at_least, row.role.id, row) for row in rows if row.days_at_least]
    if not known:
        return ""
    days, _, row = max(known)
    exact = "" if row.days_at_most == days else "at least "
    return f"; longest {row.role.name}, for {exact}{counted(days, 'day')}"


def _cursor(row: Vacancy) -> str:
    return row.role.id


VACANCIES = Question(
    "vacancies",
    "Which roles are vacant, since when, and which have only acting, interim or cover holders.",
    Vacancies,
    Vacancy,
    ask,
    "--dataset west-mercia-2013 --states 'holder not recorded' --first 5",
    cursor=_cursor,
)
