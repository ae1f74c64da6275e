"""The view in GraphQL: the input that asks for one, and the object that says which one answered."""

from datetime import date
from typing import Annotated, Any

import strawberry
from strawberry.types.arguments import StrawberryArgument

from remit.api.graphql.book import Book
from remit.api.graphql.call import Call, Held, Lens
from remit.api.views import Asked
from remit.graphmodel.view import View

AS_AT = "The civil day asked about: what was in force on it."
KNOWN_AT = (
    "As it was known then: the number of a change, or a day (what had been published by its end, UTC). "
    "Without it, what is known now."
)
STRICT = "Whether only stated facts count, and nothing inferred or assumed."
PROPOSED = "Whether what is only recommended counts too."
SCENARIO = (
    "As a scenario would make it that is kept in the store: its name, OWNER/NAME, or OWNER/NAME@VERSION. Without a day, on"
    " the day it takes effect. It is laid over the change it was worked out on, so no knownAt can be asked with it."
)
DATASETS = "The data sets whose statements count; without them, all do."


@strawberry.input(
    description="What a question is asked through. Everything below a root field answers inside it."
)
class ViewInput:
    """What a question is asked through, as a caller writes it."""

    as_at: Annotated[date | None, strawberry.field(description=f"{AS_AT} Without it, today.")] = None
    known_at: Annotated[str | None, strawberry.field(description=KNOWN_AT)] = None
    strict: Annotated[bool | None, strawberry.field(description=STRICT)] = False
    proposed: Annotated[bool | None, strawberry.field(description=PROPOSED)] = False
    datasets: Annotated[list[str] | None, strawberry.field(description=DATASETS)] = None
    scenario: Annotated[str | None, strawberry.field(description=SCENARIO)] = None


def write_views(book: Book) -> None:
    """Enter the view's input and output in the book."""

    def of(pick: Any) -> Any:
        return lambda held: pick(held.value)

    book.input("ViewInput", ViewInput)
    book.object(
        "View",
        "The view that answered, with what was left open settled: ask for its knownAt, and pages do not shift.",
        [
            book.field("asAt", "Date", AS_AT, of(lambda view: view.as_at)),
            book.field(
                "knownAt",
                "Int!",
                "The last change taken into account; of a scenario, the one that it is laid over.",
                of(lambda view: (view.known_at or 0) - bool(view.scenario)),
            ),
            book.field("strict", "Boolean!", STRICT, of(lambda view: view.strict)),
            book.field("proposed", "Boolean!", PROPOSED, of(lambda view: view.proposed)),
            book.field("datasets", "[String!]", DATASETS, of(_datasets)),
            book.field(
                "scenario",
                "String",
                "The scenario that is laid over it: OWNER/NAME@VERSION.",
                of(lambda view: view.scenario),
            ),
        ],
    )


def view_argument(book: Book) -> StrawberryArgument:
    """The argument that every root field has."""
    return book.argument(
        "view", "ViewInput", "The view: which day, known when, on what evidence, whose statements."
    )


def lens_of(call: Call, view: ViewInput | None) -> Lens:
    """The lens for what a caller wrote; today where no day is named."""
    return call.lens(as_asked(call, view))


def as_asked(call: Call, view: ViewInput | None) -> Asked:
    """What a caller wrote, with today where no day is named."""
    asked = view or ViewInput()
    return Asked(
        as_at=asked.as_at or call.today,
        known_at=asked.known_at,
        strict=bool(asked.strict),
        proposed=bool(asked.proposed),
        datasets=tuple(sorted(set(asked.datasets or ()))),
        scenario=asked.scenario,
        day_given=asked.as_at is not None,
    )


def view_held(lens: Lens) -> Held[View]:
    """The view of a lens, as the object that says so."""
    return Held(lens.graph.view, lens)


def _datasets(view: View) -> list[str] | None:
    return None if view.datasets is None else sorted(view.datasets)
