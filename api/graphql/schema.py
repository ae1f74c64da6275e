"""The schema, made from the tables of kinds and relations and from the registry of questions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLField, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.scalar import ScalarDefinition

from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Call
from remit.api.graphql.datasets import datasets_field
from remit.api.graphql.nodes import write_nodes
from remit.api.graphql.pages import write_page_info
from remit.api.graphql.questions import question_field
from remit.api.graphql.relations import write_relations
from remit.api.graphql.roots import node_fields, plural_fields, search_field, write_query
from remit.api.graphql.scenarios import scenario_fields, write_mutation
from remit.api.graphql.statements import write_statements
from remit.api.graphql.views import write_views
from remit.api.views import read_day
from remit.graphmodel.errors import BadValue
from remit.graphmodel.kinds import KINDS
from remit.queries.question import Question


class Schema(strawberry.Schema):
    """A schema, and how its fields are resolved; it is executed by `levels`, not by Strawberry."""

    @property
    def graphql(self) -> GraphQLSchema:
        """The schema as graphql-core has it."""
        return self._schema

    def resolver(
        self, definition: GraphQLField, call: Call, given: Mapping[str, Any]
    ) -> Callable[[Any], Any]:
        """What resolves a field with its arguments, of one object at a time."""
        field = definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if not isinstance(field, Field):  # of the introspection
            resolve: Any = definition.resolve
            about = SimpleNamespace(schema=self._schema)
            return lambda value: resolve(value, about, **given)
        registry = self.schema_converter.scalar_registry
        arguments = convert_arguments(dict(given), field.arguments, registry, self.config)
        if field.root:
            return lambda _value: field.resolve(call, **arguments)
        return partial(field.resolve, **arguments) if arguments else field.resolve


def make_schema(questions: Sequence[Question]) -> Schema:
    """The schema with a root field for each question, besides those for nodes, kinds, search and data sets.

    Raises TypeError or ValueError where a question's parameters or rows have no form in GraphQL.
    """
    book = Book()
    write_views(book)
    write_page_info(book)
    write_statements(book)
    write_nodes(book)
    write_relations(book)
    fields = [*node_fields(book), *plural_fields(book), search_field(book), datasets_field(book)]
    fields += scenario_fields(book)
    for question in questions:
        if not question.field_of_its_own:
            fields.append(question_field(book, question))
    return Schema(
        query=write_query(book, fields),
        mutation=write_mutation(book),
        types=[book.names[kind.name] for kind in KINDS],
        config=StrawberryConfig(auto_camel_case=True, scalar_map={date: _DATE}),
    )


def _read_date(written: Any) -> date:
    if not isinstance(written, str):
        raise GraphQLError("A day is a text: write it as 2003-04-30.", extensions={"code": "BAD_VALUE"})
    try:
        return read_day(written)
    except BadValue as error:
        raise GraphQLError(str(error), extensions={"code": "BAD_VALUE"}) from None


_DATE = ScalarDefinition(
    name="Date",
    description="A civil day: 2003-04-30.",
    specified_by_url=None,
    serialize=date.isoformat,
    parse_value=_read_date,
    parse_literal=None,
    origin=date,
)
