"""One GraphQL request being answered: its bounds, and the views it looks through.

A request runs from beginning to end in one worker thread, so nothing here is shared between threads. What the fields of
one level ask of the port is gathered and asked in one call.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import monotonic
from typing import Generic, TypeVar

from remit.api.refusals import OutOfTime, TooMuch
from remit.api.views import Asked, view_of
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step, in_order
from remit.graphmodel.store import Store

MOST_FIELDS = 200_000
SECONDS = 30.0

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(slots=True)
class Call:
    """A request: the store, the day it is asked on, and the bounds of what it may cost.

    `seconds` is how long it may take, `fields` how many fields it may have. `request` is the id that logs know it by,
    `operation` names the operation that is meant. Views that name no change see `known_at`; without it, the change that
    is the last one when the first of them is opened. `lasting` says that the answer depends on nothing that is not
    published. `viewer` is who asks (nobody: empty), and `writable` says that they may change scenarios.
    """

    store: Store
    today: date
    request: str = ""
    seconds: float = SECONDS
    fields: int = MOST_FIELDS
    operation: str | None = None
    known_at: int | None = None
    lasting: bool = True
    viewer: str = ""
    writable: bool = False
    _began: float = field(default_factory=monotonic)
    _spent: int = 0
    _lenses: dict[Asked, "Lens"] = field(default_factory=dict)
    _last: Graph | None = None

    def lens(self, asked: Asked) -> "Lens":
        """The lens for a view as asked for; all that ask for no change see the same last one."""
        if asked not in self._lenses:
            self.look_at_clock()
            if asked.scenario is not None:
                self._lenses[asked] = Lens(self, self._planned(asked, asked.scenario))
                return self._lenses[asked]
            view = view_of(self.store, asked)
            if view.known_at is not None:
                graph = self.store.graph(view)
            else:
                view = replace(view, known_at=self.known_at)
                graph = self._last = self._last.at(view) if self._last else self.store.graph(view)
            self._lenses[asked] = Lens(self, graph)
        return self._lenses[asked]

    def _planned(self, asked: Asked, scenario: str) -> Graph:
        """The graph as a scenario would make it; its answers are kept for nobody, as not everybody may see them."""
        from remit.api.planned import planned_in_store

        self.lasting = False
        return planned_in_store(self.store, scenario, asked, self.viewer, day_given=asked.day_given)

    def spend(self, fields: int) -> None:
        """Count fields; raises TooMuch or OutOfTime where the bounds are passed."""
        self._spent += fields
        if self._spent > self.fields:
            raise TooMuch(
                f"the answer has more than {self.fields:,} fields", "ask for fewer levels, or smaller pages"
            )
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


@dataclass(frozen=True, slots=True, eq=False)
class Later(Generic[T_co]):
    """A value that is to be read with others: `take` gives it once `lens` has read what it was asked for."""

    lens: "Lens"
    take: Callable[[], T_co]


MaybeNode = Held[Node] | Later[Held[Node] | None] | None
"""A node, at once or later."""


class Lens:
    """A graph through one view, asked for sets of nodes and edges at a time.

    What it has met is at hand. What it is asked for besides is noted, and read at once by `read`.
    """

    def __init__(self, call: Call, graph: Graph) -> None:
        self.call = call
        self.graph = graph
        self._met: dict[str, Held[Node] | None] = {}
        self._edges: dict[tuple[str, Side], dict[str, list[Edge]]] = defaultdict(dict)
        self._nodes_asked: dict[str, None] = {}
        self._edges_asked: dict[tuple[str, Side], dict[str, None]] = defaultdict(dict)

    def show(self, nodes: Iterable[Node]) -> None:
        """Note nodes that were met."""
        for node in nodes:
            if self._met.get(node.id) is None:
                self._met[node.id] = Held(node, self)

    def node(self, id: str) -> MaybeNode:
        """A node by id, at once where it was met before; None for one that nothing is known of."""
        if id in self._met:
            return self._met[id]
        self._nodes_asked[id] = None
        return Later(self, lambda: self._met[id])

    def nodes(self, ids: Iterable[str]) -> Later[list[Held[Node] | None]]:
        """Nodes by id, in that order; None for those that nothing is known of."""
        wanted = list(ids)
        self._nodes_asked.update(dict.fromkeys(id for id in wanted if id not in self._met))
        return Later(self, lambda: [self._met[id] for id in wanted])

    def edges(self, relation: str, side: Side, id: str, of: Callable[[list[Edge]], T]) -> T | Later[T]:
        """What `of` makes of the edges of a relation that have a node on a side."""
        read = self._edges[relation, side]
        if id in read:
            return of(read[id])
        self._edges_asked[relation, side][id] = None
        return Later(self, lambda: of(read[id]))

    def read(self) -> None:
        """Read what was asked for: a call for each relation, and one for all the nodes that were not met with them."""
        try:
            for (relation, side), ids in self._edges_asked.items():
                self._read_edges(relation, side, list(ids))
            if wanted := [id for id in self._nodes_asked if id not in self._met]:
                self.call.look_at_clock()
                self._met.update(dict.fromkeys(wanted))
                self.show(self.graph.nodes(wanted).values())
        finally:
            self._edges_asked.clear()
            self._nodes_asked.clear()

    def _read_edges(self, relation: str, side: Side, ids: Sequence[str]) -> None:
        self.call.look_at_clock()
        reach = self.graph.reach((Step(relation, side, leaf=True),), ids, hops=0)
        read = self._edges[relation, side]
        read.update({id: [] for id in ids})
        for edge in sorted(reach.edges, key=in_order):
            read[edge.end(side)].append(edge)
        self.show(reach.nodes.values())
