"""Inferred facts in the file: premises of what is staged, and of what rests on facts that have changed."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from remit.graphmodel.days import Period
from remit.graphmodel.errors import Problem
from remit.graphmodel.resting import clamped
from remit.graphmodel.stores.sqlite.checking import Checking
from remit.graphmodel.stores.sqlite.stage import Stage

Waiting = dict[
    str, list[tuple[str, int, list[str], list[int]]]
]  # table, row, premises and place, by statement
_BOUNDS = "from_earliest, from_latest, to_earliest, to_latest"


def split(statement: str) -> tuple[str, str, str | None, str | None, str | None]:
    """A statement id taken apart: data set, node or subject, relation, object, own id."""
    dataset, _, rest = statement.partition(": ")
    if rest.startswith("#"):
        return dataset, "", None, None, rest[1:]
    parts = rest.split(" ")
    return (
        (dataset, parts[0], parts[1], parts[2], None)
        if len(parts) == 3
        else (dataset, rest, None, None, None)
    )


class Premises:
    """Looks up the periods of statements: among what is staged first, then among live facts."""

    def __init__(self, database: sqlite3.Connection, words: dict[str, int], staged: frozenset[int]) -> None:
        self.database = database
        self.words = words
        self.staged = staged

    def live(
        self, statement: str, node_table: str = "node_fact", edge_table: str = "edge_fact"
    ) -> list[Period]:
        """The periods of a statement's rows in the given tables (live facts, or final rows)."""
        dataset, node, relation, other, own_id = split(statement)
        alive = "AND f.retracted IS NULL" if node_table == "node_fact" else ""
        place = self.words.get(dataset)
        if own_id is not None:
            sql = f"SELECT {_BOUNDS} FROM {edge_table} f WHERE f.dataset = ? AND f.own_id = ? {alive}"
            rows = self.database.execute(sql, (place, own_id))
        elif relation is None:
            sql = (
                f"SELECT {_BOUNDS} FROM {node_table} f WHERE f.node = (SELECT key FROM node WHERE id = ?)"
                f" AND f.dataset = ? {alive}"
            )
            rows = self.database.execute(sql, (node, place))
        else:
            sql = (
                f"SELECT {_BOUNDS} FROM {edge_table} f WHERE f.relation = ?"
                " AND f.subject = (SELECT key FROM node WHERE id = ?)"
                f" AND f.object = (SELECT key FROM node WHERE id = ?) AND f.dataset = ? AND f.own_id IS NULL {alive}"
            )
            rows = self.database.execute(sql, (self.words.get(relation), node, other, place))
        return [Period(*row) for row in rows]

    def of(self, statement: str) -> list[Period]:
        """The periods of a statement once the load is done."""
        if self.words.get(statement.partition(": ")[0]) in self.staged:
            return self.live(statement, "temp.final_node", "temp.final_edge")
        return self.live(statement)


def settle(checking: Checking, premises: Premises) -> list[Problem]:
    """Clamp the staged inferred rows to their premises, premises first; problems: missing, circular, disjoint ones."""
    stage, database = checking.stage, checking.database
    waiting: Waiting = defaultdict(list)
    names = {key: word for word, key in stage.words.items()}
    for seq, dataset, node, based_on, *place in database.execute(
        "SELECT seq, dataset, node, based_on, file, line, position FROM temp.staged_node WHERE based_on IS NOT NULL"
    ):
        waiting[f"{names[dataset]}: {node}"].append(("node", seq, json.loads(based_on), place))
    for seq, dataset, relation, subject, object, own_id, based_on, *place in database.execute(
        "SELECT seq, dataset, relation, subject, object, own_id, based_on, file, line, position"
        " FROM temp.staged_edge WHERE based_on IS NOT NULL"
    ):
        rest = f"#{own_id}" if own_id else f"{subject} {names[relation]} {object}"
        waiting[f"{names[dataset]}: {rest}"].append(("edge", seq, json.loads(based_on), place))
    problems: list[Problem] = []
    while waiting:
        ready = [id for id in waiting if not any(need in waiting for need in _needs(waiting, id))]
        if not ready:
            return problems + _circular(stage, waiting)
        for id in ready:
            for what, seq, needs, place in waiting.pop(id):
                problems += _settle_one(checking, premises, what, seq, needs, place)
    return problems


def _needs(waiting: Waiting, id: str) -> Iterable[str]:
    return (need for _, _, needs, _ in waiting[id] for need in needs)


def _circular(stage: Stage, waiting: Waiting) -> list[Problem]:
    """A problem for each statement of a circle; those that merely rest on one are left out."""
    while loose := waiting.keys() - {need for id in waiting for need in _needs(waiting, id)}:
        waiting = {id: rows for id, rows in waiting.items() if id not in loose}
    return [
        stage.problem(place, f"{id} rests on itself by way of what it is based on", "break the circle")
        for id, rows in waiting.items()
        for _, _, _, place in rows
    ]


def _settle_one(
    checking: Checking, premises: Premises, what: str, seq: int, needs: list[str], place: list[int]
) -> Iterable[Problem]:
    stage, table = checking.stage, f"temp.final_{what}"
    row = stage.database.execute(f"SELECT {_BOUNDS} FROM {table} WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        return
    found = {need: premises.of(need) for need in needs}
    missing = [need for need, periods in found.items() if not periods]
    for need in missing:
        if not checking.states(need):  # else it is stated with a problem of its own
            message = f"it is based on {need}, which nothing states"
            yield stage.problem(place, message, "state it, or correct based_on")
    if missing:
        return
    period = clamped(Period(*row), found.values())
    if period is None:
        yield stage.problem(
            place,
            "there is no day on which all that it is based on is in force",
            "correct the days, or based_on",
        )
    elif period != Period(*row):
        stage.database.execute(
            f"UPDATE {table} SET from_earliest = ?, from_latest = ?, to_earliest = ?, to_latest = ? WHERE seq = ?",
            (period.from_earliest, period.from_latest, period.to_earliest, period.to_latest, seq),
        )
