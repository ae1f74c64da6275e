"""What ends: covers, delegations, seats and terms of office, with whether anything took the place of one that has ended."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Side
from remit.graphmodel.stores.needs import edges_at
from remit.queries.deadlines import OVERDUE, LastDay, Window
from remit.queries.paging import in_chunks

Place = tuple[str | None, ...]
Ids = Callable[[Graph, str], Iterator[Sequence[str]]]
_STANDING_IN = frozenset(("acting", "interim", "cover"))
_STOOD_IN = Need("HOLDS", Side.OBJECT, where={"as": _STANDING_IN})
_ALONE = ("chair", "vice chair")  # capacities in which a committee is to have somebody
_NO_PLACE: Place = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """A sort of edge that ends: its relation, the end it is listed by, and the ids of such ends after an id.

    `fits` says which edges are of the sort; `place` is what an edge takes, so that one that has ended is overdue as long
    as nothing else takes it.
    """

    sort: str
    relation: str
    near: Side
    ids: Ids
    fits: Callable[[Edge], bool]
    place: Callable[[Edge], Place]

    def met(
        self, ever: Graph, window: Window, begun: str
    ) -> Iterator[tuple[Edge, LastDay, tuple[str, Truth]]]:
        """The edges that end in the window, or have ended and left a gap, by near end, from the id `begun` on.

        `ever` is the graph on any day. An edge that begins after the window's day is left out.
        """
        for ids in chain([[begun] if begun else []], self.ids(ever, begun)):
            edges = edges_at(ever, self.relation, self.near, ids)
            today = (edge for edge in edges if edge.said.period.in_force(window.day))
            taken = {_NO_PLACE, *(self.place(edge) for edge in today)}
            for edge in sorted(
                filter(self.fits, edges), key=lambda each: (each.end(self.near), each.statement)
            ):
                last = LastDay.in_force(edge.said)
                if last is None or edge.said.period.from_earliest > window.day:
                    continue
                state = window.state(last)
                if state and (state != (OVERDUE, Truth.YES) or self.place(edge) not in taken):
                    yield edge, last, state


def _stood_in(graph: Graph, begun: str) -> Iterator[Sequence[str]]:
    chunks = in_chunks(
        lambda after, limit: graph.having("Role", _STOOD_IN, None, after, limit), _first, begun
    )
    return ([id for id, _ in chunk] for chunk in chunks)


def _offices(graph: Graph, begun: str) -> Iterator[Sequence[str]]:
    office = {"form": frozenset(("office",))}
    chunks = in_chunks(
        lambda after, limit: graph.find("Role", office, after, limit), lambda node: node.id, begun
    )
    return ([node.id for node in chunk] for chunk in chunks)


def _delegators(graph: Graph, begun: str) -> Iterator[Sequence[str]]:
    pairs = graph.pairs("DELEGATES_TO")
    return _in_order((pairs.ids[place] for place in set(pairs.subjects)), begun)


def _committees(graph: Graph, begun: str) -> Iterator[Sequence[str]]:
    pairs = graph.pairs("SITS_ON")
    return _in_order((pairs.ids[place] for place in set(pairs.objects)), begun)


def _in_order(ids: Iterable[str], begun: str) -> Iterator[Sequence[str]]:
    ordered = sorted(id for id in ids if id > begun)
    return in_chunks(lambda after, limit: [id for id in ordered if id > after][:limit], str, begun)


def _first(found: tuple[str, Truth]) -> str:
    return found[0]


def _stands_in(edge: Edge) -> bool:
    return edge.text("as") in _STANDING_IN


def _role(edge: Edge) -> Place:
    return (edge.object,)


def _what(edge: Edge) -> Place:
    return edge.subject, edge.text("duty"), edge.text("function")


def _seat(edge: Edge) -> Place:
    capacity = edge.text("capacity")
    return (edge.object, capacity) if capacity in _ALONE else _NO_PLACE


COVER, DELEGATION, SEAT, TERM = "cover", "delegation", "seat", "term of office"
ENDINGS = (
    Ending(COVER, "HOLDS", Side.OBJECT, _stood_in, _stands_in, _role),
    Ending(DELEGATION, "DELEGATES_TO", Side.SUBJECT, _delegators, lambda _edge: True, _what),
    Ending(SEAT, "SITS_ON", Side.OBJECT, _committees, lambda _edge: True, _seat),
    Ending(TERM, "HOLDS", Side.OBJECT, _offices, lambda edge: not _stands_in(edge), _role),
)
