"""Rows of the file as the objects of the port, and back."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from remit.graphmodel.days import Period
from remit.graphmodel.graph import Edge, Said
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.statements import EVIDENCE, Dataset, EdgeStatement, Fact, NodeStatement
from remit.graphmodel.stores.assembling import edge_of, has_standing, said_of
from remit.graphmodel.stores.sqlite import codes

SAID_COLUMNS = (
    "f.number, f.dataset, f.evidence, f.standing, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest,"
    " f.source, f.locator, f.dated, f.said"
)
EDGE_COLUMNS = f"f.relation, f.subject, f.object, f.own_id, f.attributes, {SAID_COLUMNS}"
NODE_COLUMNS = f"f.node, f.name, f.attributes, f.none, f.untold, {SAID_COLUMNS}"
_DATASET, _SOURCE, _EDGE_SAID = 1, 8, 5


class Reader:
    """Turns rows into objects for one view: it knows the words, the ids of sources, and the day."""

    def __init__(self, words: Mapping[int, str], day: int | None) -> None:
        self.words = words
        self.day = day
        self.source_ids: dict[int, str] = {}

    def learn_sources(self, database: sqlite3.Connection, rows: Iterable[Sequence[Any]], place: int) -> None:
        """Look up the ids of the sources that rows name in the column at `place`."""
        unknown = {row[place] for row in rows if row[place] is not None} - self.source_ids.keys()
        if unknown:
            asked = json.dumps(list(unknown))
            found = database.execute(
                "SELECT key, id FROM node WHERE key IN (SELECT value FROM json_each(?))", (asked,)
            )
            self.source_ids.update(found)

    def said(self, row: Sequence[Any], has_standing: bool) -> Said:
        """The columns of SAID_COLUMNS as an object."""
        source = self.source_ids[row[_SOURCE]] if row[_SOURCE] is not None else None
        return said_of(row, self.words[row[_DATASET]], source, has_standing, self.day)

    def edge(self, row: Sequence[Any], ids: Mapping[int, str], kinds: Mapping[int, str]) -> Edge:
        """A row of EDGE_COLUMNS as an edge; `ids` gives the ids of its ends, `kinds` their kinds."""
        standing = has_standing(kinds.get(row[1]), kinds.get(row[2]))
        return edge_of(
            row, (ids[row[1]], ids[row[2]]), self.words[row[0]], self.said(row[_EDGE_SAID:], standing)
        )


def packed_head(head: Dataset) -> str:
    """The head of a data set as stored."""
    values = {
        "title": head.title, "date": head.date, "prefix": head.prefix, "source": head.source,
        "complete": sorted(head.complete), "note": head.note,
    }  # fmt: skip
    return codes.packed({key: value for key, value in values.items() if value}) or "{}"


def read_head(dataset: str, packed: str) -> Dataset:
    """The head of a data set as an object."""
    values = json.loads(packed)
    values["complete"] = tuple(values.get("complete", ()))
    return Dataset(dataset=dataset, **values)


def read_fact(table: str, row: Sequence[Any]) -> Fact:
    """A row of export.sql's columns as a fact."""
    (number, dataset, evidence, standing, first, latest, ends, last, source, locator, dated, said, attributes, asserted,
     retracted, *own) = row  # fmt: skip
    more = json.loads(said) if said else {}
    common: dict[str, Any] = {
        "dataset": dataset,
        "evidence": EVIDENCE[evidence],
        "source": source,
        "locator": locator,
        "attributes": json.loads(attributes) if attributes else {},
        **{key: more.get(key) for key in ("valid_from", "valid_to", "reason", "note")},
        "based_on": tuple(more.get("based_on", ())),
    }
    statement: NodeStatement | EdgeStatement
    if table == "node":
        node, kind, name = own
        common["standing"] = codes.STANDING[standing] if kind in BODIES else None
        statement = NodeStatement(node=node, kind=kind, name=name, **common)
    else:
        relation, subject, object, own_id, subject_kind, object_kind = own
        has = not {"Duty", "Source"} & {subject_kind, object_kind}
        common["standing"] = codes.STANDING[standing] if has else None
        statement = EdgeStatement(relation=relation, subject=subject, object=object, own_id=own_id, **common)
    return Fact(number, statement, Period(first, latest, ends, last), dated, asserted, retracted)


def statement(database: sqlite3.Connection, table: str, fact: int) -> tuple[str, str]:
    """The data set of a fact, and its statement's id without it."""
    if table == "node":
        sql = (
            "SELECT w.word, n.id FROM node_fact f JOIN node n ON n.key = f.node JOIN word w ON w.key = f.dataset"
            " WHERE f.number = ?"
        )
    else:
        sql = (
            "SELECT w.word, CASE WHEN f.own_id IS NULL THEN a.id || ' ' || r.word || ' ' || b.id ELSE '#' || f.own_id END"
            " FROM edge_fact f JOIN node a ON a.key = f.subject JOIN node b ON b.key = f.object"
            " JOIN word r ON r.key = f.relation JOIN word w ON w.key = f.dataset WHERE f.number = ?"
        )
    dataset, told = database.execute(sql, (fact,)).fetchone()
    return dataset, told


def told(database: sqlite3.Connection, table: str, numbers: Sequence[int]) -> str:
    """Facts in a few words, for a message about a clash."""
    names = "f.name" if table == "node" else "''"
    rows = database.execute(
        f"SELECT {names}, f.attributes, f.said, f.locator FROM {table}_fact f WHERE f.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return " and ".join(_few_words(row) for row in rows)


def told_staged(database: sqlite3.Connection, table: str, seqs: Sequence[int]) -> tuple[list[int], str]:
    """The place of the first staged row, and all of them in a few words."""
    name = "s.name" if table == "node" else "s.subject || ' ' || s.object"
    rows = database.execute(
        f"SELECT s.file, s.line, s.position, {name}, s.attributes, s.said, s.locator FROM temp.staged_{table} s"
        " WHERE s.seq IN (SELECT value FROM json_each(?)) ORDER BY s.seq",
        (json.dumps(list(seqs)),),
    ).fetchall()
    return (list(rows[0][:3]) if rows else []), " and ".join(_few_words(row[3:]) for row in rows)


def _few_words(row: Sequence[Any]) -> str:
    return " ".join(str(each) for each in row if each) or "stated without attributes"
