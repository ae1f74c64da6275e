"""Relay's connections: pages after a cursor, with keys in the cursors, so that what is inserted shifts nothing."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from strawberry.types.arguments import StrawberryArgument

from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Held
from remit.graphmodel.errors import BadValue
from remit.queries.question import FIRST, MOST_FIRST

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page: its items and their cursors' keys, whether more follow, and how many there are in all (when asked).

    `last` is the key to go on after, where that is not the last item's.
    """

    items: Sequence[T]
    keys: Sequence[str]
    more: bool
    began: bool
    total: Callable[[], int]
    last: str | None = None


def cursor(key: str) -> str:
    """A cursor for the key of an item; opaque to callers."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def key_of(after: str | None) -> str:
    """The key in a cursor; nothing for none. BadValue where it is no cursor."""
    if not after:
        return ""
    try:
        padded = after + "=" * (-len(after) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise BadValue(
            "after is no cursor", "give the endCursor of the page before, or leave it out"
        ) from None


def size(first: int | None) -> int:
    """How many items are asked for; BadValue where that is too many or none of sense."""
    wanted = FIRST if first is None else first
    if not 0 <= wanted <= MOST_FIRST:
        raise BadValue(
            f"first is {wanted}", f"ask for 0 to {MOST_FIRST} at a time, and for the next with after"
        )
    return wanted


def cut(
    items: Sequence[T], key: Callable[[T], tuple[str, ...]], first: int | None, after: str | None
) -> Page[T]:
    """A page of items that are all at hand, in the order of their keys."""
    wanted = size(first)
    beyond = key_of(after)
    keyed = sorted(((key(item), item) for item in items), key=lambda pair: pair[0])
    rest = [pair for pair in keyed if not beyond or pair[0] > tuple(beyond.split("\n"))]
    taken = rest[:wanted]
    return Page(
        items=[item for _, item in taken],
        keys=["\n".join(each) for each, _ in taken],
        more=len(rest) > len(taken),
        began=bool(after),
        total=lambda: len(items),
    )


def page_arguments(book: Book) -> list[StrawberryArgument]:
    """The arguments `first` and `after`."""
    return [
        book.argument("first", "Int", f"How many, at most {MOST_FIRST}.", FIRST),
        book.argument("after", "String", "The cursor to begin after: the endCursor of the page before."),
    ]


def write_page_info(book: Book) -> None:
    """Enter PageInfo in the book."""

    def field(name: str, written: str, doc: str, of: Callable[[Page[Any]], object]) -> Field:
        return book.field(name, written, doc, lambda held: of(held.value))

    book.object(
        "PageInfo",
        "Where a page stands in what it is a page of.",
        [
            field("hasNextPage", "Boolean!", "Whether more follow.", lambda page: page.more),
            field("hasPreviousPage", "Boolean!", "Whether it began after a cursor.", lambda page: page.began),
            field("startCursor", "String", "The first item's cursor.", _first),
            field("endCursor", "String", "The last item's cursor; give it as after.", _last),
        ],
    )


def write_connection(
    book: Book, name: str, doc: str, edge_fields: Sequence[Field], *,
    interfaces: Sequence[str] = (), fields: Sequence[Field] = (), edge_doc: str = "",
) -> None:  # fmt: skip
    """Enter `nameConnection` and `nameEdge` in the book.

    An edge stands for an item of the page; `edge_fields` are its fields besides the cursor, `fields` the connection's
    besides edges, pageInfo and totalCount.
    """
    book.object(f"{name}Edge", edge_doc or doc, [cursor_field(book), *edge_fields], interfaces=interfaces)
    book.object(
        f"{name}Connection",
        doc,
        [
            *page_fields(book, f"{name}Edge"),
            book.field(
                "totalCount", "Int!", "How many there are in all pages.", lambda held: held.value.total()
            ),
            *fields,
        ],
    )


def page_fields(
    book: Book, edge: str, page: Callable[[Held[Any]], Held[Page[Any]]] = lambda held: held
) -> list[Field]:
    """The fields `edges` and `pageInfo` of what has a page."""

    def edges(held: Held[Any]) -> list[Item]:
        shown = page(held)
        pairs = zip(shown.value.items, shown.value.keys, strict=True)
        return [Item(item, shown.lens, key) for item, key in pairs]

    return [
        book.field("edges", f"[{edge}!]!", "The items of this page, each with its cursor.", edges),
        book.field("pageInfo", "PageInfo!", "Where this page stands.", page),
    ]


def cursor_field(book: Book) -> Field:
    """The field `cursor` of an edge."""
    return book.field(
        "cursor", "String!", "Where it stands in the order of the pages.", lambda item: cursor(item.key)
    )


@dataclass(frozen=True, slots=True)
class Item(Held[Any]):
    """An item of a page, with the key of its cursor."""

    key: str = ""


def _first(page: Page[Any]) -> str | None:
    return cursor(page.keys[0]) if page.keys else None


def _last(page: Page[Any]) -> str | None:
    key = page.last or (page.keys[-1] if page.keys else None)
    return None if key is None else cursor(key)
