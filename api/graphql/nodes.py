"""The Node interface and a type for each kind, with the kind's own fields and the relations it may have."""

from collections.abc import Callable
from typing import Any

from remit.api.graphql.attributes import attribute_field
from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Held
from remit.api.graphql.relations import relation_fields
from remit.api.graphql.statements import STATEMENT, relation_name
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Node
from remit.graphmodel.kinds import ALIASES, KINDS, NAME, Kind


def write_nodes(book: Book) -> None:
    """Enter Node, and a type for each kind."""
    book.enum("NodeKind", "The kinds of node.", {kind.name: kind.doc for kind in KINDS})
    book.interface(
        "Node",
        "Anything with an id: a body, a role, a person, a duty, a source. Ended and proposed ones are marked by "
        "inForce and standing.",
        _shared(book),
        interfaces=STATEMENT,
        resolve_type=_type_of,
    )
    for kind in KINDS:
        book.object(kind.name, kind.doc, _own(book, kind), interfaces=("Node",), own_first=False)


def _type_of(held: Held[Node], _info: object, _type: object) -> str:
    return held.value.kind


def _shared(book: Book) -> list[Field]:
    def field(name: str, written: str, doc: str, of: Callable[[Node], object]) -> Field:
        return book.field(name, written, doc, lambda held: of(held.value))

    def others(held: Held[Node]) -> list[Held[Any]]:
        return [held.with_value(version) for version in held.value.others]

    def confirmed_none(node: Node) -> list[Any]:
        return [relation_name(book, name) for name, truth in node.confirmed_none.items() if truth > Truth.NO]

    return [
        field("id", "ID!", "Its id, the same in all data sets and for good.", lambda node: node.id),
        field("kind", "NodeKind!", "Its kind.", lambda node: book.names["NodeKind"](node.kind)),
        field("name", "String!", NAME.doc, lambda node: node.name),
        field("aliases", "[String!]!", ALIASES.doc, lambda node: node.attributes.get("aliases", [])),
        field("recorded", "Boolean!", "Whether any data set of the view states it; others may only refer to it.",
              lambda node: node.recorded),
        book.field("others", "[Version!]!", "How other data sets, or other days, have it where they differ.", others),
        field("confirmedNone", "[RelationName!]!", "The relations of which it is confirmed to have none: HOLDS, of a "
              "vacant role.", confirmed_none),
        field("statement", "ID!", "The id of the statement shown.", lambda node: node.statement),
    ]  # fmt: skip


def _own(book: Book, kind: Kind) -> list[Field]:
    attributes = [attribute_field(book, field, kind.name) for field in kind.fields]
    return [*attributes, *relation_fields(book, kind)]
