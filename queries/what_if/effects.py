"""What operations are made of: effects on statements, why one is refused, and what the table of them holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from remit.graphmodel.errors import UsageError
from remit.graphmodel.graph import Node
from remit.graphmodel.relations import LINES, RELATION
from remit.graphmodel.statements import Attributes, EdgeStatement, Fact, NodeStatement
from remit.queries.what_if.desk import Desk, Looks
from remit.queries.what_if.scenario import Operation


class Refused(UsageError):
    """An operation cannot be carried out on this graph."""


@dataclass(frozen=True, slots=True)
class End:
    """A fact that ends on a day: the first on which it is no longer in force."""

    fact: Fact
    day: date


Effect = End | NodeStatement | EdgeStatement
Expand = Callable[[Operation, Node | None, Desk], Iterable[Effect]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of operation. `nodes` are the keys that name nodes; `looks` the relations read at the subject, by side.

    `beside` are those read at the nodes that a key names.
    """

    name: str
    doc: str
    expand: Expand
    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    looks: Looks = field(default_factory=dict)
    beside: Mapping[str, Looks] = field(default_factory=dict)


def there(operation: Operation, node: Node | None) -> Node:
    """The node that an operation is about. Raises Refused where there is none."""
    if node is None:
        raise Refused(f"nothing goes by {operation.subject!r}", "name a node that there is, by its id")
    return node


def other(operation: Operation, node: Node, desk: Desk, key: str) -> Node:
    """The node that a key names, another than the one that the operation is about. Raises Refused where it is the same."""
    target = desk.named(operation.value(key))
    if target.id == node.id:
        raise Refused(f"{node.id} cannot do this with itself", f"{key}: name another")
    return target


def line_of(operation: Operation, relation: str) -> Attributes:
    """The attributes of a new line of a relation."""
    return {"line": operation.value("line") or LINES[0]} if relation == "REPORTS_TO" else {}


def subject_of(fact: Fact) -> str:
    """The subject of an edge; empty for a node."""
    return fact.statement.subject if isinstance(fact.statement, EdgeStatement) else ""


def object_of(fact: Fact) -> str:
    """The object of an edge; empty for a node."""
    return fact.statement.object if isinstance(fact.statement, EdgeStatement) else ""


def relation_of(fact: Fact) -> str:
    """The relation of an edge; empty for a node."""
    return fact.statement.relation if isinstance(fact.statement, EdgeStatement) else ""


def edge(
    operation: Operation,
    desk: Desk,
    relation: str,
    subject: tuple[str, str],
    target: Node,
    attributes: Attributes,
    dataset: str = "",
) -> EdgeStatement:
    """A new edge from a subject (id and kind) to a node, from the operation's day on. Raises Refused where it cannot be."""
    id, kind = subject
    table = RELATION[relation]
    if not table.joins(kind, target.kind):
        raise Refused(
            f"a {kind} cannot be what {table.phrase} a {target.kind} ({target.id})", "name one that can"
        )
    return EdgeStatement(
        dataset=dataset or desk.dataset, relation=relation, subject=id, object=target.id,
        standing=None if target.kind == "Duty" else "actual", valid_from=operation.day.isoformat(),
        attributes=attributes,
    )  # fmt: skip
