"""What hangs on one role alone: duties that lose their only owner if it goes, and whoever loses the only line to the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from remit.graphmodel.graph import Graph, Node
from remit.queries.between import Between
from remit.queries.english import counted, listed, page_of
from remit.queries.lines import LINES
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first
from remit.queries.question import FIRST, Answer, Doc, Question

if TYPE_CHECKING:
    from remit.queries.losses import Losses


@dataclass(frozen=True, slots=True)
class SinglePoints:
    """Parameters."""

    lines: Annotated[tuple[str, ...], Doc("The kinds of line that lead to the top.", LINES)] = LINES
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A role, and what is lost if it goes."""

    role: Annotated[Node, Doc("The role.")]
    duties: Annotated[Between, Doc("Duties that lose their only owner.")]
    duties_below: Annotated[
        Between,
        Doc("Duties that keep an owner, or may keep one, but none with a line to the top."),
    ]
    below: Annotated[Between, Doc("Roles and bodies below it that lose their only line to the top.")]
    people: Annotated[Between, Doc("People all of whose roles are among those, or may be.")]
    rank: Annotated[
        int, Doc("All these together, at the most: the number that the rows are ordered by.", quiet=True)
    ]

    KEY: ClassVar[tuple[str, ...]] = ("role",)


def ask(graph: Graph, asked: SinglePoints) -> Answer[SinglePoint]:
    """Roles on which something hangs, worst first: by all they would cut off, then by id.

    A line to the top ends at a role or body from which none leads on. A duty is owned as in unowned-duties: by an agency,
    a unit or a role that is not confirmed vacant. At the most: as if, of what is only possible, nothing stood by beside
    what is certain.
    """
    from remit.queries.losses import losses
    from remit.queries.ranking import ranked

    first = checked_first(asked.first)
    lost = losses(graph, tuple(asked.lines or LINES))
    page, more = ranked(lost.ids, lost.roles, lost.rank, first, asked.after)
    nodes = graph.nodes(lost.ids[at] for at in page)
    rows = [_row(lost, nodes[lost.ids[at]], at) for at in page]
    notes = notes_on(graph, (row.role.said for row in rows))
    return Answer(_sentence(rows, asked, lost, more), rows, _cursor(rows[-1]) if more else None, notes=notes)


def _row(lost: "Losses", role: Node, at: int) -> SinglePoint:
    duties, duties_below, below, people = (
        Between(int(certain[at]), int(most[at]))
        for certain, most in zip(lost.certain, lost.at_most, strict=True)
    )
    return SinglePoint(role, duties, duties_below, below, people, int(lost.rank[at]))


def _cursor(row: SinglePoint) -> str:
    return f"{row.rank} {row.role.id}"


def _sentence(rows: Sequence[SinglePoint], asked: SinglePoints, lost: "Losses", more: bool) -> str:
    if not rows:
        return (
            "Nothing further hangs on one role alone." if asked.after else "Nothing hangs on one role alone."
        )
    number = counted(len(lost.roles), "role")
    told = [
        f"{number} {'is' if len(lost.roles) == 1 else 'are'} the only owner or the only line of something"
    ]
    if more or asked.after:
        told.append(f"{page_of(len(rows), 'role', 'roles', bool(asked.after)).lower()} listed")
    return f"{'; '.join(told)}. {_told(rows[0])}"


def _told(row: SinglePoint) -> str:
    cut_off = [
        count.counted(*nouns)
        for count, nouns in (
            (row.below, ("role or body", "roles and bodies")),
            (row.people, ("person", "people")),
            (row.duties_below, ("duty", "duties")),
        )
        if count.most
    ]
    parts = []
    if row.duties.most:
        verb = "loses its" if row.duties.most == 1 else "lose their"
        parts.append(f"{row.duties.counted('duty', 'duties')} {verb} only owner")
    if cut_off:
        verb = "loses its" if row.rank - row.duties.most == 1 else "lose their"
        parts.append(f"{listed(cut_off)} {verb} only line to the top")
    return f"Without {row.role.name}, {' and '.join(parts)}."


SINGLE_POINTS = Question(
    "single-points",
    "What hangs on one role alone: duties without another owner, and people and roles without another line to the top.",
    SinglePoints,
    SinglePoint,
    ask,
    "--dataset bath-nes-2003",
    cursor=_cursor,
)
