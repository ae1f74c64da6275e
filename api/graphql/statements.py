"""What every statement carries, as one interface; and the types for edges, versions and bare assertions in answers."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Held, MaybeNode
from remit.api.graphql.words import constant
from remit.api.jsonable import camel
from remit.graphmodel.days import Truth, as_date
from remit.graphmodel.fields import Field as Attribute
from remit.graphmodel.fields import FieldType
from remit.graphmodel.graph import Edge, Node, Said, Version
from remit.graphmodel.kinds import KIND, STANDING, fields_of
from remit.graphmodel.relations import RELATION, RELATIONS
from remit.graphmodel.statements import EVIDENCE, Attributes

STATEMENT = ("Statement",)
TRUTHS = {
    "yes": "It is so.",
    "possibly": "It may be so: the days that bound it are not known exactly.",
    "no": "It is not so.",
}
EVIDENCE_DOC = (
    "stated: one passage gives both ends and the link; inferred: from order, title, heading or other statements; "
    "assumed: from knowledge outside the text; disputed."
)


def said_of(value: Node | Edge | Version | Said) -> Said:
    """What is known of the assertion behind a value."""
    return value if isinstance(value, Said) else value.said


def write_statements(book: Book) -> None:
    """Enter Statement, its enumerations, and the types that stand for edges and assertions in answers."""
    book.enum("Truth", "Whether something is so on the view's day.", TRUTHS)
    book.enum("Evidence", EVIDENCE_DOC, EVIDENCE)
    book.enum("Standing", STANDING.doc, STANDING.choices)
    book.enum(
        "RelationName",
        "The name of a relation.",
        {each.name: f"Subject {each.phrase} object. {each.doc}" for each in RELATIONS},
    )
    book.interface(
        "Statement", "What every statement carries: who says it, where, on what evidence.", _said(book)
    )
    book.object(
        "Attribute",
        "An attribute of a node or an edge, as a text.",
        [
            book.field("name", "String!", "Its name.", lambda held: camel(held.value[0].name)),
            book.field(
                "values", "[String!]!", "Its values; one, for most.", lambda held: _texts(held.value[1])
            ),
            book.field("node", "Node", "The node it refers to, where it refers to one.", _referred),
        ],
    )
    book.object(
        "Version",
        "A node as another data set, or the same one for other days, has it.",
        [
            book.field("name", "String!", "What it is called.", lambda held: held.value.name),
            book.field("attributes", "[Attribute!]!", "Its other attributes.", _version_attributes),
        ],
        interfaces=STATEMENT,
    )
    book.object("Assertion", "Who says something, where, and on what evidence.", [], interfaces=STATEMENT)
    book.object(
        "Relation", "Two nodes and how they stand to each other: subject, relation, object.", _relation(book),
        interfaces=STATEMENT,
    )  # fmt: skip


def truth(book: Book, value: Truth) -> Enum:
    """A truth, as the schema has it."""
    return book.names["Truth"](value.word)  # type: ignore[no-any-return]


def _said(book: Book) -> list[Field]:
    def field(name: str, written: str, doc: str, of: Callable[[Said], object]) -> Field:
        return book.field(name, written, doc, lambda held: of(said_of(held.value)))

    def source(held: Held[Any]) -> MaybeNode:
        named = said_of(held.value).source
        return held.lens.node(named) if named else None

    def in_force(held: Held[Any]) -> Enum:
        value = held.value
        return truth(book, value.counts if isinstance(value, Node) else said_of(value).in_force)

    def standing(said: Said) -> Enum | None:
        return book.names["Standing"](said.standing) if said.standing else None

    return [
        field("dataset", "String", "The data set that says it; null where none does.", lambda said: said.dataset or None),
        field("evidence", "Evidence!", EVIDENCE_DOC, lambda said: book.names["Evidence"](said.evidence)),
        field("standing", "Standing", f"{STANDING.doc} Null where the kind has none.", standing),
        book.field("inForce", "Truth!", "Whether it is in force on the view's day, and counts in the view.", in_force),
        field("validFrom", "String", "The first day in force, as written: 2003-04-30, 2003-04 or 2003.",
              lambda said: said.valid_from),
        field("validTo", "String", "The first day no longer in force, as written; ended: on a day not known.",
              lambda said: said.valid_to),
        book.field("source", "Source", "The document or provision that says it.", source),
        field("locator", "String", "The place in the source: a paragraph, page, cell or line.", lambda said: said.locator),
        field("lastEvidenced", "Date", "The latest day that the source's date may mean.", lambda said: as_date(said.dated)),
        field("reason", "String", "Why it is inferred, assumed or disputed, or why owned jointly.", lambda said: said.reason),
        field("note", "String", "Anything else a reader should know.", lambda said: said.note),
        field("basedOn", "[String!]!", "The statements it rests on.", lambda said: list(said.based_on)),
    ]  # fmt: skip


def _relation(book: Book) -> list[Field]:
    def attributes(held: Held[Edge]) -> list[Held[Any]]:
        return _attributes(held, RELATION[held.value.relation].fields, held.value.attributes)

    return [
        book.field("relation", "RelationName!", "Which relation.", lambda held: relation_name(book, held.value.relation)),
        book.field("phrase", "String!", "The relation, read aloud.", lambda held: RELATION[held.value.relation].phrase),
        book.field("subject", "Node", "The node it begins at.", lambda held: held.lens.node(held.value.subject)),
        book.field("object", "Node", "The node it leads to.", lambda held: held.lens.node(held.value.object)),
        book.field("attributes", "[Attribute!]!", "What is said of it besides.", attributes),
        book.field("statement", "ID!", "The id of the statement.", lambda held: held.value.statement),
    ]  # fmt: skip


def relation_name(book: Book, name: str) -> Enum:
    """The name of a relation, as the schema has it."""
    return book.names["RelationName"][constant(name)]  # type: ignore[no-any-return]


def _version_attributes(held: Held[Version]) -> list[Held[Any]]:
    known = {field.name: field for kind in KIND.values() for field in fields_of(kind)}
    return _attributes(held, tuple(known.values()), held.value.attributes)


def _attributes(held: Held[Any], fields: tuple[Attribute, ...], attributes: Attributes) -> list[Held[Any]]:
    return [held.with_value((each, attributes[each.name])) for each in fields if each.name in attributes]


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return ["true" if value is True else "false" if value is False else str(value)]


def _referred(held: Held[tuple[Attribute, Any]]) -> MaybeNode:
    field, value = held.value
    return held.lens.node(value) if field.type is FieldType.NODE else None
