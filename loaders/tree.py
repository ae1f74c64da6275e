"""YAML read into a small tree that knows the place of every key and value.

Only what a data set needs is read: mappings, lists and scalars of one document in UTF-8. Anchors, aliases, tags and deep
nesting are refused, so no file can grow in memory. Values stay the texts they are written as: the model's fields say
what each means, so `no`, `on` or 0123 hold no surprises.
"""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from remit.graphmodel.errors import Problem

MOST_BYTES = 16 * 1024 * 1024
MOST_DEPTH = 12
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Scalar:
    """A text, or None where nothing is written; line and column count from 1."""

    text: str | None
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list["Tree"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the order written."""

    line: int
    column: int
    items: list[tuple[Scalar, "Tree"]] = field(default_factory=list)


Tree = Scalar | Sequence | Mapping


class _Refused(Exception):
    def __init__(self, line: int, column: int, message: str, mend: str) -> None:
        super().__init__(message)
        self.parts = line, column, message, mend


def read_tree(path: Path, shown: str, problems: list[Problem]) -> Tree | None:
    """The tree of a file (None where it is empty, or cannot be read: then with a problem). `shown` names the file."""
    try:
        return _parse(_read(path))
    except _Refused as refused:
        problems.append(Problem(shown, *refused.parts))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        message = f"this is no valid YAML: {error.problem or error.context}"
        problems.append(Problem(shown, *place, message, "check indentation, colons and quotes here and just above"))
    except yaml.reader.ReaderError as error:
        problems.append(Problem(shown, 0, 0, f"it holds a character that YAML forbids: {error.reason}", "remove it"))
    return None


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise _Refused(0, 0, "it is not a regular file", "put a plain file there")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _Refused(
                0, 0, f"it has {size} bytes; a YAML file may have {MOST_BYTES}", "split it, or write it as JSON Lines"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise _Refused(0, 0, f"it cannot be read: {error.strerror}", "check that it exists and that you may read it") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        raise _Refused(
            line, column, f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file in UTF-8 (it may be Windows-1252)"
        ) from error


def _parse(text: str) -> Tree | None:
    loader = yaml.CSafeLoader(text)
    stack: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    root: Tree | None = None
    try:
        while loader.check_event():
            event = loader.get_event()
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _Refused(line, column, "a second document begins here", "keep one document a file")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _Refused(line, column, "anchors and aliases are not used in data sets", "write the value out")
            if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                stack.pop()
                keys.pop()
                continue
            made = _node(event, line, column)
            if made is None:
                continue
            if getattr(event, "tag", None) not in (None, "!"):
                raise _Refused(line, column, f"tags such as {event.tag} are not used in data sets", "take the tag out")
            if not stack:
                root = made
            else:
                _add(stack[-1], keys, made)
            if not isinstance(made, Scalar):
                if len(stack) == MOST_DEPTH:
                    raise _Refused(line, column, f"nested deeper than {MOST_DEPTH}", "write it flatter")
                stack.append(made)
                keys.append(None)
    finally:
        loader.dispose()
    return None if isinstance(root, Scalar) and root.text is None else root


def _node(event: object, line: int, column: int) -> Tree | None:
    if isinstance(event, yaml.ScalarEvent):
        empty = event.style is None and event.value in _NULLS
        return Scalar(None if empty else event.value, line, column)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(line, column)
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(line, column)
    return None


def _add(parent: Sequence | Mapping, keys: list[Scalar | None], made: Tree) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(made)
        return
    key = keys[-1]
    if key is not None:
        parent.items.append((key, made))
        keys[-1] = None
        return
    if not isinstance(made, Scalar) or made.text is None:
        raise _Refused(made.line, made.column, "a key must be a word", "write KEY: value")
    for other, _ in parent.items:
        if other.text == made.text:
            raise _Refused(
                made.line, made.column, f"the key {made.text} stands here already, in line {other.line}", "keep one of them"
            )
    keys[-1] = made
