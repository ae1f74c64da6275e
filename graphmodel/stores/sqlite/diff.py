"""What a load changes: the staged rows against the live facts of the same data sets.

Facts that the files still say stay as they are. A three-way comparison by statement (last load, store, files) keeps what
another operation has changed since, and finds the clashes.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from remit.graphmodel.stores.sqlite.stage import Stage
from remit.graphmodel.stores.sqlite.write import SAYS

TABLES = ("node", "edge")
_REST = (
    "f.from_earliest = s.from_earliest AND f.from_latest = s.from_latest AND f.to_earliest = s.to_earliest"
    " AND f.to_latest = s.to_latest AND f.evidence = s.evidence AND f.standing = s.standing AND f.dated = s.dated"
    " AND f.source IS s.source AND f.locator IS s.locator AND f.attributes IS s.attributes AND f.said IS s.said"
)
_MATCH = {
    "node": f"f.node = s.node AND f.dataset = s.dataset AND f.none = s.none AND f.untold = s.untold AND f.name = s.name AND {_REST}",
    "edge": "f.relation = s.relation AND f.subject = s.subject AND f.object = s.object AND f.dataset = s.dataset"
    f" AND f.own_id IS s.own_id AND {_REST}",
}
_SAME_STATEMENT = {
    "node": "s.node = f.node AND s.dataset = f.dataset",
    "edge": "s.dataset = f.dataset AND s.own_id IS f.own_id AND (f.own_id IS NOT NULL"
    " OR (s.relation = f.relation AND s.subject = f.subject AND s.object = f.object))",
}
# The last withdrawal of a fact's data set: what happened before it no longer matters to a load.
_WITHDRAWN = (
    "COALESCE((SELECT MAX(d.retracted) FROM dataset_fact d JOIN change w ON w.number = d.retracted"
    " WHERE w.operation = 'withdraw' AND d.dataset = f.dataset), 0)"
)
_ELSEWHERE = "(SELECT number FROM change WHERE operation NOT IN ('load', 'withdraw'))"
# A key is what identifies a statement: (node) or (relation, subject, object) or (own id), then the data set.
_KEY = {"node": "f.node, NULL, NULL, NULL", "edge": "f.relation, f.subject, f.object, f.own_id"}
Key = tuple[int, int | None, int | None, str | None, int]
_IS_KEY = {
    "node": "f.node = ?1 AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL AND f.dataset = ?5",
    "edge": "f.relation = ?1 AND f.subject = ?2 AND f.object = ?3 AND ?4 IS NULL AND f.own_id IS NULL AND f.dataset = ?5",
    "own": "?1 AND ?2 AND ?3 AND f.own_id = ?4 AND f.dataset = ?5",
}


@dataclass(slots=True)
class Clash:
    """A statement that the store and the files have both changed since the last load: fact numbers and staged rows."""

    table: str
    last_load: list[int]
    store: list[int]
    staged: list[int]


@dataclass(slots=True)
class Diff:
    """What is to be done besides temp.same and temp.gone: staged rows not to assert, marks to set, and clashes."""

    keep_out: dict[str, set[int]] = field(default_factory=lambda: {table: set() for table in TABLES})
    marks: list[tuple[int, int]] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def compare(stage: Stage, datasets: str) -> dict[str, Diff]:
    """Fill temp tables `same_node`, … (facts that stay, with their staged row) and `gone_node`, … (facts to retract).

    `datasets` is a JSON list of data set keys. The cost grows with what the data sets say, not with the store.
    """
    diffs = {}
    database = stage.database
    of_datasets = "f.dataset IN (SELECT value FROM json_each(?1))"
    for table in TABLES:
        diffs[table] = diff = Diff()
        database.execute(
            f"INSERT OR IGNORE INTO temp.same_{table} SELECT f.number, s.seq FROM {table}_fact f"
            f" JOIN temp.final_{table} s ON {_MATCH[table]} WHERE f.retracted IS NULL AND {of_datasets}",
            (datasets,),
        )
        database.execute(
            f"INSERT INTO temp.gone_{table} SELECT f.number FROM {table}_fact f WHERE f.retracted IS NULL AND {of_datasets}"
            f" AND f.number NOT IN (SELECT fact FROM temp.same_{table})",
            (datasets,),
        )
        # Facts that a load ended on a day stay unless the files state them again.
        database.execute(
            f"DELETE FROM temp.gone_{table} WHERE fact IN (SELECT f.number FROM file_says x JOIN {table}_fact f"
            " ON f.number = x.fact JOIN change b ON b.number = f.asserted WHERE b.operation IN ('load', 'withdraw')"
            f" AND NOT {SAYS} AND NOT EXISTS (SELECT 1 FROM temp.final_{table} s WHERE {_SAME_STATEMENT[table]}))"
        )
        # Where they do so with the same days, the files say them from now on.
        diff.marks += database.execute(
            f"SELECT DISTINCT f.number, 1 FROM file_says x JOIN temp.same_{table} s ON s.fact = x.fact"
            f" JOIN {table}_fact f ON f.number = x.fact JOIN change b ON b.number = f.asserted"
            f" WHERE b.operation IN ('load', 'withdraw') AND NOT {SAYS}"
        ).fetchall()
        for key in set(_moved(database, table, of_datasets, datasets)):
            _settle(database, diff, table, key)
    return diffs


def _moved(database: sqlite3.Connection, table: str, of_datasets: str, datasets: str) -> Iterable[Key]:
    """Statements where the store has moved since the last load, by another operation than a load."""
    return database.execute(
        f"SELECT {_KEY[table]}, f.dataset FROM {table}_fact f WHERE {of_datasets} AND"
        f" (f.retracted IS NULL AND f.asserted IN {_ELSEWHERE}"
        f" OR f.retracted IN {_ELSEWHERE} AND f.retracted > {_WITHDRAWN})",
        (datasets,),
    )


def _settle(database: sqlite3.Connection, diff: Diff, table: str, key: Key) -> None:
    """Three ways, for one statement: what the last load said, what the store says, what the files say now."""
    is_key = _IS_KEY["own" if key[3] is not None else table]
    store: set[int] = set()
    last: set[int] = set()
    for number, live, says in database.execute(
        f"SELECT f.number, f.retracted IS NULL, {SAYS} FROM {table}_fact f JOIN change b ON b.number = f.asserted"
        " LEFT JOIN change r ON r.number = f.retracted"
        f" WHERE {is_key} AND (f.retracted IS NULL"
        f" OR r.operation NOT IN ('load', 'withdraw') AND f.retracted > {_WITHDRAWN})",
        key,
    ):
        if live:
            store.add(number)
        if says:
            last.add(number)
    staged = {
        seq for (seq,) in database.execute(f"SELECT f.seq FROM temp.final_{table} f WHERE {is_key}", key)
    }
    same = {seq: _facts_like(database, table, seq) for seq in staged}

    def equal(facts: set[int]) -> bool:
        return len(staged) == len(facts) and all(same[seq] & facts for seq in staged)

    if equal(last) or store == last:
        if equal(last):  # the files have not changed: what the store says stays
            database.executemany(
                f"DELETE FROM temp.gone_{table} WHERE fact = ?", [(number,) for number in store]
            )
            diff.keep_out[table] |= staged
    elif equal(store):
        diff.marks += [(number, 1) for number in store - last] + [(number, 0) for number in last - store]
    else:
        diff.clashes.append(Clash(table, sorted(last), sorted(store), sorted(staged)))


def _facts_like(database: sqlite3.Connection, table: str, seq: int) -> set[int]:
    rows = database.execute(
        f"SELECT f.number FROM temp.final_{table} s JOIN {table}_fact f ON {_MATCH[table]} WHERE s.seq = ?",
        (seq,),
    )
    return {number for (number,) in rows}
