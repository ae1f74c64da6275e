"""GraphQL over HTTP: what is asked how, in which form it is answered, and with which status."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from remit import __version__

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
QUERY = "{ __typename }"
POSTED = {"content-type": JSON}


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{JSON};q=0.5, {GRAPHQL};q=0.4", JSON),
        ("application/json, multipart/mixed", JSON),
        (f"text/html, {GRAPHQL};q=0.1", GRAPHQL),
    ],
)
def test_the_answer_has_the_form_that_is_asked_for(client: TestClient, accept: str | None, form: str) -> None:
    headers = {} if accept is None else {"accept": accept}
    response = client.post("/graphql", json={"query": QUERY}, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{form}; charset=utf-8"
    assert response.json() == {"data": {"__typename": "Query"}}


def test_forms_that_there_are_not(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": QUERY}, headers={"accept": "text/csv"})
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


REQUEST_ERRORS = {
    "syntax": ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
    "no such field": ({"query": "{ nonsense }"}, "GRAPHQL_VALIDATION_FAILED"),
    "wrong type": ({"query": "{ roles(first: true) { totalCount } }"}, "GRAPHQL_VALIDATION_FAILED"),
    "wrong type of a variable": (
        {"query": "query($n: Int) { roles(first: $n) { totalCount } }", "variables": {"n": "x"}},
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "missing variable": (
        {"query": "query($n: ID!) { node(id: $n) { id } }"},
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "mutation": ({"query": "mutation { x }"}, "GRAPHQL_VALIDATION_FAILED"),
}


@pytest.mark.parametrize(("body", "code"), REQUEST_ERRORS.values(), ids=REQUEST_ERRORS)
@pytest.mark.parametrize(("accept", "status"), [("*/*", 400), (GRAPHQL, 400), (JSON, 200)])
def test_documents_that_cannot_be_answered(
    client: TestClient, body: dict[str, object], code: str, accept: str, status: int
) -> None:
    response = client.post("/graphql", json=body, headers={"accept": accept})
    assert response.status_code == status
    answer = response.json()
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == code
    assert "Traceback" not in response.text


MALFORMED: dict[str, tuple[bytes | str, int, str]] = {
    "not JSON": ("{query", 400, "BAD_REQUEST"),
    "empty": ("", 400, "BAD_REQUEST"),
    "not UTF-8": (b'{"query": "\xff"}', 400, "BAD_REQUEST"),
    "deeply nested": ('{"query": ' + "[" * 100_000, 400, "BAD_REQUEST"),
    "a text": ('"{ __typename }"', 400, "BAD_REQUEST"),
    "a batch": (json.dumps([{"query": QUERY}]), 400, "BAD_REQUEST"),
    "no query": ("{}", 400, "BAD_REQUEST"),
    "empty query": ('{"query": ""}', 400, "BAD_REQUEST"),
    "query of blanks": ('{"query": " "}', 400, "GRAPHQL_PARSE_FAILED"),
    "query is a number": ('{"query": 7}', 400, "BAD_REQUEST"),
    "variables are a list": (json.dumps({"query": QUERY, "variables": []}), 400, "BAD_REQUEST"),
    "extensions are a text": (json.dumps({"query": QUERY, "extensions": "x"}), 400, "BAD_REQUEST"),
    "operationName is a number": (json.dumps({"query": QUERY, "operationName": 1}), 400, "BAD_REQUEST"),
    "no such operation": (json.dumps({"query": QUERY, "operationName": "x"}), 400, "BAD_REQUEST"),
    "several operations": (json.dumps({"query": f"query a {QUERY} query b {QUERY}"}), 400, "BAD_REQUEST"),
    "long query": (json.dumps({"query": QUERY + "#" * 200_000}), 413, "TOO_LARGE"),
    "large body": (json.dumps({"query": QUERY, "variables": {"x": "x" * 1024 * 1024}}), 413, "TOO_LARGE"),
}


@pytest.mark.parametrize(("body", "status", "code"), MALFORMED.values(), ids=MALFORMED)
def test_requests_that_cannot_be_read(client: TestClient, body: str | bytes, status: int, code: str) -> None:
    response = client.post("/graphql", content=body, headers=POSTED)
    assert response.status_code == status
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == code


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/graphql",
        "application/json; charset=utf-16",
    ],
)
def test_bodies_in_other_forms(client: TestClient, content_type: str | None) -> None:
    headers = {} if content_type is None else {"content-type": content_type}
    response = client.post("/graphql", content=json.dumps({"query": QUERY}), headers=headers)
    assert response.status_code == 415
    assert response.json()["errors"][0]["extensions"]["mend"].startswith("send it")


@pytest.mark.parametrize(
    "content_type", [JSON, "application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"']
)
def test_bodies_in_json(client: TestClient, content_type: str) -> None:
    headers = {"content-type": content_type}
    assert client.post("/graphql", content=json.dumps({"query": QUERY}), headers=headers).status_code == 200


def test_optional_parts_may_be_null_and_operations_are_named(client: TestClient) -> None:
    body = {"query": f"query a {QUERY} query b {{ agencies {{ totalCount }} }}", "operationName": "b"}
    assert client.post("/graphql", json=body).json() == {"data": {"agencies": {"totalCount": 1}}}
    nothing = {"query": QUERY, "variables": None, "operationName": None, "extensions": None}
    assert client.post("/graphql", json=nothing).status_code == 200


def test_get_asks(client: TestClient) -> None:
    query = "query($n: Int) { roles(first: $n) { edges { node { id } } } }"
    response = client.get("/graphql", params={"query": query, "variables": '{"n": 1}'})
    assert response.status_code == 200
    assert len(response.json()["data"]["roles"]["edges"]) == 1


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 400),
        ({"query": "{"}, 400),
        ({"query": QUERY, "variables": "{"}, 400),
        ({"query": QUERY, "variables": "[]"}, 400),
        ({"query": "mutation { x }"}, 405),
    ],
)
def test_get_refuses(client: TestClient, parameters: dict[str, str], status: int) -> None:
    response = client.get("/graphql", params=parameters)
    assert response.status_code == status
    assert response.json()["errors"][0]["message"]
    if status == 405:
        assert "POST" in response.headers["allow"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods(client: TestClient, method: str) -> None:
    response = client.request(method, "/graphql", json={"query": QUERY})
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST"


def test_no_redirect_and_no_other_origin(client: TestClient) -> None:
    response = client.post(
        "/graphql",
        json={"query": QUERY},
        headers={"origin": "https://elsewhere.example"},
        follow_redirects=False,
    )
    assert response.status_code == 200
    assert not [name for name in response.headers if name.startswith("access-control-")]
    assert response.headers["cache-control"] == "no-store"


def test_health(client: TestClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "version": __version__, "store": "sqlite", "lastChange": 2}


def test_requests_at_the_same_time_do_not_meet(client: TestClient) -> None:
    query = """query($n: Int!, $day: Date!) { roles(first: $n, view: {asAt: $day}) {
                 edges { node { id reportsTo { edges { node { id } } } } } view { asAt } } }"""

    def ask(number: int) -> tuple[int, str]:
        variables = {"n": number % 4 + 1, "day": f"2024-05-{number % 28 + 1:02}"}
        answer = client.post("/graphql", json={"query": query, "variables": variables}).json()
        assert "errors" not in answer
        return len(answer["data"]["roles"]["edges"]), answer["data"]["roles"]["view"]["asAt"]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(80)))
    assert found == [(number % 4 + 1, f"2024-05-{number % 28 + 1:02}") for number in range(80)]


def test_a_file_needs_no_bookmarks_and_gives_none(client: TestClient) -> None:
    answer = client.post("/graphql", json={"query": QUERY}, headers={"Remit-Bookmarks": "FB:kcwQ, whatever"})
    assert answer.status_code == 200
    assert "Remit-Bookmarks" not in answer.headers


def test_bookmarks_have_a_bound(client: TestClient) -> None:
    headers = [("Remit-Bookmarks", "x" * 2000), ("Remit-Bookmarks", "x" * 2000)]
    answer = client.post("/graphql", json={"query": QUERY}, headers=headers)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert error["message"].startswith("Remit-Bookmarks has more than 4,000 characters")
