"""Lists of nodes in SQL: those of a kind that count, and those of them that lack what a need asks.

Truth is 0 (no), 1 (possibly) or 2 (yes), so MIN is *and*, MAX is *or*, and 2 - x is *not*. Of the arguments the one that
nests deepest comes first: SQLite's parser has a stack of 100, and an argument after a comma takes more of it.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable
from itertools import count
from typing import TYPE_CHECKING, Any

from remit.graphmodel.graph import MOST_ROWS, Need, Side, Where
from remit.graphmodel.relations import RELATION
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.visible import Visible

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

Query = tuple[str, dict[str, Any]]
_DESIGNATION = frozenset(("designation",))
# Few roles of all are designations, and an index has these; written as the index has it.
_AMONG_DESIGNATIONS = " AND n.key IN (SELECT d.node FROM node_fact d WHERE json_extract(d.attributes, '$.form') = 'designation')"

# So are the nodes that are confirmed to have none of something: a long list is read from these, and a short one, node by
# node, from all that there are.
_AMONG_CONFIRMED = " AND n.key IN (SELECT c.node FROM node_fact c WHERE c.none <> 0)"
_LONG = 1000
_MANY = 20_000  # nodes of a kind


def alive(visible: Visible, node: str) -> str:
    """SQL: whether a node counts; one that no data set of the view records is taken to (somebody refers to it)."""
    return f"(SELECT IFNULL(MAX({truth_now(visible, 'v')}), 2) FROM node_fact v WHERE v.node = {node} AND {visible.known_of('v')})"


def truth_now(visible: Visible, fact: str) -> str:
    """SQL: whether a fact that is known counts on the view's day."""
    return (
        f"{visible.truth(fact)} * ({fact}.from_earliest <= :to_day AND {fact}.to_latest > :from_day"
        f" AND {fact}.standing <= :standing)"
    )


def _counts(visible: Visible, node: str) -> str:
    return f"(SELECT MAX({visible.truth('v')}) FROM node_fact v WHERE v.node = {node} AND {visible.in_force_of('v')})"


def listing(
    graph: "SqliteGraph",
    kind: str,
    where: Where,
    after: str,
    limit: int,
    among: Iterable[int] | None = None,
) -> Query:
    """Nodes of a kind (of some keys alone) that count, in id order: key, id, how certainly they count."""
    parameters = {**graph.visible.parameters, "kind": graph.word[kind], "after": after, "limit": limit}
    fits = _fits(graph.visible, where, parameters)
    if among is not None:
        parameters["among"] = json.dumps(list(map(int, among)))
        fits += " AND n.key IN (SELECT value FROM json_each(:among))"
    return (
        f"SELECT * FROM (SELECT n.key AS key, n.id AS id, {_counts(graph.visible, 'n.key')} AS counts FROM node n"
        f" WHERE n.kind = :kind AND n.id > :after{fits} ORDER BY n.id) WHERE counts > 0 LIMIT :limit",
        parameters,
    )


def compared(
    graph: "SqliteGraph", kind: str, need: Need, where: Where, after: str, limit: int, *, lacks: bool
) -> Query:
    """Nodes of a kind that lack, or have, what a need asks, in id order: id, how certainly.

    The limit of -1 keeps SQLite from merging the selects, to work out `has` twice.
    """
    parameters = {**graph.visible.parameters, "kind": graph.word[kind], "after": after, "limit": limit}
    fits = _fits(graph.visible, where, parameters)
    if lacks and limit >= _LONG and _of_few(graph, need):
        fits += _AMONG_CONFIRMED
    has = _Needs(graph, parameters).has("n.key", need)
    counts = _counts(graph.visible, "key")
    truth, out = ("2 - has", "has = 2") if lacks else ("has", "has = 0")
    return (
        f"SELECT id, MIN({truth}, {counts}) FROM (SELECT n.key AS key, n.id AS id, {has} AS has FROM node n"
        f" WHERE n.kind = :kind AND n.id > :after{fits} ORDER BY n.id LIMIT -1)"
        f" WHERE CASE WHEN {out} THEN 0 ELSE {counts} END > 0 LIMIT :limit",
        parameters,
    )


def confirmed(graph: "SqliteGraph", need: Need) -> Query:
    """The nodes that are confirmed to have none of a need's relation: key, how certainly."""
    parameters = dict(graph.visible.parameters)
    return _Needs(graph, parameters).all_confirmed(need), parameters


def _completing(graph: "SqliteGraph", need: Need) -> list[int]:
    """The keys of the data sets that state all there is of the need's relation."""
    return [key for key, coded in graph.completed.items() if coded & codes.BIT[need.relation]]


def sooner_at_once(
    graph: "SqliteGraph", database: sqlite3.Connection, kind: str, need: Need, limit: int, *, lacks: bool
) -> bool:
    """Whether nodes are looked at sooner all at once than one by one: all of a kind of which there are many."""
    if limit < MOST_ROWS or (lacks and _of_few(graph, need)):
        return False
    (number,) = database.execute("SELECT COUNT(*) FROM node WHERE kind = ?", (graph.word[kind],)).fetchone()
    return bool(number >= _MANY)


def _of_few(graph: "SqliteGraph", need: Need) -> bool:
    """Whether only those few nodes can lack what the need asks that are confirmed to."""
    return need.confirmed and not _completing(graph, need)


def too_deep(need: Need) -> bool:
    """Whether a need nests deeper than SQLite's parser takes: beyond what the far end must have in turn, counted or not."""
    inner = need.then
    return inner is not None and (inner.then is not None or inner.members or inner.least > 1)


def _fits(visible: Visible, where: Where, parameters: dict[str, Any]) -> str:
    sql = _AMONG_DESIGNATIONS if where.get("form") == _DESIGNATION else ""
    for place, (attribute, values) in enumerate(where.items()):
        fits = fitting("w", attribute, values, str(place), parameters)
        sql += f" AND EXISTS (SELECT 1 FROM node_fact w WHERE w.node = n.key AND {visible.in_force_of('w')} AND {fits})"
    return sql


def fitting(fact: str, attribute: str, values: Collection[Any], name: str, parameters: dict[str, Any]) -> str:
    """SQL: whether an attribute of a fact is one of some values; None among them fits one that is not stated."""
    parameters[f"path{name}"] = f"$.{attribute}"
    parameters[f"values{name}"] = json.dumps(sorted((each for each in values if each is not None), key=str))
    held = f"json_extract({fact}.attributes, :path{name})"
    among = f"{held} IN (SELECT value FROM json_each(:values{name}))"
    return f"({among} OR {held} IS NULL)" if None in values else among


class _Needs:
    """Writes needs as nested SQL, with parameters of their own at each depth."""

    def __init__(self, graph: "SqliteGraph", parameters: dict[str, Any]) -> None:
        self.graph = graph
        self.visible = graph.visible
        self.parameters = parameters
        self.depth = count()

    def has(self, node: str, need: Need) -> str:
        """SQL: how certainly a node has what the need asks."""
        linked = self._linked(node, need)
        if not need.confirmed:
            return linked
        confirmed = self._confirmed(node, need)  # of few nodes, so for few is it looked what they have
        return f"(SELECT CASE none WHEN 0 THEN 2 ELSE MAX({linked}, 2 - none) END FROM (SELECT {confirmed} AS none LIMIT -1))"

    def _linked(self, node: str, need: Need) -> str:
        """SQL: how certainly a node has an edge to a far end that is good for the need."""
        at = next(self.depth)
        edge = f"e{at}"
        far = f"{edge}.{need.side.other.value}"
        self.parameters[f"relation{at}"] = self.graph.word[need.relation]
        conditions = f"{edge}.{need.side.value} = {node} AND {edge}.relation = :relation{at} AND {self.visible.in_force_of(edge)}"
        for place, (attribute, values) in enumerate(need.where.items()):
            conditions += f" AND {fitting(edge, attribute, values, f'{at}_{place}', self.parameters)}"
        if need.kinds:
            self.parameters[f"kinds{at}"] = json.dumps([self.graph.word[kind] for kind in need.kinds])
            conditions += f" AND (SELECT k.kind FROM node k WHERE k.key = {far}) IN (SELECT value FROM json_each(:kinds{at}))"
        truth = f"MIN({self._far(far, need)}, {self.visible.truth(edge)})"
        if need.least == 1:
            return f"(SELECT IFNULL(MAX({truth}), 0) FROM edge_fact {edge} WHERE {conditions})"
        self.parameters[f"least{at}"] = need.least - 1
        ranked = f"SELECT MAX({truth}) AS best FROM edge_fact {edge} WHERE {conditions} GROUP BY {far} ORDER BY best DESC"
        return f"IFNULL(({ranked} LIMIT 1 OFFSET :least{at}), 0)"

    def _far(self, node: str, need: Need) -> str:
        """SQL, one or two arguments of a MIN: how certainly a far end is good for the need, and its members are."""
        own = self._one(node, need)
        if not need.members:
            return own
        at = next(self.depth)
        member = f"m{at}"
        self.parameters[f"one_of{at}"] = self.graph.word["ONE_OF"]
        each = self._one(f"{member}.subject", need)
        return (
            f"(SELECT IFNULL(MIN(MAX({each}, 2 - {self.visible.truth(member)})), 2) FROM edge_fact {member}"
            f" WHERE {member}.object = {node} AND {member}.relation = :one_of{at} AND {self.visible.in_force_of(member)}), {own}"
        )

    def _one(self, node: str, need: Need) -> str:
        """SQL: how certainly a node counts and has what it must have in turn; one look at its facts answers for both."""
        if need.then is None:
            return alive(self.visible, node)
        has = self._linked(node, need.then)
        if not need.then.confirmed:
            return f"MIN({has}, {alive(self.visible, node)})"
        fact = f"c{next(self.depth)}"
        counts = truth_now(self.visible, fact)
        confirmed = f"MAX(({self._says_none(fact, node, need.then)}) * {counts})"
        return (
            f"(SELECT IFNULL(MIN(CASE {confirmed} WHEN 0 THEN 2 ELSE MAX({has}, 2 - {confirmed}) END, MAX({counts})), 2)"
            f" FROM node_fact {fact} WHERE {fact}.node = {node} AND {self.visible.known_of(fact)})"
        )

    def _confirmed(self, node: str, need: Need) -> str:
        """SQL: how certainly it is confirmed that the node has none of the relation."""
        fact = f"c{next(self.depth)}"
        return (
            f"(SELECT IFNULL(MAX({self.visible.truth(fact)}), 0) FROM node_fact {fact} WHERE {fact}.node = {node}"
            f" AND {self.visible.in_force_of(fact)} AND ({self._says_none(fact, node, need)}))"
        )

    def all_confirmed(self, need: Need) -> str:
        """SQL: the nodes that are confirmed to have none of the relation, and how certainly."""
        says = self._says_none("f", "f.node", need)
        condition = "TRUE" if _completing(self.graph, need) else "f.none <> 0"  # an index has these
        return (
            f"SELECT f.node, MAX({self.visible.truth('f')}) FROM node_fact f"
            f" WHERE {self.visible.in_force} AND {condition} AND ({says}) GROUP BY f.node"
        )

    def _says_none(self, fact: str, node: str, need: Need) -> str:
        """SQL: whether a fact confirms that its node has none of the relation, itself or by its complete data set."""
        self.parameters[f"bit_{fact}"] = codes.BIT[need.relation]
        says = f"{fact}.none & :bit_{fact} <> 0"
        complete = _completing(self.graph, need)
        if not complete:
            return says
        relation = RELATION[need.relation]
        kinds = relation.sources if need.side is Side.SUBJECT else relation.targets
        self.parameters[f"complete_{fact}"] = json.dumps(complete)
        self.parameters[f"able_{fact}"] = json.dumps([self.graph.word[kind] for kind in kinds])
        by_members = f" AND json_extract({fact}.attributes, '$.class') IS NOT 1"
        but_classes = by_members if codes.BIT[need.relation] & codes.BY_MEMBERS else ""
        return (
            f"{says} OR ({fact}.dataset IN (SELECT value FROM json_each(:complete_{fact}))"
            f" AND NOT {fact}.untold & :bit_{fact}{but_classes} AND"
            f" (SELECT k.kind FROM node k WHERE k.key = {node}) IN (SELECT value FROM json_each(:able_{fact})))"
        )
