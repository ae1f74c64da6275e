"""One GraphQL request being answered: its bounds, and the views it looks through.

A request runs from beginning to end in one worker thread, with an event loop of its own, so nothing here is shared
between threads. The loop is there for the loaders alone: what the fields of one level ask of the port is gathered and
asked in one call.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any, Generic, TypeVar

from strawberry.dataloader import DataLoader

from remit.api.refusals import OutOfTime, TooMuch
from remit.api.views import Asked, view_of
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step, in_order
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
    _last: Graph | None = None

    def lens(self, asked: Asked) -> "Lens":
        """The lens for a view as asked for; all that ask for no change see the same last one."""
        if asked not in self._lenses:
            self.look_at_clock()
            view = view_of(self.store, asked)
            if view.known_at is not None:
                graph = self.store.graph(view)
            else:
                graph = self._last = self._last.at(view) if self._last else self.store.graph(view)
            self._lenses[asked] = Lens(self, graph)
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


MaybeNode = Held[Node] | Awaitable[Held[Node] | None] | None
"""A node, at once or awaited."""


class Lens:
    """A graph through one view, asked for sets of nodes and edges at a time.

    What is asked of a node that is shown beside others is read for all of them at once, and then is at hand. What is
    asked of others is gathered level by level.
    """

    def __init__(self, call: Call, graph: Graph) -> None:
        self.call = call
        self.graph = graph
        self._met: dict[str, Held[Node]] = {}
        self._beside: dict[str, tuple[str, ...]] = {}
        self._read: dict[tuple[str, Side], dict[str, list[Edge]]] = defaultdict(dict)
        self._nodes: DataLoader[str, Held[Node] | None] = DataLoader(load_fn=self._load_nodes)
        self._edges: dict[tuple[str, Side], DataLoader[str, list[Edge]]] = {}

    def show(self, nodes: Iterable[Node]) -> None:
        """Note nodes that are shown beside one another."""
        shown = {node.id: node for node in nodes}
        together = tuple(shown)
        for id, node in shown.items():
            self._met.setdefault(id, Held(node, self))
            self._beside.setdefault(id, together)

    def node(self, id: str) -> MaybeNode:
        """A node by id, at once where it was met before; None for one that nothing is known of."""
        return self._met.get(id) or self._nodes.load(id)

    def nodes(self, ids: Any) -> Awaitable[list[Held[Node] | None]]:
        """Nodes by id, in that order; None for those that nothing is known of."""
        return self._nodes.load_many(ids)

    def edges(self, relation: str, side: Side, id: str) -> list[Edge] | Awaitable[list[Edge]]:
        """The edges of a relation that have a node on a side; at once where it is shown beside others."""
        key = relation, side
        read = self._read[key]
        if id not in read and id in self._beside:
            self._read_edges(relation, side, [each for each in self._beside[id] if each not in read])
        if id in read:
            return read[id]
        if key not in self._edges:
            self._edges[key] = DataLoader(load_fn=self._edge_loader(relation, side))
        return self._edges[key].load(id)

    async def _load_nodes(self, ids: list[str]) -> list[Held[Node] | None]:
        self.call.look_at_clock()
        found = self.graph.nodes(ids)
        self.show(found.values())
        return [self._met.get(id) for id in ids]

    def _read_edges(self, relation: str, side: Side, ids: Sequence[str]) -> None:
        self.call.look_at_clock()
        reach = self.graph.reach((Step(relation, side, leaf=True),), ids, hops=0)
        read = self._read[relation, side]
        read.update({id: [] for id in ids})
        for edge in sorted(reach.edges, key=in_order):
            read[edge.end(side)].append(edge)
        self.show(node for id, node in reach.nodes.items() if id not in self._beside and id not in read)

    def _edge_loader(self, relation: str, side: Side) -> Callable[[list[str]], Awaitable[list[list[Edge]]]]:
        async def load(ids: list[str]) -> list[list[Edge]]:
            self._read_edges(relation, side, ids)
            return [self._read[relation, side][id] for id in ids]

        return load
