"""Spans, layers and sizes of a whole line graph as columns, and which of its nodes belong to a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from remit.graphmodel.graph import Graph, Node
from remit.queries.columns import Flags, Ints, Neighbours
from remit.queries.hierarchy import Hierarchy
from remit.queries.line_graph import LineGraph, Places, line_graph


@dataclass(frozen=True, slots=True)
class Measures:
    """By node of a line graph: direct reports, layers from the top (1), nodes below; at most what possibly is, too.

    A class whose members are recorded counts as those. `unsure` marks nodes above which a line is only possible, `loop`
    those on a line that returns to itself.
    """

    span: Ints
    span_at_most: Ints
    shortest: Ints
    longest: Ints
    unsure: Flags
    size: Ints
    size_at_most: Ints
    loop: Flags


def measures(lines: LineGraph) -> Measures:
    """Spans, layers and sizes of every node."""
    nodes, certain = len(lines.ids), lines.certain
    weights = np.where(lines.classes, 0, 1).astype(np.int64)
    whole = Hierarchy(nodes, lines.subjects, lines.objects)
    size_at_most = size = whole.sizes(weights)
    if not certain.all():
        size = Hierarchy(nodes, lines.subjects[certain], lines.objects[certain]).sizes(weights)
    doubtful = np.zeros(nodes, dtype=np.bool_)
    doubtful[lines.subjects[~certain]] = True

    def span(hops: Flags) -> Ints:
        objects = lines.objects[hops]
        return np.bincount(objects, weights[lines.subjects[hops]], nodes).astype(np.int64)

    return Measures(
        span(certain), span(np.ones_like(certain)), whole.shortest(), whole.longest(), whole.below_any(doubtful),
        size, size_at_most, whole.loop,
    )  # fmt: skip


@lru_cache(maxsize=1)  # the next page asks again
def measured_lines(graph: Graph, lines: tuple[str, ...]) -> tuple[LineGraph, Measures]:
    """All lines of these kinds, and the measures of every node in them."""
    found = line_graph(graph, lines)
    return found, measures(found)


def within(graph: Graph, lines: LineGraph, body: Node | None) -> Ints:
    """The nodes of a line graph that belong to a body: all without one.

    They are part of it, of its units and committees, or lead one of these; or they are below a role that leads it. To a
    role belong itself and all below it.
    """
    if body is None:
        return np.arange(len(lines.ids))
    places = Places()
    places.of([body.id])
    part = graph.pairs("PART_OF")
    numbers = places.of(part.ids)
    below = (
        numbers[np.asarray(part.objects, dtype=np.int64)],
        numbers[np.asarray(part.subjects, dtype=np.int64)],
    )
    parts = Neighbours(len(places.ids), *below).met(np.zeros(1, dtype=np.int64))
    led = graph.pairs("LEADS")
    numbers = places.of(led.ids)
    heads, units = (numbers[np.asarray(each, dtype=np.int64)] for each in (led.subjects, led.objects))
    inside = np.zeros(len(places.ids), dtype=np.bool_)
    inside[: len(parts)] = parts
    above = heads[units == 0]
    inside[heads[inside[units]]] = True
    down = Neighbours(len(lines.ids), lines.objects, lines.subjects)
    met = down.met(lines.numbers([body.id, *(places.ids[head] for head in above)]))
    met[lines.numbers(places.ids[each] for each in np.flatnonzero(inside))] = True
    return np.flatnonzero(met)


def reports(lines: LineGraph, page: Sequence[int]) -> dict[int, list[int]]:
    """Who reports directly to each of some nodes."""
    found: dict[int, list[int]] = {at: [] for at in page}
    hops = np.flatnonzero(np.isin(lines.objects, np.array(page, dtype=np.int64)))
    for subject, object in zip(lines.subjects[hops].tolist(), lines.objects[hops].tolist(), strict=True):
        found[object].append(subject)
    return found
