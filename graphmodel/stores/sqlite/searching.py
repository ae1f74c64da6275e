"""Finding nodes by words and by name: the indexes give candidates, `graphmodel.names` compares and ranks them."""

import json
import sqlite3
from typing import TYPE_CHECKING

from remit.graphmodel.graph import Found, Node
from remit.graphmodel.names import aliases, nearest, rank, singular, words

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

MOST_CANDIDATES = 2000


def search(
    graph: "SqliteGraph", database: sqlite3.Connection, text: str, kinds: frozenset[str], limit: int
) -> list[Found]:
    """Nodes with all the words (the last may be the beginning of one), nearest first."""
    wanted = [singular(word) for word in words(text)]
    if not wanted:
        return []
    match = " ".join([*(f'"{word}"' for word in wanted[:-1]), f'"{wanted[-1]}"*'])
    parameters = {
        **graph.visible.parameters,
        "match": match,
        "most": MOST_CANDIDATES,
        "kinds": json.dumps([graph.word[kind] for kind in kinds] or list(graph.word.values())),
    }
    anchors = database.execute(
        "SELECT DISTINCT n.key, n.id, n.kind FROM search s JOIN node_fact f ON f.number = s.rowid"
        " JOIN node n ON n.key = f.node WHERE search MATCH :match"
        f" AND n.kind IN (SELECT value FROM json_each(:kinds)) AND {graph.visible.known} LIMIT :most",
        parameters,
    ).fetchall()
    found = [
        Found(node, rank(words(text), node.name, aliases(node.attributes), node.kind))
        for node in graph.read_nodes(database, anchors).values()
    ]
    return sorted(found, key=lambda each: (-each.rank, each.node.id))[:limit]


def named(
    graph: "SqliteGraph",
    database: sqlite3.Connection,
    name: str,
    fold: str,
    kinds: frozenset[str],
    every: bool = False,
) -> list[Node]:
    """Nodes that go by a name: nearest fits only (see `names.nearest`), or every one."""
    stripped = name.strip()
    anchors = graph.anchors(database, [stripped.casefold()])
    if not anchors:
        anchors = database.execute(
            "SELECT DISTINCT n.key, n.id, n.kind FROM name a JOIN node_fact f ON f.number = a.fact"
            f" JOIN node n ON n.key = f.node WHERE a.folded = :folded AND {graph.visible.known} ORDER BY n.id",
            {**graph.visible.parameters, "folded": fold},
        ).fetchall()
    nodes = [node for node in graph.read_nodes(database, anchors).values() if not kinds or node.kind in kinds]
    return nodes if every else nearest(nodes, stripped)
