"""Relations as connections, navigable both ways: the field of a relation appears only on the kinds it allows."""

from collections.abc import Callable
from typing import Any

from remit.api.graphql.attributes import attribute_field
from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Held, Later
from remit.api.graphql.pages import Item, Page, cut, page_arguments, write_connection
from remit.api.graphql.statements import STATEMENT
from remit.api.graphql.words import pascal
from remit.api.jsonable import camel
from remit.graphmodel.graph import Edge, Node, Side
from remit.graphmodel.kinds import KINDS, Kind
from remit.graphmodel.relations import RELATIONS, Relation

Connect = Callable[..., Held[Page[Edge]] | Later[Held[Page[Edge]]]]


def relation_fields(book: Book, kind: Kind) -> list[Field]:
    """The fields of a kind that follow relations, from the subject's side and from the object's."""
    found = []
    for relation in RELATIONS:
        for side in Side:
            if _far_kinds(relation, side, [kind]):
                found.append(_field(book, relation, side))
    return found


def write_relations(book: Book) -> None:
    """Enter a connection for each relation and side."""
    for relation in RELATIONS:
        for side in Side:
            name = pascal(_key(relation, side))
            write_connection(
                book, name, _doc(relation, side), _edge_fields(book, relation, side),
                interfaces=STATEMENT, edge_doc=f"{relation.name}, and the node at its other end.",
            )  # fmt: skip


def _key(relation: Relation, side: Side) -> str:
    return relation.forward if side is Side.SUBJECT else relation.inverse


def _doc(relation: Relation, side: Side) -> str:
    if side is Side.SUBJECT:
        return f"Each node that this one {relation.phrase} ({relation.name}). {relation.doc}"
    return f"Each node that {relation.phrase} this one ({relation.name})."


def _far_kinds(relation: Relation, side: Side, near: list[Kind]) -> list[str]:
    if side is Side.SUBJECT:
        return [far.name for far in KINDS if any(relation.joins(each.name, far.name) for each in near)]
    return [far.name for far in KINDS if any(relation.joins(far.name, each.name) for each in near)]


def _field(book: Book, relation: Relation, side: Side) -> Field:
    key = _key(relation, side)
    return book.field(
        camel(key), f"{pascal(key)}Connection!", _doc(relation, side), _connect(relation, side),
        arguments=page_arguments(book),
    )  # fmt: skip


def _connect(relation: Relation, side: Side) -> Connect:
    def key(edge: Edge) -> tuple[str, ...]:
        return edge.end(side.other), edge.statement, f"{edge.said.fact:012}"

    def connect(
        held: Held[Node], first: int | None = None, after: str | None = None
    ) -> Held[Page[Edge]] | Later[Held[Page[Edge]]]:
        def page(edges: list[Edge]) -> Held[Page[Edge]]:
            return held.with_value(cut(edges, key, first, after))

        return held.lens.edges(relation.name, side, held.value.id, page)

    return connect


def _edge_fields(book: Book, relation: Relation, side: Side) -> list[Field]:
    kinds = _far_kinds(relation, side, list(KINDS))
    far = kinds[0] if len(kinds) == 1 else "Node"

    def node(item: Item) -> Any:
        return item.lens.node(item.value.end(side.other))

    owner = pascal(relation.forward)
    return [
        book.field("node", far, "The node at the other end; null where nothing is known of it.", node),
        *(attribute_field(book, attribute, owner) for attribute in relation.fields),
        book.field("statement", "ID!", "The id of the statement.", lambda item: item.value.statement),
    ]
