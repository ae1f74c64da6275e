"""Answers as CSV: columns by the row's type, lists opened or joined."""

from dataclasses import dataclass
from typing import Annotated

from remit.api.flat import csv_lines
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Node, Said
from remit.queries.question import Doc

A = Node("x/a", "Role", "A", {}, Said(locator="1"))
B = Node("x/b", "Role", "B", {}, Said())


@dataclass(frozen=True)
class Part:
    """A part."""

    node: Annotated[Node, Doc("…")]
    sure: Annotated[bool, Doc("…")]


@dataclass(frozen=True)
class Whole:
    """A row with parts."""

    who: Annotated[Node | None, Doc("…")]
    truth: Annotated[Truth, Doc("…")]
    words: Annotated[tuple[str, ...], Doc("…")]
    others: Annotated[tuple[Node, ...], Doc("…")]
    one: Annotated[Part | None, Doc("…")]
    parts: Annotated[tuple[Part, ...], Doc("…")]
    more_parts: Annotated[tuple[Part, ...], Doc("…")]


@dataclass(frozen=True)
class Plain:
    """A row without parts."""

    edge: Annotated[Edge, Doc("…")]
    count: Annotated[int | None, Doc("…")]


def test_the_header_depends_on_the_type_only() -> None:
    (header,) = csv_lines(Plain, [])
    assert header[:3] == ["edge.relation", "edge.subject", "edge.object"]
    assert header[-1] == "count"


def test_a_row_without_parts_is_a_line() -> None:
    _, line = csv_lines(Plain, [Plain(Edge("LEADS", "x/a", "x/b", {}, Said()), None)])
    assert line[:3] == ["LEADS", "x/a", "x/b"]
    assert line[-1] == ""


def test_parts_are_opened_into_lines() -> None:
    part = Part(B, True)
    rows = [
        Whole(A, Truth.POSSIBLY, ("p", "q"), (A, B), part, (part, Part(A, False)), (part,)),
        Whole(None, Truth.YES, (), (), None, (), ()),
    ]
    header, *lines = csv_lines(Whole, rows)
    read = [dict(zip(header, line, strict=True)) for line in lines]
    assert [(each["row"], each["parts"], each["parts.node.id"], each["parts.sure"]) for each in read] == [
        ("1", "1", "x/b", "yes"), ("1", "2", "x/a", "no"), ("2", "", "", ""),
    ]  # fmt: skip
    assert read[0]["who.name"] == read[1]["who.name"] == "A"
    assert read[0]["who.locator"] == "1"
    assert read[0]["truth"] == "possibly"
    assert read[0]["words"] == "p; q"
    assert read[0]["others"] == "A [x/a]; B [x/b]"
    assert read[0]["moreParts"] == "B [x/b]"
    assert read[0]["one.node.name"] == "B"
    assert read[2]["who.id"] == read[2]["one.node.name"] == ""
