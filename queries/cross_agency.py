"""Relations that cross the border of an agency: their ends lie in different ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Edge, Graph, Node
from remit.graphmodel.relations import RELATION
from remit.queries.english import agrees, bracketed, counted, listed, page_of, perhaps
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first
from remit.queries.question import FIRST, Answer, Doc, Question

if TYPE_CHECKING:
    from remit.queries.crossing import Crossing

CROSSING = (
    "REPORTS_TO", "ANSWERS_TO", "SITS_ON", "CARRIES", "APPOINTS", "DELEGATES_TO", "SCRUTINISES", "ADVISES", "ESCALATES_TO",
)  # fmt: skip
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class CrossAgency:
    """Parameters."""

    relations: Annotated[tuple[str, ...], Doc("Only these relations.", CROSSING)] = CROSSING
    agency: Annotated[str | None, Doc("Only with an end in this agency.", kinds=("Agency",))] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class CrossingRow:
    """A relation between nodes of different agencies."""

    subject: Annotated[Node, Doc("Whose relation it is.")]
    relation: Annotated[str, Doc("The relation, such as REPORTS_TO.", CROSSING)]
    object: Annotated[Node, Doc("To whom it leads.")]
    subject_agencies: Annotated[tuple[Node, ...], Doc("The agencies that the subject belongs to, or may.")]
    object_agencies: Annotated[tuple[Node, ...], Doc("The agencies that the object belongs to, or may.")]
    certainty: Annotated[Truth, Doc("Whether it is certain that it is in force and that it crosses.")]
    edges: Annotated[tuple[Edge, ...], Doc("The relation as each data set says it, and where.")]
    key: Annotated[str, Doc("What makes it the same row: the ids of its ends and the relation.")]

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: CrossAgency) -> Answer[CrossingRow]:
    """Relations between nodes that have no agency in common, by the ids of their ends.

    An agency is its own; others belong to the agencies of what they are part of, directly or through units and committees;
    a role also to those of what it leads. A member of a class of agencies and that class are not two. Where an end belongs
    to no recorded agency it cannot be told whether the relation crosses: the sentence counts these.
    """
    from remit.queries.crossing import crossings

    first = checked_first(asked.first)
    agency = node_named(graph, asked.agency, ("Agency",)) if asked.agency else None
    found = crossings(graph, tuple(asked.relations or CROSSING), agency.id if agency else None)
    begin = _read(asked.after) if asked.after else ("", "", "")
    left = sorted(each for each in found.rows if each[:3] > begin)
    rows = _rows(graph, found, left[:first])
    more = len(left) > first
    notes = notes_on(graph, [edge.said for row in rows for edge in row.edges], [agency] if agency else [])
    told = _sentence(rows, asked, found, agency, more)
    return Answer(told, rows, _cursor(rows[-1]) if more else None, notes=notes)


def _rows(graph: Graph, found: "Crossing", page: Sequence[tuple[str, str, str, Truth]]) -> list[CrossingRow]:
    ends = {id for subject, _, object, _ in page for id in (subject, object)}
    agencies = {id: found.agencies_of(id) for id in ends}
    nodes = graph.nodes(ends.union(*agencies.values()))
    edges: dict[tuple[str, str, str], list[Edge]] = {each[:3]: [] for each in page}
    relations = {relation for _, relation, _, _ in page}
    subjects, objects = {each[0] for each in page}, {each[2] for each in page}
    for edge in graph.edges(relations, subjects=subjects, objects=objects) if page else ():
        if (key := (edge.subject, edge.relation, edge.object)) in edges:
            edges[key].append(edge)
    return [
        CrossingRow(
            nodes[subject],
            relation,
            nodes[object],
            tuple(nodes[id] for id in agencies[subject]),
            tuple(nodes[id] for id in agencies[object]),
            truth,
            tuple(edges[subject, relation, object]),
            f"{subject} {relation} {object}",
        )
        for subject, relation, object, truth in page
    ]


def _cursor(row: CrossingRow) -> str:
    return row.key


def _read(cursor: str) -> tuple[str, str, str]:
    match cursor.split(" "):
        case [subject, relation, object]:
            return subject, relation, object
    raise BadValue(f"{cursor!r} is no cursor of this list", "go on with the cursor of the page before")


def _sentence(
    rows: Sequence[CrossingRow], asked: CrossAgency, found: "Crossing", agency: Node | None, more: bool
) -> str:
    of = f" of {agency.name}" if agency else ""
    told = []
    if not rows:
        told.append(
            f"No {'further ' if asked.after else ''}relation crosses the border{of or ' of an agency'}."
        )
    else:
        number = counted(len(rows), "relation")
        if more or asked.after:
            number = page_of(len(rows), "relation", "relations", bool(asked.after))
        counts = Counter(row.relation for row in rows)
        kinds = listed([f"{count} {name}" for name, count in counts.most_common()], most=len(CROSSING))
        border = f"the border{of}" if agency else "the border of an agency"
        told.append(f"{number} {'crosses' if len(rows) == 1 else 'cross'} {border}: {kinds}.")
        told += [f"{_told(row)}." for row in rows[:MOST_TOLD]]
    if found.unknown:
        verb = "has" if found.unknown == 1 else "have"
        told.append(
            f"{counted(found.unknown, 'other')} {verb} an end of which no agency is recorded: whether they cross cannot be told."
        )
    return " ".join(told)


def _told(row: CrossingRow) -> str:
    subject, object = row.subject.name, row.object.name
    between = [listed([node.name for node in each]) for each in (row.subject_agencies, row.object_agencies)]
    phrase = agrees(subject, RELATION[row.relation].phrase)
    return f"{subject} {phrase} {object}{bracketed(f'{between[0]}; {between[1]}', perhaps(row.certainty))}"


CROSS_AGENCY = Question(
    "cross-agency",
    "Which relations cross the border of an agency: lines, seats, appointments, delegations, scrutiny, advice.",
    CrossAgency,
    CrossingRow,
    ask,
    "--dataset scotland-chief-officers",
    cursor=_cursor,
)
