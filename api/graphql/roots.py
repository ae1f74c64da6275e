"""The root fields that no question makes: nodes by id, a connection per kind, search, and the data sets."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from strawberry.types.arguments import StrawberryArgument

from remit.api.graphql.attributes import choice_type
from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Call, Held, Later, MaybeNode
from remit.api.graphql.pages import Page, key_of, page_arguments, size, write_connection
from remit.api.graphql.views import ViewInput, lens_of, view_argument, view_held
from remit.api.jsonable import camel
from remit.graphmodel.errors import BadValue
from remit.graphmodel.fields import FieldType
from remit.graphmodel.graph import Found, Node
from remit.graphmodel.kinds import KINDS, Kind
from remit.queries.question import MOST_FIRST

_SHARED_TEXTS = {"Duty": ("theme",)}


def node_fields(book: Book) -> list[Field]:
    """The root fields `node` and `nodes`."""

    def node(call: Call, id: str, view: ViewInput | None = None) -> MaybeNode:
        return lens_of(call, view).node(id)

    def nodes(call: Call, ids: list[str], view: ViewInput | None = None) -> Later[list[Held[Node] | None]]:
        if len(ids) > MOST_FIRST:
            raise BadValue(f"ids has {len(ids)} ids", f"ask for {MOST_FIRST} at a time")
        return lens_of(call, view).nodes(ids)

    return [
        book.field(
            "node", "Node", "A node by its id; null where nothing is known of it.", node,
            arguments=[book.argument("id", "ID!", "The id, as cpc or scotland/cpc."), view_argument(book)], root=True,
        ),
        book.field(
            "nodes", "[Node]", "Nodes by their ids, in that order; null for each that nothing is known of.", nodes,
            arguments=[
                book.argument("ids", "[ID!]!", f"The ids, at most {MOST_FIRST}."), view_argument(book),
            ], root=True,
        ),
    ]  # fmt: skip


def kind_field(book: Book, kind: Kind) -> Field:
    """The root field of a kind: its nodes that count on the view's day, in the order of their ids, in pages."""
    doc = f"{kind.doc} Those that count on the view's day, in the order of their ids."
    write_connection(
        book, kind.name, doc,
        [book.field("node", f"{kind.name}!", f"The {kind.noun}.", lambda item: item)],
        fields=[book.field("view", "View!", "The view that answered.", lambda held: view_held(held.lens))],
        edge_doc=f"One {kind.noun} of a page.",
    )  # fmt: skip
    filters = _filters(book, kind)
    return book.field(
        kind.plural, f"{kind.name}Connection", doc, _connect(kind),
        arguments=[*page_arguments(book), *filters, view_argument(book)], root=True,
    )  # fmt: skip


def _connect(kind: Kind) -> Callable[..., Held[Page[Node]]]:
    def connect(
        call: Call,
        first: int | None = None,
        after: str | None = None,
        view: ViewInput | None = None,
        **filters: Any,
    ) -> Held[Page[Node]]:
        lens = lens_of(call, view)
        wanted = size(first)
        where = {name: frozenset(_words(given)) for name, given in filters.items() if given}
        found = lens.graph.find(kind.name, where, key_of(after), wanted + 1)
        lens.show(found[:wanted])
        page = Page(
            items=found[:wanted],
            keys=[node.id for node in found[:wanted]],
            more=len(found) > wanted,
            began=bool(after),
            total=lambda: lens.graph.count(kind.name, where)[1],
        )
        return Held(page, lens)

    return connect


def _words(given: list[Any]) -> list[str]:
    return [each.value if isinstance(each, Enum) else each for each in given]


def _filters(book: Book, kind: Kind) -> list[StrawberryArgument]:
    found = []
    for field in kind.fields:
        if field.type is FieldType.CHOICE:
            written = f"[{choice_type(book, field, kind.name)}!]"
        elif field.name in _SHARED_TEXTS.get(kind.name, ()):
            written = "[String!]"
        else:
            continue
        doc = f"Those with one of these only. {field.doc}"
        found.append(book.argument(camel(field.name), written, doc, python=field.name))
    return found


def search_field(book: Book) -> Field:
    """The root field `search`."""
    book.object(
        "SearchResult",
        "A node that a search met.",
        [
            book.field("node", "Node!", "The node.", lambda held: held.with_value(held.value.node)),
            book.field(
                "rank", "Int!", "How near it is to the words; higher is nearer.", lambda held: held.value.rank
            ),
        ],
    )

    def search(
        call: Call,
        text: str,
        kinds: list[Any] | None = None,
        first: int | None = None,
        view: ViewInput | None = None,
    ) -> list[Held[Found]]:
        if not text.strip():
            raise BadValue("there is nothing to search for", "write a word or two")
        lens = lens_of(call, view)
        found = lens.graph.search(text, _words(kinds or []), size(first))
        return [Held(each, lens) for each in found]

    first = page_arguments(book)[0]
    return book.field(
        "search", "[SearchResult!]",
        "Nodes whose names, aliases or texts have all the words, nearest first; ended and proposed ones too.", search,
        arguments=[
            book.argument("text", "String!", "The words; the last may be the beginning of one. Case, plurals and accents do not matter."),
            book.argument("kinds", "[NodeKind!]", "Nodes of these kinds only."),
            first, view_argument(book),
        ], root=True,
    )  # fmt: skip


def write_query(book: Book, fields: list[Field]) -> type[Any]:
    """Enter the root type."""
    return book.object(
        "Query",
        "What can be asked. Every field takes a view; every one may be null, so that an error in one leaves the others.",
        fields,
    )


def plural_fields(book: Book) -> list[Field]:
    """The root fields of all kinds."""
    return [kind_field(book, kind) for kind in KINDS]
