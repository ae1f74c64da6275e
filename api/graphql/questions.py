"""A root field for each question of the registry, made from its definition alone."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from typing import Any

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.unset import UNSET

from remit.api.explained import Explained, explained
from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Call, Held
from remit.api.graphql.pages import Page, cursor_field, key_of, page_fields
from remit.api.graphql.shapes import Documented, Rows, documented, item_type, optional, scalar_or_enum
from remit.api.graphql.views import lens_of, view_argument, view_held
from remit.api.graphql.words import pascal
from remit.api.jsonable import camel
from remit.graphmodel.names import singular
from remit.queries.question import Answer, Question

MOST_FACTS = 500
Given = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, with whether it began after a cursor, and the parameters it was asked with."""

    answer: Answer[Any]
    began: bool
    parameters: Any


def question_field(book: Book, question: Question) -> Field:
    """The root field of a question, its answer's type and its rows' types being entered in the book."""
    _write_answer(book, question)
    arguments = [_argument(book, question, each) for each in documented(question.parameters)]

    def ask(call: Call, view: Any = None, **arguments: Any) -> Held[Answered]:
        given = {name: _read(question, name, value) for name, value in arguments.items()}
        parameters = {name: value for name, value in given.items() if value is not None}
        lens = lens_of(call, view)
        call.look_at_clock()
        asked = question.parameters(**parameters)
        answer = question.ask(lens.graph, asked)
        return Held(Answered(answer, bool(parameters.get("after")), asked), lens)

    return book.field(
        camel(question.name), f"{pascal(question.name)}Answer", question.summary, ask,
        arguments=[*arguments, view_argument(book)], root=True,
    )  # fmt: skip


def _argument(book: Book, question: Question, parameter: Documented) -> StrawberryArgument:
    hint, nullable = optional(parameter.type)
    items = item_type(hint)
    enum_name = f"{pascal(question.name)}{pascal(singular(parameter.name) if items else parameter.name)}"
    plain = scalar_or_enum(book, items or hint, parameter.doc, enum_name)
    if plain is None:
        raise TypeError(
            f"{question.name} has a parameter {parameter.name} of a type that is no argument: {hint}"
        )
    written = f"[{plain}!]" if items else plain
    default = next(each.default for each in fields(question.parameters) if each.name == parameter.python)
    needed = default is MISSING and not nullable
    shown = (
        default if default != "" and isinstance(default, int | str) and not parameter.doc.choices else UNSET
    )
    return book.argument(
        parameter.name,
        f"{written}!" if needed else written,
        _doc(parameter, default, shown),
        shown,
        parameter.python,
    )


def _doc(parameter: Documented, default: Any, shown: Any) -> str:
    if shown is not UNSET or not isinstance(default, tuple | str) or not default:
        return parameter.doc.text
    listed = ", ".join(default) if isinstance(default, tuple) else default
    return f"{parameter.doc.text} Without it: {listed}."


def _read(question: Question, name: str, value: Any) -> Any:
    if question.paged and name == "after":
        return key_of(value) or None
    if isinstance(value, list):
        return tuple(_word(each) for each in value)
    return _word(value)


def _word(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _write_answer(book: Book, question: Question) -> None:
    name = f"{pascal(question.name)}Answer"
    row = Rows(book, pascal(question.name)).written(question.row)

    def field(field_name: str, written: str, doc: str, of: Given) -> Field:
        return book.field(field_name, written, doc, lambda held: of(held.value.answer))

    def rows(held: Held[Answered]) -> list[Held[Any]]:
        return [held.with_value(each) for each in held.value.answer.rows]

    paging = []
    if question.paged:
        book.object(
            f"{name}Edge", "A row of a page, with its cursor.",
            [cursor_field(book), book.field("node", f"{row}!", "The row.", lambda item: item.with_value(item.value))],
        )  # fmt: skip
        paging = page_fields(book, f"{name}Edge", _pager(question))
    book.object(
        name,
        f"The answer to: {question.summary}",
        [
            field("sentence", "String!", "The answer in plain English.", lambda answer: answer.sentence),
            book.field("rows", f"[{row}!]!", "The answer row by row.", rows),
            field("truncated", "Boolean!", "Whether a limit left rows out.", lambda answer: answer.truncated),
            field(
                "notes", "[String!]!", "What a reader should know besides.", lambda answer: list(answer.notes)
            ),
            book.field("view", "View!", "The view that answered.", lambda held: view_held(held.lens)),
            book.field(
                "explained",
                f"{Rows(book, 'Answer').written(Explained)}!",
                f"What the answer rests on, at most {MOST_FACTS:,} facts of it; asking for it asks the question again.",
                _explained(question),
            ),
            *paging,
        ],
    )


def _explained(question: Question) -> Callable[[Held[Answered]], Held[Explained]]:
    def explain(held: Held[Answered]) -> Held[Explained]:
        held.lens.call.look_at_clock()
        _, told = explained(question, held.value.parameters, held.lens.graph, most=MOST_FACTS)
        return held.with_value(told)

    return explain


def _pager(question: Question) -> Callable[[Held[Answered]], Held[Page[Any]]]:
    def page(held: Held[Answered]) -> Held[Page[Any]]:
        answer = held.value.answer
        keys = [question.cursor(row) for row in answer.rows] if question.cursor else []
        return held.with_value(
            Page(
                answer.rows,
                keys,
                answer.after is not None,
                held.value.began,
                lambda: len(answer.rows),
                answer.after,
            )
        )

    return page
