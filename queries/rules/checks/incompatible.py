"""Designations that one person, or one post, may not have together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step, in_order
from remit.graphmodel.names import aliases, folded
from remit.queries import near
from remit.queries.agencies import agencies_of
from remit.queries.classes import members_of
from remit.queries.english import agrees
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, Check, Hit, everybody, outcome_of
from remit.queries.touched import Touched

_MOST_NAMED = 10_000
_HOLDERS = (Step("HOLDS", Side.OBJECT, leaf=True), Step("CARRIES", Side.OBJECT, leaf=True))


@dataclass(frozen=True, slots=True)
class Incompatible:
    """Settings."""

    one: Annotated[tuple[str, ...], Doc("The names that one designation goes by.")]
    other: Annotated[tuple[str, ...], Doc("The names of the other.")]


@dataclass(frozen=True, slots=True)
class _Having:
    """That somebody has a designation: which role it is, how certainly, and the relations that say so."""

    role: str
    truth: Truth
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two designations of one agency (`known`: not just perhaps of one) that somebody has."""

    truth: Truth
    known: bool
    both: tuple[_Having, _Having]

    @property
    def rank(self) -> tuple[Truth, bool]:
        """The surest pair tells."""
        return self.truth, self.known


def find(graph: Graph, settings: Incompatible) -> Iterator[Hit]:
    """Each person who has both, by holding the role or a post that carries it; else the post that carries both.

    The two must be of one agency: somebody may serve two. Where no agency of one of them is recorded, it cannot be told.
    A post of which no holder is recorded is found where it carries both itself.
    """
    one, other = _named(graph, settings.one), _named(graph, settings.other)
    if not one or not other:
        return
    having = _having(graph, {**one, **other})
    agencies = agencies_of(graph, {**one, **other}).of
    found: dict[str, _Pair] = {}
    for who, each in having.items():
        for first in each:
            for second in each:
                if first.role in one and second.role in other and first.role != second.role:
                    pair = _paired(first, second, agencies)
                    if pair.truth and (who not in found or pair.rank > found[who].rank):
                        found[who] = pair
    nodes = graph.nodes({*found, *one, *other})
    told = {edge.subject for pair in found.values() for each in pair.both for edge in each.edges[:-1]}
    for who, pair in found.items():
        if who not in told:
            yield _hit(nodes[who], pair, nodes)


def _named(graph: Graph, names: Sequence[str]) -> dict[str, Truth]:
    """The roles that go by these names, and the members of those that are classes."""
    roles = {node.id: node.counts for name in names for node in _going_by(graph, name)}
    ways = members_of(graph, [id for id, counts in roles.items() if counts is not Truth.NO])
    found: dict[str, Truth] = {}
    for role, met in ways.of.items():
        for id, truth in met.items():
            found[id] = max(found.get(id, Truth.NO), min(truth, roles[role]))
    return found


def _going_by(graph: Graph, name: str) -> Iterator[Node]:
    """Every role of a name or alias: each council has a monitoring officer of its own, however it is written."""
    yield from graph.named(name, ("Role",))
    wanted = folded(name)
    for found in graph.search(name, ("Role",), limit=_MOST_NAMED):
        if wanted in {folded(each) for each in (found.node.name, *aliases(found.node.attributes))}:
            yield found.node


def _having(graph: Graph, roles: Mapping[str, Truth]) -> dict[str, list[_Having]]:
    """Who has these roles: their holders, those who carry them, and the holders of posts that do."""
    near = graph.reach(_HOLDERS, roles, hops=0)
    posts = {edge.subject for edge in near.edges if edge.relation == "CARRIES"}
    held: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(graph.edges(("HOLDS",), objects=posts), key=in_order) if posts else ():
        held[edge.object].append(edge)
    people = graph.nodes({edge.subject for edges in held.values() for edge in edges}) | near.nodes
    found: dict[str, list[_Having]] = defaultdict(list)
    for edge in sorted(near.edges, key=in_order):
        for path in ((edge,), *((edge, hold) for hold in held.get(edge.subject, ()))):
            who = path[-1].subject
            truth = min(roles[edge.object], people[who].counts, *(each.said.in_force for each in path))
            if truth is not Truth.NO:
                found[who].append(_Having(edge.object, truth, path))
    return found


def _paired(first: _Having, second: _Having, agencies: Mapping[str, Mapping[str, Truth]]) -> _Pair:
    one, other = agencies.get(first.role, {}), agencies.get(second.role, {})
    together = max((min(truth, other[id]) for id, truth in one.items() if id in other), default=Truth.NO)
    known = bool(one and other)
    truth = min(first.truth, second.truth, together if known else Truth.YES)
    return _Pair(truth, known, (first, second))


def _hit(who: Node, pair: _Pair, nodes: Mapping[str, Node]) -> Hit:
    both = [nodes[each.role] for each in pair.both]
    verb = "is" if who.kind == "Person" else "carries"
    told = f"{who.name} {agrees(who.name, verb)} both {both[0].name} and {both[1].name}."
    said = tuple(edge.said for each in pair.both for edge in each.edges)
    return Hit(who, told, outcome_of(pair.truth) if pair.known else CANNOT_TELL, tuple(both), said)


def _near(touched: Touched, _settings: Incompatible) -> frozenset[str]:
    """Holders and posts that came to, left or stand by a designation, or are of another agency."""
    roles = near.with_members(touched, touched.nodes | touched.met(("CARRIES", "ONE_OF", "HOLDS")))
    roles |= near.belonging(touched)
    having = roles | touched.beyond("CARRIES", Side.OBJECT, roles)
    return having | touched.beyond("HOLDS", Side.OBJECT, having)


INCOMPATIBLE = Check(
    "incompatible",
    "Designations that one person, or one post, may not have together.",
    Incompatible,
    find,
    _near,
    everybody,
)
