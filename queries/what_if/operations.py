"""The table of operations: the keys of each, which edges it looks at, and what it does to statements."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from remit.graphmodel.graph import Node, Side
from remit.graphmodel.relations import LINES, RELATION
from remit.graphmodel.statements import Attributes, Fact, NodeStatement
from remit.queries.what_if.delegating import DELEGATIONS
from remit.queries.what_if.desk import Desk
from remit.queries.what_if.effects import (
    Effect,
    End,
    Kind,
    Refused,
    edge,
    line_of,
    object_of,
    other,
    relation_of,
    subject_of,
    there,
)
from remit.queries.what_if.scenario import Operation
from remit.queries.what_if.seats import SEATS

DUTIES = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")
HOLDING = next(each.choices for each in RELATION["HOLDS"].fields if each.name == "as")
LASTING = ("SUCCEEDS", "SAME_AS", "STATED_IN")  # what was so stays so when a body ends
CREATED = ("Role", "Unit", "Committee", "Agency")


def _abolish(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node = there(operation, subject)
    yield from (End(fact, operation.day) for fact in desk.versions(node.id))
    for side in Side:
        for fact in desk.edges(_PASSING, side, node.id):
            yield End(fact, operation.day)


def _create(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    if subject is not None:
        raise Refused(f"{subject.id} is there already ({subject.name})", "choose another id")
    kind = operation.value("kind").capitalize()
    if kind not in CREATED:
        raise Refused(f"{kind or 'nothing'} cannot be created", f"kind: one of {', '.join(CREATED).lower()}")
    attributes: Attributes = {"form": "post"} if kind == "Role" else {}
    id = operation.subject.strip()
    yield NodeStatement(
        dataset=desk.dataset, node=id, kind=kind, name=operation.value("name"), standing="actual",
        valid_from=operation.day.isoformat(), attributes=attributes,
    )  # fmt: skip
    for key, relation in _BEGUN.items():
        for name in operation.values.get(key, ()):
            yield edge(operation, desk, relation, (id, kind), desk.named(name), line_of(operation, relation))


def _rename(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node = there(operation, subject)
    for fact in desk.versions(node.id):
        told = fact.statement
        if isinstance(told, NodeStatement) and fact.period.in_force(operation.day.toordinal()):
            yield End(fact, operation.day)
            yield NodeStatement(
                dataset=told.dataset, node=node.id, kind=node.kind, name=operation.value("to"),
                standing=told.standing, attributes=told.attributes, valid_from=operation.day.isoformat(),
            )  # fmt: skip


def _move(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    yield from _replaced(operation, there(operation, subject), desk, "PART_OF", lambda _: True)


def _change_line(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    line = operation.value("line") or LINES[0]
    if line not in LINES:
        raise Refused(f"{line!r} is no line", f"line: one of {', '.join(LINES)}")
    of_line = lambda fact: fact.statement.attributes.get("line", LINES[0]) == line  # noqa: E731
    yield from _replaced(operation, there(operation, subject), desk, "REPORTS_TO", of_line)


def _replaced(
    operation: Operation, node: Node, desk: Desk, relation: str, which: Callable[[Fact], bool]
) -> Iterable[Effect]:
    """The edges of a relation end, and one to a new far end begins; it keeps the attributes and data set of the first."""
    target = other(operation, node, desk, "to")
    held = [fact for fact in desk.live(relation, Side.SUBJECT, node.id, operation.day) if which(fact)]
    if any(object_of(fact) == target.id for fact in held):
        raise Refused(f"{node.id} {RELATION[relation].phrase} {target.id} already", "leave it out")
    yield from (End(fact, operation.day) for fact in held)
    attributes = held[0].statement.attributes if held else line_of(operation, relation)
    dataset = held[0].statement.dataset if held else desk.dataset
    yield edge(operation, desk, relation, (node.id, node.kind), target, attributes, dataset)


def _transfer(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node = there(operation, subject)
    target = other(operation, node, desk, "to")
    held = [fact for relation in DUTIES for fact in desk.live(relation, Side.SUBJECT, node.id, operation.day)]
    asked = [desk.named(name).id for name in operation.values.get("duties", ())]
    missing = sorted(set(asked) - {object_of(fact) for fact in held})
    if missing or not held:
        what = ", ".join(missing) or "any duty"
        raise Refused(f"{node.id} does not hold {what} on {operation.day}", "name duties that it holds")
    taken = {
        (relation_of(fact), object_of(fact))
        for relation in DUTIES
        for fact in desk.live(relation, Side.SUBJECT, target.id, operation.day)
    }
    for fact in held:
        if not asked or object_of(fact) in asked:
            yield End(fact, operation.day)
            if (relation_of(fact), object_of(fact)) not in taken:
                yield edge(
                    operation, desk, relation_of(fact), (target.id, target.kind), desk.node(object_of(fact)),
                    fact.statement.attributes, fact.statement.dataset,
                )  # fmt: skip


def _vacate(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node = there(operation, subject)
    held = desk.live("HOLDS", Side.OBJECT, node.id, operation.day)
    if not held:
        raise Refused(f"no holder of {node.id} is recorded on {operation.day}", "leave it out")
    yield from (End(fact, operation.day) for fact in held)


def _make_acting(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    yield from _appoint(replace(operation, values={**operation.values, "as": ("acting",)}), subject, desk)


def _appoint(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node, person = there(operation, subject), desk.named(operation.value("person"))
    held = desk.live("HOLDS", Side.OBJECT, node.id, operation.day)
    if any(subject_of(fact) == person.id for fact in held):
        raise Refused(f"{person.id} holds {node.id} already", "leave it out")
    yield from (End(fact, operation.day) for fact in held)
    way = operation.value("as") or HOLDING[0]
    if way not in HOLDING:
        raise Refused(f"{way!r} is no way to hold a role", f"as: one of {', '.join(HOLDING)}")
    yield edge(operation, desk, "HOLDS", (person.id, person.kind), node, {"as": way})


def _split(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node = there(operation, subject)
    parts = [desk.named(name) for name in operation.values.get("into", ())]
    if len({each.id for each in parts} - {node.id}) < 2:
        raise Refused(
            f"{node.id} is split into {len(parts)}", "name two or more that there are: create them first"
        )
    yield from _abolish(operation, node, desk)
    for each in parts:
        yield edge(operation, desk, "SUCCEEDS", (each.id, each.kind), node, {})


def _merge(operation: Operation, subject: Node | None, desk: Desk) -> Iterable[Effect]:
    node = there(operation, subject)
    target = other(operation, node, desk, "into")
    yield from _abolish(operation, node, desk)
    taken = {
        (relation_of(fact), subject_of(fact), object_of(fact))
        for side in Side
        for fact in desk.edges(_MERGED[side], side, target.id)
        if fact.period.in_force(operation.day.toordinal())
    }
    for side in Side:
        for relation in _MERGED[side]:
            for fact in desk.live(relation, side, node.id, operation.day):
                near = desk.node(subject_of(fact)) if side is Side.OBJECT else target
                far = target if side is Side.OBJECT else desk.node(object_of(fact))
                if (relation, near.id, far.id) not in taken and near.id != far.id:
                    yield edge(
                        operation, desk, relation, (near.id, near.kind), far, fact.statement.attributes,
                        fact.statement.dataset,
                    )  # fmt: skip
    yield edge(operation, desk, "SUCCEEDS", (target.id, target.kind), node, {})


_PASSING = tuple(name for name in RELATION if name not in LASTING)
_BEGUN = {"part_of": "PART_OF", "leads": "LEADS", "reports_to": "REPORTS_TO", "succeeds": "SUCCEEDS"}
_MERGED = {Side.SUBJECT: DUTIES, Side.OBJECT: ("PART_OF",)}
_BOTH = dict.fromkeys(Side, _PASSING)
OPERATIONS = {
    kind.name: kind
    for kind in (
        Kind("abolish", "A role, unit, committee or agency ends, and every line, duty and seat that it has. What hung on it"
             " is left where it is: the questions show it.", _abolish, looks=_BOTH),
        Kind("create", "A role, unit, committee or agency begins.", _create, ("kind", "name"),
             (*_BEGUN, "line"), tuple(_BEGUN)),
        Kind("rename", "It goes by another name from the day on.", _rename, ("to",)),
        Kind("move", "It becomes part of another body, and of no other.", _move, ("to",), (), ("to",),
             looks={Side.SUBJECT: ("PART_OF",)}),
        Kind("change line", "A role reports to another one; only the line named (management, if none is) is replaced.",
             _change_line, ("to",), ("line",), ("to",), looks={Side.SUBJECT: ("REPORTS_TO",)}),
        Kind("transfer duties", "What it answers for or does, all or only the duties named, goes to another.", _transfer,
             ("to",), ("duties",), ("to", "duties"), {Side.SUBJECT: DUTIES}, {"to": {Side.SUBJECT: DUTIES}}),
        Kind("vacate", "Whoever holds the role holds it no longer.", _vacate, looks={Side.OBJECT: ("HOLDS",)}),
        Kind("appoint", "A person holds the role from the day on, and nobody else does.", _appoint, ("person",), ("as",),
             ("person",), {Side.OBJECT: ("HOLDS",)}),
        Kind("merge", "A unit, committee or agency ends, and another of its kind succeeds it: what was part of it becomes"
             " part of that one, which takes on its duties. Other lines and seats that it had end.", _merge, ("into",), (),
             ("into",), _BOTH, {"into": _MERGED}),
        Kind("make acting", "A person holds the role as acting from the day on, and nobody else does.", _make_acting,
             ("person",), (), ("person",), {Side.OBJECT: ("HOLDS",)}),
        Kind("split", "A unit, committee or agency ends, and those named succeed it. What each of them is to have is moved and"
             " transferred by operations before this one; the rest ends with it.", _split, ("into",), (), ("into",), _BOTH),
        *SEATS,
        *DELEGATIONS,
    )
}  # fmt: skip
