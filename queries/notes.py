"""What a reader should know of an answer: how old its evidence is, what the view leaves out, who else is meant."""

from collections.abc import Iterable

from remit.graphmodel.days import written_day
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side, Step
from remit.graphmodel.view import View
from remit.queries.english import listed

MOST_NOTED = 5
SAME = (Step("SAME_AS", leaf=True), Step("SAME_AS", Side.OBJECT, leaf=True))


def notes_on(
    graph: Graph, said: Iterable[Said], nodes: Iterable[Node] = (), edges: Iterable[Edge] = ()
) -> tuple[str, ...]:
    """The notes of an answer that used the assertions `said`; `nodes` are those it is about, `edges` may hold SAME_AS."""
    about = list({node.id: node for node in nodes}.values())
    return (*_left_out(graph.view), *_age(said), *_same(about, edges), *_differences(about))


def _left_out(view: View) -> Iterable[str]:
    if view.strict:
        yield "Stated facts only: what is inferred or assumed is left out."


def _age(said: Iterable[Said]) -> Iterable[str]:
    dated = [each.dated for each in said if each.dated > 0]
    if dated:
        yield f"Last evidenced {written_day(max(dated))}."


def _same(nodes: list[Node], edges: Iterable[Edge]) -> Iterable[str]:
    """Ids that are recorded as one body are shown, and not joined."""
    names = {node.id: node.name for node in nodes}
    pairs = [
        (names[one], other)
        for edge in edges
        if edge.relation == "SAME_AS"
        for one, other in ((edge.subject, edge.object), (edge.object, edge.subject))
        if one in names
    ]
    for name, other in list(dict.fromkeys(pairs))[:MOST_NOTED]:
        yield f"{name} is recorded as the same as {other}; what is said of that is not joined in."


def _differences(nodes: list[Node]) -> Iterable[str]:
    """Where data sets, or the versions of one, differ on a node, both are kept."""
    for node in [node for node in nodes if node.others][:MOST_NOTED]:
        told = [
            f"{other.said.dataset} has {other.name!r}" + _attributes(node, other.attributes)
            for other in node.others
        ]
        yield f"Sources differ on {node.name} ({node.said.dataset}): {listed(told)}."


def _attributes(node: Node, other: object) -> str:
    if not isinstance(other, dict):
        return ""
    keys = [key for key in sorted({*node.attributes, *other}) if node.attributes.get(key) != other.get(key)]
    return f" (differing in {listed(keys)})" if keys else ""
