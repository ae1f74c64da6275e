"""Statements in words: what a fact says, for which days, and in what another differs from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth, as_date
from remit.graphmodel.graph import Edge, Node, Said
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Attributes, EdgeStatement, Fact, NodeStatement, Statement, Value
from remit.graphmodel.view import View
from remit.queries.english import agrees, bracketed
from remit.queries.question import Doc

_CARRIED = ("valid_from", "valid_to", "evidence", "standing", "source", "locator", "reason", "note")


@dataclass(frozen=True, slots=True)
class Differing:
    """Something in which two assertions of one statement differ."""

    what: Annotated[str, Doc("What differs: name, valid_to, evidence, an attribute.")]
    before: Annotated[str | None, Doc("What it was; null where nothing was said.")]
    after: Annotated[str | None, Doc("What it is; null where nothing is said.")]


def ends_of(statement: Statement) -> tuple[str, ...]:
    """The nodes that a statement is about: one, or the subject and the object."""
    if isinstance(statement, EdgeStatement):
        return statement.subject, statement.object
    return (statement.node,) if isinstance(statement, NodeStatement) else ()


def grouped(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Facts by the statement that they assert, in the order given."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.statement.id].append(fact)
    return found


def sort_of(statement: NodeStatement | EdgeStatement) -> str:
    """The kind of a node, the relation of an edge."""
    return statement.kind if isinstance(statement, NodeStatement) else statement.relation


def statement_told(statement: NodeStatement | EdgeStatement, names: Mapping[str, str]) -> str:
    """What a statement says, in words; `names` has the names of nodes by id."""
    if isinstance(statement, NodeStatement):
        return node_told(statement.kind, statement.name)
    subject, object = (names.get(id, id) for id in (statement.subject, statement.object))
    return edge_told(statement.relation, subject, object, statement.attributes)


def used_told(used: Node | Edge, names: Mapping[str, str]) -> str:
    """What a node or an edge of the port says, in words."""
    if isinstance(used, Node):
        return node_told(used.kind, used.name)
    subject, object = (names.get(id, id) for id in (used.subject, used.object))
    return edge_told(used.relation, subject, object, used.attributes)


def node_told(kind: str, name: str) -> str:
    """A node in words: Head of Finance (role)."""
    return name.rstrip(".") + bracketed(KIND[kind].noun)


def edge_told(relation: str, subject: str, object: str, attributes: Attributes) -> str:
    """An edge in words: Head of Finance reports to Director (line: professional)."""
    told = (f"{name.replace('_', ' ')}: {value_told(value)}" for name, value in sorted(attributes.items()))
    phrase = agrees(subject, RELATION[relation].phrase)
    return f"{subject.rstrip('.')} {phrase} {object.rstrip('.')}" + bracketed(*told)


def value_told(value: Value) -> str:
    """An attribute in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def said_by(fact: Fact, view: View) -> Said:
    """What is known of a fact besides its content, as the view has it."""
    said = fact.statement
    counts = view.proposed or said.standing != "proposed"
    return Said(
        fact.number, said.dataset, said.evidence, said.standing, fact.period, said.valid_from, said.valid_to,
        fact.period.in_force(view.day) if counts else Truth.NO,
        said.source, said.locator, fact.dated, said.reason, said.note, said.based_on,
    )  # fmt: skip


def same_content(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same, for the same days, from the same place."""
    return one.period == other.period and one.dated == other.dated and not any(_differing(one, other))


def differing(before: Fact, after: Fact) -> tuple[Differing, ...]:
    """In what two facts of one statement differ."""
    found = tuple(_differing(before, after))
    if not found and before.period != after.period:
        return (Differing("in_force", _days_of(before), _days_of(after)),)
    return found


def _days_of(fact: Fact) -> str:
    """The days on which a fact is certainly in force: those of what it rests on may have cut them short."""
    begins, ends = as_date(fact.period.from_latest), as_date(fact.period.to_earliest)
    told = (f"from {begins}" if begins else "", f"until {ends}" if ends else "")
    return ", ".join(each for each in told if each) or "always"


def _differing(before: Fact, after: Fact) -> Iterator[Differing]:
    old, new = dict(_parts(before)), dict(_parts(after))
    for what in dict.fromkeys((*old, *new)):
        if old.get(what) != new.get(what):
            yield Differing(what, old.get(what), new.get(what))


def _parts(fact: Fact) -> Iterable[tuple[str, str]]:
    """What a fact says, part by part, in words; what is not said is left out."""
    said = fact.statement
    if isinstance(said, NodeStatement):
        yield "name", said.name
    for name, value in sorted(said.attributes.items()):
        yield name, value_told(value)
    for name in _CARRIED:
        if (value := getattr(said, name)) is not None:
            yield name, str(value)
    if said.based_on:
        yield "based_on", "; ".join(said.based_on)
