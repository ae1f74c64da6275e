"""The port: the small set of reads that every question is written over, and what they return.

A store, an overlay and a redacting view all speak it, so a question is written once. Reads are set at a time: one
call answers for many nodes. Ids are texts, compared in byte order; pages are in id order, strictly after `after`.

Nodes and edges are tuples with names, since whole answers are made of them: a frozen dataclass takes four times as long.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from remit.graphmodel.days import ALWAYS, Period, Truth
from remit.graphmodel.statements import (
    STATED,
    Attributes,
    Fact,
    Statement,
    Value,
    edge_statement,
    node_statement,
)
from remit.graphmodel.view import View

if TYPE_CHECKING:
    from remit.graphmodel.store import Change

MOST_HOPS = 64
MOST_ROWS = 1_000_000
_NOTHING: Mapping[str, "Truth"] = MappingProxyType({})


class Side(Enum):
    """An end of an edge."""

    SUBJECT = "subject"
    OBJECT = "object"

    @property
    def other(self) -> "Side":
        """The far end."""
        return Side.OBJECT if self is Side.SUBJECT else Side.SUBJECT


class Said(NamedTuple):
    """What is known of an assertion besides its content: who says it, where, on what evidence, for which days.
    `fact` is its number (0: nobody records it), `period` and the days as written are on the as_at axis, `dated` is the
    latest day (ordinal) its source's date may mean, `in_force` answers for the view's day.
    """

    fact: int = 0
    dataset: str = ""
    evidence: str = STATED
    standing: str | None = None
    period: Period = ALWAYS
    valid_from: str | None = None
    valid_to: str | None = None
    in_force: Truth = Truth.YES
    source: str | None = None
    locator: str | None = None
    dated: int = 0
    reason: str | None = None
    note: str | None = None
    based_on: tuple[str, ...] = ()

    @property
    def proposed(self) -> bool:
        """Whether it is only recommended."""
        return self.standing == "proposed"


class Version(NamedTuple):
    """A node as one assertion has it."""

    name: str
    attributes: Attributes
    said: Said


class Node(NamedTuple):
    """A node as the view sees it: the best known version, marked where it has ended or is only proposed.

    `others` are the versions of other data sets, or of other days, that differ. `confirmed_none` names the relations
    of which it is confirmed to have none. `counts` says whether it exists on the view's day.
    """

    id: str
    kind: str
    name: str
    attributes: Attributes
    said: Said
    counts: Truth = Truth.YES
    confirmed_none: Mapping[str, Truth] = _NOTHING
    others: tuple[Version, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether any data set of the view states it (others may only refer to it)."""
        return self.said.fact > 0

    @property
    def statement(self) -> str:
        """The id of the statement shown."""
        return node_statement(self.said.dataset, self.id)

    @property
    def is_class(self) -> bool:
        """Whether it stands for every body or post of a description."""
        return self.attributes.get("class") is True

    def text(self, attribute: str) -> str | None:
        """An attribute as a text; None where it has none."""
        value = self.attributes.get(attribute)
        return None if value is None else str(value)


class Edge(NamedTuple):
    """A relation between two nodes, as one data set says it: subject, relation, object."""

    relation: str
    subject: str
    object: str
    attributes: Attributes
    said: Said
    own_id: str | None = None

    @property
    def statement(self) -> str:
        """The id of the statement."""
        return edge_statement(self.said.dataset, self.relation, self.subject, self.object, self.own_id)

    def end(self, side: Side) -> str:
        """The id of the node at one end."""
        return self.subject if side is Side.SUBJECT else self.object

    def text(self, attribute: str) -> str | None:
        """An attribute as a text; None where it has none."""
        value = self.attributes.get(attribute)
        return None if value is None else str(value)


def in_order(edge: Edge) -> tuple[str, str, str, int]:
    """The order in which edges are listed: by their ends, then as they were stated."""
    return edge.subject, edge.relation, edge.object, edge.said.fact


# Attributes and the values that fit; None among them fits an attribute that is not stated.
Where = Mapping[str, frozenset[Value] | frozenset[str] | frozenset[str | None] | frozenset[Value | None]]


def fits(attributes: Attributes, where: Where) -> bool:
    """Whether attributes are among the values asked for."""
    return all(attributes.get(key) in values for key, values in where.items())


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where facts come from: on such evidence, of such standings (not of what is actual), of no source.

    A fact is of it that fits in any of these.
    """

    evidence: Collection[str] = ()
    standings: Collection[str] = ()
    unsourced: bool = False

    def fits(self, said: Said | Statement) -> bool:
        """Whether something is of it."""
        return (
            said.evidence in self.evidence
            or said.standing in self.standings
            or (self.unsourced and not said.source)
        )


@dataclass(frozen=True, slots=True)
class Need:
    """What a node must have: an edge of a relation, on whose `side` it stands, to a far end that counts.

    `kinds` limits the far end's kind, `where` the edge's attributes. `then` is what the far end must have in turn. With
    `confirmed`, a node falls short only where it is confirmed to have none (a role is VACANT, not just without a
    recorded holder). With `members`, a class at the far end counts when every recorded member does. `least` is how many
    such edges it takes, to as many far ends.
    """

    relation: str
    side: Side
    kinds: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)
    then: "Need | None" = None
    confirmed: bool = False
    members: bool = False
    least: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A way to walk: along a relation from `side` to the other; a leaf is collected at each node and not walked."""

    relation: str
    side: Side = Side.SUBJECT
    leaf: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """What a walk met: nodes by id, and edges in the order met. `cut` says that it stopped at the bound of hops."""

    nodes: dict[str, Node]
    edges: list[Edge]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """A whole relation as columns: `subjects[i]` and `objects[i]` index `ids`; `truths[i]` is 1 or 2 (possibly, yes).

    An id may be read from the store when it is first looked at: whoever needs few of them should look at few.
    """

    ids: Sequence[str]
    subjects: Sequence[int]
    objects: Sequence[int]
    truths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Found:
    """A node that a search met, with its rank (higher is nearer)."""

    node: Node
    rank: int


class Graph(Protocol):
    """A graph seen through a view: it shows the same for as long as it is there, so what is worked out of it may be kept."""

    def __hash__(self) -> int:
        """A graph is the same as itself alone."""

    @property
    def view(self) -> View:
        """The view, with `known_at` settled."""

    @property
    def complete(self) -> Mapping[str, tuple[str, ...]]:
        """The relations that each data set states completely, by its name, as known in the view; others are left out."""

    @property
    def operations(self) -> Mapping[int, str]:
        """The operation of a scenario behind each fact that it takes away or adds, in words, by the fact's number.

        Empty where no scenario is laid over the graph.
        """

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes of these ids that the store knows, also ended or proposed ones, marked."""

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        """Nodes of a kind that count on the view's day (certainly or possibly), whose attributes fit `where`."""

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        """Edges in force (certainly or possibly) at a set of subjects or of objects, whatever their far ends are."""

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind without what `need` asks, and whether certainly or possibly so."""

    def having(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind that have what `need` asks, and whether certainly or possibly so."""

    def reach(self, steps: Sequence[Step], ids: Iterable[str], hops: int = MOST_HOPS) -> Reach:
        """The nodes and edges met on walking the steps from a set of nodes; stops at nodes that do not count."""

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        """A whole relation, or the edges of it whose attributes fit, between nodes that count."""

    def tally(self, relation: str, side: Side, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """How many edges of a relation each node has on a side: (certainly, at most)."""

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        """How many nodes `find` would list: (certainly, at most)."""

    def search(self, text: str, kinds: Iterable[str] = (), limit: int = 50) -> list[Found]:
        """Nodes whose names, aliases or texts have all the words, nearest first; ended and proposed ones too."""

    def named(self, name: str, kinds: Iterable[str] = (), *, every: bool = False) -> list[Node]:
        """Nodes that go by a name or alias, forgiving case, plural and white space; one exact fit wins.

        With `every`, all that fit in any way, by id; an id that is known is the only fit.
        """

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        """What is known of these nodes in the view, of any day, by number; nothing that was retracted by then."""

    def stated(self, statements: Iterable[str]) -> list[Fact]:
        """The facts of these statements (by their ids) that are known in the view, of any day, by number."""

    def resting_on(self, statements: Iterable[str]) -> list[Fact]:
        """The facts known in the view, of any day, that are based on any of these statements, by number."""

    def facts(self, ids: Iterable[str]) -> list[Fact]:
        """All that was ever said of these nodes and of the edges at them, by number, of any day and also what was retracted.

        `retracted` is None for what was retracted after the view's known_at only.
        """

    def touched(self, since: int, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts asserted or retracted after change `since` (known_at axis), of any day, by number, after fact `after`."""

    def asserted(self, of: Provenance, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts in force of a provenance, by number, after fact `after`."""

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        """The versions in force of nodes of a kind that are read in any of these sources (their ids), by number."""

    def log(self, after: int = 0) -> list["Change"]:
        """Records of the change log after a number, up to the view's known_at, oldest first."""

    def at(self, view: View) -> "Graph":
        """Another view of the same store."""
