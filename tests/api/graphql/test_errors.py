"""What a caller learns of errors: what Remit says on purpose, and of anything else only the id of the request."""

import logging
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from remit.api.graphql.call import Call
from remit.api.graphql.execute import Document, Executor, Reply
from remit.api.graphql.limits import DEEPEST, MOST_ALIASES, MOST_FIELDS, MOST_TOKENS
from remit.api.graphql.schema import make_schema
from remit.api.http import create_app
from remit.api.refusals import OutOfTime
from remit.api.views import Asked
from remit.graphmodel.graph import Graph
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.queries.registry import QUESTIONS
from tests.api.graphql.conftest import Ask

SCHEMA = make_schema(QUESTIONS)
SECRET = "what only a log may say"


class Breaking:
    """A store whose graphs fail in a way that nobody foresaw."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def graph(self, view: View) -> Graph:
        raise RuntimeError(SECRET)

    def asked_by(self, _request: str, _bookmarks: Iterable[str] = ()) -> "Breaking":
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Slow(Breaking):
    """A store that takes its time."""

    def graph(self, view: View) -> Graph:
        time.sleep(0.2)
        return self._store.graph(view)


def test_unforeseen_errors_are_logged_and_shown_by_id(
    council: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    client = TestClient(create_app(Breaking(council)))
    with caplog.at_level(logging.ERROR, "remit.api"):
        response = client.post("/graphql", json={"query": "{ roles { totalCount } datasets { title } }"})
    assert response.status_code == 200
    assert SECRET not in response.text
    request = response.headers["x-request-id"]
    error = response.json()["errors"][0]
    assert error["message"] == f"internal error, request id {request}"
    assert error["extensions"] == {"code": "INTERNAL", "requestId": request}
    assert request in caplog.text
    assert SECRET in caplog.text


def test_errors_raised_on_purpose_are_not_logged(respond: Ask, caplog: pytest.LogCaptureFixture) -> None:
    respond('{ carriedBy(who: "wizard") { sentence } }')
    respond("{ nonsense }")
    assert not caplog.records


def _answer(query: str, call: Call) -> Reply:
    executor = Executor(SCHEMA)
    return anyio.run(lambda: executor.answer(Document(query), call, read_only=False))


def test_an_answer_with_too_many_fields_is_given_up(council: SqliteStore) -> None:
    call = Call(council, date(2025, 7, 1), fields=20)
    reply = _answer("{ roles { edges { node { id name kind dataset } } } }", call)
    assert reply.status == 400
    (error,) = reply.body["errors"]
    assert error["extensions"]["code"] == "TOO_MUCH"
    assert "data" not in reply.body


def test_an_answer_that_takes_too_long_is_given_up(
    council: SqliteStore,
) -> None:
    call = Call(Slow(council), date(2025, 7, 1), seconds=0.1)
    reply = _answer("{ roles { edges { node { id } } } }", call)
    assert reply.status == 503
    assert [each["extensions"]["code"] for each in reply.body["errors"]] == ["OUT_OF_TIME"]


def test_a_caller_does_not_wait_for_a_store_that_hangs(
    council: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("remit.api.graphql.execute._GRACE", 0.0)
    call = Call(Slow(council), date(2025, 7, 1), seconds=0.05)
    with pytest.raises(OutOfTime):
        _answer("{ roles { totalCount } }", call)


def _fragments(number: int) -> str:
    doubled = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(number))
    return f"{{ ...F0 }} {doubled} fragment F{number} on Query {{ __typename }}"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ " + " ".join(f"a{i}: __typename" for i in range(MOST_ALIASES + 1)) + " }", "TOO_MUCH"),
        ("{ " + "__typename " * (MOST_FIELDS + 1) + " }", "TOO_MUCH"),
        ("{ " + "__typename " * (MOST_FIELDS - 1) + " }", "TOO_MUCH"),
        ("{ roles { edges { node " + "{ manages { edges { node " * DEEPEST + "{ id }" + " } } }" * DEEPEST + "} } }", "TOO_MUCH"),
        ("{ " + "... { " * 60 + "__typename" + " }" * 60 + " }", "TOO_MUCH"),
        (_fragments(30), "TOO_MUCH"),
        (_fragments(60), "TOO_MUCH"),
        ("{ " + "__typename " * MOST_TOKENS + " }", "GRAPHQL_PARSE_FAILED"),
        ("{a" * 1900, "GRAPHQL_PARSE_FAILED"),
        ("{ ...F } fragment F on Query { ...F }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...Nowhere }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ " + " ".join(f"nonsense{i}" for i in range(200)) + " }", "GRAPHQL_VALIDATION_FAILED"),
    ],
    ids=[
        "aliases", "fields", "repeated fields", "levels", "nesting", "doubling fragments", "chained fragments", "tokens",
        "unclosed", "fragment in itself", "no such fragment", "many errors",
    ],
)  # fmt: skip
def test_documents_are_bounded(client: TestClient, query: str, code: str) -> None:
    began = time.monotonic()
    response = client.post("/graphql", json={"query": query})
    assert time.monotonic() - began < 2
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == code


def test_a_view_is_settled_once_for_a_request(council: SqliteStore) -> None:
    call = Call(council, date(2025, 7, 1))
    asked = Asked(date(2025, 7, 1))
    assert call.lens(asked) is call.lens(replace(asked))
    assert call.lens(asked).graph.view.known_at == 2
