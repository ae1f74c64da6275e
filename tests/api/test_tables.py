"""Tables and texts for people, on screens of any width."""

import io
from dataclasses import dataclass, replace
from typing import Annotated

import pytest
from rich.console import Console

from remit.api.chains import chain
from remit.api.tables import cell, clean, console, show, table
from remit.api.texts import rows_shown
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Node, Said
from remit.queries.breaks import Break
from remit.queries.holding import NOT_RECORDED, VACANT, Holding
from remit.queries.lines import Hop
from remit.queries.question import Doc
from remit.queries.reporting_lines import Line

NODE = Node("x/head-of-schools", "Role", "Head of Schools", {}, Said(fact=1))
TOP = Node("x/top", "Role", "Director", {}, Said(fact=2))
HOP_SAID = Said(
    fact=3, locator="4.2", source="x/scheme", valid_from="2003", valid_to="2024-04", evidence="inferred"
)
LINE = Line(
    NODE,
    Holding(NOT_RECORDED, Truth.YES),
    (Hop(NODE, "REPORTS_TO", "professional", TOP, Holding(VACANT, Truth.YES), Truth.YES, HOP_SAID),),
    TOP,
    1,
    Truth.YES,
    (),
)


def shown(made: object, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, highlight=False).print(made)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def test_a_line_is_a_chain_with_a_hop_on_each_line() -> None:
    assert shown(chain(LINE), 200) == (
        "Head of Schools [x/head-of-schools], holder not recorded\n"
        "└ reports to Director [x/top], VACANT · professional line"
        " · 4.2 in x/scheme, inferred, from 2003, until 2024-04"
    )


def test_a_broken_line_says_where() -> None:
    broken = replace(LINE, hops=(), broken=Break(NODE, "ended", "It has ended."))
    assert shown(chain(broken)).splitlines()[-1] == "× breaks here (ended): It has ended."


def test_a_long_chain_stays_on_the_screen() -> None:
    long = shown(chain(replace(LINE, hops=LINE.hops * 40)), 60)
    assert max(map(len, long.splitlines())) <= 60


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_table_fits_the_screen(width: int) -> None:
    rows = [
        ("a/very-long-identifier-of-a-node", 5, "some words that tell a longer story " * 3),
        ("b", 12_000, "short"),
    ]
    lines = shown(table(("Id", "Count", "Text"), rows, numbers=[1]), width).splitlines()
    assert max(map(len, lines)) <= width
    if width >= 80:
        assert any("a/very-long-identifier-of-a-node" in line for line in lines)


def test_text_from_data_is_no_markup_and_no_control() -> None:
    assert clean("a\x1b[31m\tb\x9b") == "a [31m b "
    assert shown(table(("T",), [("[red]x[/red] :smile:",)])).splitlines()[-1] == "[red]x[/red] :smile:"


def test_a_file_gets_no_colour_and_no_blanks_at_ends() -> None:
    stream = io.StringIO()
    show(table(("Id", "Name"), [("a", "b"), ("c" * 10, "d")]), stream)
    assert stream.getvalue() == "Id          Name\n────────────────\na           b\ncccccccccc  d\n"
    assert not console(stream).is_terminal


def test_nodes_say_what_must_be_known_of_them() -> None:
    duty = Node("x/d", "Duty", "Do it.", {}, Said(fact=1, locator="3"))
    proposed = NODE._replace(said=Said(fact=1, standing="proposed"), counts=Truth.NO)
    assert cell(duty).plain == "Do it. [x/d] (3)"
    assert cell(proposed).plain == "Head of Schools [x/head-of-schools] (proposed)"
    assert cell(NODE._replace(counts=Truth.NO)).plain.endswith("(not in force)")
    assert cell(NODE._replace(counts=Truth.POSSIBLY)).plain.endswith("(possibly)")
    assert cell(NODE._replace(said=Said())).plain.endswith("(not recorded)")
    assert cell(Edge("LEADS", "x/a", "x/b", {}, Said(locator="1"))).plain == "x/a leads x/b: 1, stated"


@dataclass(frozen=True)
class Part:
    """A part of a row."""

    node: Annotated[Node, Doc("…")]
    voting: Annotated[bool | None, Doc("…")]
    ultimate: Annotated[bool, Doc("…")]
    lines: Annotated[tuple[Hop, ...], Doc("…")] = ()


@dataclass(frozen=True)
class Row:
    """A row of a question that nobody has thought of yet."""

    node: Annotated[Node, Doc("…")]
    key: Annotated[str, Doc("…")]
    parts: Annotated[tuple[Part, ...], Doc("…")] = ()

    KEY = ("key",)


def test_any_row_has_a_shape() -> None:
    flat = shown(rows_shown([Row(NODE, "k"), Row(TOP, "k")])[0])
    assert flat.splitlines()[2:] == ["Head of Schools [x/head-of-schools]", "Director [x/top]"]
    (block,) = rows_shown([Row(NODE, "k", (Part(TOP, False, False), Part(TOP, None, True, LINE.hops)))])
    text = shown(block, 120)
    assert "Parts:\n  Director [x/top], not voting\n  Director [x/top], ultimate" in text
    assert "  Lines:" in text
    assert "k" not in text.split()
