"""Facts that are known in a view, of any day: of some nodes, of some statements, or based on some."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from remit.graphmodel.statements import Fact
from remit.graphmodel.stores.sqlite.facts import numbered
from remit.graphmodel.stores.sqlite.premises import split

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

_OF_NODE = (
    "SELECT f.number FROM json_each(:asked) q JOIN node n ON n.id = json_extract(q.value, '$[1]')"
    " JOIN node_fact f ON f.node = n.key WHERE f.dataset = json_extract(q.value, '$[0]')"
)
_BETWEEN = (
    "SELECT f.number FROM json_each(:asked) q JOIN node a ON a.id = json_extract(q.value, '$[1]')"
    " JOIN node b ON b.id = json_extract(q.value, '$[3]')"
    " JOIN edge_fact f ON f.relation = json_extract(q.value, '$[2]') AND f.subject = a.key AND f.object = b.key"
    " WHERE f.dataset = json_extract(q.value, '$[0]') AND f.own_id IS NULL"
)
_OWN = (
    "SELECT f.number FROM json_each(:asked) q JOIN edge_fact f ON f.own_id = json_extract(q.value, '$[4]')"
    " WHERE f.dataset = json_extract(q.value, '$[0]')"
)
_RESTING = "SELECT p.fact FROM premise p WHERE p.statement IN (SELECT value FROM json_each(:asked))"


def versions(graph: "SqliteGraph", database: sqlite3.Connection, ids: Iterable[str]) -> list[Fact]:
    """What is known of some nodes, by number."""
    keys = [(key,) for key, _, _ in graph.anchors(database, ids)]
    sql = "SELECT number FROM node_fact WHERE node IN (SELECT json_extract(value, '$[0]') FROM json_each(:asked))"
    return numbered(graph, database, {"node": _numbers(database, sql, keys)})


def stated(graph: "SqliteGraph", database: sqlite3.Connection, statements: Iterable[str]) -> list[Fact]:
    """The known facts of some statements, by number."""
    nodes, edges, own = [], [], []
    for dataset, node, relation, other, own_id in map(split, dict.fromkeys(statements)):
        key, code = graph.word.get(dataset), graph.word.get(relation) if relation else None
        if own_id is not None:
            own.append((key, node, code, other, own_id))
        elif relation is None:
            nodes.append((key, node, code, other, own_id))
        else:
            edges.append((key, node, code, other, own_id))
    return numbered(
        graph,
        database,
        {
            "node": _numbers(database, _OF_NODE, nodes),
            "edge": _numbers(database, _BETWEEN, edges) + _numbers(database, _OWN, own),
        },
    )


def resting_on(graph: "SqliteGraph", database: sqlite3.Connection, statements: Iterable[str]) -> list[Fact]:
    """The known facts that are based on any of some statements, by number."""
    numbers = _numbers(database, _RESTING, list(dict.fromkeys(statements)))
    return numbered(graph, database, {"node": numbers, "edge": numbers})


def _numbers(database: sqlite3.Connection, sql: str, asked: Sequence[object]) -> list[int]:
    return [number for (number,) in database.execute(sql, {"asked": json.dumps(asked)})] if asked else []
