"""A graph that lists only some nodes: so a question is asked of these alone, and of all that it looks at beside them."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import MOST_ROWS, Edge, Graph, Need, Node, Pairs, Provenance, Where, fits
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Fact, NodeStatement
from remit.graphmodel.stores.needs import has
from remit.graphmodel.view import View


def within(graph: Graph, ids: Iterable[str]) -> Graph:
    """The graph with its listings limited to nodes: `find`, `lacking`, `having`, `count`, and edges of `pairs` at them.

    All that is asked for by id is the whole graph's, so what a question says of one of these nodes it says here as well.
    """
    return cast("Graph", _Within(graph, frozenset(ids)))


class _Within:
    def __init__(self, graph: Graph, ids: frozenset[str]) -> None:
        self._graph = graph
        self._ids = ids

    def __getattr__(self, name: str) -> Any:
        return getattr(self._graph, name)

    def at(self, view: View) -> "_Within":
        return _Within(self._graph.at(view), self._ids)

    def _listed(self, kind: str, where: Where | None, after: str) -> dict[str, Truth]:
        """Those of a kind that would be listed, after an id, in order, and how certainly they count."""
        from remit.graphmodel.overlay.seeing import listed_among  # it reads how a store codes words

        known = self._graph.nodes(id for id in self._ids if id > after)
        mine = [id for id, node in known.items() if node.kind == kind]
        return dict(sorted(listed_among(self._graph.view, self._graph.versions(mine), where or {}).items()))

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        listed = list(self._listed(kind, where, after))[:limit]
        nodes = self._graph.nodes(listed)
        return [nodes[id] for id in listed]

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        listed = self._listed(kind, where, "")
        return sum(truth is Truth.YES for truth in listed.values()), len(listed)

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        listed = self._listed(kind, where, after)
        truths = has(self._graph, list(listed), need)
        told = [(id, min(counts, Truth(2 - truths[id]))) for id, counts in listed.items()]
        return [each for each in told if each[1]][:limit]

    def having(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        listed = self._listed(kind, where, after)
        truths = has(self._graph, list(listed), need)
        told = [(id, min(counts, truths[id])) for id, counts in listed.items()]
        return [each for each in told if each[1]][:limit]

    def asserted(self, of: Provenance, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        from remit.graphmodel.overlay.seeing import truth_of  # it reads how a store codes words

        graph = self._graph
        ends = (graph.edges(RELATION, subjects=self._ids), graph.edges(RELATION, objects=self._ids))
        edges = {edge.said.fact: edge for at in ends for edge in at}
        such = {edge.statement for edge in edges.values() if of.fits(edge.said)}
        facts = [each for each in graph.stated(such) if each.number in edges] if such else []
        facts += [
            each
            for each in graph.versions(self._ids)
            if truth_of(self.view, each) and of.fits(each.statement)
        ]
        return sorted((each for each in facts if each.number > after), key=lambda each: each.number)[:limit]

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        found = self._graph.read_in(kind, sources)
        return [
            each
            for each in found
            if isinstance(each.statement, NodeStatement) and each.statement.node in self._ids
        ]

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        met = {
            edge.said.fact: edge
            for edges in (
                self._graph.edges((relation,), subjects=self._ids),
                self._graph.edges((relation,), objects=self._ids),
            )
            for edge in edges
            if fits(edge.attributes, where or {})
        }
        nodes = self._graph.nodes({id for edge in met.values() for id in (edge.subject, edge.object)})
        return pairs_of(met.values(), nodes)


def pairs_of(edges: Iterable[Edge], nodes: Mapping[str, Node]) -> Pairs:
    """Edges of one relation as its columns; `nodes` are those at their ends, and perhaps more."""
    truths = [
        (edge, min(edge.said.in_force, nodes[edge.subject].counts, nodes[edge.object].counts))
        for edge in edges
    ]
    there = [(edge, truth) for edge, truth in truths if truth]
    ids = sorted({id for edge, _ in there for id in (edge.subject, edge.object)})
    places = {id: place for place, id in enumerate(ids)}
    told = [(places[edge.subject], places[edge.object], int(truth)) for edge, truth in there]
    return Pairs(list(places), *([each[column] for each in told] for column in range(3)))
