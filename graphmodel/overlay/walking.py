"""A walk over any graph, level by level: two calls of the port a hop, whatever the number of nodes."""

from collections.abc import Iterable, Sequence

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Reach, Side, Step


def walk(graph: Graph, steps: Sequence[Step], ids: Iterable[str], hops: int) -> Reach:
    """What a walk from `ids` meets. Nodes that do not count are met, and not walked on from, unless it starts there."""
    walking = [step for step in steps if not step.leaf]
    nodes = graph.nodes(ids)
    edges: dict[int, Edge] = {}
    frontier = [id for id in dict.fromkeys(ids) if id in nodes] if walking else []
    for _ in range(hops):
        if not frontier:
            break
        beyond: dict[str, None] = {}
        for side, edge in _edges_at(graph, walking, frontier):
            edges[edge.said.fact] = edge
            beyond[edge.end(side.other)] = None
        new = graph.nodes([id for id in beyond if id not in nodes])
        nodes |= new
        frontier = [id for id in beyond if id in new and new[id].counts is not Truth.NO]
    leaves = [edge for _, edge in _edges_at(graph, [step for step in steps if step.leaf], nodes)]
    edges |= {edge.said.fact: edge for edge in leaves}
    ends = {id for edge in leaves for id in (edge.subject, edge.object)}
    return Reach(
        nodes | graph.nodes([id for id in ends if id not in nodes]), list(edges.values()), bool(frontier)
    )


def _edges_at(graph: Graph, steps: Sequence[Step], ids: Iterable[str]) -> Iterable[tuple[Side, Edge]]:
    for side in Side:
        if relations := [step.relation for step in steps if step.side is side]:
            met = (
                graph.edges(relations, subjects=ids)
                if side is Side.SUBJECT
                else graph.edges(relations, objects=ids)
            )
            yield from ((side, edge) for edge in sorted(met, key=lambda edge: edge.said.fact))
