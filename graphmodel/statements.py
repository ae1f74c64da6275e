"""What data sets say: statements about nodes and edges, and the facts a store makes of them.

A statement's id reads as English: `DATASET: NODE` of a node, `DATASET: SUBJECT RELATION OBJECT` of an edge, and
`DATASET: #ID` of an edge with an id of its own (a second term of office of one person in one role).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remit.graphmodel.days import Period

Value = str | int | bool | list[str]
Attributes = Mapping[str, Value]

EVIDENCE = ("stated", "inferred", "assumed", "disputed")
STATED = "stated"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a statement stands in its file; line and column count from 1 (0: not known)."""

    file: str
    line: int = 0
    column: int = 0


NOWHERE = Position("")


@dataclass(slots=True, kw_only=True)
class Statement:
    """What every statement carries.

    `valid_from` and `valid_to` are civil days as written (see `days.Period.between`). `source` is a node id,
    `based_on` holds statement ids, `standing` is None where the kinds have none.
    """

    dataset: str
    evidence: str = STATED
    standing: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    source: str | None = None
    locator: str | None = None
    reason: str | None = None
    note: str | None = None
    based_on: tuple[str, ...] = ()
    attributes: Attributes = field(default_factory=dict)
    position: Position = NOWHERE


@dataclass(slots=True, kw_only=True)
class NodeStatement(Statement):
    """What a data set says of a node: its kind, its name, its attributes."""

    node: str
    kind: str
    name: str

    @property
    def id(self) -> str:
        """The statement's id."""
        return node_statement(self.dataset, self.node)


@dataclass(slots=True, kw_only=True)
class EdgeStatement(Statement):
    """What a data set says of two nodes: subject, relation, object; `own_id` only where parallel edges need one."""

    relation: str
    subject: str
    object: str
    own_id: str | None = None

    @property
    def id(self) -> str:
        """The statement's id."""
        return edge_statement(self.dataset, self.relation, self.subject, self.object, self.own_id)


def node_statement(dataset: str, node: str) -> str:
    """The id of what a data set says of a node."""
    return f"{dataset}: {node}"


def edge_statement(dataset: str, relation: str, subject: str, object: str, own_id: str | None = None) -> str:
    """The id of what a data set says of two nodes."""
    return f"{dataset}: #{own_id}" if own_id else f"{dataset}: {subject} {relation} {object}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One assertion of a statement, as a store holds it: never edited, at most retracted.

    `asserted` and `retracted` are change numbers (the known_at axis); `period` is on the as_at axis; `dated` is the
    latest day (ordinal) that its source's date may mean.
    """

    number: int
    statement: NodeStatement | EdgeStatement
    period: Period
    dated: int
    asserted: int
    retracted: int | None


@dataclass(slots=True, kw_only=True)
class Dataset:
    """The head of a data set: its name, title, day of evidence, default source, and what it states completely."""

    dataset: str
    title: str
    date: str
    prefix: str
    source: str | None = None
    complete: tuple[str, ...] = ()
    note: str | None = None
    position: Position = NOWHERE
