"""What nodes lack, by the port alone: for stores, overlays and checks that have no statement of their own for it.

Truth is 0 (no), 1 (possibly) or 2 (yes), so min is *and*, max is *or*, and 2 - x is *not*.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Side, fits

NO, YES = Truth.NO, Truth.YES
PAGE = 500
Listing = Callable[[str, int], list[tuple[str, int]]]  # after, limit: ids, and how certainly they count


def has(graph: Graph, ids: Sequence[str], need: Need) -> dict[str, Truth]:
    """How certainly each node has what a need asks: one call of the port for each level, whatever the number of nodes."""
    if not ids:
        return {}
    edges = [
        edge for edge in edges_at(graph, need.relation, need.side, ids) if fits(edge.attributes, need.where)
    ]
    far = graph.nodes({edge.end(need.side.other) for edge in edges})
    able = {id: node for id, node in far.items() if not need.kinds or node.kind in need.kinds}
    good = _good(graph, able, need)
    ways: dict[str, dict[str, Truth]] = {id: {} for id in ids}
    for edge in edges:
        end = edge.end(need.side.other)
        if end in good:
            near = ways[edge.end(need.side)]
            near[end] = max(near.get(end, NO), min(edge.said.in_force, good[end]))
    found = {id: enough(near.values(), need.least) for id, near in ways.items()}
    if need.confirmed:
        short = [id for id in ids if found[id] is not YES]
        for id, node in graph.nodes(short).items():
            found[id] = max(found[id], Truth(2 - node.confirmed_none.get(need.relation, NO)))
    return found


def enough(truths: Iterable[Truth], least: int) -> Truth:
    """How certainly so many of these are so: as certain as the last of them that it takes."""
    ranked = sorted(truths, reverse=True)
    return ranked[least - 1] if len(ranked) >= least else NO


def edges_at(graph: Graph, relation: str, side: Side, ids: Iterable[str]) -> list[Edge]:
    """The edges of a relation at nodes that stand on a side of it."""
    return (
        graph.edges((relation,), subjects=ids)
        if side is Side.SUBJECT
        else graph.edges((relation,), objects=ids)
    )


def _good(graph: Graph, nodes: Mapping[str, Node], need: Need) -> dict[str, Truth]:
    """How certainly each far end counts, has what it must have in turn, and so do its members."""
    members: dict[str, list[Edge]] = defaultdict(list)
    if need.members and nodes:
        for edge in graph.edges(("ONE_OF",), objects=nodes):
            members[edge.object].append(edge)
    each = dict(nodes) | graph.nodes(
        {edge.subject for edges in members.values() for edge in edges} - nodes.keys()
    )
    then = has(graph, list(each), need.then) if need.then else dict.fromkeys(each, YES)
    alone = {id: min(node.counts, then[id]) for id, node in each.items()}
    return {
        id: min(
            alone[id],
            min(
                (max(Truth(2 - edge.said.in_force), alone[edge.subject]) for edge in members[id]), default=YES
            ),
        )
        for id in nodes
    }


def lacking(graph: Graph, listing: Listing, need: Need, after: str, limit: int) -> list[tuple[str, Truth]]:
    """The nodes of a listing that lack what a need asks, page by page until there are as many as asked for."""
    return _pages(graph, listing, need, after, limit, lambda has: Truth(2 - has))


def having(graph: Graph, listing: Listing, need: Need, after: str, limit: int) -> list[tuple[str, Truth]]:
    """The nodes of a listing that have what a need asks, page by page until there are as many as asked for."""
    return _pages(graph, listing, need, after, limit, lambda has: has)


def _pages(
    graph: Graph, listing: Listing, need: Need, after: str, limit: int, wanted: Callable[[Truth], Truth]
) -> list[tuple[str, Truth]]:
    found: list[tuple[str, Truth]] = []
    while len(found) < limit:
        page = listing(after, PAGE)
        met = has(graph, [id for id, _ in page], need)
        truths = [(id, min(Truth(counts), wanted(met[id]))) for id, counts in page]
        found += [(id, truth) for id, truth in truths if truth is not NO]
        if len(page) < PAGE:
            break
        after = page[-1][0]
    return found[:limit]
