"""The duties of a source: those it is read in, those stated in it, and those of its parts."""

from collections.abc import Iterator
from functools import partial

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Side, Step
from remit.graphmodel.statements import NodeStatement
from remit.queries.moments import on_any_day
from remit.queries.paging import LEAST_CHUNK, in_chunks, later

PARTS = Step("PART_OF", Side.OBJECT)


def duties_of_source(
    graph: Graph, source: str, after: str = "", least: int = LEAST_CHUNK
) -> Iterator[list[Node]]:
    """The duties of a source (its id) and of its parts, strictly after an id, in id order, chunk by chunk.

    A duty is of a source where some version of it, of whatever day, is read there, or it is STATED_IN it.
    """
    parts = set(graph.reach((PARTS,), [source]).nodes)
    ever = on_any_day(graph)
    read = (fact.statement for fact in ever.read_in("Duty", parts))
    ids = {each.node for each in read if isinstance(each, NodeStatement)}
    ids |= {edge.subject for edge in graph.edges(("STATED_IN",), objects=parts)}
    for chunk in in_chunks(partial(later, sorted(ids)), str, after, least):
        nodes = graph.nodes(chunk)
        yield [nodes[id] for id in chunk if id in nodes and nodes[id].counts is not Truth.NO]
