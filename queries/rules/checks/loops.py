"""Lines that return to themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.graph import Graph
from remit.queries import near
from remit.queries.english import listed
from remit.queries.lines import LINES
from remit.queries.loops import LOOPS, Loops
from remit.queries.question import Doc
from remit.queries.rules.asking import rows_of
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class InLoops:
    """Settings."""

    lines: Annotated[tuple[str, ...], Doc("The kinds of line to follow.", LINES)] = LINES


def find(graph: Graph, settings: InLoops) -> Iterator[Hit]:
    """One hit for each knot of lines, about the node whose id comes first, whatever lines return to it."""
    told: set[str] = set()
    for row in rows_of(graph, LOOPS, Loops(lines=settings.lines)):
        if row.at.id in told:
            continue
        told.add(row.at.id)
        way = [hop.object.name for hop in row.hops]
        sentence = f"The line of {row.at.name} returns to itself: {listed([row.hops[0].subject.name, *way], most=12)}."
        others = tuple(node for node in row.nodes if node.id != row.at.id)
        yield Hit(row.at, sentence, outcome_of(row.certainty), others, tuple(hop.said for hop in row.hops))


def _near(touched: Touched, _settings: InLoops) -> frozenset[str]:
    """All above what changed: whoever is in a loop with it is."""
    return near.above(touched, touched.nodes | touched.met(step.relation for step in near.UP))


IN_LOOPS = Check("loops", "Lines that return to themselves.", InLoops, find, _near)
