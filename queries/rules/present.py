"""Who is there: the ids of a kind on the view's day, without reading the nodes."""

from collections.abc import Iterator

from remit.graphmodel.graph import MOST_ROWS, Graph, Need, Side

# No node has such an edge, so all of a kind lack it.
_IMPOSSIBLE = Need("SAME_AS", Side.SUBJECT, where={"never": frozenset(("never",))})


def present(graph: Graph, kind: str, size: int = MOST_ROWS) -> Iterator[list[str]]:
    """The ids of a kind that count on the view's day, certainly or possibly, in id order, in lists of a size at most."""
    after = ""
    while ids := [id for id, _ in graph.lacking(kind, _IMPOSSIBLE, after=after, limit=size)]:
        yield ids
        if len(ids) < size:
            return
        after = ids[-1]
