"""The duties of a source: those it is read in, those stated in it, and those of its parts."""

from collections.abc import Iterator

from remit.graphmodel.graph import Graph, Node, Side, Step
from remit.queries.paging import LEAST_CHUNK, in_chunks

PARTS = Step("PART_OF", Side.OBJECT)


def duties_of_source(
    graph: Graph, source: str, after: str = "", least: int = LEAST_CHUNK
) -> Iterator[list[Node]]:
    """The duties of a source (its id) and of its parts, strictly after an id, in id order, chunk by chunk.

    A duty is of a source where some version of it is read there, or it is STATED_IN it. Where a duty is read is no
    attribute, so all duties are looked through: whoever needs few stops early.
    """
    parts = set(graph.reach((PARTS,), [source]).nodes)
    stated = {edge.subject for edge in graph.edges(("STATED_IN",), objects=parts)}
    for chunk in in_chunks(lambda start, limit: graph.find("Duty", None, start, limit), _id, after, least):
        yield [duty for duty in chunk if duty.id in stated or parts & _read_in(duty)]


def _read_in(duty: Node) -> set[str | None]:
    return {duty.said.source, *(other.said.source for other in duty.others)}


def _id(node: Node) -> str:
    return node.id
