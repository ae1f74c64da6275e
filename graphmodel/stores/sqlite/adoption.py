"""Changes that were laid over the graph, made in it: facts retracted and asserted, checked, published as one change."""

import sqlite3
from collections.abc import Sequence

from remit.graphmodel.changes import Changes
from remit.graphmodel.errors import Conflict
from remit.graphmodel.history import Row
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.graphmodel.store import Author, Change
from remit.graphmodel.stores.sqlite import codes, fitting, log, rows
from remit.graphmodel.stores.sqlite.arrival import Arrival
from remit.graphmodel.stores.sqlite.knock_on import unsettled
from remit.graphmodel.stores.sqlite.write import Writing

_LIKE = (
    "o.dataset = f.dataset AND o.evidence = f.evidence AND o.dated = f.dated AND o.source IS f.source"
    " AND o.locator IS f.locator AND o.attributes IS f.attributes AND o.said IS f.said"
)
# The facts that say the same, but for the days that they are cut to, as those that the change asserts; older ones, retracted.
_AGAIN = {
    "node": "SELECT f.number, MAX(o.number) FROM node_fact f JOIN node_fact o ON o.node = f.node AND o.name = f.name"
    f" AND {_LIKE} WHERE f.number >= ?1 AND o.number < ?1 AND o.retracted IS NOT NULL GROUP BY f.number",
    "edge": "SELECT f.number, MAX(o.number) FROM edge_fact f JOIN edge_fact o ON o.relation = f.relation"
    f" AND o.subject = f.subject AND o.object = f.object AND o.own_id IS f.own_id AND {_LIKE}"
    " WHERE f.number >= ?1 AND o.number < ?1 AND o.retracted IS NOT NULL GROUP BY f.number",
}


def adopt(database: sqlite3.Connection, changes: Changes, author: Author, operation: str) -> Change:
    """Make changes, in a write transaction. Raises Conflict; then the transaction is to be undone.

    The cost grows with the changes, not with the store.
    """
    _refuse_moved(database, changes.pin)
    datasets = sorted({fact.statement.dataset for fact in (*changes.removed, *changes.added)})
    fitting.refuse_unknown(database, datasets)
    arrival = Arrival(database, datasets)
    writing = Writing(database)
    _retract(writing, changes.removed)
    _assert(writing, arrival, changes.added)
    writing.index()
    fitting.refuse_misfits(database, writing.change, writing.first)
    if left := unsettled(writing, {fact.statement.id for fact in (*changes.removed, *changes.added)}):
        raise Conflict(
            f"what rests on it would not fit it any more: {', '.join(left[:5])}", "work the changes out again"
        )
    _keep_said(writing)
    return writing.publish(author, operation, datasets)


def _refuse_moved(database: sqlite3.Connection, pin: int) -> None:
    later = next(log.read_changes(database, pin, 1), None)
    if later is not None:
        raise Conflict(
            f"the store has moved on: change {later.number} was published by {later.who} at {later.at}"
            f" ({later.operation})",
            "rebase, look at what it would do now, then try again",
        )


def _retract(writing: Writing, removed: Sequence[Fact]) -> None:
    for fact in removed:
        table = _table(fact)
        found = writing.database.execute(
            f"SELECT 1 FROM {table}_fact WHERE number = ? AND retracted IS NULL", (fact.number,)
        ).fetchone()
        if found is None or ": ".join(rows.statement(writing.database, table, fact.number)) != (
            fact.statement.id
        ):
            raise Conflict(f"{fact.statement.id} is not what is known any more", "rebase, then try again")
        writing.retract(table, [fact.number])


def _assert(writing: Writing, arrival: Arrival, added: Sequence[Fact]) -> None:
    """Assert facts, numbered in their order; nodes go first, for edges need them."""
    nodes: list[Row] = []
    edges: list[Row] = []
    for fact in added:
        told = fact.statement
        if isinstance(told, NodeStatement):
            nodes.append(_node_row(told, fact, writing))
        else:
            edges.append(_edge_row(told, fact, writing))
        writing.next += 1
    fitting.refuse_other_kinds(writing.database, nodes)
    arrival.nodes(nodes)
    fitting.refuse_unstated(writing.database, nodes, edges)
    arrival.edges(edges)


def _node_row(told: NodeStatement, fact: Fact, writing: Writing) -> Row:
    """The row of a fact about a node, as `graphmodel.history` has it."""
    return (
        writing.next, told.dataset, told.node, told.kind, *_bounds(fact), writing.change, None,
        codes.EVIDENCE_CODE[told.evidence], codes.STANDING_CODE[told.standing],
        *codes.absences(told.attributes), fact.dated, told.source, told.locator, told.name, *_rest(told),
    )  # fmt: skip


def _edge_row(told: EdgeStatement, fact: Fact, writing: Writing) -> Row:
    """The row of a fact about an edge, as `graphmodel.history` has it."""
    return (
        writing.next, told.dataset, told.relation, told.subject, told.object, told.own_id, *_bounds(fact),
        writing.change, None, codes.EVIDENCE_CODE[told.evidence], codes.STANDING_CODE[told.standing], fact.dated,
        told.source, told.locator, *_rest(told),
    )  # fmt: skip


def _bounds(fact: Fact) -> tuple[int, int, int, int]:
    period = fact.period
    return period.from_earliest, period.from_latest, period.to_earliest, period.to_latest


def _rest(told: NodeStatement | EdgeStatement) -> tuple[str | None, str | None]:
    said = codes.said(told.valid_from, told.valid_to, told.reason, told.note, told.based_on)
    return codes.packed(told.attributes), said


def _keep_said(writing: Writing) -> None:
    """What is stated again as the files say it, or is only cut shorter with what it rests on, the files say still."""
    for table, sql in _AGAIN.items():
        for copy, older in writing.database.execute(sql, (writing.first,)).fetchall():
            if writing.says(table, older):
                writing.mark([(older, 0), (copy, 1)])


def _table(fact: Fact) -> str:
    return "node" if isinstance(fact.statement, NodeStatement) else "edge"
