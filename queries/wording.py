"""Facts and edges read aloud: subject, phrase, object."""

from collections.abc import Mapping

from remit.graphmodel.graph import Edge, Node
from remit.graphmodel.names import own_part
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EdgeStatement, Fact
from remit.queries.english import agrees


def fact_told(fact: Fact, nodes: Mapping[str, Node]) -> str:
    """What a fact says: Team Managers report to Group Managers; or the name of the node that it is about."""
    said = fact.statement
    if isinstance(said, EdgeStatement):
        return _told(said.relation, said.subject, said.object, nodes)
    return said.name.rstrip(".")


def edge_told(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """What an edge says: Team Managers report to Group Managers."""
    return _told(edge.relation, edge.subject, edge.object, nodes)


def _told(relation: str, subject: str, object: str, nodes: Mapping[str, Node]) -> str:
    name = _name(subject, nodes)
    return f"{name} {agrees(name, RELATION[relation].phrase)} {_name(object, nodes)}"


def _name(id: str, nodes: Mapping[str, Node]) -> str:
    return nodes[id].name.rstrip(".") if id in nodes else own_part(id)
