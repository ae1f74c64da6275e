"""Operations executed level by level say what graphql-core says of the same: data in the same order, the same errors."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

import pytest
from graphql import (
    ExecutionResult,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    OperationDefinitionNode,
    build_schema,
    execute_sync,
    get_introspection_query,
    parse,
    validate,
)

from remit.api.graphql.call import Call, Later
from remit.api.graphql.levels import Operation
from remit.graphmodel.errors import StoreBusy
from remit.graphmodel.store import Store

SCHEMA = build_schema(
    """
    enum Sort { TALL SHORT }
    interface Named { name: String! }
    type Tree implements Named { name: String! sort: Sort height: Int leaves: [Leaf!] strict: [Leaf!]! loose: [Leaf] first: Leaf!
      marks: [String!]! counts: [Int] maybe: [String] flag: Boolean twice(times: Int = 2, of: String!): String }
    type Leaf implements Named { name: String! colour: String! tree: Tree }
    type Query { trees: [Tree!] tree: Tree sure: Tree! named: [Named!]! any: Named far: Tree broken: Tree }
    """
)
GREEN = {"is": "Leaf", "name": "green", "colour": "green"}
BARE = {"is": "Leaf", "name": "bare", "colour": None}
LOST = {"is": "Leaf", "name": "lost", "colour": RuntimeError("lost its colour")}
OAK = {
    "is": "Tree", "name": "oak", "sort": "TALL", "height": 30, "leaves": [GREEN, GREEN], "strict": [GREEN], "loose": [GREEN, None],
    "first": GREEN, "marks": ["a", "b"], "maybe": ["a", None], "flag": True, "counts": [1, "x", None],
}  # fmt: skip
ASH = {
    "is": "Tree", "name": "ash", "sort": "BENT", "height": 2**40, "leaves": [GREEN, BARE], "strict": [LOST], "loose": [BARE, GREEN],
    "first": None, "marks": ["a", None], "maybe": None, "flag": None, "counts": None,
}  # fmt: skip
ROOT = {
    "trees": [OAK, ASH, OAK], "tree": OAK, "sure": ASH, "named": [OAK, GREEN, ASH], "any": GREEN, "far": None,
    "broken": ValueError("it broke"),
}  # fmt: skip


def _grow() -> None:
    def reading(name: str) -> Callable[..., Any]:
        def read(source: Any, _info: object, **given: Any) -> Any:
            if given:
                return given["of"] * given["times"]
            found = source[name]
            if isinstance(found, Exception):
                raise found
            return found

        return read

    for type_ in ("Query", "Tree", "Leaf"):
        for name, definition in cast("GraphQLObjectType", SCHEMA.type_map[type_]).fields.items():
            definition.resolve = reading(name)
    cast("GraphQLInterfaceType", SCHEMA.type_map["Named"]).resolve_type = lambda value, *_: value["is"]


_grow()


def resolver(definition: GraphQLField, call: Call, given: Mapping[str, Any]) -> Callable[[Any], Any]:
    """What resolves a field of the trees."""
    resolve = cast("Callable[..., Any]", definition.resolve)
    return lambda value: resolve(ROOT if value is call else value, _ABOUT, **given)


class _About:
    schema = SCHEMA


_ABOUT = _About()


def by_level(query: str, variables: Mapping[str, Any] | None = None) -> ExecutionResult:
    """What a query is answered with, level by level."""
    document = parse(query)
    assert not validate(SCHEMA, document)
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    call = Call(cast("Store", None), date(2026, 1, 1))
    return Operation(SCHEMA, document, operation, call, resolver).run(variables or {})


QUERIES = {
    "plain": "{ tree { name sort height flag marks maybe } }",
    "lists": "{ trees { name leaves { name } loose { name } } }",
    "nothing there": "{ far { name } tree { name } }",
    "aliases": "{ a: tree { n: name m: name } b: tree { name } }",
    "merged": "{ tree { leaves { name } } tree { leaves { colour } name } }",
    "fragments": "{ named { ...N ... on Tree { height: sort } ... on Leaf { colour } } } fragment N on Named { name __typename }",
    "nested fragments": "{ ...A } fragment A on Query { ...B tree { name } } fragment B on Query { any { ... on Named { name } } }",
    "arguments": '{ tree { twice(of: "x") thrice: twice(of: "y", times: 3) } }',
    "an error in what may be null": "{ broken { name } tree { name } }",
    "a leaf that cannot be written": "{ trees { name sort height } }",
    "null in a leaf list": "{ trees { name marks maybe } }",
    "an item that cannot be written": "{ trees { counts } }",
    "null that a list may be": "{ trees { name leaves { name colour } } }",
    "null in an item": "{ trees { name loose { name colour } } }",
    "null up through a list that may not be": "{ trees { name strict { colour } } }",
    "null up to the top": "{ sure { first { name } } tree { name } }",
    "an error up to the top": "{ named { name ... on Tree { strict { colour } } } }",
    "typename": "{ __typename any { __typename } }",
    "introspection": get_introspection_query(),
    "a type": '{ __type(name: "Tree") { name fields { name type { kind ofType { name } } } } __schema { queryType { name } } }',
}


def told(result: ExecutionResult) -> tuple[str, list[tuple[str, str]]]:
    """Data in its order, and the errors in any order."""
    errors = [(each.message, repr(each.path)) for each in result.errors or []]
    return json.dumps(result.data), sorted(errors)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_an_answer_is_what_graphql_core_says(query: str) -> None:
    expected = execute_sync(SCHEMA, parse(query), ROOT)
    assert told(by_level(query)) == told(expected)


@pytest.mark.parametrize("on", [True, False])
def test_fields_are_skipped_and_included(on: bool) -> None:
    query = """query($on: Boolean!) { tree { name @skip(if: $on) height @include(if: $on) ... @include(if: $on) { flag } } }"""
    expected = execute_sync(SCHEMA, parse(query), ROOT, variable_values={"on": on})
    assert told(by_level(query, {"on": on})) == told(expected)


def test_variables_that_do_not_fit_are_told_before_anything_is_asked() -> None:
    query = "query($on: Boolean!) { tree { name @skip(if: $on) } }"
    expected = execute_sync(SCHEMA, parse(query), ROOT, variable_values={"on": "x"})
    found = by_level(query, {"on": "x"})
    assert told(found) == told(expected)
    assert all(each.path is None for each in found.errors or [])


class Fetching:
    """A lens that counts how often it reads, and fails if it is to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.reads = 0
        self._error = error

    def read(self) -> None:
        """Read what was asked for."""
        self.reads += 1
        if self._error:
            raise self._error


def later(lens: Fetching, value: object) -> Any:
    """A value to be read."""
    return Later(cast("Any", lens), lambda: value)


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Fetching], None]:
    """Lets two fields of the root be read later."""

    def plant(lens: Fetching) -> None:
        monkeypatch.setitem(ROOT, "tree", later(lens, OAK))
        monkeypatch.setitem(ROOT, "trees", later(lens, [OAK, ASH]))

    return plant


def test_what_a_level_waits_for_is_read_at_once(planted: Callable[[Fetching], None]) -> None:
    planted(lens := Fetching())
    assert by_level("{ tree { name } trees { name } }").data == {
        "tree": {"name": "oak"},
        "trees": [{"name": "oak"}, {"name": "ash"}],
    }
    assert lens.reads == 1


def test_a_read_that_fails_is_an_error_of_what_waits(planted: Callable[[Fetching], None]) -> None:
    planted(Fetching(RuntimeError("gone")))
    found = by_level("{ tree { name } trees { name } any { name } }")
    assert found.data == {"tree": None, "trees": None, "any": {"name": "green"}}
    assert [each.path for each in found.errors or []] == [["tree"], ["trees"]]


def test_a_store_that_cannot_answer_now_ends_the_answer(planted: Callable[[Fetching], None]) -> None:
    planted(Fetching(StoreBusy("busy", "wait")))
    found = by_level("{ tree { name } trees { name } any { name } }")
    assert found.data is None
    assert [each.path for each in found.errors or []] == [["tree"]]
