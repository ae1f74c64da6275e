"""Who is no longer there: the nodes of some kinds that have certainly ended by the day asked about."""

from collections.abc import Iterable, Iterator

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node
from remit.queries.moments import on_any_day
from remit.queries.rules.present import present


def gone(graph: Graph, kinds: Iterable[str]) -> dict[str, Node]:
    """The nodes of these kinds that have ended by the view's day (as_at axis), by id; none in a view without a day.

    What is only proposed, or not yet there, has not ended.
    """
    day = graph.view.day
    if day is None:
        return {}
    ids = [id for kind in kinds for id in _not_there(graph, kind)]
    nodes = graph.nodes(ids) if ids else {}
    return {id: node for id, node in nodes.items() if _ended(node, day)}


def _not_there(graph: Graph, kind: str) -> Iterator[str]:
    """The ids of a kind that are there on some day, and not on the view's; counted first, as mostly there is none."""
    ever = on_any_day(graph)
    if ever.count(kind)[1] == graph.count(kind)[1]:
        return
    there = {id for ids in present(graph, kind) for id in ids}
    yield from (id for ids in present(ever, kind) for id in ids if id not in there)


def _ended(node: Node, day: int) -> bool:
    periods = [node.said.period, *(other.said.period for other in node.others)]
    return node.counts is Truth.NO and all(period.ended_by(day) for period in periods)
