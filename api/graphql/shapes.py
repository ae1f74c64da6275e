"""The types of rows and parameters, read from their annotations: how GraphQL writes them, and how values pass over.

Rows and parameters are frozen dataclasses whose fields are `Annotated[type, Doc(...)]`. A row's dataclass becomes an
object type of the same name; `Node`, `Edge`, `Said` and `Version` become the types that stand for them everywhere.
"""

import types
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Held
from remit.api.graphql.statements import truth
from remit.api.graphql.words import pascal
from remit.api.jsonable import camel
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Node, Said, Version
from remit.queries.question import Doc, parameter_name

_SCALARS: dict[type[Any], str] = {str: "String", int: "Int", bool: "Boolean", date: "Date"}
_MODEL = {Node: "Node", Edge: "Relation", Said: "Assertion", Version: "Version"}
_MANY = (tuple, list, frozenset, Sequence, AbstractSet)

Out = Callable[[Held[Any], Any], Any]


@dataclass(frozen=True, slots=True)
class Documented:
    """A field of a dataclass: its Python name, public name, type without its documentation, and that documentation."""

    python: str
    name: str
    type: Any
    doc: Doc


def documented(owner: type[Any]) -> list[Documented]:
    """The fields of a dataclass of rows or parameters; TypeError for one that has no documentation."""
    hints = get_type_hints(owner, include_extras=True)
    found = []
    for field in fields(owner):
        hint = hints[field.name]
        parts = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        doc = next((each for each in parts[1:] if isinstance(each, Doc)), None)
        if doc is None:
            raise TypeError(f"{owner.__name__}.{field.name} needs a Doc: write Annotated[…, Doc(…)]")
        found.append(Documented(field.name, camel(parameter_name(field.name)), parts[0], doc))
    return found


def optional(hint: Any) -> tuple[Any, bool]:
    """A type without None, and whether it had it."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    rest = [each for each in get_args(hint) if each is not type(None)]
    if len(rest) != 1:
        raise TypeError(f"{hint} has several types; GraphQL needs one")
    return rest[0], True


def item_type(hint: Any) -> Any:
    """The type of a collection's items; None for what is no collection."""
    if get_origin(hint) not in _MANY:
        return None
    return get_args(hint)[0]


def scalar_or_enum(book: Book, hint: Any, doc: Doc, enum_name: str) -> str | None:
    """How GraphQL writes a plain type, with an enumeration made for choices; None for other types."""
    if doc.choices and hint is str:
        return str(book.enum(enum_name, doc.text, doc.choices).__name__)
    return _SCALARS.get(hint)


class Rows:
    """The object types of rows, made when first met."""

    def __init__(self, book: Book, prefix: str) -> None:
        self._book = book
        self._prefix = prefix

    def written(self, row: type[Any]) -> str:
        """The name of the object type of a row's dataclass."""
        known: dict[type[Any], str] = self._book.rows
        if row not in known:
            name = row.__name__
            known[row] = f"{self._prefix}{name}" if self._book.taken(name) else name
            doc = " ".join((row.__doc__ or "").strip().split("\n\n")[0].split())
            self._book.reserve(known[row])
            self._book.object(known[row], doc, [self._field(known[row], each) for each in documented(row)])
        return known[row]

    def _field(self, owner: str, field: Documented) -> Field:
        written, out = self._shape(field.type, field.doc, f"{owner}{pascal(field.name)}")

        def resolve(held: Held[Any]) -> Any:
            return out(held, getattr(held.value, field.python))

        return self._book.field(field.name, written, field.doc.text, resolve)

    def _shape(self, hint: Any, doc: Doc, enum_name: str) -> tuple[str, Out]:
        inner, nullable = optional(hint)
        if nullable:
            written, out = self._shape(inner, doc, enum_name)
            return written.removesuffix("!"), lambda held, value: None if value is None else out(held, value)
        if (items := item_type(inner)) is not None:
            written, out = self._shape(items, doc, enum_name)
            return f"[{written}]!", lambda held, value: [out(held, each) for each in _in_order(value)]
        if inner is Truth:
            return "Truth!", lambda _held, value: truth(self._book, value)
        if inner in _MODEL:
            return f"{_MODEL[inner]}!", Held.with_value
        if plain := scalar_or_enum(self._book, inner, doc, enum_name):
            member = self._book.names[plain] if doc.choices and inner is str else None
            return f"{plain}!", lambda _held, value: member(value) if member else value
        if isinstance(inner, type) and issubclass(inner, Enum):
            made = self._book.enum(
                inner.__name__, (inner.__doc__ or "").strip(), [str(each.value) for each in inner]
            )
            return f"{made.__name__}!", lambda _held, value: made(str(value.value))
        if isinstance(inner, type) and is_dataclass(inner):
            return f"{self.written(inner)}!", Held.with_value
        raise TypeError(f"{hint} has no form in GraphQL")


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, AbstractSet) else value
