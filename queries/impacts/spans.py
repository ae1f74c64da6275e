"""How many report to somebody directly, where that changes."""

from collections.abc import Iterator

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Side
from remit.graphmodel.relations import LINES
from remit.queries.english import counted
from remit.queries.impacts.aspect import NOTE, Aspect, Effect, Touched

SPAN = "span changed"


def find(touched: Touched) -> Iterator[Effect]:
    """Of whoever a touched line leads to, or is below a role that came or went, the direct reports by management lines."""
    managers = touched.ends(("REPORTS_TO",), Side.OBJECT)
    for graph in touched.graphs:
        managers |= {edge.object for edge in graph.edges(("REPORTS_TO",), subjects=touched.nodes)}
    old, new = (_spans(graph, managers) for graph in touched.graphs)
    for id in sorted(old.keys() & new.keys()):
        if old[id] != new[id]:
            yield Effect(id, SPAN, NOTE, before=_words(old[id]), after=_words(new[id]))


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


SPANS = Aspect("spans", (SPAN,), find, ("REPORTS_TO",))
