"""How many report to somebody directly, and in which layer below the top somebody is, where that changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Pairs, Reach, Side, Step, Where, fits
from remit.graphmodel.relations import LINES
from remit.queries.between import Between
from remit.queries.english import counted
from remit.queries.impacts.aspect import NOTE, Aspect, Effect
from remit.queries.span_and_layers import DEFAULT_LINES
from remit.queries.touched import Touched
from remit.queries.within import pairs_of

SPAN, LAYER = "span changed", "layer changed"
# What is above, and who reports there: whoever loses all that is above is at the top if somebody reports to them.
_UP = (Step("REPORTS_TO"), Step("ONE_OF"), Step("REPORTS_TO", Side.OBJECT, leaf=True))


def find(touched: Touched) -> Iterator[Effect]:
    """The spans of managers, and the layers of those whose own line changed; whoever is below these moves with them."""
    yield from _spans_changed(touched)
    yield from _layers_changed(touched)


def _spans_changed(touched: Touched) -> Iterator[Effect]:
    """Of whoever a touched line leads to, or is below a role that came or went, the direct reports by management lines."""
    managers = touched.ends(("REPORTS_TO",), Side.OBJECT)
    for graph in touched.graphs:
        managers |= {edge.object for edge in graph.edges(("REPORTS_TO",), subjects=touched.nodes)}
    old, new = (_spans(graph, managers) for graph in touched.graphs)
    for id in sorted(old.keys() & new.keys()):
        if old[id] != new[id]:
            yield Effect(id, SPAN, NOTE, before=_words(old[id]), after=_words(new[id]))


def _layers_changed(touched: Touched) -> Iterator[Effect]:
    """Of whoever has another line, or is of another class: the layer by management lines, as span-and-layers counts it."""
    moved = touched.nodes | touched.ends(("REPORTS_TO", "ONE_OF"), Side.SUBJECT)
    old, new = (_layers(graph, moved) if moved else {} for graph in touched.graphs)
    for id in sorted(old.keys() & new.keys()):
        if old[id] != new[id]:
            yield Effect(id, LAYER, NOTE, before=f"layer {old[id].words}", after=f"layer {new[id].words}")


def _layers(graph: Graph, ids: frozenset[str]) -> dict[str, Between]:
    """The layer of those that are in lines, from the shortest to the longest; 1 is the top."""
    from remit.queries.line_graph import line_graph  # these read numpy
    from remit.queries.measures import measures

    lines = line_graph(cast("Graph", _Around(graph.reach(_UP, ids))), DEFAULT_LINES)
    measured = measures(lines)
    place = lines.places.place
    return {
        id: Between(int(measured.shortest[place[id]]), int(measured.longest[place[id]]))
        for id in ids
        if id in place
    }


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around some roles, as the graph that lines are read from: nothing else bears on their layers."""

    reach: Reach

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        fitting = (edge for edge in self.reach.edges if edge.relation == relation)
        return pairs_of((edge for edge in fitting if fits(edge.attributes, where or {})), self.reach.nodes)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        return {id: self.reach.nodes[id] for id in ids}


def _spans(graph: Graph, managers: frozenset[str]) -> dict[str, int]:
    """How many certainly report to each of those that are there."""
    edges = graph.edges(("REPORTS_TO",), objects=managers)
    nodes = graph.nodes({*managers, *(edge.subject for edge in edges)})
    reports: dict[str, set[str]] = {id: set() for id in managers if id in nodes and nodes[id].counts}
    for edge in edges:
        sure = edge.said.in_force is Truth.YES and nodes[edge.subject].counts is Truth.YES
        if sure and edge.object in reports and edge.text("line") in (None, LINES[0]):
            reports[edge.object].add(edge.subject)
    return {id: len(each) for id, each in reports.items()}


def _words(number: int) -> str:
    return counted(number, "direct report")


SPANS = Aspect("spans", (SPAN, LAYER), find, ("REPORTS_TO", "ONE_OF"))
