"""What texts require or recommend and nobody has set up: bodies, roles, designations, appointments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Said
from remit.graphmodel.kinds import STANDINGS
from remit.queries.english import agrees, bracketed, counted, listed, page_of, perhaps
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.wanted import APPOINTMENT, PLURALS, SORTS, Wanted, wanted_of

EXPECTED, PROPOSED = STANDINGS[1:]


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Parameters."""

    sort: Annotated[str | None, Doc("Only things of this sort.", SORTS)] = None
    standing: Annotated[
        str | None, Doc("Only what is required (expected) or recommended (proposed).", (EXPECTED, PROPOSED))
    ] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class OutstandingRow:
    """Something that a text wants and nobody is recorded to have set up."""

    sort: Annotated[str, Doc("What sort of thing it is.", SORTS)]
    node: Annotated[
        Node, Doc("The body, role or designation; of an appointment whom or what is to be appointed.")
    ]
    standing: Annotated[
        str, Doc("expected: a text requires it; proposed: it is recommended.", (EXPECTED, PROPOSED))
    ]
    by: Annotated[tuple[Node, ...], Doc("Who is to appoint it, or to carry the designation.")]
    waiting: Annotated[int, Doc("How many duties it is to be accountable for.")]
    certainty: Annotated[Truth, Doc("possibly: it may have been set up, as days are not known exactly.")]
    sentence: Annotated[str, Doc("The same in plain English.")]
    said: Annotated[Said, Doc("Who says so, and where.")]
    statement: Annotated[str, Doc("The id of the statement that wants it.")]

    KEY: ClassVar[tuple[str, ...]] = ("sort", "statement")


def ask(graph: Graph, asked: Outstanding) -> Answer[OutstandingRow]:
    """Sort by sort, in the order of ids; what is proposed is listed whatever the view counts."""
    first = checked_first(asked.first)
    wide = graph.at(replace(graph.view.with_proposed(), known_at=graph.view.known_at))
    found = (
        each
        for each in wanted_of(wide, asked.sort, asked.after)
        if asked.standing in (None, each.said.standing)
    )
    page, after = page_of_rows(found, first, _cursor, asked.after)
    rows = [_row(each) for each in page]
    notes = notes_on(graph, [row.said for row in rows])
    return Answer(_sentence(rows, asked, after is not None), rows, after, notes=notes)


def _row(found: Wanted) -> OutstandingRow:
    node = found.node
    verb = "required" if found.said.standing == EXPECTED else "recommended"
    by = listed([each.name for each in found.by])
    if found.sort == APPOINTMENT:
        told = f"{by} {agrees(by, 'is')} to appoint {node.name}: {verb}, and nobody is recorded as appointed"
    else:
        told = f"{node.name}: {verb}, and {found.lacks}"
        told += f"; to be {found.how} by {by}" if by else ""
    waits = f"; {counted(found.waiting, 'duty waits', 'duties wait')} for it" if found.waiting else ""
    sentence = f"{told}{waits}{bracketed(perhaps(found.certainty))}."
    return OutstandingRow(
        found.sort, node, found.said.standing or EXPECTED, found.by, found.waiting, found.certainty, sentence, found.said,
        found.statement,
    )  # fmt: skip


def _cursor(row: Wanted | OutstandingRow) -> str:
    return f"{SORTS.index(row.sort)} {row.node.id} {row.statement}"


def _sentence(rows: Sequence[OutstandingRow], asked: Outstanding, more: bool) -> str:
    if not rows:
        what = asked.sort or "thing"
        return f"No {'further ' if asked.after else ''}{what} is required or recommended and not set up."
    number = counted(len(rows), "thing")
    if more or asked.after:
        number = page_of(len(rows), "thing", "things", bool(asked.after))
    each = Counter((row.sort, row.standing) for row in rows)
    told = [
        f"{counted(count, sort, PLURALS[sort])} {'required' if standing == EXPECTED else 'recommended'}"
        for (sort, standing), count in each.items()
    ]
    return f"{number} that texts want and nobody is recorded to have set up: {listed(told, most=len(told))}."


OUTSTANDING = Question(
    "outstanding",
    "What texts require or recommend and nobody has set up: bodies, roles, designations, appointments.",
    Outstanding,
    OutstandingRow,
    ask,
    "--dataset scotland-systems-review",
    cursor=_cursor,
)
