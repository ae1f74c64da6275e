"""Scenarios in GraphQL: what is kept, and what is done with it. Who asks sees what they may see, and acts under their name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from strawberry.types.arguments import StrawberryArgument

from remit.api import what_if
from remit.api.clock import now
from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Call
from remit.api.graphql.views import ViewInput, as_asked, view_argument
from remit.graphmodel.errors import UsageError
from remit.graphmodel.store import Author
from remit.queries.what_if import stored as keeping
from remit.queries.what_if.life import MOVES
from remit.queries.what_if.scenario import Operation
from remit.queries.what_if.stored import Stored

if TYPE_CHECKING:
    from remit.api.comparing import Comparison

_NAMED = "Its name, OWNER/NAME, or OWNER/NAME@VERSION."
_REBASE = (
    "Work a scenario out on what is known now; refused with CONFLICT, and the clashes, where anything has changed that it"
    " looks at."
)
_MOVING = ("share", "submit", "approve", "withdraw")


@dataclass(frozen=True, slots=True)
class _Placed:
    """An operation at its place, from 1, of a scenario."""

    place: int
    operation: Operation
    stored: Stored


@dataclass(frozen=True, slots=True)
class _Seen:
    """A scenario as a caller sees it."""

    stored: Stored
    call: Call


def scenario_fields(book: Book) -> list[Field]:
    """The root fields `scenarios` and `scenario`, their types being entered in the book."""
    _write(book)

    def scenarios(call: Call) -> list[_Seen]:
        call.lasting = False  # drafts are published by no change, and not seen by all
        return [_Seen(each, call) for each in keeping.listed(call.store, call.viewer)]

    def scenario(call: Call, name: str) -> _Seen:
        call.lasting = False
        return _Seen(keeping.named(call.store, name, call.viewer), call)

    def comparison(call: Call, scenarios: list[str], view: ViewInput | None = None) -> "Comparison":
        from remit.api.comparing import compared  # it reads many questions

        call.lasting = False
        given = as_asked(call, view)
        return compared(call.store, scenarios, given, call.viewer, day_given=given.day_given, files=False)

    return [
        book.field(
            "comparison", "ScenarioComparison", "What is, and what scenarios would make of it, by the same measures.",
            comparison, root=True,
            arguments=[book.argument("scenarios", "[String!]!", "The scenarios, each as a view names it."), view_argument(book)],
        ),
        book.field(
            "scenarios", "[Scenario!]", "The scenarios that the caller may see: their own, and those that were shared.",
            scenarios, root=True,
        ),
        book.field(
            "scenario", "Scenario", "A scenario.", scenario, arguments=[book.argument("name", "String!", _NAMED)],
            root=True,
        ),
    ]  # fmt: skip


def _write(book: Book) -> None:
    def own(name: str, written: str, doc: str, of: Callable[[Stored], object]) -> Field:
        return book.field(name, written, doc, lambda seen: of(seen.stored))

    def of_operation(name: str, written: str, doc: str, of: Callable[[_Placed], object]) -> Field:
        return book.field(name, written, doc, of)

    def versions(seen: _Seen) -> list[_Seen]:
        found = keeping.versions(seen.call.store, seen.stored.reference, seen.call.viewer)
        return [_Seen(each, seen.call) for each in found]

    def operations(seen: _Seen) -> list[_Placed]:
        listed = seen.stored.scenario.operations
        return [_Placed(place, each, seen.stored) for place, each in enumerate(listed, 1)]

    book.object(
        "ScenarioOperation",
        "An operation of a scenario.",
        [
            of_operation("place", "Int!", "Its place in the scenario, from 1.", lambda each: each.place),
            of_operation("what", "String!", "What is done: abolish, transfer duties.", lambda each: each.operation.what),
            of_operation("subject", "String!", "To what: an id, a name or an alias.", lambda each: each.operation.subject),
            of_operation("words", "String!", "All of it in one line.",
                         lambda each: what_if.in_words(each.operation, each.stored.scenario)),
            of_operation("effective", "Date!", "The first day on which it holds.", lambda each: each.operation.day),
            of_operation("reason", "String!", "Why; empty where none is given.", lambda each: each.operation.reason),
            of_operation("off", "Boolean!", "Whether it does nothing.", lambda each: each.operation.off),
        ],
    )  # fmt: skip
    book.object(
        "ScenarioMeasure",
        "A measure of what is, and of scenarios.",
        [
            book.field("measure", "String!", "What is counted.", lambda row: row[0]),
            book.field("values", "[Int]!", "The counts, in the order of the columns; null: it has none.",
                       lambda row: list(row[1])),
        ],
    )  # fmt: skip
    book.object(
        "ScenarioComparison",
        "What is, and what scenarios would make of it, on one day.",
        [
            book.field("asAt", "Date!", "The day.", lambda each: each.day),
            book.field("columns", "[String!]!", "As it is, then the scenarios: OWNER/NAME@VERSION.",
                       lambda each: list(each.columns)),
            book.field("measures", "[ScenarioMeasure!]!", "The measures.", lambda each: list(each.rows)),
        ],
    )  # fmt: skip
    book.object(
        "Scenario",
        "A plan of a reorganisation, kept in the store, in one of its versions.",
        [
            own("reference", "String!", "OWNER/NAME; give it as a view's scenario.", lambda each: each.reference),
            own("owner", "String!", "Whose it is.", lambda each: each.owner),
            own("name", "String!", "Its name.", lambda each: each.scenario.name),
            own("title", "String!", "Its title.", lambda each: each.scenario.title),
            own("version", "Int!", "Its version, from 1.", lambda each: each.version),
            own("state", "String!", "private, shared, submitted, approved, adopted or withdrawn.", lambda each: each.state),
            own("pin", "Int!", "The change that it is worked out on.", lambda each: each.pin),
            own("dataset", "String!", "The data set that new statements belong to.", lambda each: each.scenario.dataset),
            own("effective", "Date!", "The day on which it takes effect.", lambda each: each.scenario.day),
            own("approver", "String", "Who approved it.", lambda each: each.approver),
            own("adopted", "Int", "The change that adopted it.", lambda each: each.adopted),
            own("at", "String!", "When this version was made: UTC, ISO 8601.", lambda each: each.at),
            own("who", "String!", "Who made this version.", lambda each: each.who),
            own("why", "String!", "Why.", lambda each: each.why),
            own("operation", "String!", "What made this version: new, add, submit.", lambda each: each.operation),
            own("yaml", "String!", "The scenario as a file.", what_if.as_yaml_text),
            book.field("operations", "[ScenarioOperation!]!", "Its operations, in order.", operations),
            book.field("versions", "[Scenario!]!", "Its versions that the caller may see, oldest first.", versions),
        ],
    )  # fmt: skip


Act = Callable[..., Stored]


def write_mutation(book: Book) -> type[Any]:
    """Enter the root type of what changes scenarios."""
    book.enum("OperationChange", "What to do with an operation of a scenario.", {
        "off": "It does nothing.", "on": "It is carried out again.", "remove": "It is taken out.",
        "move": "It is moved before another one, where the order does not matter.",
    })  # fmt: skip
    fields = [
        _field(book, "newScenario", "Keep a scenario, private to the caller.", _new, [
            book.argument("yaml", "String!", "The scenario in YAML, as in a file."),
        ], new=True),
        _field(book, "addOperations", "Add operations to a scenario.", _add, [
            book.argument("yaml", "String!", "Operations in YAML, one or a list, as in a file."),
            book.argument("before", "Int", "Before the operation of this place. Without it: last."),
        ]),
        _field(book, "changeOperation", "Switch an operation off or on, take it out, or move it.", _change, [
            book.argument("place", "Int!", "The operation's place, from 1."),
            book.argument("change", "OperationChange!", "What to do with it."),
            book.argument("before", "Int", "Of a move: before the operation of this place."),
        ]),
        *(_field(book, f"{what}Scenario", MOVES[what].doc, _step(what)) for what in _MOVING),
        _field(book, "rebaseScenario", _REBASE, _rebase),
        _field(book, "adoptScenario", MOVES["adopt"].doc, _adopt),
        _field(book, "undoScenario", MOVES["undo"].doc, _undo),
    ]  # fmt: skip
    return book.object(
        "Mutation", "What can be done with scenarios; each is done by itself, one after the other.", fields
    )


def _new(call: Call, by: what_if.By, reason: str, *, yaml: str) -> Stored:
    return what_if.begun_of(call.store, yaml, reason, by=by)


def _add(
    call: Call, stored: Stored, by: what_if.By, reason: str, *, yaml: str, before: int | None = None
) -> Stored:
    return what_if.added(call.store, stored, yaml, None, before, reason, by=by)


def _change(
    call: Call, stored: Stored, by: what_if.By, reason: str, *, place: int, change: Enum, before: int | None = None
) -> Stored:  # fmt: skip
    return what_if.changed(call.store, stored, place, str(change.value), before, reason, by=by)


def _step(what: str) -> Act:
    return lambda call, stored, by, reason: what_if.stepped(call.store, stored, what, reason, by=by)


def _rebase(call: Call, stored: Stored, by: what_if.By, reason: str) -> Stored:
    return what_if.rebased(call.store, stored, reason, by=by)


def _adopt(call: Call, stored: Stored, by: what_if.By, reason: str) -> Stored:
    return what_if.adopted(call.store, stored, reason, by=by)[0]


def _undo(call: Call, stored: Stored, by: what_if.By, reason: str) -> Stored:
    return what_if.undone(call.store, stored, reason, by=by)[0]


def _field(
    book: Book, name: str, doc: str, act: Act, arguments: Sequence[StrawberryArgument] = (), *, new: bool = False
) -> Field:  # fmt: skip
    def resolve(
        call: Call,
        scenario: str = "",
        reason: str | None = None,
        view: ViewInput | None = None,
        **given: Any,
    ) -> _Seen:
        _refuse(call, view)
        by = partial(_author, call)
        if new:
            return _Seen(act(call, by, reason or "", **given), call)
        stored = keeping.named(call.store, scenario, call.viewer)
        return _Seen(act(call, stored, by, reason or "", **given), call)

    named = [] if new else [book.argument("scenario", "String!", _NAMED)]
    why = book.argument("reason", "String", "Why: its versions, and the audit, show it.")
    seen = book.argument("view", "ViewInput", "A view of today as known now; any other is refused.")
    return book.field(name, "Scenario", doc, resolve, arguments=[*named, *arguments, why, seen], root=True)


def _author(call: Call, why: str) -> Author:
    return Author(call.viewer, f"{now():%Y-%m-%dT%H:%M:%SZ}", why, call.request)


def _refuse(call: Call, view: ViewInput | None) -> None:
    """Refuse to write for who may not, or in the past. Raises UsageError."""
    call.lasting = False
    if not call.writable:
        raise UsageError("this server only reads", "start it with remit serve --writable")
    if not call.viewer:
        raise UsageError("it is not known who asks", "name the caller in the header that the server looks at")
    if view is None:
        return
    if view.known_at is not None:
        raise UsageError(
            "knownAt cannot be asked of a write: it is made on what is known now", "leave it out"
        )
    if view.as_at is not None and view.as_at < call.today:
        raise UsageError(
            f"asAt is {view.as_at}, and the past cannot be written",
            "give operations the day on which they hold",
        )
