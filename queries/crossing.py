"""Which edges of a whole graph cross from agency to agency, found on columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph
from remit.queries.agency_columns import AgencyColumns, agency_columns
from remit.queries.columns import Ints
from remit.queries.line_graph import columns, each_once

Row = tuple[str, str, str, Truth]
Agencies = frozenset[int]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The edges that cross: subject, relation, object, how certainly. `unknown` counts those with an end in no agency."""

    columns: AgencyColumns
    rows: list[Row]
    unknown: int

    def agencies_of(self, id: str) -> list[str]:
        """The ids of the agencies that a node belongs to, or may."""
        places = self.columns.places
        of = self.columns.possible.of(np.array([places.place[id]]))
        return sorted(places.ids[each] for each in self.columns.possible.sets[of[0]])


@lru_cache(maxsize=1)  # the next page asks again
def crossings(graph: Graph, relations: tuple[str, ...], agency: str | None) -> Crossing:
    """The edges of these relations that cross, those with an end in one agency only where one is named."""
    found = agency_columns(graph)
    wanted = None if agency is None else found.places.place.get(agency, -1)
    rows: list[Row] = []
    unknown = 0
    for relation in relations:
        ends = columns(found.places, graph.pairs(relation))
        subjects, objects, certain = each_once(len(found.places.ids), *ends)
        kinds, of = _kinds(found, subjects, objects)
        judged = [_judged(found, kind, wanted) for kind in kinds]
        truths = np.array([-1 if each is None else each for each in judged], dtype=np.int64)[of]
        for hop in np.flatnonzero(truths > 0).tolist():
            ids = found.places.ids[subjects[hop]], found.places.ids[objects[hop]]
            rows.append((ids[0], relation, ids[1], Truth(min(int(truths[hop]), int(certain[hop]) + 1))))
        unknown += _unknown(graph, found, relation, subjects[truths < 0], objects[truths < 0])
    return Crossing(found, rows, unknown)


def _kinds(found: AgencyColumns, subjects: Ints, objects: Ints) -> tuple[list[list[int]], Ints]:
    """The different sets of agencies that edges have at their ends, possible ones and certain ones; and which each has."""
    both = found.possible, found.certain
    columns_of = [belonging.of(each) for belonging in both for each in (subjects, objects)]
    kinds = np.zeros(len(subjects), dtype=np.int64)
    for column in columns_of:
        _, kinds = np.unique(kinds * max(len(each.sets) for each in both) + column, return_inverse=True)
    _, first, kinds = np.unique(kinds, return_index=True, return_inverse=True)
    return np.stack(columns_of, axis=1)[first].tolist(), kinds


def _judged(found: AgencyColumns, kind: Sequence[int], wanted: int | None) -> Truth | None:
    """Whether an edge between nodes of these agencies crosses; None where an end is in no agency."""
    may = [found.possible.sets[each] for each in kind[:2]]
    if wanted is not None and not any(wanted in each for each in may):
        return Truth.NO
    if not all(may):
        return None
    sure = [found.certain.sets[each] for each in kind[2:]]
    if _apart(found, *may):
        return Truth.YES if all(sure) else Truth.POSSIBLY
    least = product(*(_least(*each) for each in zip(sure, may, strict=True)))
    return Truth.POSSIBLY if any(_apart(found, *each) for each in least) else Truth.NO


def _least(sure: Agencies, may: Agencies) -> Iterator[Agencies]:
    """The fewest agencies that a node may belong to."""
    yield from (sure,) if sure else (frozenset({each}) for each in may)


def _apart(found: AgencyColumns, one: Agencies, other: Agencies) -> bool:
    """Whether no agency of one is one of the other, or a class of it."""
    return not any(a in found.alike[b] or b in found.alike[a] for a in one for b in other)


def _unknown(graph: Graph, found: AgencyColumns, relation: str, subjects: Ints, objects: Ints) -> int:
    """How many of these edges have an end that could belong to an agency, and to none that is recorded; a duty could not."""
    if relation != "SCRUTINISES" or not len(objects):
        return len(subjects)
    nodes = graph.nodes({found.places.ids[each] for each in objects.tolist()})
    return sum(nodes[found.places.ids[each]].kind != "Duty" for each in objects.tolist())
