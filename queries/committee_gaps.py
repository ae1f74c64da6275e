"""What committees lack: members, a chair, a quorum, filled seats, a body to answer to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Need, Node, Side
from remit.queries.english import agrees, bracketed, counted, listed, page_of, perhaps
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.seats import CHAIR, VICE_CHAIR, Seats, counts, seats_of

ANSWERS_TO_NOBODY, CHAIR_VACANT, EMPTY_SEATS, NO_CHAIR, NO_MEMBERS, NO_QUORUM = GAPS = (
    "answers to nobody", "chair vacant", "empty seats", "no chair", "no members", "quorum out of reach",
)  # fmt: skip
CONFIRMED, CANNOT_TELL = VERDICTS = ("confirmed", "cannot tell")
_NEEDS = (
    Need("ANSWERS_TO", Side.SUBJECT),
    Need(
        "SITS_ON",
        Side.OBJECT,
        where={"capacity": frozenset((CHAIR,))},
        then=Need("HOLDS", Side.OBJECT, confirmed=True),
    ),
)
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class CommitteeGaps:
    """Parameters."""

    gaps: Annotated[tuple[str, ...], Doc("Which gaps to look for.", GAPS)] = GAPS
    confirmed_only: Annotated[
        bool, Doc("Leave out what one cannot tell, as it may only not be recorded.")
    ] = False
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class CommitteeGap:
    """Something that a committee lacks."""

    committee: Annotated[Node, Doc("The committee, with quorum and seats.")]
    gap: Annotated[str, Doc("What it lacks.", GAPS)]
    verdict: Annotated[
        str,
        Doc(
            "confirmed: what is recorded leaves no other way, or it is said that all there are are recorded; cannot tell:"
            " nothing is recorded, and there may be more than is.",
            VERDICTS,
        ),
    ]
    certainty: Annotated[Truth, Doc("possibly: not on every day that the dates as written may mean.")]
    sentence: Annotated[str, Doc("The same in plain English.")]
    there: Annotated[int | None, Doc("Of a quorum and of seats: the members that are surely there.")] = None
    needed: Annotated[int | None, Doc("How many there should be.")] = None

    KEY: ClassVar[tuple[str, ...]] = ("committee", "gap")


def ask(graph: Graph, asked: CommitteeGaps) -> Answer[CommitteeGap]:
    """The gaps of committees in id order; of one committee in the order of their names.

    What is said of a class of committees holds for each. Only members that count make up a quorum (see `seats`). A
    committee without any recorded member has that one gap for chair, quorum and seats together.
    """
    first = checked_first(asked.first)
    wanted = (
        gap
        for gap in _gaps(graph, asked.gaps, asked.after, first)
        if gap.gap in asked.gaps and not (asked.confirmed_only and gap.verdict == CANNOT_TELL)
    )
    rows, after = page_of_rows(wanted, first, _cursor, asked.after)
    notes = notes_on(graph, (row.committee.said for row in rows))
    return Answer(_sentence(rows, asked, after is not None), rows, after, notes=notes)


def _gaps(graph: Graph, gaps: Sequence[str], after: str, first: int) -> Iterator[CommitteeGap]:
    """The gaps from the committee in the cursor on: of all committees where members are counted, else of those short."""
    begun = after.partition(" ")[0]
    counting = NO_QUORUM in gaps or EMPTY_SEATS in gaps

    def listing(start: str, limit: int) -> list[str]:
        if counting:
            return [node.id for node in graph.find("Committee", None, start, limit)]
        short = (id for need in _NEEDS for id, _ in graph.lacking("Committee", need, None, start, limit))
        return sorted(set(short))[:limit]

    last = [begun] if begun else []
    for chunk in chain([last], in_chunks(listing, str, begun, max(_CHUNK, first + 1))):
        seats = seats_of(graph, chunk)
        for id in chunk:
            if seats.nodes[id].counts is not Truth.NO:
                yield from sorted(_of(seats.nodes[id], seats), key=lambda gap: gap.gap)


def _of(committee: Node, seats: Seats) -> Iterator[CommitteeGap]:
    yield from _answering(committee, seats)
    if not seats.seated[committee.id]:
        yield _without(committee, NO_MEMBERS, "member", seats)
        return
    yield from _chairing(committee, seats)
    if (quorum := seats.number(committee, "quorum")) is not None:
        yield from _quorum(committee, quorum, seats)
    if (number := seats.number(committee, "seats")) is not None:
        yield from _empty(committee, number, seats)


def _without(committee: Node, gap: str, what: str, seats: Seats) -> CommitteeGap:
    confirmed = seats.complete(committee.id)
    told = f"{committee.name} {agrees(committee.name, 'has')} no {'' if confirmed else 'recorded '}{what}."
    return _absent(committee, gap, told, confirmed)


def _absent(committee: Node, gap: str, told: str, confirmed: bool) -> CommitteeGap:
    return CommitteeGap(committee, gap, CONFIRMED if confirmed else CANNOT_TELL, committee.counts, told)


def _answering(committee: Node, seats: Seats) -> Iterator[CommitteeGap]:
    edges, name = seats.answering[committee.id], committee.name
    truth = max(
        (min(edge.said.in_force, seats.nodes[edge.object].counts) for edge in edges), default=Truth.NO
    )
    if not edges:
        confirmed = committee.confirmed_none.get("ANSWERS_TO", Truth.NO) is Truth.YES
        told = f"{name} {agrees(name, 'answers to')} nobody" + ("." if confirmed else " that is recorded.")
        yield _absent(committee, ANSWERS_TO_NOBODY, told, confirmed)
    elif truth is not Truth.YES:
        far = listed([seats.nodes[edge.object].name for edge in edges])
        why = "no longer there" if truth is Truth.NO else "possibly no longer there or no longer over it"
        told = f"{name} {agrees(name, 'answers to')} {far} alone, {why}."
        yield _row(committee, ANSWERS_TO_NOBODY, truth, told)


def _chairing(committee: Node, seats: Seats) -> Iterator[CommitteeGap]:
    chairs = [edge for edge in seats.seated[committee.id] if edge.text("capacity") == CHAIR]
    truth = max((seats.there(edge) for edge in chairs), default=Truth.NO)
    if not chairs:
        yield _without(committee, NO_CHAIR, "chair", seats)
    elif truth is not Truth.YES:
        vacant = [edge for edge in chairs if seats.vacant(edge)]
        names = listed(list(dict.fromkeys(seats.nodes[edge.subject].name for edge in vacant or chairs)))
        state = f"{agrees(names, 'is')} {'vacant' if vacant else 'no longer there'}"
        deputies = _names(seats, committee, VICE_CHAIR)
        deputy = f"; its vice chair is {deputies}" if deputies else ""
        told = f"The chair of {committee.name}, {names}, {state}{bracketed(perhaps(truth))}{deputy}."
        yield _row(committee, CHAIR_VACANT if vacant else NO_CHAIR, truth, told)


def _names(seats: Seats, committee: Node, capacity: str) -> str:
    sitting = [
        edge for edge in seats.seated[committee.id] if edge.text("capacity") == capacity and seats.there(edge)
    ]
    return listed(list(dict.fromkeys(seats.nodes[edge.subject].name for edge in sitting)))


def _quorum(committee: Node, quorum: int, seats: Seats) -> Iterator[CommitteeGap]:
    strength = seats.strength(committee.id)
    reached = strength.reaches(quorum)
    if reached is not Truth.YES:
        there = counted(strength.least, "member")
        told = f"{committee.name} {agrees(committee.name, 'needs')} {quorum} to decide; {there} {_are(strength.least)} sure to be there"
        more = "" if reached is not None else ", and there may be more than are recorded"
        yield _row(committee, NO_QUORUM, reached, f"{told}{more}.", strength.least, quorum)


def _empty(committee: Node, number: int, seats: Seats) -> Iterator[CommitteeGap]:
    """Seats that nobody fills: for certain where a member's role is vacant, or where all members are recorded."""
    strength = seats.strength(committee.id)
    sitting = {edge.subject: edge for edge in seats.seated[committee.id] if counts(edge)}
    vacant = [seats.nodes[id].name for id, edge in sitting.items() if seats.vacant(edge) is Truth.YES]
    reached = Truth.NO if vacant else strength.reaches(number)
    if reached is not Truth.YES:
        why = (
            f"; vacant: {listed(vacant)}"
            if vacant
            else ""
            if reached is not None
            else ", as far as is recorded"
        )
        told = f"{strength.least} of the {counted(number, 'seat')} of {committee.name} {_are(strength.least)} filled{why}."
        yield _row(committee, EMPTY_SEATS, reached, told, strength.least, number)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _row(
    committee: Node,
    gap: str,
    otherwise: Truth | None,
    sentence: str,
    there: int | None = None,
    needed: int | None = None,
) -> CommitteeGap:
    """A gap, given how certainly it is filled after all (None: one cannot tell)."""
    verdict = CANNOT_TELL if otherwise is None else CONFIRMED
    certainty = min(committee.counts, Truth(2 - (otherwise or Truth.NO)))
    return CommitteeGap(committee, gap, verdict, certainty, sentence, there, needed)


def _cursor(row: CommitteeGap) -> str:
    return f"{row.committee.id} {row.gap}"


def _sentence(rows: Sequence[CommitteeGap], asked: CommitteeGaps, more: bool) -> str:
    if not rows:
        return f"No {'further ' if asked.after else ''}committee has such a gap."
    number = counted(len(rows), "gap")
    if more or asked.after:
        number = page_of(len(rows), "gap", "gaps", bool(asked.after))
    committees = counted(len({row.committee.id for row in rows}), "committee")
    return f"{number} in {committees}: {listed(list(_counts(rows)), most=2 * len(GAPS))}."


def _counts(rows: Sequence[CommitteeGap]) -> Iterable[str]:
    told = Counter(
        f"{row.gap}{bracketed(row.verdict if row.verdict == CANNOT_TELL else perhaps(row.certainty))}"
        for row in rows
    )
    return (f"{count} {what}" for what, count in told.most_common())


COMMITTEE_GAPS = Question(
    "committee-gaps",
    "What committees lack: a quorum, a chair, filled seats, members, a body to answer to.",
    CommitteeGaps,
    CommitteeGap,
    ask,
    "--dataset scotland-chief-officers",
    cursor=_cursor,
)
