"""The form of a field's values: one or many, which may be null, and how each is written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
)

Write = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Form:
    """Whether values are many, may be null, hold nulls, and are leaves.

    `write` gives a leaf, or one of many, as it is written; `name_of` names an object's type.
    """

    nullable: bool
    many: bool
    item_nullable: bool
    leaf: bool
    write: Write
    name_of: Callable[[Any], str]


@lru_cache(maxsize=4096)
def form_of(type_: GraphQLOutputType) -> Form:
    """The form of an output type. TypeError for lists within lists and unions, which the schema has none of."""
    inner, nullable = _without_null(type_)
    many = isinstance(inner, GraphQLList)
    item, item_nullable = _without_null(inner.of_type) if isinstance(inner, GraphQLList) else (inner, True)
    if isinstance(item, GraphQLObjectType):
        name = item.name
        return Form(nullable, many, item_nullable, False, _never, lambda _value: name)
    if isinstance(item, GraphQLInterfaceType):
        return Form(nullable, many, item_nullable, False, _never, _namer(item))
    if isinstance(item, GraphQLScalarType | GraphQLEnumType):
        return Form(nullable, many, item_nullable, True, _writer(item), _never)
    raise TypeError(f"{type_} has no form that is written")


def _without_null(type_: Any) -> tuple[Any, bool]:
    return (type_.of_type, False) if isinstance(type_, GraphQLNonNull) else (type_, True)


def _namer(interface: GraphQLInterfaceType) -> Callable[[Any], str]:
    resolve: Any = interface.resolve_type
    return lambda value: str(resolve(value, None, interface))


def _writer(leaf: GraphQLScalarType | GraphQLEnumType) -> Write:
    serialize: Write = leaf.serialize
    if isinstance(leaf, GraphQLEnumType):
        return lru_cache(maxsize=512)(serialize)  # few values, and each takes a walk over all of them
    plain = {"String": str, "ID": str, "Boolean": bool}.get(leaf.name)
    return lambda value: value if type(value) is plain else serialize(value)


def _never(_value: Any) -> Any:
    raise TypeError("a leaf has no type of its own, and an object is not written")
