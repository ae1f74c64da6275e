"""Which duties have no assigned owner, and why."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.kinds import FORCES, MODALITIES, SPHERES
from remit.queries.english import bracketed, counted, listed, page_of, perhaps
from remit.queries.notes import notes_on
from remit.queries.ownership import OWNED, REASONS, findings
from remit.queries.paging import checked_first, filters
from remit.queries.question import FIRST, Answer, Doc, Question


@dataclass(frozen=True, slots=True)
class UnownedDuties:
    """Parameters."""

    modality: Annotated[str | None, Doc("Only duties that bind so.", MODALITIES)] = None
    force: Annotated[str | None, Doc("Only duties of this force.", FORCES)] = None
    sphere: Annotated[str | None, Doc("Only duties of this sphere.", SPHERES)] = None
    theme: Annotated[str | None, Doc("Only duties on this theme.")] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class UnownedDuty:
    """A duty without an owner."""

    duty: Annotated[Node, Doc("The duty.")]
    reason: Annotated[str, Doc("The first reason that fits.", REASONS)]
    certainty: Annotated[
        Truth, Doc("yes: it has none; possibly: it may have one, as days are not known exactly.")
    ]
    sentence: Annotated[str, Doc("The reason in plain English.")]
    about: Annotated[
        tuple[Node, ...], Doc("Who falls short of owning it, where the reason is about somebody.")
    ]
    members: Annotated[tuple[Node, ...], Doc("Of a class, the members that are not covered.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty",)


def ask(graph: Graph, asked: UnownedDuties) -> Answer[UnownedDuty]:
    """Duties without an owner, in id order."""
    first = checked_first(asked.first)
    where = filters(modality=asked.modality, force=asked.force, sphere=asked.sphere, theme=asked.theme)
    lacking = graph.lacking("Duty", OWNED, where, asked.after, first + 1)
    page = dict(lacking[:first])
    found, nodes = findings(graph, list(page))
    rows = [
        UnownedDuty(
            nodes[id], found[id].reason, truth, found[id].sentence, found[id].about, found[id].members
        )
        for id, truth in page.items()
    ]
    more = len(lacking) > first
    notes = notes_on(graph, (row.duty.said for row in rows))
    return Answer(_sentence(rows, asked, more), rows, rows[-1].duty.id if more else None, notes=notes)


def _reason(row: UnownedDuty) -> str:
    return row.reason + bracketed(perhaps(row.certainty))


def _sentence(rows: list[UnownedDuty], asked: UnownedDuties, more: bool) -> str:
    if not rows:
        return "No further duty is without an owner." if asked.after else "Every duty has an owner."
    number = counted(len(rows), "duty", "duties")
    if more or asked.after:
        number = page_of(len(rows), "duty", "duties", bool(asked.after))
    reasons = Counter(_reason(row) for row in rows)
    why = listed([f"{count} {reason}" for reason, count in reasons.most_common()], most=len(REASONS))
    return f"{number} without an assigned owner: {why}."


UNOWNED_DUTIES = Question(
    "unowned-duties",
    "Which duties have no assigned owner, and why.",
    UnownedDuties,
    UnownedDuty,
    ask,
    "--dataset scotland-systems-review",
    cursor=lambda row: row.duty.id,
)
