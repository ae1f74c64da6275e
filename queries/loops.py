"""Which lines return to themselves: the roles and bodies that report or answer to one another in a circle."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph, Node
from remit.queries.climbing import climb_told
from remit.queries.english import counted, listed, page_of
from remit.queries.lines import LINES, Hop, Ways, certainty_of, ways_up
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.ways_round import (
    MOST_STARTS,
    Stride,
    lies_inside,
    mixed_round,
    sets_joined,
    shortest_round,
    strides_within,
)

MIXED = "mixed"
KINDS = (*LINES, MIXED)
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Loops:
    """Parameters."""

    lines: Annotated[tuple[str, ...], Doc("The kinds of line to follow.", LINES)] = LINES
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Loop:
    """Roles or bodies of which each reports or answers, in the end, to itself."""

    line: Annotated[
        str, Doc("The kind of line that returns; mixed: it returns only by lines of several kinds.", KINDS)
    ]
    at: Annotated[Node, Doc("The one of the nodes whose id comes first.")]
    nodes: Annotated[tuple[Node, ...], Doc("All nodes that the line leads from each to each, in id order.")]
    hops: Annotated[
        tuple[Hop, ...],
        Doc(f"A shortest way round through any of the first {MOST_STARTS} nodes, certain where one is."),
    ]
    certainty: Annotated[Truth, Doc("As certain as the surest way round.")]
    among: Annotated[str, Doc("The first id of all that lines of any kind join to these.")]
    key: Annotated[str, Doc("What makes it the same row: the kind of line and the first id.")]

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: Loops) -> Answer[Loop]:
    """One row for each kind of line and each set of nodes that it joins in a circle.

    A mixed loop is a row where lines of several kinds join nodes that none of these kinds joins alone. Rows come in the
    order of the first id of what lines of any kind join, then by kind of line, then by their own first id.
    """
    first = checked_first(asked.first)
    lines = asked.lines or LINES
    begin = _read(asked.after) if asked.after else ("", -1, "")
    rows: list[Loop] = []
    circles = [each for each in _circles(graph, lines) if each[0] >= begin[0]]
    while circles and len(rows) <= first:
        chunk, circles = circles[: first + 1], circles[first + 1 :]
        ways = ways_up(graph, chain.from_iterable(chunk), lines)
        rows += [row for circle in chunk for row in _rows(circle, ways, lines) if _place(row) > begin]
    page = rows[:first]
    more = len(rows) > first
    notes = notes_on(graph, [hop.said for row in page for hop in row.hops])
    return Answer(_sentence(page, asked, more), page, _cursor(page[-1]) if more else None, notes=notes)


def _circles(graph: Graph, lines: Sequence[str]) -> list[list[str]]:
    """The ids that lines of these kinds join in circles, each set in id order, the sets in the order of their first."""
    from remit.queries.columns import loops
    from remit.queries.line_graph import line_graph

    found = line_graph(graph, lines)
    joined = loops(len(found.ids), found.subjects, found.objects)
    return sorted(sorted(found.ids[place] for place in each) for each in joined)


def _rows(circle: Sequence[str], ways: Ways, lines: Sequence[str]) -> Iterator[Loop]:
    """The rows of nodes that lines of any of these kinds join."""
    strides = list(strides_within(circle, ways, lines))
    alone: dict[str, list[frozenset[str]]] = {}
    for line in (each for each in LINES if each in lines):
        of_line = [stride for stride in strides if stride.line == line]
        alone[line] = sorted(sets_joined(of_line), key=min)
        for nodes in alone[line]:
            inside = [stride for stride in of_line if {stride.subject, stride.object} <= nodes]
            yield _row(line, nodes, shortest_round(inside, sorted(nodes)), ways, circle[0])
    whole = frozenset(circle)
    mixing = [stride for stride in strides if not lies_inside(stride, alone[stride.line])]
    if mixing and not any(whole in each for each in alone.values()):
        yield _row(MIXED, whole, mixed_round(strides, mixing), ways, circle[0])


def _row(line: str, nodes: frozenset[str], way: Sequence[Stride], ways: Ways, among: str) -> Loop:
    begin = min(range(len(way)), key=lambda place: way[place].subject)
    hops = tuple(hop for stride in (*way[begin:], *way[:begin]) for hop in stride.hops)
    inside = tuple(ways.nodes[id] for id in sorted(nodes))
    return Loop(line, inside[0], inside, hops, certainty_of(hops), among, f"{line} {inside[0].id}")


def _place(row: Loop) -> tuple[str, int, str]:
    return row.among, KINDS.index(row.line), row.at.id


def _cursor(row: Loop) -> str:
    return f"{row.among} {row.line} {row.at.id}"


def _read(cursor: str) -> tuple[str, int, str]:
    match cursor.split(" "):
        case [among, line, at] if line in KINDS:
            return among, KINDS.index(line), at
    raise BadValue(f"{cursor!r} is no cursor of this list", "go on with the cursor of the page before")


def _sentence(rows: Sequence[Loop], asked: Loops, more: bool) -> str:
    kinds = "" if asked.lines in ((), LINES) else f" of {listed(asked.lines)}"
    if not rows:
        return "No further line returns to itself." if asked.after else f"No line{kinds} returns to itself."
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.line] += 1
    number = counted(len(rows), "loop")
    if more or asked.after:
        number = page_of(len(rows), "loop", "loops", bool(asked.after))
    told = [f"{number}: {listed([f'{count} {line}' for line, count in counts.items()])}."]
    told += [f"{_told(row)}." for row in rows[:MOST_TOLD]]
    return " ".join(told)


def _told(row: Loop) -> str:
    others = {node.id for node in row.nodes} - {hop.subject.id for hop in row.hops}
    rest = f"; the line joins {counted(len(others), 'other node')} to these" if others else ""
    return climb_told(row.hops) + rest


LOOPS = Question(
    "loops",
    "Every line that returns to itself, with the roles and bodies on it.",
    Loops,
    Loop,
    ask,
    "",
    cursor=_cursor,
)
