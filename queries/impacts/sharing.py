"""An overlay and the graph below it, compared: what both read of that graph is read once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from remit.graphmodel.graph import Edge, Graph, Node, Side, in_order


def sharing(before: Graph, after: Graph) -> tuple[Graph, Graph]:
    """The same two graphs; where the second is an overlay of the first, they share what they read for as long as they last."""
    from remit.graphmodel.overlay.graph import Overlay  # it reads how a store codes words

    if not isinstance(after, Overlay) or after.base.view != before.view:
        return before, after
    base = cast("Graph", _Remembering(before))
    return base, Overlay(base, after.changes, after.view.scenario)


class _Remembering:
    """A graph that reads each node, and the edges of some relations at a node, once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._nodes: dict[str, Node | None] = {}
        self._edges: dict[tuple[frozenset[str], Side], dict[str, list[Edge]]] = defaultdict(dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._graph, name)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        asked = dict.fromkeys(ids)
        new = [id for id in asked if id not in self._nodes]
        if new:
            self._nodes |= dict.fromkeys(new)
            self._nodes |= self._graph.nodes(new)
        return {id: node for id in asked if (node := self._nodes[id]) is not None}

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        wanted = frozenset(relations)
        if subjects is not None and objects is not None:
            return self._graph.edges(wanted, subjects=subjects, objects=objects)
        side = Side.OBJECT if subjects is None else Side.SUBJECT
        asked = dict.fromkeys(objects or () if subjects is None else subjects)
        known = self._edges[wanted, side]
        new = [id for id in asked if id not in known]
        if new:
            known |= {id: [] for id in new}
            read = {"subjects": new} if side is Side.SUBJECT else {"objects": new}
            for edge in self._graph.edges(wanted, **read):
                known[edge.end(side)].append(edge)
        return sorted((edge for id in asked for edge in known[id]), key=in_order)
