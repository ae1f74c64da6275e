"""By what line does one answer to another, or to the top? All distinct lines, or where they break."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.kinds import BODIES
from remit.queries.breaks import Break, breaks
from remit.queries.climbing import climb_told
from remit.queries.english import counted, listed
from remit.queries.holding import Holding, holding_of
from remit.queries.lines import LINES, STEPS, Hop, Ways, certainty_of, joins, paths, tops, ways_up
from remit.queries.naming import node_and_reach, node_named
from remit.queries.notes import notes_on
from remit.queries.question import Answer, Doc, Question

STARTS = (*BODIES, "Person")
LIMIT = 100
MOST_LIMIT = 10_000
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class ReportingLines:
    """Parameters."""

    from_: Annotated[
        str, Doc("Where the line begins: a role, body or person, by id, name or alias.", kinds=STARTS)
    ]
    to: Annotated[str | None, Doc("Where it should lead; left out: to every top.", kinds=BODIES)] = None
    lines: Annotated[tuple[str, ...], Doc("The kinds of line to follow.", LINES)] = LINES
    limit: Annotated[int, Doc("How many lines to list at the most.")] = LIMIT


@dataclass(frozen=True, slots=True)
class Line:
    """A line from hop to hop: complete, or as far as it goes with the place and the reason of its break."""

    from_: Annotated[Node, Doc("Where it begins.")]
    holding: Annotated[Holding | None, Doc("Who holds the role it begins at.")]
    hops: Annotated[tuple[Hop, ...], Doc("The hops, in order.")]
    to: Annotated[Node, Doc("Where it ends.")]
    length: Annotated[int, Doc("How many hops.")]
    certainty: Annotated[Truth, Doc("As certain as its weakest hop.")]
    joins: Annotated[tuple[Node, ...], Doc("Where it meets another line that came a different way.")]
    broken: Annotated[Break | None, Doc("Where and why it breaks; null where it is complete.")] = None
    path: Annotated[str, Doc("What makes it the same line: its hops in short.")] = ""

    KEY: ClassVar[tuple[str, ...]] = ("path",)


def ask(graph: Graph, asked: ReportingLines) -> Answer[Line]:
    """All distinct lines, shortest first; where there is none, the shortest to each node where they break."""
    if not 1 <= asked.limit <= MOST_LIMIT:
        raise BadValue(f"limit is {asked.limit}", f"ask for 1 to {MOST_LIMIT} lines")
    start, met = node_and_reach(graph, asked.from_, STARTS, STEPS)
    end = node_named(graph, asked.to, BODIES, met.nodes) if asked.to else None
    ways = ways_up(graph, [start.id], asked.lines, met=met)
    targets = tops(ways, start.id) if end is None else {end.id} if end.counts is not Truth.NO else set()
    found, more = paths(ways.hops, start.id, targets, asked.limit)
    if end and end.id == start.id:
        told = f"{start.name} is where the line begins and where it should end."
        return Answer(told, [], notes=_notes(graph, ways, start, end, []))
    if found:
        rows = [_line(ways, start, line, joins(found)) for line in found]
        return Answer(
            _sentence(start, end, rows, more),
            rows,
            truncated=more,
            notes=_notes(graph, ways, start, end, rows),
        )
    rows = [
        _line(ways, start, line, (), broken) for line, broken in breaks(graph, ways, start.id, asked.lines)
    ]
    return Answer(_broken_sentence(start, end, rows), rows, notes=_notes(graph, ways, start, end, rows))


def _line(
    ways: Ways, start: Node, hops: tuple[Hop, ...], met: Sequence[Node], broken: Break | None = None
) -> Line:
    passed = {hop.object.id for hop in hops}
    return Line(
        from_=start,
        holding=holding_of(start, ways.reach.edges, ways.nodes),
        hops=hops,
        to=hops[-1].object if hops else start,
        length=len(hops),
        certainty=certainty_of(hops),
        joins=tuple(node for node in met if node.id in passed),
        broken=broken,
        path=" ".join([start.id, *(f"-{hop.line}-> {hop.object.id}" for hop in hops)]),
    )


def _sentence(start: Node, end: Node | None, rows: list[Line], more: bool) -> str:
    goal = (
        end.name
        if end
        else "the top"
        if len({row.to.id for row in rows}) == 1
        else f"{counted(len({row.to.id for row in rows}), 'top')}"
    )
    number = f"at least {counted(len(rows), 'line')}" if more else counted(len(rows), "line")
    count = f"{number[0].upper()}{number[1:]} {'leads' if len(rows) == 1 else 'lead'} from {start.name} to {goal}."
    told = [f"{climb_told(row.hops)}." for row in rows[:MOST_TOLD]]
    if len(rows) > MOST_TOLD:
        told.append(
            f"{counted(len(rows) - MOST_TOLD, 'other line')} {'is' if len(rows) == MOST_TOLD + 1 else 'are'} listed below."
        )
    met = list(dict.fromkeys(node.name for row in rows for node in row.joins))
    if met:
        told.append(f"Lines join at {listed(met)}.")
    return " ".join([count, *told])


def _broken_sentence(start: Node, end: Node | None, rows: list[Line]) -> str:
    goal = end.name if end else "any top"
    told = [f"No line leads from {start.name} to {goal}."]
    for row in rows[:MOST_TOLD]:
        if row.hops:
            told.append(f"{climb_told(row.hops)}; there it breaks.")
        if row.broken:
            told.append(row.broken.sentence)
    return " ".join(told)


def _notes(graph: Graph, ways: Ways, start: Node, end: Node | None, rows: list[Line]) -> tuple[str, ...]:
    said = [hop.said for row in rows for hop in row.hops] + [
        row.broken.said for row in rows if row.broken and row.broken.said
    ]
    return notes_on(graph, said, [start, *([end] if end else [])], ways.reach.edges)


REPORTING_LINES = Question(
    "reporting-lines",
    "By what line somebody answers to somebody else, or to the top; if there is none, where it breaks and why.",
    ReportingLines,
    Line,
    ask,
    '--dataset bath-nes-2003 --from "team manager" --to "chief executive"',
)
