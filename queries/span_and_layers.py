"""How wide and how deep: direct reports, layers from the top, and the size of the tree below, outliers first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.kinds import BODIES
from remit.queries.between import Between
from remit.queries.english import counted, listed
from remit.queries.lines import ACCOUNTABILITY, LINES
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first
from remit.queries.question import FIRST, Answer, Doc, Question

if TYPE_CHECKING:
    from remit.queries.columns import Ints
    from remit.queries.line_graph import LineGraph
    from remit.queries.measures import Measures

SPAN, LAYER, SIZE = "span", "layer", "size"
ORDERS = (SPAN, LAYER, SIZE)
DEFAULT_LINES = ("management",)


@dataclass(frozen=True, slots=True)
class SpanAndLayers:
    """Parameters."""

    of: Annotated[
        str | None,
        Doc(
            "Only roles of this body: part of it, of its units and committees, or below who leads it.",
            kinds=BODIES,
        ),
    ] = None
    order: Annotated[
        str,
        Doc("What to have outliers of first: the widest span, the deepest layer, the largest size.", ORDERS),
    ] = SPAN
    lines: Annotated[tuple[str, ...], Doc("The kinds of line to follow.", LINES)] = DEFAULT_LINES
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A role in lines, or a body where lines of accountability are asked for, and how it stands in them."""

    role: Annotated[Node, Doc("The role or body.")]
    span: Annotated[Between, Doc("How many report to it directly; a class counts as its recorded members.")]
    posts: Annotated[
        int,
        Doc("How many posts the roles among these are, at most, classes aside: a role may be of several."),
    ]
    classes: Annotated[
        tuple[Node, ...],
        Doc("Classes that report to it: how many more they have than is recorded cannot be told."),
    ]
    layer: Annotated[Between, Doc("Its layer, from the shortest line to the longest; 1 is the top.")]
    layer_certainty: Annotated[Truth, Doc("possibly: a line above it is only possibly in force.")]
    size: Annotated[Between, Doc("How many are below it, each counted once.")]
    loop: Annotated[bool, Doc("Whether its line returns to itself; a loop counts as one layer.")]
    rank: Annotated[int, Doc("The number that the rows are ordered by.", quiet=True)]

    KEY: ClassVar[tuple[str, ...]] = ("role",)


def ask(graph: Graph, asked: SpanAndLayers) -> Answer[Measured]:
    """Everybody in lines, from the outliers on: those that lie furthest out in what the rows are ordered by.

    That is the number of direct reports, the number of layers by the longest line, or the number below, as many as there
    may be; among equals the id decides. Layers are counted from the top of all lines, not from that of the body asked about.
    """
    from remit.queries.measures import measured_lines, within
    from remit.queries.ranking import ranked

    first = checked_first(asked.first)
    body = node_named(graph, asked.of, BODIES) if asked.of else None
    found, measured = measured_lines(graph, tuple(asked.lines or DEFAULT_LINES))
    values = {SPAN: measured.span_at_most, LAYER: measured.longest, SIZE: measured.size_at_most}[asked.order]
    among = within(graph, found, body)
    page, more = ranked(found.ids, among, values, first, asked.after)
    rows = _rows(graph, found, measured, page, values)
    notes = notes_on(graph, (row.role.said for row in rows), [body] if body else [])
    told = _sentence(rows, asked, body, measured, among)
    return Answer(told, rows, _cursor(rows[-1]) if more else None, notes=notes)


def _rows(
    graph: Graph, lines: "LineGraph", measured: "Measures", page: Sequence[int], values: "Ints"
) -> list[Measured]:
    from remit.queries.measures import reports

    below = {
        lines.ids[at]: [lines.ids[each] for each in subjects] for at, subjects in reports(lines, page).items()
    }
    nodes = graph.nodes(dict.fromkeys((*below, *(id for each in below.values() for id in each))))
    return [_row(nodes, below, measured, at, lines.ids[at], int(values[at])) for at in page]


def _row(
    nodes: Mapping[str, Node],
    below: Mapping[str, Sequence[str]],
    measured: "Measures",
    at: int,
    id: str,
    rank: int,
) -> Measured:
    reporting = [nodes[each] for each in below[id]]
    classes = tuple(node for node in reporting if node.is_class)
    recorded = [node for node in reporting if node.kind == "Role" and not node.is_class]
    posts = sum(number if isinstance(number := node.attributes.get("posts"), int) else 1 for node in recorded)
    return Measured(
        role=nodes[id],
        span=Between(int(measured.span[at]), int(measured.span_at_most[at])),
        posts=posts,
        classes=classes,
        layer=Between(int(measured.shortest[at]), int(measured.longest[at])),
        layer_certainty=Truth.POSSIBLY if measured.unsure[at] else Truth.YES,
        size=Between(int(measured.size[at]), int(measured.size_at_most[at])),
        loop=bool(measured.loop[at]),
        rank=rank,
    )


def _sentence(
    rows: Sequence[Measured], asked: SpanAndLayers, body: Node | None, measured: "Measures", among: "Ints"
) -> str:
    import numpy as np

    lines = asked.lines or DEFAULT_LINES
    noun = ("role or body", "roles and bodies") if ACCOUNTABILITY in lines else ("role", "roles")
    of = f" of {body.name}" if body else ""
    kinds = f"{listed(lines)} lines"
    if not len(among):
        return f"No {noun[0]}{of} is in {kinds}."
    if not rows:
        return f"No further {noun[0]}{of} is in {kinds}."
    spans = measured.span_at_most[among]
    managing = spans[spans > 0]
    verb = "is" if len(among) == 1 else "are"
    told = [f"{counted(len(among), *noun)}{of} {verb} in {kinds}, in {_layers(measured.longest[among])}."]
    if len(managing):
        median = int(np.percentile(managing, 50, method="lower"))
        told.append(
            f"Of the {len(managing):,} with direct reports, half have {median:,} or fewer; the most is {managing.max():,}."
            if len(managing) > 1
            else f"One has direct reports: {managing[0]:,}."
        )
    first = rows[0].role.name
    leading = {
        SPAN: f"{rows[0].span.words} directly below it",
        LAYER: f"layer {rows[0].layer.words}",
        SIZE: f"{rows[0].size.words} below it",
    }[asked.order]
    begin = "Next" if asked.after else "First"
    told.append(f"{begin} by {asked.order}: {first}, with {leading}.")
    return " ".join(told)


def _cursor(row: Measured) -> str:
    return f"{row.rank} {row.role.id}"


def _layers(longest: "Ints") -> str:
    return counted(len(set(longest.tolist())), "layer")


SPAN_AND_LAYERS = Question(
    "span-and-layers",
    "How many report to a role directly, how many layers below the top it is, and how many are below it.",
    SpanAndLayers,
    Measured,
    ask,
    "--dataset bath-nes-2003",
    cursor=_cursor,
)
