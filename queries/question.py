"""What a question is: its name, parameters, row type, and the function that answers it over the port.

A question is defined once; its GraphQL field, CLI command and docs page are made from that definition. Parameters and
rows are frozen dataclasses whose fields are `Annotated[type, Doc(...)]`. Rows hold plain values, dataclasses of the
same sort, and the port's own `Node`, `Edge` and `Said`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from remit.graphmodel.graph import Graph

FIRST = 50
MOST_FIRST = 1000


@dataclass(frozen=True, slots=True)
class Doc:
    """What a field means; of a parameter also the choices it allows and the kinds of node that its name may mean.

    A `quiet` field is for programs, such as what rows are ordered by: text for people leaves it out.
    """

    text: str
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    quiet: bool = False


RowType = TypeVar("RowType")


@dataclass(frozen=True, slots=True)
class Answer(Generic[RowType]):
    """What a question returns.

    `sentence` says in plain English what the rows say. `after` is the cursor of the next page (None: this is the last).
    `truncated` says that rows were left out for good, by a limit. `notes` are what a reader should know, such as how old
    the evidence is.
    """

    sentence: str
    rows: Sequence[RowType]
    after: str | None = None
    truncated: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `name` as on the command line (GraphQL's field is its camel case).

    `parameters` and `row` are dataclasses; `row.KEY` names the fields that make a row the same row next time. A `paged`
    question's parameters have `first` and `after`, and `cursor(row)` gives the cursor of a row. `arguments` is an
    example for the help and the docs, as typed after the question's name. `field_of_its_own` says that GraphQL answers it
    by a root field that is not made from this definition (the connection of a kind, the search).
    """

    name: str
    summary: str
    parameters: type[Any]
    row: type[Any]
    ask: Callable[[Graph, Any], Answer[Any]]
    arguments: str
    cursor: Callable[[Any], str] | None = None
    field_of_its_own: bool = False

    @property
    def paged(self) -> bool:
        """Whether its rows come in pages."""
        return self.cursor is not None


def parameter_name(field: str) -> str:
    """The public name of a parameter: `from_` is from."""
    return field.rstrip("_")
