"""The schema: the one kept in the repository, whole, and described throughout."""

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)

from remit.api.graphql.print_schema import KEPT, printed
from remit.api.jsonable import camel
from remit.graphmodel.kinds import KINDS
from remit.graphmodel.relations import RELATIONS
from remit.queries.registry import QUESTIONS


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(printed())


def test_the_schema_kept_is_the_schema_served() -> None:
    kept = KEPT.read_text(encoding="utf-8")
    assert kept == printed(), "write it anew: python -m remit.api.graphql.print_schema"


def test_everything_is_described(schema: GraphQLSchema) -> None:
    bare = []
    for name, each in schema.type_map.items():
        if name.startswith("__"):
            continue
        if not each.description:
            bare.append(name)
        if isinstance(each, GraphQLEnumType):
            bare += [f"{name}.{value}" for value, made in each.values.items() if not made.description]
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            bare += [f"{name}.{field}" for field, made in each.fields.items() if not made.description]
        if isinstance(each, GraphQLObjectType):
            bare += [
                f"{name}.{field}({argument})"
                for field, made in each.fields.items()
                for argument, given in made.args.items()
                if not given.description
            ]
    assert bare == []


def test_every_kind_has_a_type_and_a_connection(schema: GraphQLSchema) -> None:
    assert schema.query_type
    for kind in KINDS:
        made = schema.type_map[kind.name]
        assert isinstance(made, GraphQLObjectType)
        assert {each.name for each in made.interfaces} == {"Node", "Statement"}
        assert {camel(field.name) for field in kind.fields} <= set(made.fields)
        assert str(schema.query_type.fields[kind.plural].type) == f"{kind.name}Connection"


def test_a_relation_is_a_field_of_the_kinds_it_allows_and_of_no_other(schema: GraphQLSchema) -> None:
    names = [kind.name for kind in KINDS]
    for relation in RELATIONS:
        for near in names:
            made = schema.type_map[near]
            assert isinstance(made, GraphQLObjectType)
            forward = any(relation.joins(near, far) for far in names)
            inverse = any(relation.joins(far, near) for far in names)
            assert (camel(relation.forward) in made.fields) is forward, (near, relation.name)
            assert (camel(relation.inverse) in made.fields) is inverse, (near, relation.name)


def test_every_question_and_root_field_takes_a_view(schema: GraphQLSchema) -> None:
    assert schema.query_type
    fields = schema.query_type.fields
    assert {camel(question.name) for question in QUESTIONS} <= set(fields)
    assert {"node", "nodes", "search", "datasets"} <= set(fields)
    kept = {"scenarios", "scenario"}  # drafts are what they are, whatever the view
    assert [
        name for name, field in fields.items()
        if name not in kept and str(field.args["view"].type) != "ViewInput"
    ] == []  # fmt: skip


def test_nothing_is_written_but_scenarios(schema: GraphQLSchema) -> None:
    assert schema.mutation_type is not None
    assert {str(field.type) for field in schema.mutation_type.fields.values()} == {"Scenario"}
    assert schema.subscription_type is None
