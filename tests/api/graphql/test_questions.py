"""Questions as root fields, made from their definitions: those of the registry, and one made up here."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

import pytest
from starlette.testclient import TestClient

from remit.api.graphql.call import Call
from remit.api.graphql.examples import EXAMPLES, Example
from remit.api.graphql.execute import Document, Executor
from remit.api.graphql.schema import make_schema
from remit.api.http import create_app
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.queries.question import Answer, Doc, Question
from tests.api.graphql.conftest import Ask


def test_reporting_lines_are_asked_by_name_and_walked_on(ask: Ask) -> None:
    found = ask(
        """{ reportingLines(from: "team manager", to: "chief executive", lines: [MANAGEMENT], limit: 5) {
             sentence truncated notes view { strict }
             rows { length certainty hops { line subject { id } object { id ... on Role { holders: heldBy { totalCount } } }
                    said { evidence locator source { id } } } } } }"""
    )["reportingLines"]
    assert "Head of Safeguarding" in found["sentence"]
    assert found["truncated"] is False
    (line,) = found["rows"]
    assert (line["length"], line["certainty"]) == (3, "YES")
    assert [hop["object"]["id"] for hop in line["hops"]] == [
        "council/head-of-safeguarding", "council/director", "council/chief-executive",
    ]  # fmt: skip
    assert [hop["said"]["evidence"] for hop in line["hops"]] == ["INFERRED", "STATED", "STATED"]
    assert [hop["object"]["holders"]["totalCount"] for hop in line["hops"]] == [0, 1, 0]


def test_a_name_that_nobody_goes_by(respond: Ask) -> None:
    answer = respond('{ carriedBy(who: "wizard") { sentence } agencies { totalCount } }')
    assert answer["data"] == {"carriedBy": None, "agencies": {"totalCount": 1}}
    (error,) = answer["errors"]
    assert error["path"] == ["carriedBy"]
    assert error["extensions"]["code"] == "UNKNOWN_NAME"
    assert error["extensions"]["mend"] in error["message"]


def test_a_name_that_several_go_by_comes_back_with_them(respond: Ask) -> None:
    (error,) = respond('{ committee(name: "the board") { sentence } }')["errors"]
    assert error["extensions"]["code"] == "AMBIGUOUS_NAME"
    candidates = sorted(error["extensions"]["candidates"], key=lambda each: str(each["id"]))
    assert candidates == [
        {
            "id": "council/board", "kind": "Committee", "name": "Safeguarding Board", "datasets": ["council-2024"],
        },
        {
            "id": "council/scrutiny", "kind": "Committee", "name": "Scrutiny Board", "datasets": ["council-2024"],
        },
    ]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_examples_of_the_start_page_have_answers(bundled_store: SqliteStore, example: Example) -> None:
    client = TestClient(create_app(bundled_store))
    answer = client.post("/graphql", json={"query": example.query}).json()
    assert "errors" not in answer
    assert all(answer["data"].values())


@dataclass(frozen=True, slots=True)
class Toy:
    """Parameters."""

    who: Annotated[str, Doc("Who.")]
    since: Annotated[date | None, Doc("Since when.")] = None
    sorts: Annotated[tuple[str, ...], Doc("Which sorts.", ("must not", "may"))] = ("may",)
    sort: Annotated[str | None, Doc("One sort.", ("must not", "may"))] = None
    deep: Annotated[bool, Doc("Whether deeply.")] = False
    first: Annotated[int, Doc("How many.")] = 2
    after: Annotated[str | None, Doc("After which.")] = None


@dataclass(frozen=True, slots=True)
class Inner:
    """Something in a row."""

    truth: Annotated[Truth, Doc("Whether.")]
    days: Annotated[tuple[date, ...], Doc("Days.")]


@dataclass(frozen=True, slots=True)
class Role:
    """A row whose name is taken by a kind."""

    KEY: ClassVar[tuple[str, ...]] = ("number",)

    number: Annotated[int, Doc("Its number.")]
    given: Annotated[str, Doc("What was given.")]
    node: Annotated[Node, Doc("A node.")]
    edge: Annotated[Edge | None, Doc("An edge.")]
    said: Annotated[Said, Doc("An assertion.")]
    inner: Annotated[tuple[Inner, ...], Doc("Something in it.")]
    sort: Annotated[str, Doc("Its sort.", ("must not", "may"))] = "must not"


def _ask(graph: Graph, toy: Toy) -> Answer[Role]:
    node = graph.nodes([toy.who])[toy.who]
    edge = graph.edges(("REPORTS_TO",), subjects=[toy.who])[0]
    inner = (Inner(Truth.POSSIBLY, (date(2024, 1, 2),)),)
    begin = int(toy.after or 0)
    rows = [Role(each, str(toy), node, edge, edge.said, inner) for each in range(begin + 1, 6)]
    page = rows[: toy.first]
    return Answer("Toys.", page, str(page[-1].number) if len(rows) > len(page) else None, notes=("A note.",))


TOY = Question("toy-rows", "Which toys there are.", Toy, Role, _ask, "", cursor=lambda row: str(row.number))


def test_a_question_needs_no_code_here(council: SqliteStore) -> None:
    schema = make_schema([TOY])
    executor = Executor(schema)
    assert "toyRows(" in schema.as_str()
    query = """query($after: String) { toyRows(who: "council/director", since: "2024-05-06", sorts: [MUST_NOT], sort: MAY,
                 deep: true, first: 2, after: $after) {
      sentence notes truncated view { knownAt }
      rows { number given sort node { id ... on Role { reportsTo { totalCount } } }
             edge { relation phrase subject { name } object { name } locator attributes { name values } }
             said { locator source { id } } inner { truth days } }
      edges { cursor node { number } } pageInfo { hasNextPage endCursor } } }"""

    def ask(**variables: object) -> Any:
        call = Call(council, date(2025, 7, 1))
        body = executor.run(Document(query, variables), call).body
        assert "errors" not in body, body["errors"]
        return body["data"]

    found = ask()["toyRows"]
    row = found["rows"][0]
    assert row.pop("given") == str(
        Toy("council/director", date(2024, 5, 6), ("must not",), "may", deep=True, first=2, after=None)
    )
    assert row == {
        "number": 1,
        "sort": "MUST_NOT",
        "node": {"id": "council/director", "reportsTo": {"totalCount": 1}},
        "edge": {
            "relation": "REPORTS_TO", "phrase": "reports to", "locator": "3.1",
            "subject": {"name": "Director for Children"}, "object": {"name": "Chief Executive"},
            "attributes": [{"name": "line", "values": ["management"]}],
        },
        "said": {"locator": "3.1", "source": {"id": "council/scheme"}},
        "inner": [{"truth": "POSSIBLY", "days": ["2024-01-02"]}],
    }  # fmt: skip
    numbers: list[int] = []
    after = None
    while True:
        page = ask(after=after)["toyRows"]
        numbers += [edge["node"]["number"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert numbers == [1, 2, 3, 4, 5]


def test_a_question_without_documentation_is_refused_when_the_schema_is_made() -> None:
    @dataclass(frozen=True, slots=True)
    class Bare:
        """Parameters."""

        who: str

    bare = Question("bare", "Bare.", Bare, Role, _ask, "")
    with pytest.raises(TypeError, match=r"Bare\.who needs a Doc"):
        make_schema([bare])
