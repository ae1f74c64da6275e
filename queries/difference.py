"""The difference of any question: its rows before and after, matched by row key."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar

from remit.graphmodel.graph import Edge, Graph, Node, Said, Version
from remit.queries.question import MOST_FIRST, Question

RowType = TypeVar("RowType")
Key = tuple[Any, ...]
SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class RowDifference(Generic[RowType]):
    """A row that came (`before` is None), that went (`after` is None), or that differs in the fields `differs`."""

    key: Key
    before: RowType | None
    after: RowType | None
    differs: tuple[str, ...] = ()


def difference(before: Iterable[RowType], after: Iterable[RowType]) -> Iterator[RowDifference[RowType]]:
    """In what rows of one type differ: rows that went or differ in the order of `before`, then those that came.

    Rows that are the same but for who says so, or for what else is said of a node they name, do not differ.
    """
    later = {key_of(row): row for row in after}
    for row in before:
        key = key_of(row)
        now = later.pop(key, None)
        if now is None:
            yield RowDifference(key, row, None)
        elif differs := differing_fields(row, now):
            yield RowDifference(key, row, now, differs)
    for key, row in later.items():
        yield RowDifference(key, None, row)


def difference_of(
    question: Question, before: Graph, after: Graph, parameters: Any
) -> Iterator[RowDifference[Any]]:
    """The difference of all rows of a question between two graphs: two days, two states of knowledge, or a what-if."""
    return difference(all_rows(question, before, parameters), all_rows(question, after, parameters))


def all_rows(question: Question, graph: Graph, parameters: Any) -> Iterator[Any]:
    """All rows of a question from the beginning, page after page where it has pages."""
    if not question.paged:
        yield from question.ask(graph, parameters).rows
        return
    asked = replace(parameters, first=MOST_FIRST, after="")
    while True:
        answer = question.ask(graph, asked)
        yield from answer.rows
        if answer.after is None:
            return
        asked = replace(asked, after=answer.after)


def key_of(row: Any) -> Key:
    """What makes a row the same row next time: the values of the fields that its type's KEY names, nodes by their ids."""
    return tuple(_named(getattr(row, name)) for name in type(row).KEY)


def differing_fields(before: Any, after: Any) -> tuple[str, ...]:
    """The names of the fields in which two rows of one type differ; the sentence only retells the others."""
    return tuple(
        each.name
        for each in fields(before)
        if each.name != SENTENCE
        and _content(getattr(before, each.name)) != _content(getattr(after, each.name))
    )


def _named(value: Any) -> Any:
    if isinstance(value, Node):
        return value.id
    return tuple(_named(each) for each in value) if isinstance(value, tuple | list) else value


def _content(value: Any) -> Any:
    """A value as far as rows are compared by it: nodes and edges by which they are and whether they count."""
    if isinstance(value, Node):
        return value.id, value.counts
    if isinstance(value, Edge):
        return value.relation, value.subject, value.object, value.own_id, value.said.in_force
    if isinstance(value, Said | Version):
        return None
    if isinstance(value, tuple | list):
        return tuple(_content(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(_content(getattr(value, each.name)) for each in fields(value))
    return value
