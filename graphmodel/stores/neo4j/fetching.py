"""What a change looks at, brought from the server into the file where the change is worked out.

That is: the change log and all heads; what the data sets of the change say; every node that the files mention; the facts
elsewhere that rest on those data sets, and what they rest on in turn. The cost follows the change, not the store.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from remit.graphmodel.changes import Changes
from remit.graphmodel.history import NODE_ID, NODE_KIND, SOURCE, Row, batches
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EdgeStatement, NodeStatement, edge_statement, node_statement
from remit.graphmodel.stores.neo4j.facts import ENDS, EVERY, Facts, Span, Wanted, joined
from remit.graphmodel.stores.sqlite.arrival import Arrival
from remit.graphmodel.stores.sqlite.history import Database
from remit.graphmodel.stores.sqlite.premises import split

LOADS = ("load", "withdraw")
_MENTIONED = (
    "SELECT node FROM temp.staged_node UNION SELECT source FROM temp.staged_node UNION SELECT source FROM temp.staged_edge"
    " UNION SELECT subject FROM temp.staged_edge UNION SELECT object FROM temp.staged_edge"
    " UNION SELECT id FROM temp.staged_reference"
)
_STAGED_PREMISES = "SELECT value FROM temp.staged_node, json_each(based_on) UNION SELECT value FROM temp.staged_edge, json_each(based_on)"
# Ids that nothing states, in the order in which a load looks for what they may mean.
_MOST_MISSING = 100
_MISSING = (
    "SELECT id FROM (SELECT subject AS id, seq FROM temp.staged_edge UNION ALL SELECT object, seq FROM temp.staged_edge)"
    " WHERE id NOT IN (SELECT id FROM node) AND id NOT IN (SELECT node FROM temp.staged_node)"
    f" GROUP BY id ORDER BY MIN(seq) LIMIT {_MOST_MISSING}",
    "SELECT id FROM temp.staged_reference WHERE id NOT IN (SELECT id FROM node)"
    f" AND id NOT IN (SELECT node FROM temp.staged_node) GROUP BY id ORDER BY MIN(rowid) LIMIT {_MOST_MISSING}",
    "SELECT source FROM (SELECT source FROM temp.staged_node UNION SELECT source FROM temp.staged_edge)"
    " WHERE source NOT IN (SELECT id FROM node) AND source NOT IN (SELECT node FROM temp.staged_node)"
    f" ORDER BY source LIMIT {_MOST_MISSING}",
)


class Fetch:
    """Brings facts into a file that has none, for a change of some data sets; within a write transaction."""

    def __init__(self, facts: Facts, database: Database, datasets: Sequence[str]) -> None:
        self.facts = facts
        self.database = database
        self.datasets = list(datasets)
        self.log = list(facts.changes())
        names = {name for change, _ in self.log for name in change.datasets}
        self.arrival = Arrival(database, sorted(names | {*datasets}))
        self.live = Wanted(known_at=facts.published)
        self.next_fact = 1

    def begin(self, next_fact: int) -> None:
        """The change log and the heads of all data sets; the next fact's number."""
        self.arrival.changes(change for change, _ in self.log)
        self.arrival.heads(self.facts.heads())
        self.arrival.reserve(next_fact - 1)
        self.next_fact = next_fact

    def said(self, known_at: int) -> None:
        """What the data sets say, as known at a change."""
        self._take(self._spans(), Wanted(self.datasets, known_at))

    def changing(self) -> None:
        """All that withdrawing the data sets, or loading them again, would look at, but for what the files mention."""
        elsewhere = [change.number for change, _ in self.log if change.operation not in LOADS]
        spans = self._spans()
        self._take(spans, Wanted(self.datasets, self.facts.published, elsewhere))
        self.arrival.marks(self.facts.marks(spans))
        self._resting()
        self._premises("SELECT DISTINCT statement FROM premise")

    def mentioned(self) -> None:
        """The nodes that staged rows mention, what they rest on, and ids near to those that there are not."""
        for batch in batches(self.database.execute(_MENTIONED)):
            ids = [id for (id,) in batch if id]
            self.arrival.anchors((id, kind) for id, kind in self.facts.anchors(ids))
            self.arrival.nodes(self.facts.versions(ids, self.live))
        self._premises(_STAGED_PREMISES)
        self._near()

    def adopted(self, changes: Changes) -> None:
        """All that making changes in the live graph looks at: what was ever said of their statements, and of nodes named."""
        facts = (*changes.removed, *changes.added)
        told = [fact.statement for fact in facts]
        nodes = {each.node for each in told if isinstance(each, NodeStatement)}
        edges = [each for each in told if isinstance(each, EdgeStatement)]
        named = nodes | {each.source for each in told if each.source}
        named |= {end for each in edges for end in (each.subject, each.object)}
        for batch in batches((id,) for id in sorted(named)):
            self.arrival.nodes(self.facts.versions([id for (id,) in batch], EVERY))
        between: dict[str, list[list[str]]] = {}
        for each in edges:
            if each.own_id is None:
                between.setdefault(each.relation, []).append([each.subject, each.object, each.dataset])
        for relation, ends in between.items():
            self._edges(self.facts.between(relation, ends, EVERY))
        own = self._own_ids([each.id for each in edges if each.own_id is not None])
        self._by_number(((number, relation) for number, relation in own), EVERY)
        self._follow(self._rests({each.id for each in told}))
        self._premises("SELECT DISTINCT statement FROM premise")
        stated = {each.statement.node for each in changes.added if isinstance(each.statement, NodeStatement)}
        self._speaking_of(nodes - stated)
        here = self.database.execute("SELECT number FROM node_fact UNION ALL SELECT number FROM edge_fact")
        self.arrival.marks(self.facts.marks(joined(number for (number,) in here.fetchall())))

    def _speaking_of(self, ids: set[str]) -> None:
        """What speaks of nodes that may be stated no more: edges at them, and what names one of them as its source."""
        if not ids:
            return
        self._edges(self.facts.at(sorted(ids), self.live))
        first = min(
            (row[0] for row in self.facts.versions(sorted(ids), EVERY) if row[NODE_KIND] == "Source"),
            default=self.next_fact,
        )
        since = [(first, self.next_fact - 1)]  # a source is only named by what was asserted with it or later
        self.arrival.nodes([row for row in self.facts.nodes(since, self.live) if row[SOURCE] in ids])
        for relation in RELATION:
            self._edges(row for row in self.facts.edges(relation, since, self.live) if row[SOURCE] in ids)

    def _spans(self) -> list[Span]:
        """The numbers of the facts of the changes that spoke of the data sets."""
        found: list[Span] = []
        first = 1
        for change, last in self.log:
            if {*self.datasets} & {*change.datasets} and first <= last:
                if found and found[-1][1] == first - 1:
                    first = found.pop()[0]
                found.append((first, last))
            first = last + 1
        return found

    def _take(self, spans: Sequence[Span], wanted: Wanted) -> None:
        for batch in batches(self.facts.nodes(spans, wanted)):
            self.arrival.nodes(batch)
        for relation in RELATION:
            self._edges(self.facts.edges(relation, spans, wanted))

    def _edges(self, rows: Iterable[Row]) -> None:
        for batch in batches(rows):
            for end in (0, 1):
                self.arrival.anchors((row[3 + end], row[ENDS + end]) for row in batch)
            self.arrival.edges([row[:ENDS] for row in batch])

    def _resting(self) -> None:
        """Facts elsewhere that rest on the data sets, on these facts, and so on; with their marks."""
        found: list[Row] = []
        for dataset in self.datasets:
            beginning = node_statement(dataset, "")
            found += self._list("fetch_resting_on_dataset", beginning=beginning)
        self._follow(found)

    def _follow(self, found: list[Row]) -> None:
        """Facts by number and relation, what rests on them, and so on; with their marks."""
        met: set[int] = set()
        while fresh := {(number, relation) for number, relation in found if number not in met}:
            met |= {number for number, _ in fresh}
            statements = self._by_number(fresh)
            found = self._rests(statements)
        self.arrival.marks(self.facts.marks(joined(met)))

    def _rests(self, statements: Iterable[str]) -> list[Row]:
        """Numbers and relations of the facts that rest on statements."""
        return [
            row for part in batches((each,) for each in statements)
            for row in self._list("fetch_resting", statements=[each for (each,) in part])
        ]  # fmt: skip

    def _list(self, name: str, **parameters: Any) -> list[Row]:
        return self.facts.listed(name, besides=self.datasets, **parameters)

    def _by_number(
        self, numbers: Iterable[tuple[int, str | None]], wanted: Wanted | None = None
    ) -> list[str]:
        """Bring facts, live ones unless others are wanted, by number and relation (none: of a node); their statements."""
        of: dict[str | None, list[int]] = {}
        for number, relation in numbers:
            of.setdefault(relation, []).append(number)
        told: list[str] = []
        for relation, found in of.items():
            spans = joined(found)
            if relation is None:
                rows = list(self.facts.nodes(spans, wanted or self.live))
                self.arrival.nodes(rows)
                told += [node_statement(row[1], row[NODE_ID]) for row in rows]
            else:
                rows = list(self.facts.edges(relation, spans, wanted or self.live))
                self._edges(rows)
                told += [edge_statement(row[1], *row[2:6]) for row in rows]
        return told

    def _premises(self, listed: str) -> None:
        """Live facts, elsewhere, of the statements that a query lists."""
        for batch in batches(self.database.execute(listed).fetchall()):
            nodes: list[str] = []
            own: list[str] = []
            edges: dict[str, list[list[str]]] = {}
            for (statement,) in batch:
                dataset, node, relation, other, own_id = split(statement)
                if dataset in self.datasets:
                    continue
                if own_id is not None:
                    own.append(statement)
                elif relation is None or other is None:
                    nodes.append(node)
                elif relation in RELATION:
                    edges.setdefault(relation, []).append([node, other, dataset])
            self.arrival.nodes(self.facts.versions(nodes, self.live))
            for relation, ends in edges.items():
                self._edges(self.facts.between(relation, ends, self.live))
            self._by_number((fact, relation) for fact, relation in self._own_ids(own))

    def _own_ids(self, statements: list[str]) -> Iterator[Row]:
        if statements:
            yield from self.facts.listed("fetch_own_ids", statements=statements)

    def _near(self) -> None:
        """Nodes that missing ids may mean: those beside them, and those that end alike."""
        missing = dict.fromkeys(
            id for sql in _MISSING for (id,) in self.database.execute(sql).fetchall() if id
        )
        if not missing:
            return
        for start in dict.fromkeys(id.rpartition("/")[0] for id in missing):
            self.arrival.anchors((id, kind) for id, kind in self.facts.listed("fetch_beside", start=start))
        endings = list({id.rpartition("/")[2] for id in missing})
        self.arrival.anchors(
            (first[0], first[1]) for _, first in self.facts.listed("fetch_ending", endings=endings)
        )
