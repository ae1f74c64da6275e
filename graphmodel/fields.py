"""The attribute types a kind or relation may declare, and how each reads its written form.

A field is declared once, in the table of kinds (`kinds.py`) or of relations (`relations.py`). The YAML and JSON
Lines loaders, the published JSON Schema, GraphQL and the docs are made from that declaration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from remit.graphmodel.days import Day
from remit.graphmodel.errors import BadValue, mend_of_unknown

type_of_value = str | int | bool | list[str]


class FieldType(StrEnum):
    """What a field holds, in the words of the documentation."""

    TEXT = "text"
    TEXTS = "list of texts"
    COUNT = "count"
    FLAG = "yes or no"
    CHOICE = "one of"
    DAY = "day"
    NODE = "node"
    NODES = "list of nodes"
    RELATIONS = "list of relations"


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute: its name, type, meaning, and the choices it allows (empty: any value of the type).

    `kinds` names the node kinds that a reference may point at (empty: any kind).
    """

    name: str
    type: FieldType
    doc: str
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def many(self) -> bool:
        """Whether the field holds a list."""
        return self.type in (FieldType.TEXTS, FieldType.NODES, FieldType.RELATIONS)


def text(name: str, doc: str) -> Field:
    """A field of free text."""
    return Field(name, FieldType.TEXT, doc)


def texts(name: str, doc: str) -> Field:
    """A field that lists texts."""
    return Field(name, FieldType.TEXTS, doc)


def count(name: str, doc: str) -> Field:
    """A field that counts: a whole number, zero or more."""
    return Field(name, FieldType.COUNT, doc)


def flag(name: str, doc: str) -> Field:
    """A field that is yes (true) or no (false)."""
    return Field(name, FieldType.FLAG, doc)


def choice(name: str, doc: str, *choices: str) -> Field:
    """A field that takes one of the given words."""
    return Field(name, FieldType.CHOICE, doc, choices)


def day(name: str, doc: str) -> Field:
    """A field that holds a civil day, which may be partial (2003, 2003-04)."""
    return Field(name, FieldType.DAY, doc)


def node(name: str, doc: str, *kinds: str) -> Field:
    """A field that refers to a node of one of the kinds (none given: of any kind)."""
    return Field(name, FieldType.NODE, doc, kinds=kinds)


def nodes(name: str, doc: str) -> Field:
    """A field that lists nodes."""
    return Field(name, FieldType.NODES, doc)


def relations(name: str, doc: str) -> Field:
    """A field that lists names of relations."""
    return Field(name, FieldType.RELATIONS, doc)


def read_value(field: Field, written: object) -> type_of_value:
    """The value of a field as stored, read from what a file says (a text, or a JSON value).

    Raises BadValue with the value and how to mend it. References are returned as written: a loader resolves them.
    """
    if field.many:
        items = written if isinstance(written, list) else [written]
        return [_read_text(field, item) for item in items]
    return _READERS.get(field.type, _read_text)(field, written)


def _read_text(field: Field, written: object) -> str:
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise BadValue(f"{field.name} is {written!r}, which is no text", "write a text")
    read = str(written).strip()
    if not read:
        raise BadValue(f"{field.name} is empty", f"write a value or leave {field.name} out")
    return read


def _read_count(field: Field, written: object) -> int:
    read = str(written).strip()
    if isinstance(written, bool) or not read.isascii() or not read.isdigit() or len(read) > 9:
        raise BadValue(
            f"{field.name} is {written!r}, which is no count", "write a whole number, zero or more"
        )
    return int(read)


def _read_flag(field: Field, written: object) -> bool:
    if isinstance(written, bool):
        return written
    if written in ("true", "false"):
        return written == "true"
    raise BadValue(f"{field.name} is {written!r}, which is neither true nor false", "write true or false")


def _read_choice(field: Field, written: object) -> str:
    if isinstance(written, str) and written in field.choices:
        return written
    mend = mend_of_unknown(str(written), field.choices)
    raise BadValue(f"{field.name} is {written!r}, which is not allowed", mend)


def _read_day(field: Field, written: object) -> str:
    return Day.read(_read_text(field, written)).written


_READERS: dict[FieldType, Callable[[Field, object], type_of_value]] = {
    FieldType.COUNT: _read_count,
    FieldType.FLAG: _read_flag,
    FieldType.CHOICE: _read_choice,
    FieldType.DAY: _read_day,
}
