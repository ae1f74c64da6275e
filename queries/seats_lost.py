"""Committees that lose their chair or their quorum where some roles have nobody in them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node
from remit.queries.english import counted, listed
from remit.queries.seats import CHAIR, VICE_CHAIR, Seats, counts, seats_of


@dataclass(frozen=True, slots=True)
class SeatLost:
    """A committee that loses its chair, or (`quorum`) its quorum, with the seat that it loses it by."""

    committee: Node
    quorum: bool
    sentence: str
    certainty: Truth
    edge: Edge


def seats_lost(graph: Graph, sitting: Iterable[str], gone: Collection[str]) -> Iterator[SeatLost]:
    """What committees lose if nobody is in the roles `gone`; `sitting` are these and the classes that they are of.

    A chair is lost where no other chair is there. A quorum is lost where it can be reached with the roles and not without
    them; it is possibly lost where one cannot tell any more, as more members may sit than are recorded. Of a role that is
    VACANT already, what its vacancy leaves out of reach is told.
    """
    seated = graph.edges(("SITS_ON",), subjects=sitting)
    if not seated:
        return
    seats = seats_of(graph, sorted({edge.object for edge in seated}))
    for edge in seated:
        if edge.text("capacity") == CHAIR and edge.subject in gone:
            yield from _chair(seats.nodes[edge.object], edge, seats, gone)
    own_last = sorted(filter(counts, seated), key=lambda edge: edge.subject in gone)
    for edge in {edge.object: edge for edge in own_last}.values():
        yield from _quorum(seats.nodes[edge.object], edge, seats, gone)


def _chair(committee: Node, edge: Edge, seats: Seats, gone: Collection[str]) -> Iterator[SeatLost]:
    others = [each for each in seats.seated[committee.id] if each.subject not in gone]
    chairs = (seats.there(each) for each in others if each.text("capacity") == CHAIR)
    certainty = min(edge.said.in_force, committee.counts, Truth(2 - max(chairs, default=Truth.NO)))
    if certainty is not Truth.NO:
        told = f"It has no chair{_deputies(others, seats)}."
        yield SeatLost(committee, False, told, certainty, edge)


def _deputies(others: Sequence[Edge], seats: Seats) -> str:
    deputies = [
        seats.nodes[each.subject].name
        for each in others
        if each.text("capacity") == VICE_CHAIR and seats.there(each)
    ]
    return f"; its vice chair is {listed(deputies)}" if deputies else ""


def _quorum(committee: Node, edge: Edge, seats: Seats, gone: Collection[str]) -> Iterator[SeatLost]:
    quorum = seats.number(committee, "quorum")
    if quorum is None:
        return
    before, after = seats.strength(committee.id), seats.strength(committee.id, gone)
    already = seats.vacant(edge) is not Truth.NO and after.reaches(quorum) is Truth.NO
    if before.reaches(quorum) == after.reaches(quorum) and not already:
        return
    lost = after.reaches(quorum) is Truth.NO and (already or before.reaches(quorum) is Truth.YES)
    verb = "is" if after.least == 1 else "are"
    recorded = "" if after.most is not None else f" that {verb} recorded"
    left = f"{counted(after.least, 'member')}{recorded} {verb} left"
    told = f"It needs {quorum} to decide; {left}."
    yield SeatLost(committee, True, told, min(committee.counts, Truth.YES if lost else Truth.POSSIBLY), edge)
