"""Scenarios over GraphQL: who asks sees what they may see, acts under their own name, and nothing is written in the past."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from remit.api.callers import Callers
from remit.api.http import create_app
from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.drawing import load

HEADER = "x-remote-user"
PLAN = """\
scenario: flat
title: No director
dataset: drawn
effective: 2030-04-01
operations:
  - abolish: director
"""
NEW = "mutation ($yaml: String!) { newScenario(yaml: $yaml) { reference version state pin } }"
COUNCIL = "director -> chief\nhead -> director\ndirector <accountable> plan\nDuty: plan [modality=must]"
By = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A small council."""
    with closing(SqliteStore.open(tmp_path / "council.db", create=True)) as opened:
        load(opened, COUNCIL)
        yield opened


@pytest.fixture
def by(store: SqliteStore) -> By:
    """Asks as somebody, of a server whose proxy says who asks."""
    client = TestClient(
        create_app(store, callers=Callers(HEADER, writable=True)), raise_server_exceptions=False
    )

    def by(who: str, query: str, **variables: object) -> Any:
        headers = {HEADER: who} if who else {}
        return client.post("/graphql", json={"query": query, "variables": variables}, headers=headers).json()

    return by


def done(by: By, who: str, mutation: str) -> Any:
    """The data of a mutation that must have no errors."""
    answer = by(who, f"mutation {{ done: {mutation} }}")
    assert "errors" not in answer, answer
    return answer["data"]["done"]


def refused(answer: Any) -> Any:
    """The one error of an answer."""
    (error,) = answer["errors"]
    return error


def kept(by: By) -> None:
    """Ann keeps the plan."""
    assert by("ann", NEW, yaml=PLAN)["data"]["newScenario"] == {
        "reference": "ann/flat", "version": 1, "state": "private", "pin": 1,
    }  # fmt: skip


UNOWNED = (
    '{ unownedDuties(view: {scenario: "ann/flat"}) { view { scenario asAt knownAt } rows { duty { id } } } }'
)


def test_a_question_is_asked_of_a_scenario(by: By) -> None:
    kept(by)
    found = by("ann", UNOWNED)["data"]["unownedDuties"]
    assert found["view"] == {"scenario": "ann/flat@1", "asAt": "2030-04-01", "knownAt": 1}
    assert [row["duty"]["id"] for row in found["rows"]] == ["plan"]
    plain = by("ann", "{ unownedDuties { view { scenario } rows { duty { id } } } }")["data"]
    assert plain["unownedDuties"] == {"view": {"scenario": None}, "rows": []}
    impact = by(
        "ann",
        '{ impact(view: {scenario: "flat"}, severity: ERROR) { rows { sort subject { id } operations } } }',
    )
    rows = impact["data"]["impact"]["rows"]
    assert {row["operations"][0] for row in rows} == {"operation 1: abolish director"}


def test_answers_of_a_scenario_are_not_kept_for_others(by: By) -> None:
    kept(by)
    for _ in range(2):
        assert "errors" not in by("ann", UNOWNED)
        assert refused(by("ben", UNOWNED))["extensions"]["code"] == "UNKNOWN_SCENARIO"
        assert refused(by("", UNOWNED))["extensions"]["code"] == "UNKNOWN_SCENARIO"
    listing = "{ scenarios { reference } }"
    assert by("ann", listing)["data"]["scenarios"] == [{"reference": "ann/flat"}]
    for who in ("ben", ""):
        assert by(who, listing)["data"]["scenarios"] == []
    done(by, "ann", 'changeOperation(scenario: "flat", place: 1, change: OFF) { version }')
    assert by("ann", UNOWNED)["data"]["unownedDuties"]["rows"] == []


def test_a_private_scenario_is_told_of_to_nobody_else(by: By) -> None:
    kept(by)
    missing = refused(by("ben", '{ scenario(name: "ann/none") { title } }'))
    hidden = refused(by("ben", '{ scenario(name: "ann/flat") { title } }'))
    assert hidden["message"] == missing["message"].replace("none", "flat")
    assert hidden["extensions"] == missing["extensions"]
    for what in ("shareScenario", "adoptScenario", "rebaseScenario", "withdrawScenario"):
        error = refused(by("ben", f'mutation {{ {what}(scenario: "ann/flat") {{ version }} }}'))
        assert error["message"] == hidden["message"]


def test_from_a_draft_to_its_undoing(by: By, store: SqliteStore) -> None:
    before = list(store.facts("drawn"))
    kept(by)
    added = done(by, "ann", 'addOperations(scenario: "flat", yaml: "- {change line: head, to: chief}", reason: "so that she'
                 ' answers to somebody") { version operations { place what words off } }')  # fmt: skip
    assert [each["words"] for each in added["operations"]] == [
        "abolish director",
        "change line head (to: chief)",
    ]
    assert done(by, "ann", 'submitScenario(scenario: "flat") { state }')["state"] == "submitted"
    assert done(by, "ben", 'approveScenario(scenario: "flat") { approver }')["approver"] == "ben"
    assert list(store.facts("drawn")) == before
    adopted = done(by, "ann", 'adoptScenario(scenario: "flat", reason: "decided") { state adopted }')
    assert adopted == {"state": "adopted", "adopted": 2}
    change = list(store.changes())[-1]
    assert (change.who, change.why, change.operation) == ("ann", "decided", "adopt")
    assert change.request
    undone = done(by, "ann", 'undoScenario(scenario: "flat") { state versions { operation who } yaml }')
    assert undone["state"] == "shared"
    assert [each["operation"] for each in undone["versions"]] == [
        "new", "add", "submit", "approve", "adopt", "undo",
    ]  # fmt: skip
    assert undone["yaml"].startswith("scenario: flat\n")
    assert store.verify() == []


def test_mutations_of_one_document_are_done_in_order(by: By) -> None:
    answer = by("ann", """mutation ($yaml: String!) {
      a: newScenario(yaml: $yaml) { version }
      b: shareScenario(scenario: "flat") { version }
      c: withdrawScenario(scenario: "flat") { version }
      d: shareScenario(scenario: "flat") { version }
    }""", yaml=PLAN)  # fmt: skip
    assert answer["data"] == {"a": {"version": 1}, "b": {"version": 2}, "c": {"version": 3}, "d": None}
    assert refused(answer)["path"] == ["d"]


def test_what_has_changed_since_is_told_as_base_live_and_yours(by: By, store: SqliteStore) -> None:
    kept(by)
    load(store, COUNCIL + "\nother -> director")
    error = refused(by("ann", 'mutation { rebaseScenario(scenario: "flat") { pin } }'))
    assert error["extensions"]["code"] == "CONFLICT"
    assert error["extensions"]["clashes"] == [
        {"operation": 1, "statement": "drawn: other REPORTS_TO director", "base": "not stated", "live": "stated",
         "yours": "abolish director"},
    ]  # fmt: skip


def test_what_cannot_be_done_is_told_operation_by_operation(by: By) -> None:
    error = refused(by("ann", NEW, yaml=PLAN + "  - vacate: nobody\n  - vacate: no one\n"))
    assert error["extensions"]["code"] == "DATA_REFUSED"
    assert [problem.partition(":")[0] for problem in error["extensions"]["problems"]] == [
        "ann/flat, operation 2", "ann/flat, operation 3",
    ]  # fmt: skip
    written = refused(by("ann", NEW, yaml="scenario: x\nwhat: y"))
    assert any("what" in problem for problem in written["extensions"]["problems"])


@pytest.mark.parametrize(
    ("view", "told"),
    [('{knownAt: "1"}', "knownAt"), ('{asAt: "2001-01-01"}', "asAt")],
)
def test_the_past_cannot_be_written(by: By, store: SqliteStore, view: str, told: str) -> None:
    kept(by)
    for what in ("shareScenario", "submitScenario", "adoptScenario", "rebaseScenario"):
        error = refused(by("ann", f'mutation {{ {what}(scenario: "flat", view: {view}) {{ version }} }}'))
        assert told in error["message"]
        assert error["extensions"]["code"] == "USAGE"
    assert store.drafts()[0].version == 1


def test_a_scenario_cannot_be_asked_as_known_at_another_change(by: By) -> None:
    kept(by)
    error = refused(by("ann", '{ unownedDuties(view: {scenario: "flat", knownAt: "1"}) { sentence } }'))
    assert "knownAt" in error["message"]


def test_a_file_is_never_looked_at(by: By, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    error = refused(
        by("ann", f'{{ unownedDuties(view: {{scenario: "{tmp_path}/plan.yaml"}}) {{ sentence }} }}')
    )
    assert error["extensions"]["code"] == "UNKNOWN_SCENARIO"


def test_a_server_that_only_reads_refuses_to_write(store: SqliteStore) -> None:
    client = TestClient(create_app(store, callers=Callers(user="ann")))
    answer = client.post("/graphql", json={"query": NEW, "variables": {"yaml": PLAN}}).json()
    assert "only reads" in refused(answer)["message"]
    assert store.drafts() == []


def test_nobody_does_not_write(by: By, store: SqliteStore) -> None:
    assert "who asks" in refused(by("", NEW, yaml=PLAN))["message"]
    assert store.drafts() == []


def test_without_a_proxy_callers_are_the_user_of_the_server(store: SqliteStore) -> None:
    client = TestClient(create_app(store, callers=Callers(user="ann", writable=True)))
    asked = {"query": NEW, "variables": {"yaml": PLAN}}
    assert client.post("/graphql", json=asked, headers={HEADER: "ben"}).json()["data"]["newScenario"]
    assert store.drafts()[0].owner == "ann"
    read = client.get(
        "/graphql", params={"query": 'mutation { shareScenario(scenario: "flat") { version } }'}
    )
    assert read.status_code == 405


def test_scenarios_are_compared_side_by_side(by: By) -> None:
    kept(by)
    query = '{ comparison(scenarios: ["ann/flat"]) { asAt columns measures { measure values } } }'
    found = by("ann", query)["data"]["comparison"]
    assert (found["asAt"], found["columns"]) == ("2030-04-01", ["as it is", "ann/flat@1"])
    assert {"measure": "duties that must be done without an owner", "values": [0, 1]} in found["measures"]
    assert {"measure": "errors by its impact", "values": [None, 2]} in found["measures"]
    assert refused(by("ben", query))["extensions"]["code"] == "UNKNOWN_SCENARIO"
    many = '{ comparison(scenarios: ["a","b","c","d","e","f","g","h","i","j","k"]) { asAt } }'
    assert "too many" in refused(by("ann", many))["message"]
