"""Facts as they were asserted: of some nodes, since a change, or by how they are known."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from remit.graphmodel.graph import Provenance
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EVIDENCE, Fact
from remit.graphmodel.stores.sqlite import codes, log
from remit.graphmodel.stores.sqlite.rows import read_fact

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

_SAID = (
    "f.number, w.word, f.evidence, f.standing, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, s.id, f.locator,"
    " f.dated, f.said, f.attributes, f.asserted, f.retracted"
)
_FROM = {
    "node": (
        f"SELECT {_SAID}, n.id, k.word, f.name FROM node_fact f JOIN word w ON w.key = f.dataset JOIN node n ON n.key = f.node"
        " JOIN word k ON k.key = n.kind LEFT JOIN node s ON s.key = f.source"
    ),
    "edge": (
        f"SELECT {_SAID}, r.word, a.id, b.id, f.own_id, x.word, y.word FROM edge_fact f JOIN word w ON w.key = f.dataset"
        " JOIN word r ON r.key = f.relation JOIN node a ON a.key = f.subject JOIN node b ON b.key = f.object"
        " JOIN word x ON x.key = a.kind JOIN word y ON y.key = b.kind LEFT JOIN node s ON s.key = f.source"
    ),
}
_KEYS = "(SELECT value FROM json_each(:keys))"
_ANY = "f.relation IN (SELECT value FROM json_each(:relations))"  # the indexes begin with the relation
_AT = {
    "node": (f"f.node IN {_KEYS}",),
    "edge": (
        f"f.subject IN {_KEYS} AND {_ANY}",
        f"f.object IN {_KEYS} AND f.subject NOT IN {_KEYS} AND {_ANY}",
    ),
}
_ANY_EVIDENCE = "f.evidence IN (SELECT value FROM json_each(:on))"
_ANY_STANDING = "f.standing IN (SELECT value FROM json_each(:of))"
# Written so, each of them is met by an index of what is rare.
_NOT_STATED = f"f.evidence > 0 AND {_ANY_EVIDENCE}"
_NOT_ACTUAL = f"f.standing > 0 AND {_ANY_STANDING}"
_READ_IN = (
    "f.source IS NOT NULL AND f.source IN (SELECT key FROM node WHERE id IN (SELECT value FROM json_each(:sources)))"
    " AND +n.kind = :kind"  # not by the kind: most nodes are of few kinds
)
_NOT = " AND NOT ({})"
_LAST = 2**63 - 1
_AFTER = "f.number > :after AND f.number <= :last"
# Each of the two has an index of its own (numbers grow with changes); a fact asserted since is not listed again. The plus
# signs keep SQLite from going through all numbers in order where few facts were retracted.
_SINCE = (
    "f.number >= MAX(:after + 1, :first) AND f.number <= :last",
    "+f.number > :after AND +f.number <= :last AND +f.number < :first AND f.retracted > :since AND f.retracted <= :known_at",
)


def at(graph: "SqliteGraph", database: sqlite3.Connection, ids: Iterable[str]) -> list[Fact]:
    """All that was ever said of some nodes and of the edges at them, by number."""
    keys = json.dumps([key for key, _, _ in graph.anchors(database, ids)])
    parameters = {**graph.visible.parameters, "keys": keys, "relations": graph.coded(RELATION)}
    found = [
        fact
        for table, conditions in _AT.items()
        for condition in conditions
        for fact in _read(graph, database, table, condition, parameters)
    ]
    return sorted(found, key=lambda fact: fact.number)


def numbered(
    graph: "SqliteGraph", database: sqlite3.Connection, numbers: Mapping[str, Iterable[int]]
) -> list[Fact]:
    """The facts of these numbers, by table (node, edge), that are known in the view, by number."""
    condition = "f.number IN (SELECT value FROM json_each(:numbers)) AND (f.retracted IS NULL OR f.retracted > :known_at)"
    found = [
        fact
        for table, each in numbers.items()
        if (asked := list(each))
        for fact in _read(
            graph, database, table, condition, {**graph.visible.parameters, "numbers": json.dumps(asked)}
        )
    ]
    return sorted(found, key=lambda fact: fact.number)


def touched(
    graph: "SqliteGraph", database: sqlite3.Connection, since: int, after: int, limit: int
) -> list[Fact]:
    """Facts asserted or retracted after a change, by number, strictly after a fact."""
    values = {"since": since, "first": log.next_fact(database, since)}
    return _paged(graph, database, _SINCE, values, after, limit)


def asserted(
    graph: "SqliteGraph",
    database: sqlite3.Connection,
    of: Provenance,
    after: int,
    limit: int,
) -> list[Fact]:
    """Facts in force of a provenance, by number, strictly after a fact."""
    evidence = [EVIDENCE.index(each) for each in of.evidence]
    standings = [codes.STANDING_CODE[each] for each in of.standings]
    ways = [
        *((_ANY_EVIDENCE if 0 in evidence else _NOT_STATED,) if evidence else ()),
        *((_ANY_STANDING if 0 in standings else _NOT_ACTUAL,) if standings else ()),
        *(("f.source IS NULL",) if of.unsourced else ()),
    ]
    conditions = []
    for place, each in enumerate(ways):
        out = "".join(_NOT.format(before) for before in ways[:place])
        conditions.append(f"{_AFTER} AND {each} AND {graph.visible.in_force}{out}")
    values = {"on": json.dumps(evidence), "of": json.dumps(standings)}
    return _paged(graph, database, conditions, values, after, limit)


def read_in(
    graph: "SqliteGraph", database: sqlite3.Connection, kind: str, sources: Iterable[str]
) -> list[Fact]:
    """Versions in force of nodes of a kind that are read in some sources, by number."""
    values = {"kind": graph.word[kind], "sources": json.dumps(list(sources))}
    condition = f"{_READ_IN} AND {graph.visible.in_force}"
    found = _read(graph, database, "node", condition, {**graph.visible.parameters, **values})
    return sorted(found, key=lambda fact: fact.number)


def _paged(
    graph: "SqliteGraph",
    database: sqlite3.Connection,
    conditions: Sequence[str],
    values: dict[str, Any],
    after: int,
    limit: int,
) -> list[Fact]:
    parameters = {**graph.visible.parameters, **values, "after": after, "limit": limit, "last": _LAST}
    found: list[Fact] = []
    for table in _FROM:
        for condition in conditions:
            page = _read(graph, database, table, condition, parameters, " ORDER BY f.number LIMIT :limit")
            found = list(islice(merge(found, page, key=lambda fact: fact.number), limit))
            if len(found) == limit:
                parameters["last"] = found[-1].number  # what comes after these is not read
    return found


def _read(
    graph: "SqliteGraph",
    database: sqlite3.Connection,
    table: str,
    condition: str,
    parameters: dict[str, Any],
    order: str = "",
) -> list[Fact]:
    """Facts of a table, as known in the view; one that was retracted later is not yet so."""
    rows = database.execute(
        f"{_FROM[table]} WHERE {condition} AND {graph.visible.asserted}{order}", parameters
    )
    return [_as_known(read_fact(table, row), graph.view.known_at or 0) for row in rows]


def _as_known(fact: Fact, known_at: int) -> Fact:
    return replace(fact, retracted=None) if fact.retracted and fact.retracted > known_at else fact
