"""The duties of a source against the agencies that they bind: implemented, owned, missing, or cannot tell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node
from remit.queries.binding import Bound
from remit.queries.covering import CANNOT_TELL, STATES, Seen, seen_of
from remit.queries.english import agrees, bracketed, counted, listed, page_of, perhaps
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.provisions import duties_of_source
from remit.queries.question import FIRST, Answer, Doc, Question

_LEAST, _MOST = 20, 320


@dataclass(frozen=True, slots=True)
class Coverage:
    """Parameters."""

    source: Annotated[str, Doc("The act, guidance or provision: an id, name or alias.", kinds=("Source",))]
    agencies: Annotated[
        tuple[str, ...], Doc("Only these agencies: ids, names or aliases.", kinds=("Agency",))
    ] = ()
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """A duty and an agency."""

    duty: Annotated[Node, Doc("The duty.")]
    agency: Annotated[
        Node | None,
        Doc(
            "The agency; a class stands for members that are not recorded; null where no agency is recorded."
        ),
    ]
    state: Annotated[str, Doc("How the agency covers the duty.", STATES)]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    sentence: Annotated[str, Doc("The same in plain English.")]
    bound_as: Annotated[tuple[Node, ...], Doc("The classes through which the duty binds it.")]
    owners: Annotated[tuple[Node, ...], Doc("Who of the agency is accountable for the duty itself.")]
    implemented_by: Annotated[tuple[Node, ...], Doc("The agency's own duties that implement it.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty", "agency")


def ask(graph: Graph, asked: Coverage) -> Answer[Covered]:
    """A row for each duty and each agency that it binds, in the order of their ids."""
    first = checked_first(asked.first)
    source = node_named(graph, asked.source, ("Source",))
    wanted = {node.id: node for node in (node_named(graph, name, ("Agency",)) for name in asked.agencies)}
    duties = _duties(graph, source.id, asked.after.partition(" ")[0])
    rows, after = page_of_rows(_rows(graph, duties, wanted), first, _cursor, asked.after)
    notes = notes_on(graph, [source.said, *(row.duty.said for row in rows)], [source])
    return Answer(_sentence(source, rows, asked, after is not None), rows, after, notes=notes)


def _duties(graph: Graph, source: str, begun: str) -> Iterator[Sequence[Node]]:
    """The duties of the source from the one that an earlier page ended with."""
    again = [duty for duty in graph.nodes([begun] if begun else []).values() if duty.counts is not Truth.NO]
    return chain([again], duties_of_source(graph, source, begun))


def _rows(graph: Graph, chunks: Iterable[Sequence[Node]], wanted: Mapping[str, Node]) -> Iterator[Covered]:
    """Not too many duties at a time, as each may bind hundreds of agencies."""
    one_by_one = chain.from_iterable(chunks)
    size = _LEAST
    while duties := list(islice(one_by_one, size)):
        size = min(2 * size, _MOST)
        seen = seen_of(graph, duties)
        for duty in duties:
            agencies, homeless = seen.bound[duty.id]
            if not wanted and (homeless or not agencies):
                yield _of_no_agency(duty, homeless)
            for id in sorted(wanted or agencies):
                yield _row(duty, seen.nodes.get(id) or wanted[id], agencies.get(id), seen)


def _row(duty: Node, agency: Node, bound: Bound | None, seen: Seen) -> Covered:
    cover = seen.cover(duty.id, agency)
    classes = tuple(bound.classes.values()) if bound else ()
    sentence = f"{cover.told[0].upper()}{cover.told[1:]}{bracketed(perhaps(cover.truth))}."
    return Covered(duty, agency, cover.state, cover.truth, sentence, classes, cover.owners, cover.local)


def _of_no_agency(duty: Node, homeless: Sequence[Node]) -> Covered:
    owners = listed([node.name for node in homeless])
    verb = "are" if len(homeless) > 1 else agrees(owners, "is")
    told = (
        f"{owners} {verb} accountable; of which agency is not recorded."
        if homeless
        else "Nobody is accountable."
    )
    return Covered(duty, None, CANNOT_TELL, Truth.YES, told, (), tuple(homeless), ())


def _cursor(row: Covered) -> str:
    return f"{row.duty.id} {row.agency.id if row.agency else ''}"


def _sentence(source: Node, rows: Sequence[Covered], asked: Coverage, more: bool) -> str:
    if not rows:
        further = "further " if asked.after else ""
        return f"No {further}duty of {source.name} is recorded."
    number = counted(len(rows), "pair of a duty and an agency", "pairs of a duty and an agency")
    if more or asked.after:
        number = page_of(
            len(rows), "pair of a duty and an agency", "pairs of a duty and an agency", bool(asked.after)
        )
    states = Counter(row.state + bracketed(perhaps(row.certainty)) for row in rows)
    told = listed([f"{count} {state}" for state, count in states.most_common()], most=2 * len(STATES))
    duties = counted(len({row.duty.id for row in rows}), "duty", "duties")
    return f"{number} ({duties} of {source.name}): {told}."


COVERAGE = Question(
    "coverage",
    "Which agencies cover the duties of a source: implemented, owned, missing, or cannot tell.",
    Coverage,
    Covered,
    ask,
    '--dataset west-mercia-2013 --source "Education Act 2002"',
    cursor=_cursor,
)
