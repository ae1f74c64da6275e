"""Operations on the seats of committees: who chairs, who is a member, how many it takes to decide."""

from collections.abc import Iterable
from dataclasses import replace

from remit.graphmodel.graph import Node, Side
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Attributes, NodeStatement
from remit.queries.what_if.desk import Desk
from remit.queries.what_if.effects import Effect, End, Kind, Refused, edge, subject_of, there
from remit.queries.what_if.scenario import Operation

CHAIR = "chair"
CAPACITIES = next(each.choices for each in RELATION["SITS_ON"].fields if each.name == "capacity")
_SEATED = {Side.OBJECT: ("SITS_ON",)}


def _committee(operation: Operation, subject: Node | None) -> Node:
    node = there(operation, subject)
    if node.kind != "Committee":
        raise Refused(f"{node.id} is a {node.kind}, and has no seats", "name a committee")
    return node


def _change_chair(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    """The new chair's other seat on the committee ends, if there is one: nobody sits twice."""
    node, chair = _committee(operation, subject), desk.named(operation.value("to"))
    seats = desk.live("SITS_ON", Side.OBJECT, node.id, operation.day)
    chairs = [fact for fact in seats if fact.statement.attributes.get("capacity") == CHAIR]
    if any(subject_of(fact) == chair.id for fact in chairs):
        raise Refused(f"{chair.id} is the chair of {node.id} already", "leave it out")
    own = [fact for fact in seats if subject_of(fact) == chair.id]
    yield from (End(fact, operation.day) for fact in (*chairs, *own))
    kept = {key: value for fact in own for key, value in fact.statement.attributes.items()}
    yield edge(operation, desk, "SITS_ON", (chair.id, chair.kind), node, {**kept, "capacity": CHAIR})


def _add_member(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node, member = _committee(operation, subject), desk.named(operation.value("member"))
    seats = desk.live("SITS_ON", Side.OBJECT, node.id, operation.day)
    if any(subject_of(fact) == member.id for fact in seats):
        raise Refused(f"{member.id} sits on {node.id} already", "leave it out")
    capacity = operation.value("capacity") or "member"
    if capacity not in CAPACITIES:
        raise Refused(f"{capacity!r} is no capacity", f"capacity: one of {', '.join(CAPACITIES)}")
    attributes: Attributes = {"capacity": capacity}
    yield edge(operation, desk, "SITS_ON", (member.id, member.kind), node, attributes)


def _remove_member(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node, member = _committee(operation, subject), desk.named(operation.value("member"))
    seats = [
        fact
        for fact in desk.live("SITS_ON", Side.OBJECT, node.id, operation.day)
        if subject_of(fact) == member.id
    ]
    if not seats:
        raise Refused(f"{member.id} does not sit on {node.id} on {operation.day}", "name one that does")
    yield from (End(fact, operation.day) for fact in seats)


def _change_quorum(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node, written = _committee(operation, subject), operation.value("to")
    if not (written.isascii() and written.isdigit() and int(written[:9]) > 0):
        raise Refused(f"{written!r} is no quorum", "to: how many members must be there, as 5")
    for fact in desk.versions(node.id):
        told = fact.statement
        if isinstance(told, NodeStatement) and fact.period.in_force(operation.day.toordinal()):
            yield End(fact, operation.day)
            yield replace(
                told, attributes={**told.attributes, "quorum": int(written[:9])}, based_on=(), note=None, reason=None,
                evidence="stated", valid_from=operation.day.isoformat(), valid_to=None,
            )  # fmt: skip


SEATS = (
    Kind("change chair", "Another role or person chairs the committee from the day on.", _change_chair, ("to",), (),
         ("to",), _SEATED),
    Kind("add member", "A role, person or body sits on the committee from the day on.", _add_member, ("member",),
         ("capacity",), ("member",), _SEATED),
    Kind("remove member", "It sits on the committee no longer.", _remove_member, ("member",), (), ("member",), _SEATED),
    Kind("change quorum", "From the day on it takes so many members for the committee to decide.", _change_quorum, ("to",)),
)  # fmt: skip
