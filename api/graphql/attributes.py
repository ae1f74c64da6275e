"""Attributes of the tables as fields: of a kind on its nodes, of a relation on its edges."""

from typing import Any

from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Held, Later, MaybeNode
from remit.api.graphql.words import pascal
from remit.api.jsonable import camel
from remit.graphmodel.fields import Field as Attribute
from remit.graphmodel.fields import FieldType
from remit.graphmodel.graph import Node

_TYPES = {
    FieldType.TEXT: "String",
    FieldType.TEXTS: "[String!]!",
    FieldType.COUNT: "Int",
    FieldType.FLAG: "Boolean",
    FieldType.DAY: "String",
    FieldType.NODE: "Node",
    FieldType.NODES: "[Node!]!",
    FieldType.RELATIONS: "[String!]!",
}


def choice_type(book: Book, attribute: Attribute, owner: str) -> str:
    """The name of the enumeration of a field's choices, made if need be; `owner` is the type that has the field."""
    made = book.enum(f"{owner}{pascal(attribute.name)}", attribute.doc, attribute.choices)
    return str(made.__name__)


def attribute_field(book: Book, attribute: Attribute, owner: str) -> Field:
    """An attribute as a field of the type `owner`; null (or nothing) where nobody stated it."""
    name = attribute.name
    field_name = camel(name)

    if attribute.type is FieldType.CHOICE:
        written = choice_type(book, attribute, owner)

        def choice(held: Held[Any]) -> object:
            value = held.value.attributes.get(name)
            return None if value is None else book.names[written](value)

        return book.field(field_name, written, attribute.doc, choice)

    if attribute.type is FieldType.NODE:

        def node(held: Held[Any]) -> MaybeNode:
            id = held.value.attributes.get(name)
            return held.lens.node(id) if id else None

        return book.field(field_name, "Node", attribute.doc, node)

    if attribute.type is FieldType.NODES:

        def nodes(held: Held[Any]) -> Later[list[Held[Node]]]:
            found = held.lens.nodes(held.value.attributes.get(name, []))
            return Later(held.lens, lambda: [each for each in found.take() if each is not None])

        return book.field(field_name, "[Node!]!", attribute.doc, nodes)

    nothing: object = [] if attribute.many else None
    return book.field(
        field_name,
        _TYPES[attribute.type],
        attribute.doc,
        lambda held: held.value.attributes.get(name, nothing),
    )
