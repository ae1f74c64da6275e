"""Operations on delegations: a duty or function handed on, and taken back."""

from collections.abc import Iterable

from remit.graphmodel.graph import Node, Side
from remit.graphmodel.statements import Attributes, Fact
from remit.queries.what_if.desk import Desk
from remit.queries.what_if.effects import Effect, End, Kind, Refused, edge, object_of, other, there
from remit.queries.what_if.scenario import Operation

_DELEGATING = {Side.SUBJECT: ("DELEGATES_TO",)}


def _what(operation: Operation, desk: Desk) -> dict[str, str]:
    """What is handed on: a duty by its id, or a function in words; empty where neither is named."""
    duty, function = operation.value("duty"), operation.value("function")
    if duty and function:
        raise Refused("a delegation is of a duty or of a function", "name one of them")
    return {"duty": desk.named(duty).id} if duty else {"function": function} if function else {}


def _delegate(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node, what = there(operation, subject), _what(operation, desk)
    delegate = other(operation, node, desk, "to")
    if not what:
        raise Refused(f"it is not said what {node.id} hands on", "add duty: NODE, or function: TEXT")
    if any(_fits(fact, delegate, what) for fact in _live(node, desk, operation)):
        raise Refused(f"{node.id} delegates that to {delegate.id} already", "leave it out")
    attributes: Attributes = {**what}
    yield edge(operation, desk, "DELEGATES_TO", (node.id, node.kind), delegate, attributes)


def _withdraw_delegation(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node, delegate, what = (
        there(operation, subject),
        desk.named(operation.value("from")),
        _what(operation, desk),
    )
    held = [fact for fact in _live(node, desk, operation) if _fits(fact, delegate, what)]
    if not held:
        told = " ".join(what.values())
        raise Refused(
            f"{node.id} delegates nothing{f' such as {told}' if told else ''} to {delegate.id} on {operation.day}",
            "see remit ask delegations",
        )
    yield from (End(fact, operation.day) for fact in held)


def _live(node: Node, desk: Desk, operation: Operation) -> list[Fact]:
    return desk.live("DELEGATES_TO", Side.SUBJECT, node.id, operation.day)


def _fits(fact: Fact, delegate: Node, what: dict[str, str]) -> bool:
    told = fact.statement.attributes
    return object_of(fact) == delegate.id and all(told.get(key) == value for key, value in what.items())


DELEGATIONS = (
    Kind("delegate", "It hands a duty or a function on to another.", _delegate, ("to",), ("duty", "function"),
         ("to", "duty"), _DELEGATING),
    Kind("withdraw delegation", "What it has handed on to another, all or only the duty or function named, it takes back.",
         _withdraw_delegation, ("from",), ("duty", "function"), ("from", "duty"), _DELEGATING),
)  # fmt: skip
