"""Whether what is to be adopted fits what the file says: what a load would refuse in its files is refused here as well."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from remit.graphmodel.errors import Conflict
from remit.graphmodel.history import NODE_ID, NODE_KIND, SOURCE, Row
from remit.graphmodel.relations import RELATION

_LIVE = "EXISTS (SELECT 1 FROM node_fact f WHERE f.node = n.key AND f.retracted IS NULL)"
_AGAIN = "work the changes out again on what is known now"
_SUBJECT, _OBJECT = 3, 4
# A node's versions in one data set have no day in common; an edge without an id of its own has one live fact.
_TWICE = (
    "SELECT n.id FROM node_fact f JOIN node n ON n.key = f.node JOIN node_fact o ON o.node = f.node"
    " AND o.dataset = f.dataset AND o.number <> f.number AND o.retracted IS NULL"
    " AND o.from_earliest < f.to_latest AND f.from_earliest < o.to_latest WHERE f.number >= ?1 LIMIT 5",
    "SELECT a.id || ' ' || r.word || ' ' || b.id FROM edge_fact f JOIN edge_fact o ON o.relation = f.relation"
    " AND o.subject = f.subject AND o.object = f.object AND o.dataset = f.dataset AND o.own_id IS NULL"
    " AND o.number <> f.number AND o.retracted IS NULL JOIN node a ON a.key = f.subject JOIN node b ON b.key = f.object"
    " JOIN word r ON r.key = f.relation WHERE f.number >= ?1 AND f.own_id IS NULL LIMIT 5",
    "SELECT '#' || f.own_id FROM edge_fact f JOIN edge_fact o ON o.own_id = f.own_id AND o.dataset = f.dataset"
    " AND o.number <> f.number AND o.retracted IS NULL WHERE f.number >= ?1 AND f.own_id IS NOT NULL LIMIT 5",
)
_JOINED = (
    "SELECT DISTINCT a.id, k.word, r.word, b.id, l.word FROM edge_fact f JOIN node a ON a.key = f.subject"
    " JOIN node b ON b.key = f.object JOIN word r ON r.key = f.relation JOIN word k ON k.key = a.kind"
    " JOIN word l ON l.key = b.kind WHERE f.number >= ?1"
)
_GONE = f"SELECT n.key, n.id FROM node n WHERE n.key IN (SELECT node FROM node_fact WHERE retracted = ?1) AND NOT {_LIVE}"
_AT = (
    "SELECT 1 FROM edge_fact WHERE object = ?1 AND retracted IS NULL UNION ALL"
    " SELECT 1 FROM edge_fact WHERE relation IN (SELECT key FROM word) AND subject = ?1 AND retracted IS NULL"
)
# A source is only named by what was asserted with it or later.
_SOURCED = " UNION ALL ".join(
    f"SELECT 1 FROM {table}_fact WHERE number >= (SELECT MIN(number) FROM node_fact WHERE node = ?1) AND source = ?1"
    " AND retracted IS NULL"
    for table in ("node", "edge")
)


def refuse_unknown(database: sqlite3.Connection, datasets: Iterable[str]) -> None:
    """Refuse changes of data sets that the store does not have now. Raises Conflict."""
    for name in datasets:
        found = database.execute(
            "SELECT 1 FROM dataset_fact d JOIN word w ON w.key = d.dataset WHERE w.word = ? AND d.retracted IS NULL",
            (name,),
        ).fetchone()
        if found is None:
            raise Conflict(f"the store has no data set {name!r} now", "load it, or name another")


def refuse_other_kinds(database: sqlite3.Connection, nodes: Sequence[Row]) -> None:
    """Refuse a node, given by its row, that is known as of another kind. Raises Conflict."""
    for row in nodes:
        known = database.execute(
            "SELECT w.word FROM node n JOIN word w ON w.key = n.kind WHERE n.id = ?", (row[NODE_ID],)
        ).fetchone()
        if known is not None and known[0] != row[NODE_KIND]:
            raise Conflict(
                f"{row[NODE_ID]} is known as {known[0]}, and cannot be {row[NODE_KIND]}",
                "an id is for good: choose another one",
            )


def refuse_unstated(database: sqlite3.Connection, nodes: Sequence[Row], edges: Sequence[Row]) -> None:
    """Refuse ends and sources that nothing states, once the nodes are in place. Raises Conflict."""
    named = {row[SOURCE] for row in (*nodes, *edges)}
    named |= {row[end] for row in edges for end in (_SUBJECT, _OBJECT)}
    stated = {
        id
        for (id,) in database.execute(
            f"SELECT n.id FROM json_each(?) j JOIN node n ON n.id = j.value WHERE {_LIVE}",
            (json.dumps(sorted(named - {None})),),
        )
    }
    if missing := sorted(named - {None} - stated):
        raise Conflict(f"nothing states {', '.join(missing[:5])} any more", _AGAIN)


def refuse_misfits(database: sqlite3.Connection, change: int, first: int) -> None:
    """Refuse what the change asserted from fact `first` on where it contradicts what stands. Raises Conflict."""
    for sql in _TWICE:
        if found := [each for (each,) in database.execute(sql, (first,))]:
            raise Conflict(f"it is stated already: {', '.join(found)}", _AGAIN)
    for subject, kind, relation, object, other in database.execute(_JOINED, (first,)):
        if not RELATION[relation].joins(kind, other):
            phrase = RELATION[relation].phrase
            raise Conflict(f"a {kind} ({subject}) cannot be what {phrase} a {other} ({object})", _AGAIN)
    for key, id in database.execute(_GONE, (change,)).fetchall():
        for sql in (_AT, _SOURCED):
            if database.execute(f"{sql} LIMIT 1", (key,)).fetchone():
                raise Conflict(
                    f"{id} would be stated by nothing, and is spoken of elsewhere", "change that first"
                )
