"""Words and tables for people: every value a row may hold in plain words, on a screen of any width."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import singledispatch
from types import NoneType
from typing import Any, TextIO, get_args

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from remit.api.fitted import Fitted
from remit.api.streams import write
from remit.graphmodel.days import Truth
from remit.graphmodel.errors import Candidate
from remit.graphmodel.graph import Edge, Node, Said
from remit.graphmodel.relations import RELATION
from remit.queries.between import Between
from remit.queries.holding import NOT_APPLICABLE, Holding

_NOTHING: tuple[object, ...] = (None, "", ())
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def console(stream: TextIO) -> Console:
    """A console that writes what it is given: no markup, no highlighting; colour on terminals only (see NO_COLOR)."""
    return Console(file=stream, markup=False, highlight=False, emoji=False)


def show(made: RenderableType, stream: TextIO) -> None:
    """Write a table or text; into a file or a pipe without the blanks at the ends of lines."""
    to = console(stream)
    if to.is_terminal:
        to.print(made)
        return
    with to.capture() as captured:
        to.print(made)
    write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()), stream)


def unsaid(value: object) -> bool:
    """Whether a value goes without saying: there is none, or it is certainly so."""
    return value is Truth.YES or value in _NOTHING


def clean(text: str) -> str:
    """A text without control characters: names come from files, and a terminal obeys what it is sent."""
    return _CONTROL.sub(" ", text)


def table(titles: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[int] = ()) -> Fitted:
    """A table of rows; the columns at the places `numbers` are set to the right."""
    return Fitted(titles, [[cell(each) for each in row] for row in rows], frozenset(numbers))


def hanging(marker: str, text: Text) -> Table:
    """A text whose further lines begin below its first, after the marker."""
    made = Table.grid()
    made.add_column(no_wrap=True, width=len(marker))
    made.add_column(overflow="fold")
    made.add_row(marker, text)
    return made


def numbered(number: int, inner: RenderableType) -> Table:
    """A block after its number."""
    made = Table.grid(padding=(0, 1, 0, 0))
    made.add_row(Text(f"{number}."), inner)
    return made


def candidates(listed: Iterable[Candidate]) -> Fitted:
    """The nodes that an ambiguous name may mean."""
    rows = ((each.id, each.kind, each.name, each.datasets) for each in listed)
    return table(("Id", "Kind", "Name", "Data sets"), rows)


@singledispatch
def cell(value: object) -> Text:
    """Any value of a row in plain words; of parts, those that go without saying are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return parts_of(value, [each.name for each in fields(value)])
    return Text(clean(str(value)))


def parts_of(value: Any, names: Collection[str]) -> Text:
    """Some fields of a value in a line; what goes without saying (certainly so, not so) is left out."""
    return Text(", ").join(part for part in _parts(value, names) if part.plain)


def _parts(value: Any, names: Collection[str]) -> Iterator[Text]:
    for each in fields(value):
        held = getattr(value, each.name)
        if each.name not in names or each.name == "relation":
            continue
        if isinstance(held, bool):
            if held or _may_be_none(each.type):
                yield Text(f"{'' if held else 'not '}{title_of(each.name).lower()}")
        elif not unsaid(held):
            yield cell(held)


def _may_be_none(hint: Any) -> bool:
    return any(each is NoneType or _may_be_none(each) for each in get_args(hint))


def title_of(name: str) -> str:
    """The title of a field: last_evidenced is Last evidenced."""
    words = name.strip("_").replace("_", " ")
    return words[:1].upper() + words[1:]


@cell.register
def _(value: Text) -> Text:
    return value


@cell.register
def _(_value: None) -> Text:
    return Text()


@cell.register
def _(value: bool) -> Text:
    return Text("yes" if value else "no")


@cell.register
def _(value: Truth) -> Text:
    return Text(value.word)


@cell.register
def _(value: Enum) -> Text:
    return cell(value.value)


@cell.register
def _(value: date) -> Text:
    return Text(value.isoformat())


@cell.register(list)
@cell.register(tuple)
def _(value: Sequence[object]) -> Text:
    short = all(isinstance(each, str | int) and not str(each).endswith(".") for each in value)
    return Text(", " if short else "\n").join(cell(each) for each in value)


@cell.register
def _(value: Between) -> Text:
    return Text(value.words)


@cell.register
def _(value: Holding) -> Text:
    return Text("" if value.state == NOT_APPLICABLE else clean(value.words))


@cell.register
def _(value: Node) -> Text:
    return named(value).append(bracketed(value.said.locator if value.kind == "Duty" else None, *marks(value)))


@cell.register
def _(value: Edge) -> Text:
    phrase = RELATION[value.relation].phrase if value.relation in RELATION else value.relation
    return Text(f"{value.subject} {phrase} {value.object}: {said_in_words(value.said)}")


@cell.register
def _(value: Said) -> Text:
    return Text(said_in_words(value))


def named(node: Node, style: str = "") -> Text:
    """A node's name and id."""
    return Text.assemble((clean(node.name), style), (f" [{node.id}]", "dim"))


def marks(node: Node) -> tuple[str, ...]:
    """What a reader must know of a node before taking it for granted."""
    if not node.recorded:
        return ("not recorded",)
    standing = node.said.standing if node.said.standing in ("expected", "proposed") else ""
    if node.counts is Truth.NO and not node.said.proposed:
        return (standing or "", "not in force")
    return (standing or "", "possibly" if node.counts is Truth.POSSIBLY else "")


def bracketed(*parts: str | None) -> str:
    """The parts that say something, in brackets after a space."""
    told = [clean(part) for part in parts if part]
    return f" ({', '.join(told)})" if told else ""


def said_in_words(said: Said, beside: str | None = None) -> str:
    """Where an assertion stands, on what evidence and for which days: `13.4 in bath-nes/guide, inferred, from 2003`.

    The source is left out where it is the one named just `beside`.
    """
    source = said.source if said.source != beside else None
    place = " in ".join(each for each in (said.locator, source) if each)
    parts = [place, said.evidence, said.standing if said.standing in ("expected", "proposed") else None]
    if said.valid_from:
        parts.append(f"from {said.valid_from}")
    if said.valid_to:
        parts.append("ended" if said.valid_to == "ended" else f"until {said.valid_to}")
    if said.in_force is Truth.POSSIBLY:
        parts.append("possibly in force")
    return clean(", ".join(part for part in parts if part))
