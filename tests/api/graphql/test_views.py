"""The view on root fields: which day, known when, on what evidence, whose statements."""

from datetime import date

import pytest

from tests.api.graphql.conftest import Ask

ROLES = (
    "query($view: ViewInput) { roles(view: $view) { edges { node { id inForce } } view { asAt knownAt } } }"
)


def _ids(ask: Ask, **view: object) -> set[str]:
    edges = ask(ROLES, view=view)["roles"]["edges"]
    return {edge["node"]["id"].removeprefix("council/") for edge in edges}


def test_the_day_asked_about_is_today_unless_named(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("remit.api.graphql.endpoint.today", lambda: date(2025, 7, 1))
    assert ask(ROLES)["roles"]["view"] == {"asAt": "2025-07-01", "knownAt": 2}
    named = ask(ROLES, view={"asAt": "2024-05-06"})["roles"]["view"]
    assert named == {"asAt": "2024-05-06", "knownAt": 2}


def test_ended_roles_are_listed_for_days_before_their_end(ask: Ask) -> None:
    assert "education-officer" in _ids(ask, asAt="2022-03-31")
    assert "education-officer" not in _ids(ask, asAt="2022-04-01")


def test_ended_nodes_are_found_by_id_and_marked(ask: Ask) -> None:
    query = """query($day: Date) { node(id: "council/education-officer", view: {asAt: $day}) { inForce validTo
                 ... on Role { reportsTo { totalCount } } } }"""
    assert ask(query, day="2022-03-31")["node"] == {
        "inForce": "YES", "validTo": "2022-04-01", "reportsTo": {"totalCount": 1},
    }  # fmt: skip
    assert ask(query, day="2025-01-01")["node"] == {
        "inForce": "NO", "validTo": "2022-04-01", "reportsTo": {"totalCount": 0},
    }  # fmt: skip


def test_what_is_proposed_counts_only_when_asked_for(ask: Ask) -> None:
    assert "commissioner" not in _ids(ask)
    assert "commissioner" in _ids(ask, proposed=True)


def test_strict_keeps_stated_facts_only(ask: Ask) -> None:
    query = """query($strict: Boolean) { node(id: "council/team-managers", view: {strict: $strict}) {
                 ... on Role { reportsTo { totalCount } } } }"""
    assert ask(query, strict=False)["node"]["reportsTo"]["totalCount"] == 1
    assert ask(query, strict=True)["node"]["reportsTo"]["totalCount"] == 0


def test_data_sets_limit_whose_statements_count(ask: Ask) -> None:
    assert _ids(ask, datasets=["audit-2025"]) == {"director"}


@pytest.mark.parametrize(
    ("known_at", "change", "name"),
    [
        ("1", 1, "Director of Children's Services"),
        ("2024-04-02", 1, "Director of Children's Services"),
        ("2025-05-31", 1, "Director of Children's Services"),
        ("2025-06-01", 2, "Director for Children"),
        (None, 2, "Director for Children"),
    ],
)
def test_known_at_is_a_change_or_a_day(ask: Ask, known_at: str | None, change: int, name: str) -> None:
    query = """query($at: String) {
                 node(id: "council/director", view: {knownAt: $at}) { name }
                 roles(view: {knownAt: $at}) { view { knownAt } } }"""
    found = ask(query, at=known_at)
    assert found == {"node": {"name": name}, "roles": {"view": {"knownAt": change}}}


def test_the_view_that_answered_is_told(ask: Ask) -> None:
    view = {
        "asAt": "2025-07-01",
        "knownAt": "2",
        "strict": True,
        "proposed": True,
        "datasets": ["council-2024", "audit-2025"],
    }
    told = ask(
        "query($view: ViewInput) { units(view: $view) { view { asAt knownAt strict proposed datasets } } }",
        view=view,
    )
    assert told["units"]["view"] == {**view, "knownAt": 2, "datasets": ["audit-2025", "council-2024"]}


@pytest.mark.parametrize(
    ("view", "code"),
    [
        ({"datasets": ["council-2025"]}, "UNKNOWN_DATASET"),
        ({"knownAt": "9"}, "UNKNOWN_CHANGE"),
        ({"knownAt": "2024-01-01"}, "UNKNOWN_CHANGE"),
        ({"knownAt": "yesterday"}, "BAD_VALUE"),
        ({"asAt": "2024-02-30"}, "BAD_VALUE"),
        ({"asAt": "2024-02"}, "BAD_VALUE"),
        ({"asAt": 2024}, "BAD_VALUE"),
    ],
)
def test_views_that_cannot_be_had_are_refused_with_a_code(respond: Ask, view: object, code: str) -> None:
    errors = respond(ROLES, view=view)["errors"]
    assert [each["extensions"]["code"] for each in errors] == [code]
    assert "Traceback" not in errors[0]["message"]


def test_a_day_written_into_the_query_is_checked_too(respond: Ask) -> None:
    (error,) = respond('{ roles(view: {asAt: "2024-13-01"}) { totalCount } }')["errors"]
    assert error["extensions"]["code"] == "BAD_VALUE"
    assert "2024-13-01" in error["message"]
