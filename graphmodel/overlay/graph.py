"""The overlay: a graph with changes laid over it, which answers as a copy would in which they were really made.

What the changes do not touch is asked of the base; what they touch is worked out from the base's facts and theirs. So the
cost grows with the changes, and with what the base takes to answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from remit.graphmodel.changes import Changes
from remit.graphmodel.days import Truth
from remit.graphmodel.errors import UnknownChange
from remit.graphmodel.graph import (
    MOST_HOPS,
    MOST_ROWS,
    Edge,
    Found,
    Graph,
    Need,
    Node,
    Pairs,
    Provenance,
    Reach,
    Side,
    Step,
    Where,
    fits,
    in_order,
)
from remit.graphmodel.overlay import finding, recorded, walking
from remit.graphmodel.overlay.affected import affected
from remit.graphmodel.overlay.drafted import Drafted
from remit.graphmodel.overlay.seeing import edge_in, listed_among, nodes_in
from remit.graphmodel.statements import Fact
from remit.graphmodel.store import Change
from remit.graphmodel.stores.needs import has
from remit.graphmodel.view import View


class Overlay:
    """A graph as changes would make it; answers `graphmodel.graph.Graph`.

    `base` is known at `changes.pin`. The view's known_at is the change after that: the one that this would be.
    """

    def __init__(self, base: Graph, changes: Changes, scenario: str | None = None) -> None:
        self.base = base
        self.changes = changes
        self._view = replace(base.view, known_at=changes.pin + 1, scenario=scenario)
        self.drafted = Drafted(changes, self._view)

    @property
    def view(self) -> View:
        """The view: as the base's, one change later."""
        return self._view

    @property
    def complete(self) -> Mapping[str, tuple[str, ...]]:
        """The relations that each data set states completely; no scenario changes that."""
        return self.base.complete

    @property
    def operations(self) -> Mapping[int, str]:
        """The operation behind each fact that the changes take away or add, in words."""
        told = self.changes.operations
        return {fact: told[place] for fact, place in self.changes.because.items() if place < len(told)}

    def at(self, view: View) -> Graph:
        """Another view of the same; at an earlier change it is the base's, without the changes. Raises UnknownChange."""
        known_at = self._view.known_at if view.known_at is None else view.known_at
        pin = self.changes.pin
        if known_at is None or known_at > pin + 1:
            raise UnknownChange(f"there is no change {known_at}", f"the scenario would be change {pin + 1}")
        base = self.base.at(replace(view, known_at=min(known_at, pin), scenario=None))
        return base if known_at <= pin else Overlay(base, self.changes, self._view.scenario)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes of these ids; those of which something else is said are made anew from their facts."""
        asked = dict.fromkeys(ids)
        mine = [id for id in asked if id in self.drafted.changed]
        found = self.base.nodes([id for id in asked if id not in self.drafted.changed])
        if mine:
            kinds = {id: kind for id, kind in self._kinds.items() if id in mine}
            found |= nodes_in(self._view, kinds, self.versions(kinds), self.complete)
        return found

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """The kinds of the nodes of which something else is said, as far as they are known at all."""
        known = self.base.nodes(self.drafted.changed)
        return self.drafted.kinds | {id: node.kind for id, node in known.items()}

    def _mine(self, kind: str, after: str = "") -> list[str]:
        return sorted(id for id, its in self._kinds.items() if its == kind and id > after)

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        """Nodes of a kind that count on the view's day, whose attributes fit, in id order."""
        mine = self._mine(kind, after)
        page = self.base.find(kind, where, after, limit + len(mine))
        rest = [node for node in page if node.id not in self.drafted.changed]
        own = listed_among(self._view, self.versions(mine), where or {}) if mine else {}
        return sorted([*rest, *self.nodes(own).values()], key=lambda node: node.id)[:limit]

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        """How many nodes `find` would list: (certainly, at most)."""
        certain, most = self.base.count(kind, where)
        mine = self._mine(kind)
        for sign, graph in ((-1, self.base), (1, self)) if mine else ():
            truths = listed_among(self._view, graph.versions(mine), where or {}).values()
            certain += sign * sum(truth is Truth.YES for truth in truths)
            most += sign * len(truths)
        return certain, most

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        """Edges in force at a set of subjects or of objects (or between two sets), in the order of their ends."""
        asked = list(relations)
        at = None if subjects is None else list(dict.fromkeys(subjects))
        to = None if objects is None else list(dict.fromkeys(objects))
        found = [
            edge
            for edge in self.base.edges(asked, subjects=at, objects=to)
            if edge.said.fact not in self.drafted.removed
        ]
        side, ids = (Side.SUBJECT, at) if at is not None else (Side.OBJECT, to or [])
        ends = None if at is None or to is None else frozenset(to)
        added = [edge_in(self._view, fact) for fact in self.drafted.edges(set(asked), side, ids)]
        added = [edge for edge in added if ends is None or edge.object in ends]
        return sorted([*found, *added], key=in_order) if added else found

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind without what `need` asks, and whether certainly or possibly so."""
        mine = self._affected(kind, need, after)
        page = self.base.lacking(kind, need, where, after, limit + len(mine))
        own = self._compared(mine, need, where)
        return _merged(page, mine, {id: Truth(min(counts, 2 - has)) for id, counts, has in own}, limit)

    def having(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind that have what `need` asks, and whether certainly or possibly so."""
        mine = self._affected(kind, need, after)
        page = self.base.having(kind, need, where, after, limit + len(mine))
        own = self._compared(mine, need, where)
        return _merged(page, mine, {id: min(counts, has) for id, counts, has in own}, limit)

    def _affected(self, kind: str, need: Need, after: str) -> list[str]:
        ids = affected(self.base, self.drafted, need)
        return sorted(id for id, node in self.nodes(ids).items() if node.kind == kind and id > after)

    def _compared(
        self, ids: Sequence[str], need: Need, where: Where | None
    ) -> list[tuple[str, Truth, Truth]]:
        """Of some nodes those that are listed: how certainly, and how certainly they have what is needed."""
        if not ids:
            return []
        counts = listed_among(self._view, self.versions(ids), where or {})
        truths = has(self, list(counts), need)
        return [(id, truth, truths[id]) for id, truth in counts.items()]

    def reach(self, steps: Sequence[Step], ids: Iterable[str], hops: int = MOST_HOPS) -> Reach:
        """What a walk meets: the base's answer where that meets nothing that is changed."""
        starts = list(dict.fromkeys(ids))
        if self.drafted.meets(steps, starts):
            return walking.walk(self, steps, starts, hops)
        reach = self.base.reach(steps, starts, hops)
        return walking.walk(self, steps, starts, hops) if self.drafted.meets(steps, reach.nodes) else reach

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        """A whole relation; the ids of all its nodes are read, as what is changed has to be found among them."""
        subjects, objects = (self.drafted.ends_of(relation, side) for side in Side)
        ends = subjects | objects | self.drafted.changed
        found = self.base.pairs(relation, where)
        if not ends:
            return found
        met = {
            edge.said.fact: edge
            for edge in (*self.edges((relation,), subjects=ends), *self.edges((relation,), objects=ends))
            if fits(edge.attributes, where or {})
        }
        counts = self.nodes({id for edge in met.values() for id in (edge.subject, edge.object)})
        own = [
            (edge.subject, edge.object, int(truth))
            for edge in met.values()
            if (truth := min(edge.said.in_force, counts[edge.subject].counts, counts[edge.object].counts))
        ]
        from remit.graphmodel.overlay.columns import replaced  # numpy takes long to import

        return replaced(found, ends, own)

    def tally(self, relation: str, side: Side, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """How many edges of a relation each node has on a side: (certainly, at most)."""
        grown = self.drafted.tally(relation, side)
        found = self.base.tally(relation, side, ids)
        for id in found.keys() & grown.keys():
            found[id] = (found[id][0] + grown[id][0], found[id][1] + grown[id][1])
        return found

    def search(self, text: str, kinds: Iterable[str] = (), limit: int = 50) -> list[Found]:
        """Nodes whose names, aliases or texts have all the words, nearest first."""
        return finding.search(self, text, frozenset(kinds), limit)

    def named(self, name: str, kinds: Iterable[str] = (), *, every: bool = False) -> list[Node]:
        """Nodes that go by a name or alias; one exact fit wins, unless every one is asked for."""
        return finding.named(self, name, frozenset(kinds), every)

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        """What is known of these nodes, of any day, by number."""
        asked = list(dict.fromkeys(ids))
        return [*self._left(self.base.versions(asked)), *self.drafted.versions(asked)]

    def stated(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts of these statements, of any day, by number."""
        asked = frozenset(statements)
        added = (fact for fact in self.drafted.added if fact.statement.id in asked)
        return [*self._left(self.base.stated(asked)), *added]

    def resting_on(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts, of any day, that are based on any of these statements, by number."""
        asked = frozenset(statements)
        added = (fact for fact in self.drafted.added if asked.intersection(fact.statement.based_on))
        return [*self._left(self.base.resting_on(asked)), *added]

    def _left(self, facts: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in facts if fact.number not in self.drafted.removed]

    def facts(self, ids: Iterable[str]) -> list[Fact]:
        """All that was ever said of these nodes and of the edges at them, by number."""
        return recorded.facts(self, frozenset(ids))

    def touched(self, since: int, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts asserted or retracted after change `since`, by number; after the pin, those of the changes."""
        return recorded.touched(self, since, after, limit)

    def asserted(self, of: Provenance, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts in force of a provenance, by number, after fact `after`."""
        return recorded.asserted(self, of, after, limit)

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        """The versions in force of nodes of a kind that are read in any of these sources, by number."""
        return recorded.read_in(self, kind, frozenset(sources))

    def log(self, after: int = 0) -> list[Change]:
        """Records of the change log after a number, and last the change that this would be."""
        return recorded.log(self, after)


def _merged(
    page: Iterable[tuple[str, Truth]], mine: Iterable[str], own: Mapping[str, Truth], limit: int
) -> list[tuple[str, Truth]]:
    """A page of the base's without what is affected, and of that what fits, in id order."""
    out = frozenset(mine)
    rest = [(id, truth) for id, truth in page if id not in out]
    return sorted([*rest, *((id, truth) for id, truth in own.items() if truth is not Truth.NO)])[:limit]
