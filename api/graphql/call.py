"""One GraphQL request being answered: its bounds, and the views it looks through.

A request runs from beginning to end in one worker thread, with an event loop of its own, so nothing here is shared
between threads. The loop is there for the loaders alone: what the fields of one level ask of the port is gathered and
asked in one call.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from time import monotonic
from typing import Any, Generic, TypeVar

from strawberry.dataloader import DataLoader

from remit.api.refusals import OutOfTime, TooMuch
from remit.api.views import Asked, view_of
from remit.graphmodel.graph import Edge, Graph, Node, Side
from remit.graphmodel.store import Store

MOST_FIELDS = 200_000
SECONDS = 30.0
_FIELDS_BETWEEN_LOOKS = 512

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(slots=True)
class Call:
    """A request: the store, the day it is asked on, and the bounds of what it may cost.

    `seconds` is how long it may take, `fields` how many fields it may have. `request` is the id that logs know it by,
    `operation` names the operation that is meant.
    """

    store: Store
    today: date
    request: str = ""
    seconds: float = SECONDS
    fields: int = MOST_FIELDS
    operation: str | None = None
    _began: float = field(default_factory=monotonic)
    _spent: int = 0
    _lenses: dict[Asked, "Lens"] = field(default_factory=dict)
    _known_at: int | None = None

    def lens(self, asked: Asked) -> "Lens":
        """The lens for a view as asked for; all that ask for no change see the same last one."""
        if asked not in self._lenses:
            self.look_at_clock()
            if asked.known_at is None and self._known_at is None:
                self._known_at = self.store.last_change()
            view = view_of(self.store, asked)
            if view.known_at is None:
                view = replace(view, known_at=self._known_at)
            self._lenses[asked] = Lens(self, self.store.graph(view))
        return self._lenses[asked]

    def spend(self) -> None:
        """Count a field; raises TooMuch or OutOfTime where the bounds are passed."""
        self._spent += 1
        if self._spent > self.fields:
            raise TooMuch(
                f"the answer has more than {self.fields:,} fields", "ask for fewer levels, or smaller pages"
            )
        if not self._spent % _FIELDS_BETWEEN_LOOKS:
            self.look_at_clock()

    def look_at_clock(self) -> None:
        """Raise OutOfTime once the request has taken as long as it may."""
        if monotonic() - self._began > self.seconds:
            raise OutOfTime(
                f"the answer took longer than {self.seconds:g} seconds",
                "ask for less: smaller pages, fewer levels",
            )


@dataclass(frozen=True, slots=True)
class Held(Generic[T_co]):
    """A value of the model, with the lens it was seen through: what stands behind an object of the schema."""

    value: T_co
    lens: "Lens"

    def with_value(self, value: T) -> "Held[T]":
        """Another value, seen through the same lens."""
        return Held(value, self.lens)


class Lens:
    """A graph through one view, asked for sets of nodes and edges at a time."""

    def __init__(self, call: Call, graph: Graph) -> None:
        self.call = call
        self.graph = graph
        self._nodes: DataLoader[str, Held[Node] | None] = DataLoader(load_fn=self._load_nodes)
        self._edges: dict[tuple[str, Side], DataLoader[str, list[Edge]]] = {}

    def node(self, id: str) -> Awaitable[Held[Node] | None]:
        """A node by id; None for one that nothing is known of."""
        return self._nodes.load(id)

    def nodes(self, ids: Any) -> Awaitable[list[Held[Node] | None]]:
        """Nodes by id, in that order; None for those that nothing is known of."""
        return self._nodes.load_many(ids)

    def edges(self, relation: str, side: Side, id: str) -> Awaitable[list[Edge]]:
        """The edges of a relation that have a node on a side."""
        key = relation, side
        if key not in self._edges:
            self._edges[key] = DataLoader(load_fn=self._edge_loader(relation, side))
        return self._edges[key].load(id)

    async def _load_nodes(self, ids: list[str]) -> list[Held[Node] | None]:
        self.call.look_at_clock()
        found = self.graph.nodes(ids)
        return [Held(found[id], self) if id in found else None for id in ids]

    def _edge_loader(self, relation: str, side: Side) -> Callable[[list[str]], Awaitable[list[list[Edge]]]]:
        async def load(ids: list[str]) -> list[list[Edge]]:
            self.call.look_at_clock()
            ends = {"subjects": ids} if side is Side.SUBJECT else {"objects": ids}
            found = defaultdict(list)
            for edge in self.graph.edges((relation,), **ends):
                found[edge.end(side)].append(edge)
            return [found[id] for id in ids]

        return load
