"""Nothing that the files say may point at a node that nobody states any more, unless it stood so before the change."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from remit.graphmodel.errors import Problem
from remit.graphmodel.stores.sqlite.stage import Stage

_MOST = 1000
_UNSTATED = "NOT EXISTS (SELECT 1 FROM node_fact f WHERE f.node = {0} AND f.retracted IS NULL)"
_GONE_NOW = "EXISTS (SELECT 1 FROM node_fact f WHERE f.node = {0} AND f.retracted = ?1)"


def dangling(stage: Stage, change: int) -> list[Problem]:
    """A problem for each end, source and reference left pointing at nothing; for use once the change has been applied."""
    return [
        stage.problem(place, f"no data set states {id} any more", "state it, or take this statement out")
        for id, *place in (*_ends(stage.database, change), *_sources(stage.database, change), *_named(stage.database, change))
    ]  # fmt: skip


def _ends(database: sqlite3.Connection, change: int) -> Iterable[tuple[Any, ...]]:
    for end in ("subject", "object"):
        yield from database.execute(
            f"SELECT n.id, s.file, s.line, s.position FROM temp.final_edge e JOIN temp.staged_edge s ON s.seq = e.seq"
            f" JOIN node n ON n.key = e.{end} WHERE {_UNSTATED.format('n.key')}"
            f" AND (e.seq NOT IN (SELECT seq FROM temp.same_edge) OR {_GONE_NOW.format('n.key')}) LIMIT {_MOST}",
            (change,),
        )


def _sources(database: sqlite3.Connection, change: int) -> Iterable[tuple[Any, ...]]:
    for table in ("node", "edge"):
        yield from database.execute(
            f"SELECT n.id, s.file, s.line, s.position FROM node n CROSS JOIN temp.final_{table} e ON e.source = n.key"
            f" JOIN temp.staged_{table} s ON s.seq = e.seq"
            f" WHERE n.key IN (SELECT source FROM temp.final_{table}) AND {_UNSTATED.format('n.key')}"
            f" AND (e.seq NOT IN (SELECT seq FROM temp.same_{table}) OR {_GONE_NOW.format('n.key')}) LIMIT {_MOST}",
            (change,),
        )


def _named(database: sqlite3.Connection, change: int) -> Iterable[tuple[Any, ...]]:
    yield from database.execute(
        "SELECT n.id, r.file, r.line, r.position FROM temp.staged_reference r JOIN node n ON n.id = r.id"
        f" WHERE {_UNSTATED.format('n.key')} AND {_GONE_NOW.format('n.key')} LIMIT {_MOST}",
        (change,),
    )
