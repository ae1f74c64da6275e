"""What a reader should know of an answer: how old its evidence is, what the view leaves out, who else is meant."""

from collections.abc import Iterable

from remit.graphmodel.days import Day, as_date, worded, written_day
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side, Step
from remit.graphmodel.view import View
from remit.queries.english import listed

MOST_NOTED = 5
ADDED_UP = {"aliases"}  # a name that one data set adds contradicts none
SAME = (Step("SAME_AS", leaf=True), Step("SAME_AS", Side.OBJECT, leaf=True))


def notes_on(
    graph: Graph, said: Iterable[Said], nodes: Iterable[Node] = (), edges: Iterable[Edge] = ()
) -> tuple[str, ...]:
    """The notes of an answer that used the assertions `said`; `nodes` are those it is about, `edges` may hold SAME_AS."""
    about = list({node.id: node for node in nodes}.values())
    return (*_left_out(graph.view), *_age(graph, said), *_same(about, edges), *_differences(about))


def _left_out(view: View) -> Iterable[str]:
    if view.strict:
        yield "Stated facts only: what is inferred or assumed is left out."


def _age(graph: Graph, said: Iterable[Said]) -> Iterable[str]:
    dated = [each for each in said if each.dated > 0]
    if dated:
        last = max(each.dated for each in dated)
        sources = {each.source for each in dated if each.dated == last and each.source}
        yield f"Last evidenced {_day_of(graph, last, sources)}."


def _day_of(graph: Graph, latest: int, sources: set[str]) -> str:
    """The day as exactly as the sources give it: March 2017, where its last day is only the latest it may be.

    The sources are read only where the day is the last of a month, as that of a partial date always is.
    """
    following = as_date(latest + 1)
    if following is None or following.day == 1:
        for source in graph.nodes(sources).values():
            written = source.attributes.get("date")
            if isinstance(written, str) and (day := Day.read(written)).latest == latest:
                return worded(day)
    return written_day(latest)


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
            f"{other.said.dataset} has {other.name!r}" + differing
            for other in node.others
            if (differing := _attributes(node, other.attributes)) or other.name != node.name
        ]
        if told:
            yield f"Sources differ on {node.name} ({node.said.dataset}): {listed(told)}."


def _attributes(node: Node, other: object) -> str:
    if not isinstance(other, dict):
        return ""
    keys = [
        key
        for key in sorted({*node.attributes, *other} - ADDED_UP)
        if node.attributes.get(key) != other.get(key)
    ]
    return f" (differing in {listed(keys)})" if keys else ""
