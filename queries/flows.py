"""Who must report to, inform, advise or refer to whom, and whether the receiving end is recorded to expect it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Said
from remit.graphmodel.kinds import ACTORS
from remit.queries.english import agrees, counted, listed, page_of, perhaps, place_of
from remit.queries.expecting import EXPECTED, MATCHES, Flow, matched
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.sending import ACTS, flows_of, flows_with


@dataclass(frozen=True, slots=True)
class Flows:
    """Parameters."""

    of: Annotated[str | None, Doc("Only what this role or body sends or gets.", kinds=ACTORS)] = None
    act: Annotated[str | None, Doc("Only flows of this sort.", ACTS)] = None
    unmatched: Annotated[bool, Doc("Only flows that the receiving end is not known to expect.")] = False
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Something that somebody owes to somebody."""

    sender: Annotated[Node | None, Doc("Who sends it; null where nobody is recorded.")]
    act: Annotated[str, Doc("What is owed.", ACTS)]
    receiver: Annotated[Node, Doc("Who gets it.")]
    duty: Annotated[Node | None, Doc("The duty that asks for it; null where a relation says so by itself.")]
    expected: Annotated[str, Doc("Whether the receiving end expects it, or which end is missing.", MATCHES)]
    why: Annotated[str, Doc("What shows that it is expected; or what is missing.")]
    certainty: Annotated[Truth, Doc("Whether the flow is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says that it is owed, and where.")]
    key: Annotated[str, Doc("What makes it the same row.")]

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: Flows) -> Answer[FlowRow]:
    """Flows in the order of the duties that ask for them, then those that a relation states by itself."""
    first = checked_first(asked.first)
    of = node_named(graph, asked.of, ACTORS) if asked.of else None
    rows, after = page_of_rows(_rows(graph, asked, of), first, _cursor, asked.after)
    notes = notes_on(graph, [row.said for row in rows], [of] if of else [])
    return Answer(_sentence(rows, asked, of, after is not None), rows, after, notes=notes)


def _rows(graph: Graph, asked: Flows, of: Node | None) -> Iterator[FlowRow]:
    chunks = flows_with(graph, of.id) if of else flows_of(graph, asked.after, asked.first + 1)
    for flows, nodes in chunks:
        wanted = [
            flow for flow in flows if asked.act in (None, flow.act) and (of is None or of.id in flow.ends)
        ]
        for flow, expected, why in matched(graph, wanted, nodes):
            if not (asked.unmatched and expected == EXPECTED):
                yield _row(flow, expected, why, nodes)


def _row(flow: Flow, expected: str, why: str, nodes: dict[str, Node]) -> FlowRow:
    return FlowRow(
        nodes[flow.sender] if flow.sender else None, flow.act, nodes[flow.receiver],
        nodes[flow.duty] if flow.duty else None, expected, why, flow.certainty, flow.said, flow.key,
    )  # fmt: skip


def _cursor(row: FlowRow) -> str:
    return row.key


def _sentence(rows: Sequence[FlowRow], asked: Flows, of: Node | None, more: bool) -> str:
    which = f" of {of.name}" if of else ""
    act = f" ({asked.act})" if asked.act else ""
    if not rows:
        what = "flow whose other end is missing" if asked.unmatched else "flow"
        return f"No {'further ' if asked.after else ''}{what}{which}{act} is recorded."
    number = counted(len(rows), "flow")
    if more or asked.after:
        number = page_of(len(rows), "flow", "flows", bool(asked.after))
    each = Counter(row.expected for row in rows)
    states = listed(
        [f"{n} {state}" for state, n in sorted(each.items(), key=lambda item: MATCHES.index(item[0]))]
    )
    row = rows[0]
    sender = row.sender.name if row.sender else "nobody recorded"
    example = f"{sender} {agrees(sender, 'owes')} {row.receiver.name} ({row.act}{_place(row)})"
    return f"{number}{which}{act}: {states}. The first: {example}."


def _place(row: FlowRow) -> str:
    return "".join(f", {part}" for part in (place_of(row.said), perhaps(row.certainty)) if part)


FLOWS = Question(
    "flows",
    "Who must report to, inform, advise or refer to whom, and the ends that are missing.",
    Flows,
    FlowRow,
    ask,
    '--dataset bath-nes-2003 --of "chief executive"',
    cursor=_cursor,
)
