"""The plain list of duties, filtered."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Side, Step, in_order
from remit.graphmodel.kinds import FORCES, MODALITIES, SPHERES
from remit.queries.english import counted, listed, page_of
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, filters
from remit.queries.question import FIRST, Answer, Doc, Question


@dataclass(frozen=True, slots=True)
class Duties:
    """Parameters."""

    modality: Annotated[str | None, Doc("Only duties that bind so.", MODALITIES)] = None
    force: Annotated[str | None, Doc("Only duties of this force.", FORCES)] = None
    sphere: Annotated[str | None, Doc("Only duties of this sphere.", SPHERES)] = None
    theme: Annotated[str | None, Doc("Only duties on this theme.")] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty."""

    duty: Annotated[Node, Doc("The duty.")]
    certainty: Annotated[Truth, Doc("Whether it is in force on the day asked about.")]
    accountable: Annotated[tuple[Node, ...], Doc("Who is accountable for it.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty",)


def ask(graph: Graph, asked: Duties) -> Answer[DutyRow]:
    """Duties in id order, with who is accountable for each."""
    first = checked_first(asked.first)
    where = filters(modality=asked.modality, force=asked.force, sphere=asked.sphere, theme=asked.theme)
    found = graph.find("Duty", where, asked.after, first + 1)
    page = found[:first]
    reach = graph.reach((Step("ACCOUNTABLE_FOR", Side.OBJECT, leaf=True),), [duty.id for duty in page], 0)
    owning: dict[str, dict[str, Node]] = defaultdict(dict)
    for edge in sorted(reach.edges, key=in_order):
        owning[edge.object][edge.subject] = reach.nodes[edge.subject]
    rows = [
        DutyRow(
            duty,
            duty.counts,
            tuple(owning[duty.id].values()),
        )
        for duty in page
    ]
    more = len(found) > first
    conditions = listed([f"{key} {min(values)}" for key, values in where.items()])
    verb = "is" if len(rows) == 1 else "are"
    number = f"There {verb} {counted(len(rows), 'duty', 'duties')}"
    if more or asked.after:
        number = page_of(len(rows), "duty", "duties", bool(asked.after))
    told = f"{number}{f' of {conditions}' if conditions else ''}."
    notes = notes_on(graph, (row.duty.said for row in rows))
    return Answer(told, rows, page[-1].id if more else None, notes=notes)


DUTIES = Question(
    "duties",
    "The duties there are, by how strongly they bind, their force, sphere and theme.",
    Duties,
    DutyRow,
    ask,
    "--dataset bath-nes-2003 --sphere scrutiny",
    cursor=lambda row: row.duty.id,
    field_of_its_own=True,
)
