"""YAML read into a small tree that knows the place of every key and value.

Only what data sets, packs of rules and scenarios need is read: mappings, lists and scalars of one document in UTF-8.
Anchors, aliases, tags and deep nesting are refused, so no file can grow in memory. Values stay the texts they are
written as: the fields they are for say what each means, so `no`, `on` or 0123 hold no surprises.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from remit.graphmodel.errors import Problem

MOST_BYTES = 16 * 1024 * 1024
MOST_DEPTH = 12
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


def leads_out(path: Path, problems: list[Problem]) -> bool:
    """Whether a file of a data set is a link to somewhere outside its folder: then with a problem."""
    try:
        inside = path.resolve().parent == path.parent.resolve()
    except (OSError, RuntimeError):  # a loop of links
        inside = False
    if not inside:
        message = "it is a link that leads out of the folder"
        problems.append(Problem(str(path), 0, 0, message, "put the file itself there"))
    return not inside


def read_tree(path: Path, shown: str, problems: list[Problem]) -> Tree | None:
    """The tree of a file (None where it is empty, or cannot be read: then with a problem). `shown` names the file."""
    return _read_tree(lambda: _read(path), shown, problems)


def tree_of(text: str, shown: str, problems: list[Problem]) -> Tree | None:
    """The tree of a text in YAML or JSON (None where it is empty or none: then with a problem). `shown` names it."""
    return _read_tree(lambda: _allowed(text), shown, problems)


def _read_tree(read: Callable[[], str], shown: str, problems: list[Problem]) -> Tree | None:
    try:
        return _parse(read())
    except _Refused as refused:
        problems.append(Problem(shown, *refused.parts))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        message = f"this is no valid YAML: {error.problem or error.context}"
        problems.append(
            Problem(shown, *place, message, "check indentation, colons and quotes here and just above")
        )
    return None


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise _Refused(0, 0, "it is not a regular file", "put a plain file there")
        size = path.stat().st_size
        if size > MOST_BYTES:
            mend = "split it, or write it as JSON Lines"
            raise _Refused(0, 0, f"it has {size} bytes; a YAML file may have {MOST_BYTES}", mend)
        raw = path.read_bytes()
    except OSError as error:
        mend = "check that it exists and that you may read it"
        raise _Refused(0, 0, f"it cannot be read: {error.strerror}", mend) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_after(error.object[: error.start].decode("utf-8"))
        other = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1252"
        mend = f"save the file in UTF-8 (it may be {other})"
        raise _Refused(*place, f"byte 0x{raw[error.start]:02x} is not UTF-8", mend) from error
    return _allowed(text)


def _allowed(text: str) -> str:
    if found := _FORBIDDEN.search(text):
        mend = "save the file in UTF-8 (it may be UTF-16)" if found[0] == "\0" else "take it out"
        message = f"YAML forbids the character U+{ord(found[0]):04X}"
        raise _Refused(*_place_after(text[: found.start()]), message, mend)
    return text


def _place_after(text: str) -> tuple[int, int]:
    """The line and column of what follows a text."""
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


def _parse(text: str) -> Tree | None:
    loader = yaml.CSafeLoader(text)
    stack: list[_Open] = []
    root: Tree | None = None
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _Refused(line, column, "a second document begins here", "keep one document a file")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _Refused(line, column, "anchors and aliases are not used here", "write the value out")
            if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                stack.pop()
                continue
            made = _node(event, line, column)
            if made is None:
                continue
            if getattr(event, "tag", None) not in (None, "!"):
                raise _Refused(
                    line, column, f"tags such as {event.tag} are not used here", "take the tag out"
                )
            if stack:
                stack[-1].add(made)
            else:
                root = made
            if not isinstance(made, Scalar):
                if len(stack) == MOST_DEPTH:
                    raise _Refused(line, column, f"nested deeper than {MOST_DEPTH}", "write it flatter")
                stack.append(_Open(made))
    finally:
        loader.dispose()
    return None if isinstance(root, Scalar) and root.text is None else root


def _node(event: object, line: int, column: int) -> Tree | None:
    if isinstance(event, yaml.ScalarEvent):
        empty = not event.style and event.value in _NULLS
        return Scalar(None if empty else event.value, line, column)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(line, column)
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(line, column)
    return None


class _Open:
    """A list or mapping whose end is still to come."""

    def __init__(self, parent: Sequence | Mapping) -> None:
        self.parent = parent
        self.key: Scalar | None = None
        self.lines: dict[str, int] = {}

    def add(self, made: Tree) -> None:
        """Put a node into it: an item, a key, or the value of the key before."""
        if isinstance(self.parent, Sequence):
            self.parent.items.append(made)
        elif self.key is not None:
            self.parent.items.append((self.key, made))
            self.key = None
        elif not isinstance(made, Scalar) or made.text is None:
            raise _Refused(made.line, made.column, "a key must be a word", "write KEY: value")
        else:
            first = self.lines.setdefault(made.text, made.line)
            if first != made.line or len(self.lines) == len(self.parent.items):
                message = f"the key {made.text} stands here already, in line {first}"
                raise _Refused(made.line, made.column, message, "keep one of them")
            self.key = made
