"""Finding nodes by words of their names, aliases or texts."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.kinds import KIND
from remit.queries.english import counted, listed
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first
from remit.queries.question import FIRST, Answer, Doc, Question


@dataclass(frozen=True, slots=True)
class Search:
    """Parameters."""

    text: Annotated[str, Doc("Words to look for; the last may be the beginning of one.")]
    kinds: Annotated[tuple[str, ...], Doc("Only nodes of these kinds.", tuple(KIND))] = ()
    first: Annotated[int, Doc("How many rows to give at the most.")] = FIRST


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A node found."""

    node: Annotated[Node, Doc("The node.")]
    rank: Annotated[int, Doc("How near it is; higher is nearer.")]

    KEY: ClassVar[tuple[str, ...]] = ("node",)


def ask(graph: Graph, asked: Search) -> Answer[FoundRow]:
    """Nodes with all the words, nearest first."""
    if not asked.text.strip():
        raise BadValue("there is nothing to search for", "write a word or two")
    first = checked_first(asked.first)
    found = graph.search(asked.text, asked.kinds, first + 1)
    rows = [FoundRow(each.node, each.rank) for each in found[:first]]
    more = len(found) > first
    nearest = listed([row.node.name.rstrip(".") for row in rows], most=3)
    told = f"{'At least ' if more else ''}{counted(len(rows), 'node')} with {asked.text!r}" + (
        f": {nearest}." if rows else "."
    )
    notes = notes_on(graph, (row.node.said for row in rows))
    return Answer(told, rows, truncated=more, notes=notes)


SEARCH = Question(
    "search",
    "Nodes whose names, aliases or texts have all the words, nearest first.",
    Search,
    FoundRow,
    ask,
    '--text "child protection committee"',
    field_of_its_own=True,
)
