"""The lines of a whole graph as integer columns, for questions about all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Pairs, Where
from remit.graphmodel.relations import LINES as REPORTING_LINES
from remit.queries.columns import NOBODY, Flags, Ints, distinct, met
from remit.queries.lines import ACCOUNTABILITY, excepted


class Places:
    """Ids by their number, given in the order met."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.place: dict[str, int] = {}

    def of(self, ids: Sequence[str]) -> Ints:
        """The numbers of ids, each given once; those not met before get one."""
        given = list(ids)
        numbers = np.fromiter(map(self.place.get, given, repeat(NOBODY)), dtype=np.int64, count=len(given))
        new = np.flatnonzero(numbers == NOBODY)
        if len(new):
            numbers[new] = np.arange(len(self.ids), len(self.ids) + len(new))
            added = [given[each] for each in new.tolist()]
            self.ids.extend(added)
            self.place.update(zip(added, numbers[new].tolist(), strict=True))
        return numbers


@dataclass(frozen=True, slots=True)
class LineGraph:
    """Who reports or answers to whom, each pair once: hop i leads from `subjects[i]` up to `objects[i]`, numbers of `ids`.

    `certain` says of each hop whether it is in force for certain, `classes` of each node whether members of it are
    recorded. What is said of a class holds for each member, so its hops are also the members'; but it makes no member
    report to itself.
    """

    places: Places
    subjects: Ints
    objects: Ints
    certain: Flags
    classes: Flags

    @property
    def ids(self) -> list[str]:
        """The ids of the nodes."""
        return self.places.ids

    def numbers(self, ids: Iterable[str]) -> Ints:
        """The numbers of those ids that are in a line."""
        place = self.places.place
        return np.array([place[id] for id in ids if id in place], dtype=np.int64)


def line_graph(graph: Graph, lines: Sequence[str]) -> LineGraph:
    """All lines of these kinds, between nodes that count, in one read for each relation."""
    places = Places()
    read = [columns(places, graph.pairs(relation, where)) for relation, where in _relations(lines)]
    subjects, objects, certain = (np.concatenate(each) for each in zip(*read, strict=True))
    membership = graph.pairs("ONE_OF")
    inherited = list(_inherited(graph, membership, places, subjects, objects, certain))
    if inherited:
        more = np.array(inherited, dtype=np.int64)
        subjects, objects = np.append(subjects, more[:, 0]), np.append(objects, more[:, 1])
        certain = np.append(certain, more[:, 2] == Truth.YES)
    classes = np.zeros(len(places.ids), dtype=np.bool_)
    having = (membership.ids[each] for each in met(len(membership.ids), membership.objects).tolist())
    classes[[places.place[id] for id in having if id in places.place]] = True
    return LineGraph(places, *each_once(len(places.ids), subjects, objects, certain), classes)


def _relations(lines: Sequence[str]) -> Iterator[tuple[str, Where | None]]:
    reporting: frozenset[str | None] = frozenset(lines) & frozenset(REPORTING_LINES)
    if reporting:
        stated = reporting | {None} if "management" in reporting else reporting
        yield "REPORTS_TO", None if len(reporting) == len(REPORTING_LINES) else {"line": stated}
    if ACCOUNTABILITY in lines:
        yield "ANSWERS_TO", None


def columns(places: Places, pairs: Pairs) -> tuple[Ints, Ints, Flags]:
    """A relation as numbers of places: subjects, objects, and whether each edge is certain."""
    numbers = places.of(pairs.ids)
    ends = (numbers[np.asarray(each, dtype=np.int64)] for each in (pairs.subjects, pairs.objects))
    return next(ends), next(ends), np.asarray(pairs.truths) == Truth.YES


def each_once(nodes: int, subjects: Ints, objects: Ints, certain: Flags) -> tuple[Ints, Ints, Flags]:
    """Hops without doubles, each as certain as the surest; `nodes` is more than any number in them."""
    keys = distinct((subjects * nodes + objects) * 2 + certain)
    last = np.append(keys[1:] // 2 != keys[:-1] // 2, True) if len(keys) else np.zeros(0, dtype=np.bool_)
    keys = keys[last]
    return keys // 2 // nodes, keys // 2 % nodes, keys % 2 == 1


def _inherited(
    graph: Graph, membership: Pairs, places: Places, subjects: Ints, objects: Ints, certain: Flags
) -> Iterator[tuple[int, int, int]]:
    """The hops that members have from their classes: subject, object, truth."""
    having = [membership.ids[each] for each in met(len(membership.ids), membership.objects).tolist()]
    leading = [id for id in having if id in places.place]
    if not leading:
        return
    members: dict[str, list[tuple[str, int]]] = defaultdict(list)
    names = list(membership.ids)
    columns = zip(membership.subjects, membership.objects, membership.truths, strict=True)
    for member, of, truth in columns:
        members[names[of]].append((names[member], truth))
    hops: dict[int, list[tuple[int, int]]] = {places.place[id]: [] for id in leading}
    for hop in np.flatnonzero(np.isin(subjects, np.array(list(hops), dtype=np.int64))):
        hops[int(subjects[hop])].append((int(objects[hop]), int(certain[hop]) + 1))
    classes = graph.nodes(members) if any(hops.values()) else {}
    for id in leading:
        if leads := hops[places.place[id]]:
            included = list(_included(id, members, classes))
            numbers = places.of([member for member, _ in included]).tolist()
            for number, (_, sure) in zip(numbers, included, strict=True):
                for object, truth in leads:
                    if object != number:
                        yield number, object, min(sure, truth)


def _included(
    start: str, members: dict[str, list[tuple[str, int]]], classes: dict[str, Node]
) -> Iterator[tuple[str, int]]:
    """The members of a class and of its members, each as certain as its surest way, those that a class leaves out excepted."""
    surest = {start: int(Truth.YES)}
    waiting: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    while waiting:
        at, path = waiting.pop()
        for member, truth in members.get(at, ()):
            sure = min(surest[at], truth)
            left_out = any(excepted(classes[each], (member,)) for each in path if each in classes)
            if sure > surest.get(member, 0) and not left_out:
                surest[member] = sure
                waiting.append((member, (*path, member)))
    del surest[start]
    yield from surest.items()
