"""An answer as people read it: the sentence, the rows, then what to know about them."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import cache, singledispatch
from shlex import quote
from typing import Any, TextIO, get_args, get_type_hints

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from remit.api.chains import climb
from remit.api.jsonable import is_list
from remit.api.shapes import shape_of
from remit.api.tables import cell, clean, hanging, numbered, parts_of, show, table, title_of, unsaid
from remit.graphmodel.graph import Edge, Node, Said
from remit.queries.accountability_chain import LineUp
from remit.queries.between import Between
from remit.queries.holding import Holding
from remit.queries.question import Answer, Doc, Question

MOST_COLUMNS = 4
_IN_A_LINE = (str, int, Node, Edge, Said, Holding, Between, type(None))


def write_text(question: Question, answer: Answer[Any], stream: TextIO) -> None:
    """Write an answer: sentence first, then the rows, notes last."""
    parts: list[RenderableType] = [Text(clean(answer.sentence))]
    if answer.rows:
        parts += ["", *rows_shown(answer.rows)]
    notes = [clean(note) for note in answer.notes]
    if answer.truncated:
        names = {each.name for each in fields(question.parameters)}
        mend = next((f": raise --{name}" for name in ("limit", "first") if name in names), "")
        notes.append(f"There are more than are listed{mend}.")
    if answer.after:
        notes.append(f"More follow: add --after {quote(answer.after)}")
    if notes:
        parts += ["", *(Text(note, "italic") for note in notes)]
    show(Group(*parts), stream)


def rows_shown(rows: Sequence[Any]) -> list[RenderableType]:
    """Rows in their type's own shape, else as a table where few columns say something, else one block after another."""
    if shape := shape_of(type(rows[0])):
        return list(shape(rows))
    names = columns_of(rows)
    flat = all(_fits_a_line(getattr(row, name)) for row in rows for name in names)
    if flat and len(names) <= MOST_COLUMNS:
        return [
            table(
                [title_of(name) for name in names], ([getattr(row, name) for name in names] for row in rows)
            )
        ]
    if len(rows) == 1:
        return [block(rows[0])]
    blocks: list[RenderableType] = []
    for number, row in enumerate(rows, 1):
        blocks += ["", numbered(number, block(row))]
    return blocks[1:]


def columns_of(rows: Sequence[Any]) -> list[str]:
    """The fields that say something in any of the rows; what a row's own sentence tells is not told twice."""
    names = shown_fields(rows[0])
    if "sentence" in names:
        names = [name for name in names if not any(_are_nodes(getattr(row, name)) for row in rows)]
    return [name for name in names if any(not unsaid(getattr(row, name)) for row in rows)]


def shown_fields(row: Any) -> list[str]:
    """The fields of a row besides those that are only there for programs, or to tell rows apart."""
    keys = getattr(row, "KEY", ())
    quiet = quiet_fields(row.__class__)
    return [
        each.name
        for each in fields(row)
        if each.name not in quiet and (each.name not in keys or not isinstance(getattr(row, each.name), str))
    ]


@cache
def quiet_fields(row: type) -> frozenset[str]:
    """The fields of a type of row that are for programs."""
    hints = get_type_hints(row, include_extras=True)
    return frozenset(
        name
        for name, hint in hints.items()
        if any(isinstance(each, Doc) and each.quiet for each in get_args(hint))
    )


@singledispatch
def block(value: Any) -> RenderableType:
    """A row as a block: a line for each field, what has parts of its own below its title."""
    parts: list[RenderableType] = []
    for name in shown_fields(value):
        held = getattr(value, name)
        title = f"{title_of(name)}: "
        if unsaid(held) or held is False:
            continue
        if _fits_a_line(held):
            parts.append(hanging(title, cell(held)))
        else:
            parts += [Text(title), *(Padding(part(each), (0, 0, 0, 2)) for each in _listed(held))]
    return Group(*parts)


@singledispatch
def part(value: Any) -> RenderableType:
    """A part of a row: what fits a line in one, the rest below."""
    if not is_dataclass(value) or _fits_a_line(value):
        return cell(value)
    head = [each.name for each in fields(value) if _fits_a_line(getattr(value, each.name))]
    parts: list[RenderableType] = [parts_of(value, head)]
    for each in fields(value):
        if each.name not in head:
            inner = [part(one) for one in _listed(getattr(value, each.name))]
            parts += [
                Padding(Text(f"{title_of(each.name)}:"), (0, 0, 0, 2)),
                *(Padding(one, (0, 0, 0, 4)) for one in inner),
            ]
    return Group(*parts)


@part.register
def _(value: LineUp) -> RenderableType:
    return Group(*climb(value.hops))


def _listed(value: Any) -> Sequence[Any]:
    return value if is_list(value) else (value,)


def _fits_a_line(value: Any) -> bool:
    """Whether a value has no parts that have parts of their own."""
    if is_list(value):
        return all(isinstance(each, _IN_A_LINE) for each in value)
    if isinstance(value, _IN_A_LINE) or not is_dataclass(value):
        return True
    return all(isinstance(getattr(value, each.name), _IN_A_LINE) for each in fields(value))


def _are_nodes(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, Node) for each in value)
