"""Answers as JSON: the same names as in GraphQL, camel case, days in ISO form, truths as words.

A node is {id, kind, name, its attributes, what is known of the assertion}; an edge is {relation, subject, object, …} with
the ids of its ends. The set of keys of a row depends on its type only, so that programs can rely on it; of a node and
an edge, attributes that nobody stated are left out.
"""

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import singledispatch
from typing import TypeAlias

from remit.graphmodel.days import Day, Truth, as_date
from remit.graphmodel.graph import Edge, Node, Said, Version

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def camel(name: str) -> str:
    """A Python or command-line name as JSON and GraphQL have it: valid_from, valid-from and from_ are validFrom, from."""
    first, *rest = name.replace("-", "_").strip("_").split("_")
    return first + "".join(each.capitalize() for each in rest)


def is_list(value: object) -> bool:
    """Whether a value of a row is several values: a tuple or list, but no node, edge or other tuple with names."""
    return type(value) in (tuple, list)


@singledispatch
def jsonable(value: object) -> Json:
    """Any value that a question's parameters or rows hold, as JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {camel(each.name): jsonable(getattr(value, each.name)) for each in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON")


@jsonable.register(type(None))
@jsonable.register(str)
@jsonable.register(bool)
@jsonable.register(int)
@jsonable.register(float)
def _(value: str | float | None) -> Json:
    return value


@jsonable.register
def _(value: Truth) -> Json:
    return value.word


@jsonable.register
def _(value: Enum) -> Json:
    return jsonable(value.value)


@jsonable.register
def _(value: date) -> Json:
    return value.isoformat()


@jsonable.register
def _(value: Day) -> Json:
    return value.written


@jsonable.register
def _(value: Said) -> Json:
    return _said(value)


@jsonable.register
def _(value: Version) -> Json:
    return {"name": value.name, **_attributes(value.attributes), **_said(value.said)}


@jsonable.register
def _(value: Mapping) -> Json:  # type: ignore[type-arg]
    return {camel(str(key)): jsonable(each) for key, each in value.items()}


@jsonable.register
def _(value: Set) -> Json:  # type: ignore[type-arg]
    return [jsonable(each) for each in sorted(value)]


@jsonable.register(list)
@jsonable.register(tuple)
def _(value: list[object] | tuple[object, ...]) -> Json:
    return [jsonable(each) for each in value]


@jsonable.register
def _(node: Node) -> Json:
    return {
        "id": node.id,
        "kind": node.kind,
        "name": node.name,
        **_attributes(node.attributes),
        **_said(node.said),
        "inForce": node.counts.word,
        "recorded": node.recorded,
        "confirmedNone": jsonable([name for name, truth in sorted(node.confirmed_none.items()) if truth]),
        "others": jsonable(node.others),
    }


@jsonable.register
def _(edge: Edge) -> Json:
    return {
        "relation": edge.relation,
        "subject": edge.subject,
        "object": edge.object,
        "ownId": edge.own_id,
        **_attributes(edge.attributes),
        **_said(edge.said),
    }


def _attributes(attributes: Mapping[str, object]) -> dict[str, Json]:
    return {camel(name): jsonable(value) for name, value in attributes.items()}


def _said(said: Said) -> dict[str, Json]:
    return {
        "dataset": said.dataset,
        "evidence": said.evidence,
        "standing": said.standing,
        "inForce": said.in_force.word,
        "validFrom": said.valid_from,
        "validTo": said.valid_to,
        "source": said.source,
        "locator": said.locator,
        "lastEvidenced": jsonable(as_date(said.dated)),
        "reason": said.reason,
        "note": said.note,
        "basedOn": jsonable(said.based_on),
    }
