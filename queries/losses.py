"""What each node of a whole graph cuts off if it goes, as columns: duties without another owner, nodes without another line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Need, Pairs, Side
from remit.queries.columns import Flags, Ints, met
from remit.queries.dominators import Dominators
from remit.queries.line_graph import Places, each_once, line_graph

_OWNS, _ANSWERED = Need("ACCOUNTABLE_FOR", Side.SUBJECT), Need("ANSWERS_TO", Side.OBJECT)
_HELD = Need("HOLDS", Side.OBJECT, confirmed=True)
_STRETCH = 8192


class Lost(NamedTuple):
    """By node: duties that lose their only owner, duties whose owners lose their line, nodes that do, people who do."""

    duties: Ints
    duties_below: Ints
    below: Ints
    people: Ints


@dataclass(frozen=True, slots=True)
class Losses:
    """What each of the nodes cuts off, for certain and at the most; `roles` are the nodes that are roles and cut off any.

    `rank` has of each node all that it may cut off.
    """

    ids: list[str]
    certain: Lost
    at_most: Lost
    rank: Ints
    roles: Ints


@dataclass(frozen=True, slots=True)
class _Ties:
    """What hangs on what: tie i of `items[i]` on node `nodes[i]`; a hop up is a tie of a node on the one above."""

    items: Ints
    nodes: Ints
    certain: Flags
    number: int  # of items

    def without_a_certain_one(self) -> Flags:
        """The items that have no certain tie."""
        found: Flags = np.bincount(self.items[self.certain], minlength=self.number) == 0
        return found

    def kept(self, ties: Flags) -> "_Ties":
        """Some of the ties."""
        return _Ties(self.items[ties], self.nodes[ties], self.certain[ties], self.number)

    def least(self) -> "_Ties":
        """The certain ties, and of items that have none the possible ones."""
        return self.kept(self.certain | self.without_a_certain_one()[self.items])

    def sure(self) -> "_Ties":
        """All ties of the items that have a certain one."""
        return self.kept(~self.without_a_certain_one()[self.items])

    def alone(self, nodes: int) -> Ints:
        """By node, how many items hang on it alone."""
        return np.bincount(self.nodes[~self._several()], minlength=nodes)

    def shared(self) -> tuple[Ints, Ints, int]:
        """The ties of items that hang on several nodes, these items numbered anew, and how many they are."""
        several = self._several()
        shared = np.zeros(self.number, dtype=np.bool_)
        shared[self.items[several]] = True
        numbers = np.cumsum(shared) - 1
        return numbers[self.items[several]], self.nodes[several], int(shared.sum())

    def _several(self) -> Flags:
        found: Flags = np.bincount(self.items, minlength=self.number)[self.items] > 1
        return found


@lru_cache(maxsize=1)  # the next page asks again
def losses(graph: Graph, lines: tuple[str, ...]) -> Losses:
    """What each node cuts off, by the dominators of its lines from a root above all tops.

    For certain is what is lost however much of what is only possible is so; at the most, what is lost where nothing that
    is only possible stands by beside what is certain.
    """
    found = line_graph(graph, lines)
    ids = found.ids
    held = _ties(found.places, graph.pairs("HOLDS"), Side.SUBJECT, {})
    owned = _ties(found.places, graph.pairs("ACCOUNTABLE_FOR"), Side.OBJECT, _not_owning(graph))
    hops = _Ties(found.subjects, found.objects, found.certain, len(ids))
    weights = np.ones(len(ids), dtype=np.int64)
    weights[: len(found.classes)][found.classes] = 0
    unsure = np.flatnonzero(hops.without_a_certain_one())
    certain = _lost(weights, hops, held.sure(), owned.sure(), unsure)
    sure = all(each.certain.all() for each in (hops, held, owned))
    at_most = certain if sure else _lost(weights, hops.least(), held.least(), owned.least(), unsure[:0])
    rank = np.sum(at_most, axis=0)
    roles = rank > 0
    roles[[found.places.place[id] for id in _bodies(graph) if id in found.places.place]] = False
    return Losses(ids, certain, at_most, rank, np.flatnonzero(roles))


def _lost(weights: Ints, hops: _Ties, held: _Ties, owned: _Ties, tops: Ints) -> Lost:
    """What each node cuts off. What hangs on one node is counted there; what hangs on several is a node of its own."""
    nodes = len(weights)
    holders, roles, people = held.shared()
    duties, owners, number = owned.shared()
    every = nodes + people + number
    tree = Dominators(
        every,
        np.concatenate((hops.items, holders + nodes, duties + nodes + people)),
        np.concatenate((hops.nodes, roles, owners)),
        tops,
    )
    alone = owned.alone(nodes)

    def lost(at_nodes: Ints, at_people: int = 0, at_duties: int = 0) -> Ints:
        beside = np.repeat(np.array([at_people, at_duties]), (people, number))
        return tree.lost(np.concatenate((at_nodes, beside)))[:nodes]

    return Lost(alone, lost(alone, at_duties=1), lost(weights), lost(held.alone(nodes), at_people=1))


def _ties(places: Places, pairs: Pairs, item: Side, absent: Mapping[str, Truth]) -> _Ties:
    """The ties of a relation, each once, its items on the side named; nodes that are `absent` for certain carry none."""
    ends = {Side.SUBJECT: pairs.subjects, Side.OBJECT: pairs.objects}
    items, at = (np.asarray(ends[side], dtype=np.int64) for side in (item, item.other))
    carrying = met(len(pairs.ids), at)
    numbers = np.zeros(len(pairs.ids), dtype=np.int64)
    numbers[carrying] = places.of(_names(pairs, carrying))
    truths = np.full(len(places.ids), Truth.YES, dtype=np.int64)
    gone = [(places.place[id], truth.value) for id, truth in absent.items() if id in places.place]
    doubted = np.array(gone, dtype=np.int64).reshape(-1, 2)
    truths[doubted[:, 0]] -= doubted[:, 1]
    nodes = numbers[at]
    there = truths[nodes] > 0
    certain = (np.asarray(pairs.truths) == Truth.YES) & (truths[nodes] == Truth.YES)
    number = max(len(places.ids), len(pairs.ids))
    return _Ties(*each_once(number, items[there], nodes[there], certain[there]), len(pairs.ids))


def _names(pairs: Pairs, wanted: Ints) -> list[str]:
    """The ids of some nodes, in their order; whole stretches are read, and those without any of them left out."""
    names: list[str] = []
    for begin in range(0, len(pairs.ids), _STRETCH):
        first, last = np.searchsorted(wanted, (begin, begin + _STRETCH))
        if first < last:
            read = pairs.ids[begin : begin + _STRETCH]
            names += [read[each] for each in (wanted[first:last] - begin).tolist()]
    return names


def _not_owning(graph: Graph) -> dict[str, Truth]:
    """Who owns no duty whatever is said: committees, and roles confirmed vacant."""
    absent = dict(graph.lacking("Role", _HELD))
    return absent | {id: Truth.YES for id, _ in graph.having("Committee", _OWNS)}


def _bodies(graph: Graph) -> set[str]:
    """The nodes that something hangs on, and that are no roles."""
    asked = [(kind, need) for kind in ("Agency", "Unit", "Committee") for need in (_OWNS, _ANSWERED)]
    return {id for kind, need in asked for id, _ in graph.having(kind, need)}
