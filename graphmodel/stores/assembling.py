"""From stored columns to the objects of the port; shared by the stores, whatever their keys are.

A store keeps of every fact the same columns: SAID of any fact, then those of a node's version or of an edge.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from remit.graphmodel.days import Period, Truth
from remit.graphmodel.graph import Edge, Node, Said, Side, Version
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.names import own_part
from remit.graphmodel.statements import EVIDENCE
from remit.graphmodel.stores.sqlite import codes

Key = TypeVar("Key", int, str)
Row = Sequence[Any]
# Places in a row of a node's version.
_NONE, _UNTOLD, _DATASET, _EVIDENCE, _STANDING = 2, 3, 5, 6, 7
NEAR = {Side.SUBJECT: 1, Side.OBJECT: 2}
_EMPTY: Mapping[str, Any] = {}
_WITHOUT_STANDING = frozenset(("Duty", "Source"))
_decoded = json.JSONDecoder().raw_decode  # a third of what json.loads takes for what a store wrote itself


class Itself(dict[str, str]):
    """A mapping of every text to itself, for stores whose keys are the ids."""

    def __missing__(self, key: str) -> str:
        return key


def said_of(row: Row, dataset: str, source: str | None, has_standing: bool, day: int | None) -> Said:
    """The columns number, dataset, evidence, standing, four bounds, source, locator, dated, said."""
    number, _, evidence, standing, first, latest, ends, last, _, locator, dated, packed = row
    valid_from, valid_to, reason, note, based_on = _words(packed)
    period, in_force = _period(first, latest, ends, last, day)
    return Said(
        number, dataset, EVIDENCE[evidence], codes.STANDING[standing] if has_standing else None, period,
        valid_from, valid_to, in_force, source, locator, dated, reason, note, based_on,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _words(
    packed: str | None,
) -> tuple[str | None, str | None, str | None, str | None, tuple[str, ...]]:
    """Both ends as written, reason, note and what a fact is based on; many facts have the same days and no more."""
    said = _attributes(packed).get
    return said("valid_from"), said("valid_to"), said("reason"), said("note"), tuple(said("based_on", ()))


@lru_cache(maxsize=4096)
def _period(first: int, latest: int, ends: int, last: int, day: int | None) -> tuple[Period, Truth]:
    """A period and whether it is in force on the day; many facts share few periods."""
    period = Period(first, latest, ends, last)
    return period, period.in_force(day)


def node_of(
    id: str, kind: str, versions: Sequence[tuple[Row, Said]], complete: Mapping[Any, int], proposed: bool
) -> Node:
    """A node of its versions, each with columns name, attributes, none, untold, then SAID.

    The version in force comes first, then the strongest standing, the surest evidence, the latest source.
    """
    if not versions:
        return Node(id, kind, own_part(id), {}, Said())
    counted = [(_truth(row, said, kind, proposed), row, said) for row, said in versions]
    none: dict[str, Truth] = {}
    for truth, row, _ in counted:
        coded = row[_NONE] | (_by_completeness(row, kind, complete) if complete else 0)
        if coded and truth is not Truth.NO:
            for relation in codes.relations_of(coded):
                none[relation] = max(none.get(relation, Truth.NO), truth)
    if len(counted) == 1:
        ((truth, row, said),) = counted
        return Node(id, kind, row[0], _attributes(row[1]), said, truth, none)
    counted.sort(key=_strength, reverse=True)
    best, *others = (Version(row[0], _attributes(row[1]), said) for _, row, said in counted)
    differing = tuple(each for each in others if (each.name, each.attributes) != (best.name, best.attributes))
    return Node(id, kind, best.name, best.attributes, best.said, counted[0][0], none, differing)


def _by_completeness(row: Row, kind: str, complete: Mapping[Any, int]) -> int:
    """The relations that a version has none of since its data set states all there are, as bits."""
    coded: int = complete.get(row[_DATASET], 0) & codes.of_kind(kind) & ~row[_UNTOLD]
    by_members = coded & codes.BY_MEMBERS and _attributes(row[1]).get("class") is True
    return coded & ~codes.BY_MEMBERS if by_members else coded


def _truth(row: Row, said: Said, kind: str, proposed: bool) -> Truth:
    """How certainly a version counts."""
    return Truth.NO if row[_STANDING] == 2 and not proposed and kind in BODIES else said.in_force


def _strength(version: tuple[Truth, Row, Said]) -> tuple[int, ...]:
    truth, row, said = version
    return truth, -row[_STANDING], -row[_EVIDENCE], said.dated, said.period.from_earliest, said.fact


def _attributes(packed: str | None) -> Mapping[str, Any]:
    return _decoded(packed)[0] if packed else _EMPTY


def edge_of(row: Row, ends: tuple[str, str], relation: str, said: Said) -> Edge:
    """An edge of its columns relation, subject, object, own_id, attributes, then SAID."""
    return Edge(relation, *ends, _attributes(row[4]), said, row[3])


def has_standing(subject_kind: str | None, object_kind: str | None) -> bool:
    """Whether an edge between nodes of these kinds has a standing."""
    return subject_kind not in _WITHOUT_STANDING and object_kind not in _WITHOUT_STANDING


def stopped(
    starts: Sequence[Key], nodes: Mapping[Key, Node], walked: Sequence[tuple[Side, Row]], hops: int
) -> tuple[list[tuple[Side, Row]], bool]:
    """The part of a walk that does not lead through nodes that do not count, and whether the bound of hops cut it.

    Where a walk starts, it always may go on. Rows hold the keys of their ends in the places of NEAR.
    """
    leaving: dict[Key, list[tuple[Side, Row]]] = defaultdict(list)
    for side, row in walked:
        leaving[row[NEAR[side]]].append((side, row))
    kept: list[tuple[Side, Row]] = []
    met, frontier = set(starts), list(starts)
    for _ in range(hops):
        reached: list[Key] = []
        for key in frontier:
            for side, row in leaving.pop(key, ()):
                kept.append((side, row))
                far = row[NEAR[side.other]]
                if far not in met:
                    met.add(far)
                    if nodes[far].counts is not Truth.NO:
                        reached.append(far)
        frontier = reached
    return kept, bool(frontier)
