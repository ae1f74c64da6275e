"""What has nobody else: duties, units, designations and appointments of which somebody is the only one to see to them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.queries.grouping import by_end
from remit.queries.holding import HOLDERS, vacancy_of
from remit.queries.ownership import OWNERS

SEEN_TO = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR", "LEADS", "CARRIES", "APPOINTS", "SCRUTINISES")
FOR_EACH = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")
_SEEN_TO_BY = (*(Step(relation, Side.OBJECT) for relation in SEEN_TO), HOLDERS)


@dataclass(frozen=True, slots=True)
class Only:
    """An edge whose subject is the only one that sees to its object; others are named who do not count."""

    edge: Edge
    object: Node
    certainty: Truth
    not_counting: tuple[Node, ...]


def only_ones(
    graph: Graph, actors: Mapping[str, Truth], own: Collection[str], gone: Collection[str]
) -> tuple[list[Only], dict[str, Node]]:
    """The edges by which the actors are the only ones to see to something, and the nodes met; two calls of the port.

    `actors` are ids with how certainly what holds for them is meant; of those that are not among `own` (classes) only
    duties are looked at, which hold for each member. Others see to a thing as well if they are not among `gone`, are there
    and not VACANT; a committee is no owner of a duty (see `ownership`). Who holds a designation carries it as well.
    """
    having = graph.reach([Step(relation, leaf=True) for relation in SEEN_TO], actors, hops=0)
    edges = [edge for edge in having.edges if edge.relation in FOR_EACH or edge.subject in own]
    around = graph.reach(_SEEN_TO_BY, {edge.object for edge in edges}, hops=1)
    nodes = having.nodes | around.nodes
    held = by_end(around.edges, "HOLDS", Side.OBJECT)
    seen_to = {relation: by_end(around.edges, relation, Side.OBJECT) for relation in SEEN_TO}
    found = []
    for edge in edges:
        others = [
            each
            for each in seen_to[edge.relation][edge.object]
            if each.subject not in gone and _sees_to_the_same(edge, each, nodes)
        ]
        more = held[edge.object] if edge.relation == "CARRIES" else ()
        otherwise = max(_certain(others, more, nodes, held), default=Truth.NO)
        thing = nodes[edge.object]
        certainty = min(actors[edge.subject], edge.said.in_force, thing.counts, Truth(2 - otherwise))
        if certainty is not Truth.NO:
            found.append(Only(edge, thing, certainty, tuple(nodes[each.subject] for each in others)))
    return found, nodes


def _sees_to_the_same(edge: Edge, other: Edge, nodes: Mapping[str, Node]) -> bool:
    """Whether another edge of the relation would do: an owner of the duty, a scrutiny of the same sort."""
    if edge.relation == "SCRUTINISES":
        return edge.text("how") == other.text("how")
    return edge.relation != "ACCOUNTABLE_FOR" or nodes[other.subject].kind in OWNERS


def _certain(
    others: Sequence[Edge], holding: Sequence[Edge], nodes: Mapping[str, Node], held: Mapping[str, list[Edge]]
) -> Iterable[Truth]:
    """How certainly each of the others is there: not ended, and not VACANT."""
    for edge in (*others, *holding):
        node = nodes[edge.subject]
        vacant = vacancy_of(node, held.get(node.id, ()), nodes)
        yield min(edge.said.in_force, node.counts, Truth(2 - vacant))
