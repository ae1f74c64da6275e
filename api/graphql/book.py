"""The book of GraphQL types: each is written once, by name, and may name types that come later.

Types are made from tables, so they are made by calls and not by class statements. A field's type is written as GraphQL
writes it: `[Agency!]!`.
"""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Optional

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from remit.api.graphql.words import constant

Resolve = Callable[..., Any]


class Field(StrawberryField):
    """A field of an object: `resolve` gets what the object stands for (at the root, the call) and the arguments."""

    resolve: Resolve

    def __init__(
        self, name: str, annotation: StrawberryAnnotation, doc: str, resolve: Resolve, *,
        arguments: Sequence[StrawberryArgument] = (), root: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(
            python_name=f"{name}_", graphql_name=name, type_annotation=annotation, description=doc
        )
        self.init = self.repr = self.compare = False
        self.arguments = list(arguments)
        self.resolve = resolve
        self.root = root

    @property
    def type(self) -> Any:
        """The type, as Strawberry knows it once all types are made."""
        return self.resolve_type()

    @type.setter
    def type(self, _annotation: object) -> None:
        """Keep the type as written: a dataclass would set it to what its annotations say."""


class Book:
    """The types made so far. A name can be given once; ValueError says which was given twice."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {
            "ID": strawberry.ID, "String": str, "Int": int, "Boolean": bool, "Date": date,
            "list": list, "Optional": Optional,
        }  # fmt: skip
        self.rows: dict[type[Any], str] = {}
        self._enums: dict[tuple[str, ...], type[Enum]] = {}
        self._reserved: set[str] = set()

    def annotation(self, written: str) -> StrawberryAnnotation:
        """A type as GraphQL writes it, as an annotation that is looked up in the book when the schema is made."""
        return StrawberryAnnotation(_python(written), namespace=self.names)

    def field(
        self, name: str, written: str, doc: str, resolve: Resolve, *,
        arguments: Sequence[StrawberryArgument] = (), root: bool = False,
    ) -> Field:  # fmt: skip
        """A field of a type."""
        return Field(name, self.annotation(written), doc, resolve, arguments=arguments, root=root)

    def argument(
        self, name: str, written: str, doc: str, default: object = UNSET, python: str | None = None
    ) -> StrawberryArgument:
        """An argument of a field; `python` is its name for the resolver, where that differs."""
        return StrawberryArgument(
            python or name, name, self.annotation(written), description=doc, default=default
        )

    def object(
        self, name: str, doc: str, fields: Iterable[Field], *,
        interfaces: Sequence[str] = (), own_first: bool = True,
    ) -> type[Any]:  # fmt: skip
        """Make an object type, which also has the fields of its interfaces."""
        made = self._make(name, doc, fields, interfaces, {"is_type_of": staticmethod(_always)}, False)
        return _ordered(made) if own_first else made

    def interface(
        self, name: str, doc: str, fields: Iterable[Field], *,
        interfaces: Sequence[str] = (), resolve_type: Callable[..., str] | None = None,
    ) -> type[Any]:  # fmt: skip
        """Make an interface; `resolve_type` names the type of a value."""
        body = {"resolve_type": staticmethod(resolve_type)} if resolve_type else {}
        return _ordered(self._make(name, doc, fields, interfaces, body, True))

    def enum(self, name: str, doc: str, words: Sequence[str] | Mapping[str, str]) -> type[Enum]:
        """An enumeration of words, whose members' values are the words; the same words make the same one.

        A mapping gives what each word means.
        """
        key = tuple(words)
        if key not in self._enums:
            docs = words if isinstance(words, Mapping) else {word: f"In words: {word}." for word in words}
            members = {constant(word): strawberry.enum_value(word, description=docs[word]) for word in words}
            made = Enum(name, members)  # type: ignore[misc]
            self._enums[key] = self._add(name, strawberry.enum(made, name=name, description=doc))
        return self._enums[key]

    def input(self, name: str, made: type[Any]) -> None:
        """Enter an input type made by a class statement."""
        self._add(name, made)

    def taken(self, name: str) -> bool:
        """Whether a type has that name, or is to have it."""
        return name in self.names or name in self._reserved

    def reserve(self, name: str) -> None:
        """Keep a name for a type that is being made, whose fields may refer to it."""
        self._reserved.add(name)

    def _make(
        self, name: str, doc: str, fields: Iterable[Field], interfaces: Sequence[str],
        body: Mapping[str, Any], is_interface: bool,
    ) -> type[Any]:  # fmt: skip
        bases = tuple(self.names[each] for each in interfaces)
        fields = list(fields)
        inherited = {each.graphql_name for base in bases for each in base.__strawberry_definition__.fields}
        if hidden := inherited & {each.graphql_name for each in fields}:
            raise ValueError(f"{name} would hide fields of its interface: {', '.join(sorted(hidden))}")
        made = types.new_class(name, bases, {}, lambda namespace: namespace.update(_namespace(fields, body)))
        if is_interface:
            return self._add(name, strawberry.interface(made, name=name, description=doc))
        return self._add(name, strawberry.type(made, name=name, description=doc))

    def _add(self, name: str, made: type[Any]) -> type[Any]:
        if name in self.names:
            raise ValueError(f"two GraphQL types would be called {name}")
        self.names[name] = made
        return made


def _ordered(made: type[Any]) -> type[Any]:
    definition = made.__strawberry_definition__
    inherited = {
        field.name for base in made.__bases__ for field in getattr(base, "__dataclass_fields__", {}).values()
    }
    definition.fields.sort(key=lambda field: field.name in inherited)
    return made


def _always(_value: object, _info: object) -> bool:
    return True


def _namespace(fields: Iterable[Field], body: Mapping[str, Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for field in fields:
        if field.python_name in named:
            raise ValueError(f"two GraphQL fields of one type would be called {field.graphql_name}")
        named[field.python_name] = field
    return {"__module__": __name__, "__annotations__": {}, **named, **body}


def _python(written: str) -> str:
    required = written.endswith("!")
    core = written.removesuffix("!")
    inner = f"list[{_python(core[1:-1])}]" if core.startswith("[") else core
    return inner if required else f"Optional[{inner}]"
