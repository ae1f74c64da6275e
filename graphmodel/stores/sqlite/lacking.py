"""Lists of nodes in SQL: those of a kind that count, and those of them that lack what a need asks.

Truth is 0 (no), 1 (possibly) or 2 (yes), so MIN is *and*, MAX is *or*, and 2 - x is *not*.
"""

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from remit.graphmodel.graph import Need, Side, Where
from remit.graphmodel.relations import RELATION
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.visible import Visible

if TYPE_CHECKING:
    from remit.graphmodel.stores.sqlite.graph import SqliteGraph

Query = tuple[str, dict[str, Any]]


def alive(visible: Visible, node: str) -> str:
    """SQL: whether a node counts; one that no data set of the view records is taken to (somebody refers to it)."""
    return (
        f"COALESCE((SELECT MAX(CASE WHEN v.from_earliest <= :to_day AND v.to_latest > :from_day AND v.standing <= :standing"
        f" THEN {visible.truth('v')} ELSE 0 END) FROM node_fact v WHERE v.node = {node} AND {visible.known_of('v')}), 2)"
    )


def _counts(visible: Visible) -> str:
    return f"(SELECT MAX({visible.truth('v')}) FROM node_fact v WHERE v.node = n.key AND {visible.in_force_of('v')})"


def listing(graph: "SqliteGraph", kind: str, where: Where, after: str, limit: int) -> Query:
    """Nodes of a kind that count, in id order: key, id, how certainly they count."""
    parameters = {**graph.visible.parameters, "kind": graph.word[kind], "after": after, "limit": limit}
    fits = _fits(graph.visible, where, parameters)
    return (
        f"SELECT * FROM (SELECT n.key AS key, n.id AS id, {_counts(graph.visible)} AS counts FROM node n"
        f" WHERE n.kind = :kind AND n.id > :after{fits} ORDER BY n.id) WHERE counts > 0 LIMIT :limit",
        parameters,
    )


def lacking(graph: "SqliteGraph", kind: str, need: Need, where: Where, after: str, limit: int) -> Query:
    """Nodes of a kind that lack what a need asks, in id order: id, how certainly."""
    parameters = {**graph.visible.parameters, "kind": graph.word[kind], "after": after, "limit": limit}
    fits = _fits(graph.visible, where, parameters)
    has = _Needs(graph, parameters).has("n.key", need)
    return (
        f"SELECT id, MIN(counts, 2 - has) FROM (SELECT n.id AS id, {has} AS has, {_counts(graph.visible)} AS counts"
        f" FROM node n WHERE n.kind = :kind AND n.id > :after{fits} ORDER BY n.id) WHERE has < 2 AND counts > 0 LIMIT :limit",
        parameters,
    )


def _fits(visible: Visible, where: Where, parameters: dict[str, Any]) -> str:
    sql = ""
    for place, (attribute, values) in enumerate(where.items()):
        parameters[f"path{place}"] = f"$.{attribute}"
        parameters[f"values{place}"] = json.dumps(sorted(values, key=str))
        sql += (
            f" AND EXISTS (SELECT 1 FROM node_fact w WHERE w.node = n.key AND {visible.in_force_of('w')} AND"
            f" json_extract(w.attributes, :path{place}) IN (SELECT value FROM json_each(:values{place})))"
        )
    return sql


class _Needs:
    """Writes needs as nested SQL, with parameters of their own at each depth."""

    def __init__(self, graph: "SqliteGraph", parameters: dict[str, Any]) -> None:
        self.graph = graph
        self.visible = graph.visible
        self.parameters = parameters
        self.depth = count()

    def has(self, node: str, need: Need) -> str:
        """SQL: how certainly a node has what the need asks."""
        at = next(self.depth)
        edge = f"e{at}"
        far = f"{edge}.{need.side.other.value}"
        self.parameters[f"relation{at}"] = self.graph.word[need.relation]
        conditions = f"{edge}.{need.side.value} = {node} AND {edge}.relation = :relation{at} AND {self.visible.in_force_of(edge)}"
        for place, (attribute, values) in enumerate(need.where.items()):
            self.parameters[f"path{at}_{place}"] = f"$.{attribute}"
            self.parameters[f"values{at}_{place}"] = json.dumps(sorted(values, key=str))
            conditions += (
                f" AND json_extract({edge}.attributes, :path{at}_{place}) IN (SELECT value FROM json_each(:values{at}_{place}))"
            )
        if need.kinds:
            self.parameters[f"kinds{at}"] = json.dumps([self.graph.word[kind] for kind in need.kinds])
            conditions += (
                f" AND (SELECT k.kind FROM node k WHERE k.key = {far}) IN (SELECT value FROM json_each(:kinds{at}))"
            )
        truth = f"MIN({self.visible.truth(edge)}, {self._far(far, need)})"
        has = f"COALESCE((SELECT MAX({truth}) FROM edge_fact {edge} WHERE {conditions}), 0)"
        return f"MAX(2 - {self._confirmed(node, need)}, {has})" if need.confirmed else has

    def _far(self, node: str, need: Need) -> str:
        own = self._one(node, need)
        if not need.members:
            return own
        at = next(self.depth)
        member = f"m{at}"
        self.parameters[f"one_of{at}"] = self.graph.word["ONE_OF"]
        each = self._one(f"{member}.subject", need)
        return (
            f"MIN({own}, COALESCE((SELECT MIN(MAX(2 - {self.visible.truth(member)}, {each})) FROM edge_fact {member}"
            f" WHERE {member}.object = {node} AND {member}.relation = :one_of{at} AND {self.visible.in_force_of(member)}), 2))"
        )

    def _one(self, node: str, need: Need) -> str:
        counts = alive(self.visible, node)
        return f"MIN({counts}, {self.has(node, need.then)})" if need.then else counts

    def _confirmed(self, node: str, need: Need) -> str:
        """SQL: how certainly it is confirmed that the node has none of the relation."""
        at = next(self.depth)
        self.parameters[f"bit{at}"] = codes.BIT[need.relation]
        complete = [key for key, coded in self.graph.complete.items() if coded & codes.BIT[need.relation]]
        says = f"c{at}.none & :bit{at}"
        if complete:
            relation = RELATION[need.relation]
            kinds = relation.sources if need.side is Side.SUBJECT else relation.targets
            self.parameters[f"complete{at}"] = json.dumps(complete)
            self.parameters[f"able{at}"] = json.dumps([self.graph.word[kind] for kind in kinds])
            says = (
                f"({says} OR (c{at}.dataset IN (SELECT value FROM json_each(:complete{at})) AND NOT c{at}.untold & :bit{at} AND"
                f" (SELECT k.kind FROM node k WHERE k.key = {node}) IN (SELECT value FROM json_each(:able{at}))))"
            )
        return (
            f"COALESCE((SELECT MAX({self.visible.truth(f'c{at}')}) FROM node_fact c{at} WHERE c{at}.node = {node}"
            f" AND {self.visible.in_force_of(f'c{at}')} AND {says}), 0)"
        )


