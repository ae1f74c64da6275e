"""What both Remit and the peer are asked, and the ids that each answers with."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import neo4j

from tests.bench.asking import made_up
from tests.bench.kept import SEED
from tests.bench.on_server import Loaded

DEEPEST = 12
"""Levels of the peer's nested selection: no line of the data set is longer; the answers are compared."""
DUTIES = 1000
VIEW = '{asAt: "2026-01-01"}'
Body = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """A question to both: its documents, whether of a subject, how to read the ids out of an answer, the least ratio."""

    name: str
    remit: str
    peer: str
    our_ids: Callable[[Any], set[Any]]
    their_ids: Callable[[Any], set[Any]]
    least: float
    of_subject: bool = True

    @property
    def names(self) -> tuple[str, str, str]:
        """What each is called in a report: Remit with answers kept, Remit with each made anew, the peer."""
        return f"Remit: {self.name}", f"Remit anew: {self.name}", f"peer: {self.name}"

    def ours(self, subjects: Sequence[str]) -> list[Body]:
        """The requests to Remit."""
        return self._bodies(self.remit, subjects)

    def theirs(self, subjects: Sequence[str]) -> list[Body]:
        """The requests to the peer."""
        return self._bodies(self.peer, subjects)

    def _bodies(self, query: str, subjects: Sequence[str]) -> list[Body]:
        if not self.of_subject:
            return [{"query": query, "variables": {}}]
        return [{"query": query, "variables": {"id": id}} for id in subjects]


def _nested(levels: int) -> str:
    return f"reportsTo {{ id name {_nested(levels - 1)} }}" if levels else ""


def _above(nodes: Any) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        found |= {node["id"]} | _above(node.get("reportsTo", ()))
    return found


def _line_ids(data: Any) -> set[str]:
    return {hop["object"]["id"] for row in data["reportingLines"]["rows"] for hop in row["hops"]}


def _duties(nodes: Any, owners: Callable[[Any], Any]) -> set[Any]:
    return {(node["id"], frozenset(owner["id"] for owner in owners(node))) for node in nodes}


LINE = (
    "query Line($id: String!) { reportingLines(from: $id, lines: [MANAGEMENT, PROFESSIONAL, FUNCTIONAL], view: "
    + VIEW
    + ") { rows { hops { object { id name } said { evidence locator source { id name } } } } } }"
)
QUESTIONS = (
    Pair(
        "one role by its id",
        f"query Role($id: ID!) {{ node(id: $id, view: {VIEW}) {{ id name }} }}",
        "query Role($id: ID!) { peerActors(where: {id: {eq: $id}}) { id name } }",
        lambda data: {(data["node"]["id"], data["node"]["name"])},
        lambda data: {(each["id"], each["name"]) for each in data["peerActors"]},
        1.0,
    ),
    Pair(
        f"a line: with evidence; the peer by {DEEPEST} nested levels",
        LINE,
        f"query Line($id: ID!) {{ peerActors(where: {{id: {{eq: $id}}}}) {{ id name {_nested(DEEPEST)} }} }}",
        _line_ids,
        lambda data: _above(data["peerActors"][0]["reportsTo"]),
        2.0,
    ),
    Pair(
        "a line: with evidence; the peer by a field written in Cypher",
        LINE,
        "query Line($id: ID!) { peerActors(where: {id: {eq: $id}}) { id name everyoneAbove { id name } } }",
        _line_ids,
        lambda data: {each["id"] for each in data["peerActors"][0]["everyoneAbove"]},
        1.0,
    ),
    Pair(
        f"{DUTIES:,} duties with their owners",
        f"{{ duties(first: {DUTIES}, view: {VIEW})"
        " { edges { node { id name accountable { edges { node { id name } } } } } } }",
        f"{{ peerDuties(limit: {DUTIES}, sort: [{{id: ASC}}]) {{ id name accountable {{ id name }} }} }}",
        lambda data: _duties(
            (edge["node"] for edge in data["duties"]["edges"]),
            lambda node: (edge["node"] for edge in node["accountable"]["edges"]),
        ),
        lambda data: _duties(data["peerDuties"], lambda node: node["accountable"]),
        1.0,
        of_subject=False,
    ),
)


# Remit lists lines without loops, and ends them at what does not count; the peer's relations know neither.
_ALIKE = """
UNWIND $ids AS id
MATCH (a:PeerActor {id: id, counts: true})-[:PEER_REPORTS_TO*1..64]->(x)
WITH a, collect(DISTINCT x) AS above
WHERE none(x IN above WHERE NOT x.counts OR (x)-[:PEER_REPORTS_TO]->(a)
  OR any(y IN above WHERE (x)-[:PEER_REPORTS_TO]->(y) AND (y)-[:PEER_REPORTS_TO]->(x)))
RETURN a.id
"""


def lines_alike(running: Loaded, roles: int, most: int) -> list[str]:
    """Roles drawn at random of whose lines both can say the same: lines that hold no loop and nothing that does not count."""
    drawn = random.Random(SEED).sample(range(roles), min(4 * most, roles))
    ids = [made_up(roles, SEED, "role", number) for number in drawn]
    with neo4j.GraphDatabase.driver(running.server.uri, auth=running.server.auth) as driver:
        found = driver.execute_query(_ALIKE, {"ids": ids}).records
    return [record[0] for record in found][:most]
