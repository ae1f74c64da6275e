"""Plain values as YAML that people read: one line where it fits, folded texts where it does not.

Only what this package's reader takes is written, and what YAML 1.1 or 1.2 would take for a number, a date or a truth
value is quoted, so that other readers find the same texts.
"""

import re
from collections.abc import Iterator, Mapping
from textwrap import wrap

WIDTH = 110
Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]

_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][0-9a-fA-FxXoO_:.,eE+-]*")
_WORDS_OF_OTHERS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"])
_START = re.compile(r"[^\W_]|\(|[£€]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def document(mapping: Mapping[str, Plain]) -> str:
    """A mapping as a YAML document."""
    return "".join(f"{line}\n" for line in _mapping(mapping, ""))


def entry(mapping: Mapping[str, Plain]) -> str:
    """A mapping as an entry of a list that is the value of a key at the left margin."""
    return "".join(f"{line}\n" for line in _dashed(mapping, "  "))


def _mapping(mapping: Mapping[str, Plain], pad: str) -> Iterator[str]:
    for key, value in mapping.items():
        yield from _after(f"{pad}{key}:", value, pad)


def _after(head: str, value: Plain, pad: str) -> Iterator[str]:
    """A value after its key: on the same line where it fits."""
    if isinstance(value, str):
        yield from _text(f"{head} ", value, pad)
    elif len(line := f"{head} {_flow(value)}") <= WIDTH and not _holds_mappings(value):
        yield line
    else:
        yield head
        if isinstance(value, list):
            for item in value:
                yield from _item(item, f"{pad}  ")
        elif isinstance(value, dict):
            yield from _mapping(value, f"{pad}  ")


def _holds_mappings(value: Plain) -> bool:
    return isinstance(value, list) and len(value) > 1 and any(isinstance(each, dict) for each in value)


def _item(item: Plain, pad: str) -> Iterator[str]:
    if isinstance(item, str):
        yield from _text(f"{pad}- ", item, pad)
    elif len(line := f"{pad}- {_flow(item)}") <= WIDTH or not isinstance(item, dict):
        yield line
    else:
        yield from _dashed(item, pad)


def _dashed(mapping: Mapping[str, Plain], pad: str) -> Iterator[str]:
    inner = _mapping(mapping, f"{pad}  ")
    yield f"{pad}- {next(inner)[len(pad) + 2 :]}"
    yield from inner


def _text(head: str, text: str, pad: str) -> Iterator[str]:
    """A text after its key or dash: in place, folded over lines, or line by line."""
    inner = f"{pad}  "
    in_place = head + _scalar(text, in_flow=False)
    if "\n" in text and _is_block(text):
        yield f"{head}|-"
        yield from (f"{inner}{line}" if line else "" for line in text.split("\n"))
    elif len(in_place) > WIDTH and _is_foldable(text):
        yield f"{head}>-"
        for line in wrap(text, WIDTH - len(inner), break_long_words=False, break_on_hyphens=False):
            yield f"{inner}{line}"
    else:
        yield in_place


def _is_block(text: str) -> bool:
    """Whether every line can stand as it is: no white space at its ends, no character to escape."""
    return all(line == line.strip() and _is_shown(line) for line in text.split("\n"))


def _is_foldable(text: str) -> bool:
    """Whether its lines can be broken at every space, and joined by one."""
    return _is_shown(text) and "  " not in text


def _is_shown(text: str) -> bool:
    return text.isprintable()


def _flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _scalar(value, in_flow=True) if isinstance(value, str) else str(value)


def _scalar(text: str, *, in_flow: bool) -> str:
    if _is_plain(text, in_flow=in_flow):
        return text
    if _is_shown(text) and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(each) for each in text) + '"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if not _is_shown(text) or not _START.match(text) or text.casefold() in _WORDS_OF_OTHERS:
        return False
    if _NUMBER_LIKE.fullmatch(text) or ": " in text or " #" in text or text.endswith((":", " ")):
        return False
    return not (in_flow and re.search(r"[,:?\[\]{}]", text))


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"
