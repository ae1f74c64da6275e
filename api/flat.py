"""Answers as CSV: a header and lines that depend on the row's type only.

A nested value has its path in the header (`duty.id`, `duty.name`). The first field that lists dataclasses is opened:
one line for each of its items, numbered, the rest of the row repeated (one line a hop of a reporting line). Other lists
of plain values are joined with `; `; what is deeper is JSON.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from remit.api.jsonable import camel, is_list, jsonable
from remit.graphmodel.graph import Edge, Node, Said

_SAID = ("dataset", "evidence", "standing", "inForce", "validFrom", "validTo", "source", "locator")
_KEYS: dict[type, tuple[str, ...]] = {
    Node: ("id", "kind", "name", "source", "locator"),
    Edge: ("relation", "subject", "object", *_SAID),
    Said: _SAID,
}
Get = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and how to get its value from a row."""

    title: str
    get: Get


def csv_lines(row_type: type, rows: Iterable[object]) -> Iterator[list[str]]:
    """The header, then the lines of all rows, as texts."""
    opened = _opened(row_type)
    own = [column for name, hint in _hints(row_type) if name != opened for column in _columns(name, hint)]
    if opened is None:
        yield [column.title for column in own]
        for row in rows:
            yield [_text(column.get(row)) for column in own]
        return
    item = _item(dict(_hints(row_type))[opened])
    inner = [
        Column(f"{camel(opened)}.{c.title}", c.get)
        for name, hint in _hints(item)
        for c in _columns(name, hint)
    ]
    yield ["row", *(c.title for c in own), camel(opened), *(c.title for c in inner)]
    for number, row in enumerate(rows, 1):
        outer = [str(number), *(_text(column.get(row)) for column in own)]
        items: Sequence[object] = getattr(row, opened)
        for place, each in enumerate(items, 1):
            yield [*outer, str(place), *(_text(column.get(each)) for column in inner)]
        if not items:
            yield [*outer, "", *("" for _ in inner)]


def _opened(row_type: type) -> str | None:
    for name, hint in _hints(row_type):
        item = _item(hint)
        if is_dataclass(item) and item not in _KEYS:
            return name
    return None


def _item(hint: Any) -> Any:
    """The type of a list's items; None where the type is no list."""
    return get_args(hint)[0] if get_origin(hint) in (tuple, list) else None


def _columns(name: str, hint: Any) -> Iterator[Column]:
    def get(row: Any) -> object:
        return None if row is None else getattr(row, name)

    if hint in _KEYS:
        for key in _KEYS[hint]:
            yield Column(f"{camel(name)}.{key}", _key_of(get, key))
    elif is_dataclass(hint):
        for inner, inner_hint in _hints(hint):
            for column in _columns(inner, inner_hint):
                yield Column(f"{camel(name)}.{column.title}", _through(get, column.get))
    else:
        yield Column(camel(name), get)


def _key_of(get: Get, key: str) -> Get:
    def value(row: Any) -> object:
        found = jsonable(get(row))
        return found.get(key) if isinstance(found, dict) else None

    return value


def _through(outer: Get, inner: Get) -> Get:
    return lambda row: inner(outer(row))


def _hints(of: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(of, include_extras=True)
    return [(each.name, _plain(hints[each.name])) for each in fields(of)]


def _plain(hint: Any) -> Any:
    """A type without its documentation, and without None where it is one or the other."""
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        left = [each for each in get_args(hint) if each is not NoneType]
        return left[0] if len(left) == 1 else hint
    return hint


def _text(value: Any) -> str:
    if is_list(value):
        return "; ".join(_item_text(each) for each in value)
    made = jsonable(value)
    if isinstance(made, dict | list):
        return json.dumps(made, ensure_ascii=False)
    if isinstance(made, bool):
        return "yes" if made else "no"
    return "" if made is None else str(made)


def _item_text(item: object) -> str:
    """An item of a list in short: who it is about, else all of it."""
    if isinstance(item, Node):
        return f"{item.name} [{item.id}]"
    if is_dataclass(item):
        about = next(
            (
                each
                for each in (getattr(item, field.name) for field in fields(item))
                if isinstance(each, Node)
            ),
            None,
        )
        if about is not None:
            return _item_text(about)
    return _text(item)
