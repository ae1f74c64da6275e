"""The pages of docs/questions/: each question from its own definition, with an example that runs."""

import json
import shlex
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args, get_type_hints

from click.core import ParameterSource
from graphql import GraphQLEnumType, build_schema, get_named_type

from remit.api.cli.ask import command_of
from remit.api.graphql.words import constant
from remit.api.jsonable import camel
from remit.api.markdown import MADE, table
from remit.graphmodel.graph import Edge, Node, Said
from remit.queries.question import Doc, Question, parameter_name
from remit.queries.registry import QUESTIONS

_ENDS = {Node: "node", Edge: "edge", Said: "statement"}


def questions_page() -> str:
    """The list of questions."""
    rows = [(f"[{each.name}]({each.name}.md)", f"`{camel(each.name)}`", each.summary) for each in QUESTIONS]
    return (
        f"# Questions\n\n{MADE}\nEach question is asked as `remit ask QUESTION` and as a field of GraphQL, with the same "
        f"parameters, in the same view, with the same answer.\n\n{table(('question', 'GraphQL', 'what it answers'), rows)}"
    )


def question_page(question: Question) -> str:
    """A question's page: what it answers, its parameters, an example, its rows."""
    hints = get_type_hints(question.parameters, include_extras=True)
    parameters = [
        (
            f"`--{parameter_name(each.name).replace('_', '-')}`",
            f"`{camel(each.name)}`",
            _doc(hints[each.name]),
            _default(each),
        )
        for each in fields(question.parameters)
    ]
    parts = [
        f"# {question.name}\n\n{MADE}\n{question.summary}\n",
        f"```sh\nremit ask {question.name} {question.arguments}\n```\n",
        f"```graphql\n{graphql_example(question)}\n```\n",
        f"## Parameters\n\n{table(('option', 'GraphQL', 'meaning', 'default'), parameters)}",
        f"## Rows\n\n{_row_tables(question)}",
    ]
    return "\n".join(parts)


def graphql_example(question: Question) -> str:
    """The question's example as a GraphQL query, with arguments and fields that the schema has."""
    field = _schema().query_type.fields[camel(question.name)]
    command = command_of(question)
    with command.make_context(question.name, shlex.split(question.arguments)) as context:
        given = {
            name: value
            for name, value in context.params.items()
            if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        }
    own = {each.name for each in fields(question.parameters)}
    arguments = [
        f"{camel(name)}: {_literal(value, isinstance(get_named_type(field.args[camel(name)].type), GraphQLEnumType))}"
        for name, value in given.items()
        if name in own
    ]
    view = ", ".join(f"{camel(name)}: {_literal(value)}" for name, value in given.items() if name not in own)
    if view:
        arguments.append(f"view: {{{view}}}")
    listed = f"({', '.join(arguments)})" if arguments else ""
    return f"{{\n  {camel(question.name)}{listed} {{\n    {_selection(get_named_type(field.type))}\n  }}\n}}"


def _selection(of: Any) -> str:
    known = of.fields
    if "sentence" in known:
        return "sentence\n    notes"
    if "edges" in known:
        return "edges { node { id name } }"
    return "node { id name }" if "node" in known else "id name"


@cache
def _schema() -> Any:
    return build_schema((resources.files("remit.api.graphql") / "schema.graphql").read_text(encoding="utf-8"))


def _literal(value: object, words: bool = False) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(_literal(each, words) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return constant(str(value)) if words else json.dumps(str(value), ensure_ascii=False)


def _row_tables(question: Question) -> str:
    waiting: list[type] = [question.row]
    made = []
    for each in waiting:
        hints = get_type_hints(each, include_extras=True)
        rows = []
        for field in fields(each):
            inner = _dataclasses_in(hints[field.name])
            waiting += [one for one in inner if one not in waiting and one not in _ENDS]
            told = ", ".join(_ENDS.get(one, f"[{one.__name__}](#{one.__name__.lower()})") for one in inner)
            rows.append((f"`{camel(field.name)}`", _doc(hints[field.name]), told))
        summary = " ".join((each.__doc__ or "").split())
        heading = f"{summary}\n\n" if each is question.row else f"### {each.__name__}\n\n{summary}\n\n"
        made.append(heading + table(("field", "meaning", "holds"), rows))
    return "\n".join(made)


def _dataclasses_in(hint: Any) -> list[type]:
    if isinstance(hint, type) and (hint in _ENDS or is_dataclass(hint)):
        return [hint]
    return list(dict.fromkeys(found for each in get_args(hint) for found in _dataclasses_in(each)))


def _doc(hint: Any) -> str:
    doc = next((each for each in get_args(hint) if isinstance(each, Doc)), None)
    if doc is None:
        return ""
    return f"{doc.text} ({', '.join(doc.choices)})" if doc.choices else doc.text


def _default(field: Any) -> str:
    if field.default is MISSING:
        return "needed"
    if field.default is None or field.default == ():
        return ""
    return ", ".join(field.default) if isinstance(field.default, tuple) else str(field.default)
