"""Ways round: how lines lead from node to node within a circle, and the shortest way that comes back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from remit.graphmodel.days import Truth
from remit.queries.lines import MEMBERSHIP, Hop, Ways, certainty_of, excepted

if TYPE_CHECKING:
    import networkx

MOST_STARTS = 200


@dataclass(frozen=True, slots=True)
class Stride:
    """From a node to the next that is no class passed on the way: one hop, or one of a class with those of being in it."""

    subject: str
    object: str
    hops: tuple[Hop, ...]

    @property
    def line(self) -> str:
        """The kind of line that it is part of."""
        return self.hops[-1].line

    @property
    def certainty(self) -> Truth:
        """As certain as its weakest hop."""
        return certainty_of(self.hops)


def strides_within(circle: Sequence[str], ways: Ways, lines: Sequence[str]) -> Iterator[Stride]:
    """The strides within a circle; what is said of a class makes no member of it report to itself."""
    within = set(circle)
    for start in circle:
        waiting: list[tuple[Hop, ...]] = [()]
        while waiting:
            passed = waiting.pop()
            met = (start, *(hop.object.id for hop in passed))
            for hop in ways.hops.get(met[-1], ()):
                if hop.line == MEMBERSHIP:
                    if hop.object.id not in met and not excepted(hop.object, met):
                        waiting.append((*passed, hop))
                elif (
                    hop.line in lines and hop.object.id in within and not (passed and hop.object.id == start)
                ):
                    yield Stride(start, hop.object.id, (*passed, hop))


def sets_joined(strides: Iterable[Stride]) -> list[frozenset[str]]:
    """The sets of nodes that strides lead from each to each, and nodes that lead to themselves."""
    import networkx

    made = _digraph(strides)
    return [
        frozenset(each)
        for each in networkx.strongly_connected_components(made)
        if len(each) > 1 or any(made.has_edge(node, node) for node in each)
    ]


def _digraph(strides: Iterable[Stride]) -> "networkx.DiGraph[str]":
    """Strides as edges, each with the surest and shortest of those between two nodes."""
    import networkx

    made: networkx.DiGraph[str] = networkx.DiGraph()
    for stride in sorted(strides, key=lambda each: (each.certainty, -len(each.hops))):
        made.add_edge(stride.subject, stride.object, stride=stride)
    return made


def lies_inside(stride: Stride, sets: Iterable[frozenset[str]]) -> bool:
    """Whether both its ends lie in one of the sets."""
    return any(stride.subject in each and stride.object in each for each in sets)


def shortest_round(strides: Sequence[Stride], starts: Sequence[str]) -> tuple[Stride, ...]:
    """A shortest way round through one of the starts: the certain strides alone, if they lead round, else all."""
    ways = (
        _way(graph, start, onwards, start)
        for graph in _surest_first(strides)
        for start in starts[:MOST_STARTS]
        if start in graph
        for onwards in graph.successors(start)
    )
    return _best(ways)


def mixed_round(strides: Sequence[Stride], mixing: Sequence[Stride]) -> tuple[Stride, ...]:
    """A shortest way round over one of the strides that no loop of its own kind of line has."""
    ways = (
        (stride, *way)
        for graph in _surest_first(strides)
        for stride in sorted(mixing, key=lambda each: (-each.certainty, each.subject, each.object))[
            :MOST_STARTS
        ]
        if (way := _way(graph, "", stride.object, stride.subject)) is not None
    )
    return _best(ways)


def _surest_first(strides: Sequence[Stride]) -> Iterator["networkx.DiGraph[str]"]:
    yield _digraph(stride for stride in strides if stride.certainty is Truth.YES)
    yield _digraph(strides)


def _way(graph: "networkx.DiGraph[str]", before: str, start: str, end: str) -> tuple[Stride, ...] | None:
    """The strides of a shortest way, after the one from the node before, where there is such; None: there is no way."""
    import networkx

    if start not in graph or end not in graph:
        return None
    try:
        path: list[str] = networkx.shortest_path(graph, start, end)
    except networkx.NetworkXNoPath:
        return None
    nodes = [before, *path] if before else path
    return tuple(graph[one][other]["stride"] for one, other in pairwise(nodes))


def _best(ways: Iterable[tuple[Stride, ...] | None]) -> tuple[Stride, ...]:
    """The surest, and of these the shortest."""
    found = (way for way in ways if way)
    return min(
        found, key=lambda way: (-min(each.certainty for each in way), sum(len(each.hops) for each in way))
    )
