"""The laws of pages: pages of any size, put together, are the whole, in order and without repetition."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.api.graphql.pages import Page, cursor, cut, key_of, size
from remit.graphmodel.errors import BadValue
from remit.queries.question import MOST_FIRST
from tests.api.graphql.conftest import Ask

ROLES = """query($first: Int, $after: String) { roles(first: $first, after: $after, view: {proposed: true}) {
  totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
MEMBERS = """query($first: Int, $after: String) { node(id: "council/board") { ... on Committee {
  members(first: $first, after: $after) {
    totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }"""
UNOWNED = """query($first: Int, $after: String) { unownedDuties(first: $first, after: $after) {
  edges { cursor node { duty { id } } } rows { duty { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


@pytest.mark.parametrize("first", [1, 2, 3, 50])
@pytest.mark.parametrize("query", [ROLES, MEMBERS, UNOWNED])
def test_pages_put_together_are_the_whole(ask: Ask, query: str, first: int) -> None:
    def page(**variables: object) -> Any:
        found = ask(query, **variables)
        return found.get("roles") or found.get("unownedDuties") or found["node"]["members"]

    def ids(found: Any) -> list[str]:
        return [edge["node"].get("id") or edge["node"]["duty"]["id"] for edge in found["edges"]]

    whole = page(first=MOST_FIRST)
    assert whole["pageInfo"]["hasNextPage"] is False
    met: list[str] = []
    after = None
    while True:
        found = page(first=first, after=after)
        info = found["pageInfo"]
        assert len(ids(found)) <= first
        assert info["hasPreviousPage"] is (after is not None)
        assert info["startCursor"] == found["edges"][0]["cursor"]
        assert info["endCursor"] == found["edges"][-1]["cursor"]
        met += ids(found)
        after = info["endCursor"]
        if not info["hasNextPage"]:
            break
    assert met == ids(whole)
    assert len(met) == len(set(met)) >= 2
    assert whole.get("totalCount", len(met)) == len(met)
    if "rows" in whole:
        assert [row["duty"]["id"] for row in whole["rows"]] == met


def test_a_page_after_the_last_is_empty(ask: Ask) -> None:
    end = ask(ROLES, first=50)["roles"]["pageInfo"]["endCursor"]
    beyond = ask(ROLES, first=50, after=end)["roles"]
    assert beyond["edges"] == []
    assert beyond["pageInfo"] == {
        "hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None,
    }  # fmt: skip


def test_first_0_is_an_empty_page_that_says_whether_there_is_more(ask: Ask) -> None:
    found = ask(ROLES, first=0)["roles"]
    assert (found["edges"], found["pageInfo"]["hasNextPage"], found["totalCount"]) == ([], True, 6)


def test_filters_narrow_the_list_and_the_count(ask: Ask) -> None:
    query = """query($modality: [DutyModality!], $force: [DutyForce!], $theme: [String!]) {
                 duties(modality: $modality, force: $force, theme: $theme) { totalCount edges { node { id } } } }"""

    def ids(**filters: object) -> list[str]:
        found = ask(query, **filters)["duties"]
        assert found["totalCount"] == len(found["edges"])
        return [edge["node"]["id"].removeprefix("council/") for edge in found["edges"]]

    assert ids() == ["never-share", "record", "review"]
    assert ids(force=["STATUTE"]) == ["never-share", "record"]
    assert ids(force=["STATUTE"], modality=["MUST"]) == ["record"]
    assert ids(modality=["MUST", "SHOULD"]) == ["record", "review"]
    assert ids(theme=["thresholds"]) == ["review"]


@pytest.mark.parametrize(
    "arguments", ["first: -1", f"first: {MOST_FIRST + 1}", 'after: "%%%"', 'after: "_w"', 'after: "ä"']
)
@pytest.mark.parametrize("field", ["roles", "duties", "unownedDuties"])
def test_pages_that_cannot_be_had_are_refused(respond: Ask, field: str, arguments: str) -> None:
    (error,) = respond(f"{{ {field}({arguments}) {{ edges {{ cursor }} }} }}")["errors"]
    assert error["extensions"]["code"] == "BAD_VALUE"


def test_bounds_of_a_relations_page(respond: Ask) -> None:
    (error,) = respond(
        '{ node(id: "council/board") { ... on Committee { members(first: 1001) { totalCount } } } }'
    )["errors"]
    assert error["extensions"]["code"] == "BAD_VALUE"


@given(st.text())
def test_cursors_carry_any_key(key: str) -> None:
    plain = key.encode("utf-8", "ignore").decode()
    assert key_of(cursor(plain)) == plain


@given(st.lists(st.tuples(st.text("ab\n", max_size=3), st.text("ab", max_size=2))), st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_cut_walks_over_every_item_once(items: list[tuple[str, str]], first: int) -> None:
    distinct = sorted({(one.replace("\n", ""), two) for one, two in items})
    met: list[tuple[str, str]] = []
    after = None
    while True:
        page: Page[tuple[str, str]] = cut(distinct, lambda item: item, first, after)
        met += page.items
        if not page.more:
            break
        after = cursor(page.keys[-1])
    assert met == distinct


def test_size_defaults_and_bounds() -> None:
    assert size(None) == 50
    with pytest.raises(BadValue):
        size(MOST_FIRST + 1)
