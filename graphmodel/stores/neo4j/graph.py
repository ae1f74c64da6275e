"""The port over a Neo4j database: one statement a read, few big records of scalar lists."""

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL, Truth
from remit.graphmodel.graph import (
    MOST_HOPS,
    MOST_ROWS,
    Edge,
    Found,
    Need,
    Node,
    Pairs,
    Provenance,
    Reach,
    Side,
    Step,
    Where,
    in_order,
)
from remit.graphmodel.kinds import BODIES, KIND
from remit.graphmodel.names import aliases, folded, nearest, rank, singular, words
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Fact
from remit.graphmodel.store import Change
from remit.graphmodel.stores import needs
from remit.graphmodel.stores.assembling import edge_of, has_standing, node_of, said_of
from remit.graphmodel.stores.neo4j.lacking import fits, is_common, lacking
from remit.graphmodel.stores.neo4j.published import Pin
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.recorded import Recorded
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.neo4j.walking import EDGE_FACT, Walk
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.view import View

MOST_CANDIDATES = 2000
PAGE = 20_000
MOST_MET = 20_000  # nodes that a view keeps
_VERSION_SAID, _EDGE_SAID, _EDGE_KINDS = 4, EDGE_FACT, 17


class Neo4jGraph:
    """A view of a Neo4j store; answers `graphmodel.graph.Graph`."""

    def __init__(
        self, reader: Reader, view: View, pin: Pin, open_view: Callable[[View, Pin | None], "Neo4jGraph"]
    ) -> None:
        self._reader = reader
        self._view = view
        self._pin = pin
        self._open_view = open_view
        self._met: dict[str, Node] = {}
        day = view.day
        self._parameters: dict[str, Any] = {
            "from_day": BEFORE_ALL - 1 if day is None else day,
            "to_day": AFTER_ALL if day is None else day,
            "evidence": 0 if view.strict else 3,
            "standing": 2 if view.proposed else 1,
            "datasets": None if view.datasets is None else sorted(view.datasets),
        }

    @property
    def view(self) -> View:
        """The view, with `known_at` settled."""
        return replace(self._view, known_at=self._pin.settle())

    @property
    def complete(self) -> Mapping[str, tuple[str, ...]]:
        """The relations that each data set states completely, by its name."""
        self._pin.settle()
        return {
            dataset: tuple(sorted(codes.relations_of(coded))) for dataset, coded in self._pin.complete.items()
        }

    @property
    def operations(self) -> Mapping[int, str]:
        """None: no scenario is laid over it."""
        return {}

    def at(self, view: View) -> "Neo4jGraph":
        """Another view of the same store, as known at the same change unless it says otherwise."""
        same = view.known_at is None or (self._pin.certain and view.known_at == self._pin.known_at)
        return self._open_view(view, self._pin if same else None)

    def _ask(self, text: str, **parameters: Any) -> list[Any]:
        """The values of the one record of a statement, bound to the change that the graph is bound to."""
        given = {**self._parameters, **parameters}
        row = self._reader.rows(text, {**given, "known_at": self._pin.known_at})[0]
        if self._pin.moved(*(row[-1] or [""])):
            row = self._reader.rows(text, {**given, "known_at": self._pin.known_at})[0]
        return list(row[:-1])

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes of these ids that the store knows, also ended or proposed ones, marked."""
        asked = list(dict.fromkeys(ids))
        known = {id: self._met[id] for id in asked if id in self._met}
        new = [id for id in asked if id not in known]
        return known | (self._nodes(self._ask(statement("nodes"), ids=new)[0]) if new else {})

    def _nodes(self, rows: Iterable[Any]) -> dict[str, Node]:
        found = {id: self._node(id, kind, versions) for id, kind, versions in rows}
        # Through one view, bound to one change, a node is always the same.
        if len(self._met) + len(found) <= MOST_MET:
            self._met |= found
        return found

    def _node(self, id: str, kind: str, rows: Sequence[Any]) -> Node:
        versions = []
        for row in rows:
            said = row[_VERSION_SAID:]
            versions.append((row, said_of(said, said[1], said[8], kind in BODIES, self._view.day)))
        return node_of(id, kind, versions, self._pin.complete, self._view.proposed)

    def _edge(self, row: Sequence[Any]) -> Edge:
        said = row[_EDGE_SAID:_EDGE_KINDS]
        standing = has_standing(row[_EDGE_KINDS], row[_EDGE_KINDS + 1])
        return edge_of(
            row, (row[1], row[2]), row[0], said_of(said, said[1], said[8], standing, self._view.day)
        )

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        """Nodes of a kind that count on the view's day, whose attributes fit, in id order."""
        found: dict[str, Node] = {}
        while len(found) < limit:
            size = min(limit - len(found), PAGE)
            (page,) = self._ask(statement("find", kind), after=after, limit=size, where=fits(where))
            found |= self._nodes(sorted(page))
            if len(page) < size:
                break
            after = max(found)
        return list(found.values())

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        """How many nodes `find` would list: (certainly, at most)."""
        certain, most = self._ask(statement("count", kind), where=fits(where))
        return certain, most

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind without what `need` asks, and whether certainly or possibly so."""
        if is_common(need):
            bound_to = self._pin.complete
            found = lacking(self._ask, bound_to, kind, need, where or {}, after, limit)
            if self._pin.complete is bound_to:
                return found
            return lacking(self._ask, self._pin.complete, kind, need, where or {}, after, limit)
        listing = self._maybe_confirmed if need.confirmed else self._listing
        return needs.lacking(self, partial(listing, kind, where, need), need, after, limit)

    def having(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """Ids of nodes of a kind that have what `need` asks, and whether certainly or possibly so."""
        listing = self._listing if need.confirmed else self._able
        return needs.having(self, partial(listing, kind, where, need), need, after, limit)

    def _able(
        self, kind: str, where: Where | None, need: Need, after: str, limit: int
    ) -> list[tuple[str, int]]:
        """Nodes of a kind with as many edges as a need takes, whatever is at their far ends."""
        text = statement("having", kind, side=need.side, relation=(need.relation,))
        (found,) = self._ask(
            text, after=after, limit=limit, where=fits(where), kinds=list(need.kinds), least=need.least
        )
        return [(id, counts) for id, counts in found]

    def _maybe_confirmed(
        self, kind: str, where: Where | None, need: Need, after: str, limit: int
    ) -> list[tuple[str, int]]:
        """Nodes of a kind that fall short of a need, if they do, by a relation that they may be confirmed to have none of."""
        self._pin.settle()
        bit = codes.BIT[need.relation]
        complete = [dataset for dataset, coded in self._pin.complete.items() if coded & bit]
        text = statement("confirmed", kind)
        (found,) = self._ask(text, after=after, limit=limit, where=fits(where), bit=bit, complete=complete)
        return [(id, counts) for id, counts in found]

    def _listing(
        self, kind: str, where: Where | None, _: Need, after: str, limit: int
    ) -> list[tuple[str, int]]:
        return [(node.id, node.counts) for node in self.find(kind, where, after, limit)]

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        """Edges in force at a set of subjects or of objects (or between two sets), in the order of their ends."""
        if subjects is None and objects is None:
            raise ValueError("edges are asked for at subjects, at objects, or at both")
        name = "edges_at_objects" if subjects is None else "edges_at_subjects"
        ends = {
            "subjects": None if subjects is None else list(dict.fromkeys(subjects)),
            "objects": None if objects is None else list(dict.fromkeys(objects)),
        }
        if [] in ends.values():
            return []
        (found,) = self._ask(statement(name, types=tuple(relations)), **ends)
        return sorted((self._edge(row) for row in found), key=in_order)

    def reach(self, steps: Sequence[Step], ids: Iterable[str], hops: int = MOST_HOPS) -> Reach:
        """The nodes and edges met on walking the steps from a set of nodes; stops at nodes that do not count."""
        nodes, rows, cut = Walk(self._ask, self._met, steps, list(ids), hops).run(self._nodes)
        return Reach(nodes, [self._edge(row) for row in rows], cut)

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        """A whole relation, or the edges of it whose attributes fit, between nodes that count."""
        table = RELATION[relation]
        kinds = tuple(dict.fromkeys((*table.sources, *table.targets)))
        name = "pairs_with_attributes" if where else "pairs"
        found, uncertain = self._ask(statement(name, types=(relation,), labels=kinds))
        counts: dict[str, int] = {id: int(possibly) for id, possibly in uncertain}
        ids: dict[str, int] = {}
        subjects, objects, truths = array("q"), array("q"), array("b")
        for subject, object, truth in _fitting(found, where) if where else _flat(found):
            if least := min(truth, counts.get(subject, 2), counts.get(object, 2)):
                subjects.append(ids.setdefault(subject, len(ids)))
                objects.append(ids.setdefault(object, len(ids)))
                truths.append(least)
        return Pairs(list(ids), subjects, objects, truths)

    def tally(self, relation: str, side: Side, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """How many edges of a relation each node has on a side: (certainly, at most)."""
        asked = list(dict.fromkeys(ids))
        if not asked:
            return {}
        (found,) = self._ask(statement("tally", side=side, types=(relation,)), ids=asked)
        return dict.fromkeys(asked, (0, 0)) | {id: (certain, most) for id, certain, most in found}

    def search(self, text: str, kinds: Iterable[str] = (), limit: int = 50) -> list[Found]:
        """Nodes whose names, aliases or texts have all the words, nearest first."""
        wanted = [singular(word) for word in words(text)]
        if not wanted:
            return []
        match = " ".join([*(f"+{word}" for word in wanted[:-1]), f"+{wanted[-1]}*"])
        (rows,) = self._ask(
            statement("search"), match=match, most=MOST_CANDIDATES, kinds=list(kinds) or list(KIND)
        )
        found = [
            Found(node, rank(words(text), node.name, aliases(node.attributes), node.kind))
            for node in self._nodes(rows).values()
        ]
        return sorted(found, key=lambda each: (-each.rank, each.node.id))[:limit]

    def named(self, name: str, kinds: Iterable[str] = (), *, every: bool = False) -> list[Node]:
        """Nodes that go by an id, name or alias: nearest fits only, unless every one is asked for."""
        wanted = frozenset(kinds)
        stripped = name.strip()
        (rows,) = self._ask(statement("named"), id=stripped.casefold(), folded=folded(name))
        found = self._nodes(sorted(rows))
        fitting = [node for node in found.values() if not wanted or node.kind in wanted]
        return fitting if every else nearest(fitting, stripped)

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        """What is known of these nodes, of any day, by number."""
        return self._recorded().versions(ids)

    def stated(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts of these statements, of any day, by number."""
        return self._recorded().stated(statements)

    def resting_on(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts, of any day, that are based on any of these statements, by number."""
        return self._recorded().resting_on(statements)

    def facts(self, ids: Iterable[str]) -> list[Fact]:
        """All that was ever said of these nodes and of the edges at them, by number."""
        return self._recorded().at(ids)

    def touched(self, since: int, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts asserted or retracted after change `since`, of any day, by number, after fact `after`."""
        return self._recorded().touched(since, after, limit)

    def asserted(self, of: Provenance, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """Facts in force of a provenance, by number, after fact `after`."""
        return self._recorded().asserted(of, after, limit)

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        """The versions in force of nodes of a kind that are read in any of these sources, by number."""
        return self._recorded().read_in(kind, sources)

    def log(self, after: int = 0) -> list[Change]:
        """Records of the change log after a number, up to the view's known_at, oldest first."""
        return self._recorded().log(after)

    def _recorded(self) -> Recorded:
        return Recorded(self._reader, self.view, self._parameters)


def _flat(found: Iterable[Any]) -> Iterable[tuple[str, str, int]]:
    """The edges of a relation: subject, object, how certainly in force."""
    for object, certain, possible in found:
        for truth, each in ((Truth.YES, certain), (Truth.POSSIBLY, possible)):
            for subject in each:
                yield subject, object, truth


def _fitting(found: Iterable[Any], where: Where) -> Iterable[tuple[str, str, int]]:
    """The same, of edges whose attributes fit; many edges share few sets of attributes."""
    for attributes, edges in found:
        held = json.loads(attributes) if attributes else {}
        if all(held.get(key) in values for key, values in where.items()):
            yield from edges
