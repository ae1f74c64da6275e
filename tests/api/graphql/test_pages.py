"""The pages: where to begin, the editor, and what they may load."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from remit.api.http import create_app
from remit.api.pages import EDITOR_FILES, STATIC, graphql_page
from remit.graphmodel.stores.sqlite.store import SqliteStore

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def _links(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'(?:href|src)="([^"]*)"', page)]


def test_the_start_page_says_what_is_served(client: TestClient) -> None:
    response = client.get("/", headers=BROWSER)
    assert response.status_code == 200
    assert "Scheme of delegation of Brookshire Council, 2024" in response.text
    assert "audit-2025" in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_every_link_of_the_pages_leads_somewhere_here(bundled_store: SqliteStore) -> None:
    client = TestClient(create_app(bundled_store))
    start = client.get("/").text
    assert len([link for link in _links(start) if link.startswith("graphql?query=")]) == 3
    for page in (start, graphql_page(), graphql_page(Path("nowhere"))):
        for link in _links(page):
            assert not urlsplit(link).netloc
            if link.startswith("static/graphiql/"):
                continue
            assert client.get(f"/{link}", headers=BROWSER).status_code == 200, link
        assert not re.search(r"<script(?![^>]*src)|<style|\son[a-z]+=|\sstyle=", page)


def test_links_of_the_start_page_hold_queries_that_are_answered(bundled_store: SqliteStore) -> None:
    client = TestClient(create_app(bundled_store))
    for link in _links(client.get("/").text):
        if link.startswith("graphql?"):
            (query,) = parse_qs(urlsplit(link).query)["query"]
            assert "errors" not in client.post("/graphql", json={"query": query}).json()


def test_a_browser_gets_the_editor_and_a_program_the_answer(client: TestClient) -> None:
    page = client.get("/graphql", params={"query": "{ __typename }"}, headers=BROWSER)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["vary"] == "accept"
    answer = client.get("/graphql", params={"query": "{ __typename }"})
    assert answer.json() == {"data": {"__typename": "Query"}}


def test_without_the_editors_files_the_page_says_how_to_get_them(tmp_path: Path) -> None:
    assert "make setup" in graphql_page(tmp_path)
    (tmp_path / "graphiql").mkdir()
    for name in EDITOR_FILES:
        (tmp_path / "graphiql" / name).touch()
    page = graphql_page(tmp_path)
    assert "make setup" not in page
    assert all(name in page for name in EDITOR_FILES)


def test_names_from_data_sets_are_escaped(council: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    info = council.datasets()[0]
    info.head.title = "<script>alert(1)</script>"
    monkeypatch.setattr(council, "datasets", lambda: [info])
    page = TestClient(create_app(council)).get("/").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    "path", ["/static/../http.py", "/static/%2e%2e/http.py", "/static/graphiql/../../http.py"]
)
def test_only_static_files_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_is_not_there(client: TestClient) -> None:
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND", "mend": "begin at /"}
    assert client.post("/health").status_code == 405


@pytest.mark.parametrize(
    ("server", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", 200),
        ("127.0.0.1", "localhost:8000", 200),
        ("127.0.0.1", "LOCALHOST", 200),
        ("127.0.0.1", "evil.example", 400),
        ("127.0.0.1", "127.0.0.1.evil.example", 400),
        ("::1", "[::1]:8000", 200),
        ("::1", "evil.example", 400),
        ("192.0.2.7", "council.example", 200),
    ],
)
def test_this_machines_own_address_is_not_another_host(
    council: SqliteStore, server: str, host: str, status: int
) -> None:
    url = f"http://[{server}]:8000" if ":" in server else f"http://{server}:8000"
    client = TestClient(create_app(council), base_url=url)
    response = client.get("/health", headers={"host": host})
    assert response.status_code == status
    assert response.headers["x-content-type-options"] == "nosniff"
    assert len(response.headers["x-request-id"]) == 32


def test_the_static_files_are_there() -> None:
    assert {"remit.css", "remit.svg", "editor.css", "editor.js"} <= {each.name for each in STATIC.iterdir()}
