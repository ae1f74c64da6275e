"""Walking the graph: one indexed statement a hop for the whole frontier, on integer keys, leaves and nodes at the end."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Reach, Side, Step
from remit.graphmodel.stores.assembling import NEAR, Row, stopped
from remit.graphmodel.stores.sqlite.rows import EDGE_COLUMNS

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph


def walk(
    graph: "SqliteGraph", database: sqlite3.Connection, steps: Sequence[Step], ids: Iterable[str], hops: int
) -> Reach:
    """What a walk from `ids` meets. Nodes that do not count are met, and not walked on from."""
    starts = [key for key, _, _ in graph.anchors(database, ids)]
    walked, cut = _hops(graph, database, [step for step in steps if not step.leaf], starts, hops)
    leaves = _leaves(graph, database, [step for step in steps if step.leaf], starts, walked)
    anchors = _anchors(database, starts, [row for _, row in (*walked, *leaves)])
    nodes = graph.read_nodes(database, anchors)
    if walked and any(node.counts is Truth.NO for node in nodes.values()):
        walked, cut = stopped(starts, nodes, walked, hops)
    met = {*starts, *(key for _, row in walked for key in row[1:3])}
    kept = list(walked)
    kept += [(side, row) for side, row in leaves if row[NEAR[side]] in met]
    rows = list({row[5]: row for _, row in kept}.values())
    graph.reader.learn_sources(database, rows, 13)
    id_of = {key: id for key, id, _ in anchors}
    kind_of = {key: node.kind for key, node in nodes.items()}
    met |= {key for row in rows for key in row[1:3]}
    return Reach(
        {id_of[key]: node for key, node in nodes.items() if key in met},
        [graph.edge(row, id_of, kind_of) for row in rows],
        cut,
    )


def _hops(
    graph: "SqliteGraph", database: sqlite3.Connection, steps: Sequence[Step], starts: list[int], hops: int
) -> tuple[list[tuple[Side, Row]], bool]:
    found: list[tuple[Side, Row]] = []
    seen, frontier = set(starts), starts
    for _ in range(hops):
        if not frontier or not steps:
            return found, False
        beyond: dict[int, None] = {}
        for side, row in _edges_at(graph, database, steps, frontier):
            found.append((side, row))
            beyond[row[NEAR[side.other]]] = None
        frontier = [key for key in beyond if key not in seen]
        seen.update(frontier)
    return found, bool(frontier and steps)


def _edges_at(
    graph: "SqliteGraph", database: sqlite3.Connection, steps: Sequence[Step], keys: Iterable[int]
) -> Iterable[tuple[Side, Row]]:
    parameters = {**graph.visible.parameters, "keys": json.dumps(list(keys))}
    for side in Side:
        relations = [step.relation for step in steps if step.side is side]
        if relations:
            parameters["relations"] = graph.coded(relations)
            for row in database.execute(
                f"SELECT {EDGE_COLUMNS} FROM edge_fact f WHERE f.{side.value} IN (SELECT value FROM json_each(:keys))"
                f" AND f.relation IN (SELECT value FROM json_each(:relations)) AND {graph.visible.in_force}"
                " ORDER BY f.number",
                parameters,
            ):
                yield side, row


def _leaves(
    graph: "SqliteGraph",
    database: sqlite3.Connection,
    steps: Sequence[Step],
    starts: list[int],
    walked: Sequence[tuple[Side, Row]],
) -> list[tuple[Side, Row]]:
    if not steps:
        return []
    keys = {*starts, *(key for _, row in walked for key in row[1:3])}
    return list(_edges_at(graph, database, steps, keys))


def _anchors(
    database: sqlite3.Connection, starts: list[int], rows: Sequence[Row]
) -> list[tuple[int, str, int]]:
    keys = json.dumps(list({*starts, *(key for row in rows for key in row[1:3])}))
    return database.execute(
        "SELECT key, id, kind FROM node WHERE key IN (SELECT value FROM json_each(?))", (keys,)
    ).fetchall()
