"""Questions over time, and what answers rest on, in GraphQL."""

from datetime import date

from remit.api.jsonable import camel
from remit.queries.registry import QUESTIONS
from tests.api.graphql.conftest import Ask

EXPLAINED = """explained { command leftOut looks facts { told shown statement fact said { evidence source { id } }
  asserted { number who why } } }"""


def test_an_answer_tells_what_it_rests_on_and_how_to_ask_again(ask: Ask) -> None:
    found = ask(
        f'{{ reportingLines(from: "team manager", limit: 1, view: {{asAt: "2024-05-01"}}) {{ {EXPLAINED} }} }}'
    )["reportingLines"]["explained"]
    assert found["command"] == (
        "remit ask reporting-lines --from 'team manager' --lines management,professional,functional,accountability"
        " --limit 1 --as-at 2024-05-01 --known-at 2"
    )
    facts = {fact["told"]: fact for fact in found["facts"]}
    hop = next(
        fact
        for told, fact in facts.items()
        if told.startswith("Team Managers report to Head of Safeguarding")
    )
    assert (hop["shown"], hop["said"]["evidence"], hop["asserted"]["number"]) == (True, "INFERRED", 1)
    assert hop["asserted"]["why"] == "first load of the council"
    assert found["leftOut"] == 0
    assert found["looks"]


def test_every_answer_can_be_explained(ask: Ask) -> None:
    found = ask("{ __schema { queryType { fields { name type { fields { name } } } } } }")
    types = {each["name"]: each["type"]["fields"] for each in found["__schema"]["queryType"]["fields"]}
    for question in QUESTIONS:
        if not question.field_of_its_own:
            assert {"name": "explained"} in types[camel(question.name)]


def test_what_changed_is_paged_by_cursor(ask: Ask) -> None:
    page = "sentence rows { sort about told changes { number who } } pageInfo { hasNextPage endCursor }"
    first = ask(f'{{ changes(first: 2, since: "0") {{ {page} }} }}')["changes"]
    assert first["pageInfo"]["hasNextPage"] is True
    assert [row["sort"] for row in first["rows"]] == ["ADDED", "ADDED"]
    assert {change["number"] for row in first["rows"] for change in row["changes"]} == {1}
    cursor = first["pageInfo"]["endCursor"]
    second = ask(f'{{ changes(first: 2, since: "0", after: "{cursor}") {{ {page} }} }}')["changes"]
    assert [row["told"] for row in second["rows"]] != [row["told"] for row in first["rows"]]


def test_accountability_is_compared_between_days_and_changes(ask: Ask) -> None:
    asked = "sentence rows { sort node { id } duty { id } before after below certainty }"
    days = ask(
        f'{{ accountabilityDiff(fromDay: "{date(2020, 1, 1)}", toDay: "{date(2025, 1, 1)}") {{ {asked} }} }}'
    )["accountabilityDiff"]
    assert days["sentence"].startswith("From 1 January 2020 to 1 January 2025, accountability differs: ")
    known = ask(f'{{ accountabilityDiff(since: "0", until: "1", sorts: [LINE_CHANGED]) {{ {asked} }} }}')
    assert {row["sort"] for row in known["accountabilityDiff"]["rows"]} == {"LINE_CHANGED"}


def test_history_tells_who_asserted_and_retracted(ask: Ask) -> None:
    (first, *_) = ask(
        '{ history(of: "team manager") { rows { told nth asserted { number } retracted { number } said { locator } } } }'
    )["history"]["rows"]
    assert first["told"] == "Team Managers (role)"
    assert (first["nth"], first["asserted"], first["retracted"]) == (1, {"number": 1}, None)
