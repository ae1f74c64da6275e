"""Facts as they were asserted, read from a server: of some nodes, since a change, or by how they are known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from remit.graphmodel.graph import Provenance
from remit.graphmodel.history import Row
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EVIDENCE, STATED, Fact
from remit.graphmodel.store import Change
from remit.graphmodel.stores.neo4j.facts import EVERY, Facts, Wanted, joined
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.premises import split
from remit.graphmodel.stores.sqlite.rows import read_fact
from remit.graphmodel.view import View

_ALL = tuple(RELATION)
_IN_FORCE = ("asserted_nodes", "asserted_edges", "read_in")
# Where the columns of `read_fact` stand in a row of a node and in one of an edge; see `graphmodel.history`.
_NODE = (0, 1, 10, 11, 4, 5, 6, 7, 15, 16, 14, 19, 18, 8, 9, 2, 3, 17)
_EDGE = (0, 1, 12, 13, 6, 7, 8, 9, 15, 16, 14, 18, 17, 10, 11, 2, 3, 4, 5, 19, 20)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Reads facts through a view, whose known_at is settled; `parameters` are those of the view."""

    reader: Reader
    view: View
    parameters: Mapping[str, Any]

    def at(self, ids: Iterable[str]) -> list[Fact]:
        """All that was ever said of some nodes and of the edges at them, by number."""
        asked = list(dict.fromkeys(ids))
        rows = [_fact("node", row) for row in self._facts.versions(asked, self._wanted)]
        rows += self._read("edge", "facts_at", ids=asked)
        return self._counting(rows)

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        """What is known of some nodes, by number."""
        rows = self._facts.versions(list(dict.fromkeys(ids)), self._known)
        return self._counting(_fact("node", row) for row in rows)

    def stated(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts of some statements, by number: a read for nodes, and one for each relation."""
        asked = dict.fromkeys(statements)
        nodes: list[str] = []
        own: list[str] = []
        between: dict[str, list[list[str]]] = defaultdict(list)
        for each in asked:
            dataset, node, relation, other, own_id = split(each)
            if own_id is not None:
                own.append(each)
            elif relation is None or other is None:
                nodes.append(node)
            elif relation in RELATION:
                between[relation].append([node, other, dataset])
        found = [fact for fact in self.versions(nodes) if fact.statement.id in asked] if nodes else []
        for relation, ends in between.items():
            found += [_fact("edge", row) for row in self._facts.between(relation, ends, self._known)]
        if own:
            found += self._numbered(self._facts.listed("fetch_own_ids", statements=own))
        return self._counting(found)

    def resting_on(self, statements: Iterable[str]) -> list[Fact]:
        """The known facts that are based on any of some statements, by number."""
        asked = list(dict.fromkeys(statements))
        if not asked:
            return []
        return self._counting(
            self._numbered(self._facts.listed("fetch_resting", statements=asked, besides=[]))
        )

    def _numbered(self, found: Iterable[Row]) -> list[Fact]:
        """Known facts by number and relation (none: of a node)."""
        of: dict[str | None, list[int]] = defaultdict(list)
        for number, relation in found:
            of[relation].append(number)
        facts: list[Fact] = []
        for relation, numbers in of.items():
            spans = joined(numbers)
            if relation is None:
                facts += [_fact("node", row) for row in self._facts.nodes(spans, self._known)]
            else:
                facts += [_fact("edge", row) for row in self._facts.edges(relation, spans, self._known)]
        return facts

    def touched(self, since: int, after: int, limit: int) -> list[Fact]:
        """Facts asserted or retracted after a change, by number, strictly after a fact."""
        given: dict[str, Any] = {"since": since, "after": after, "limit": limit}
        rows = [*self._read("node", "touched_nodes", **given), *self._read("edge", "touched_edges", **given)]
        return self._counting(rows)[:limit]

    def asserted(self, of: Provenance, after: int, limit: int) -> list[Fact]:
        """Facts in force of a provenance, by number, strictly after a fact."""
        given = {
            **self.parameters, "on": [EVIDENCE.index(each) for each in of.evidence],
            "standings": [codes.STANDING_CODE[each] for each in of.standings], "unsourced": of.unsourced, "after": after, "limit": limit,
        }  # fmt: skip
        rows = [
            *self._read("node", "asserted_nodes", **given),
            *self._read("edge", "asserted_edges", **given),
        ]
        return self._counting(rows)[:limit]

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        """Versions in force of nodes of a kind that are read in some sources, by number."""
        rows = self._read("node", "read_in", kind, **{**self.parameters, "sources": list(sources)})
        return self._counting(rows)

    def log(self, after: int) -> list[Change]:
        """Records of the change log after a number, oldest first."""
        return [change for change, _ in self._facts.changes(after)]

    @property
    def _facts(self) -> Facts:
        return Facts(self.reader, self._known_at)

    @property
    def _known_at(self) -> int:
        return self.view.known_at or 0

    @property
    def _wanted(self) -> Wanted:
        return EVERY if self.view.datasets is None else Wanted(sorted(self.view.datasets))

    @property
    def _known(self) -> Wanted:
        return Wanted(self._wanted.datasets, self._known_at)

    def _read(self, table: str, name: str, kind: str = "", **given: Any) -> list[Fact]:
        text = statement(name, types=_ALL) if table == "edge" else statement(name, kind)
        in_force = name in _IN_FORCE
        bound = {
            "published": self._known_at,
            "known_at": self._known_at if in_force else None,
            "elsewhere": [],
            "datasets": self._wanted.datasets,
            "evidence": self.parameters["evidence"],
        }
        return [_fact(table, row) for row in self.reader.rows(text, {**given, **bound}, "facts")]

    def _counting(self, facts: Iterable[Fact]) -> list[Fact]:
        """By number; under a strict view what is stated only."""
        strict = self.view.strict
        counting = [each for each in facts if not strict or each.statement.evidence == STATED]
        return sorted(counting, key=lambda fact: fact.number)


def _fact(table: str, row: Any) -> Fact:
    return read_fact(table, [row[place] for place in (_NODE if table == "node" else _EDGE)])
