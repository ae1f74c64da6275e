"""How often the port is asked: once for all the nodes of a level, whatever their number."""

from collections import Counter
from datetime import date
from typing import Any

from remit.api.graphql.call import Call
from remit.api.graphql.execute import Document, Executor
from remit.api.graphql.schema import make_schema
from remit.graphmodel.graph import Graph
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.queries.registry import QUESTIONS

EXECUTOR = Executor(make_schema(QUESTIONS))


class Counting:
    """A store or graph that counts what is asked of it."""

    def __init__(self, inner: Any, asked: Counter[str]) -> None:
        self._inner = inner
        self._asked = asked

    def graph(self, view: View) -> Graph:
        self._asked["graph"] += 1
        return Counting(self._inner.graph(view), self._asked)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if callable(found):
            self._asked[name] += 1
        return found


def asked(store: SqliteStore, query: str) -> Counter[str]:
    """How often each read was asked for."""
    counted: Counter[str] = Counter()
    call = Call(Counting(store, counted), date(2025, 7, 1))
    reply = EXECUTOR.run(Document(query), call)
    assert "errors" not in reply.body, reply.body["errors"]
    return counted


def test_one_read_a_level_for_each_relation(bundled_store: SqliteStore) -> None:
    reads = asked(
        bundled_store,
        """{ duties(first: 200) { edges { node { id
             accountable { edges { node { id ... on Role { reportsTo { edges { node { id heldBy { edges { node { name } } } } } } } } } }
             responsible { edges { node { id } } } } } } }""",
    )
    assert reads["find"] == 1
    assert reads["reach"] == 4, (
        "accountable, responsible, reportsTo, heldBy, each with the nodes at the far ends"
    )
    assert reads["nodes"] == 0


def test_sources_of_a_page_are_read_at_once(bundled_store: SqliteStore) -> None:
    reads = asked(
        bundled_store,
        "{ roles(first: 100) { edges { node { name source { name } partOf { edges { source { name } } } } } } }",
    )
    assert (reads["find"], reads["reach"]) == (1, 1)
    assert reads["nodes"] <= 2


def test_nodes_of_several_root_fields_are_read_at_once(council: SqliteStore) -> None:
    reads = asked(
        council,
        """{ a: node(id: "council/board") { id } b: node(id: "council/director") { id }
             c: nodes(ids: ["council/board", "council/scheme", "nobody"]) { id } }""",
    )
    assert reads["nodes"] == 1
    assert reads["graph"] == 1
    assert reads["last_change"] == 0


def test_each_view_is_opened_once_and_all_see_the_same_change(council: SqliteStore) -> None:
    reads = asked(
        council,
        """{ a: roles { totalCount } b: units { edges { node { id } } }
             c: roles(view: {strict: true}) { edges { node { id } } } d: units(view: {strict: true}) { totalCount } }""",
    )
    assert (reads["graph"], reads["at"]) == (1, 1)


def test_the_total_is_counted_only_when_asked_for(council: SqliteStore) -> None:
    assert asked(council, "{ roles { edges { node { id } } } }")["count"] == 0
    assert asked(council, "{ roles { totalCount } }")["count"] == 1
