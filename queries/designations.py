"""Who carries a designation, whatever the job title, and which designations nobody carries."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side, Step
from remit.queries.classes import Membership, classes_of, members_of
from remit.queries.english import agrees, counted, listed, page_of
from remit.queries.grouping import by_end
from remit.queries.holding import HOLDERS, Holding, holding_of, vacancy_of
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, later, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question

CARRIED, HELD, BY_VACANT, NONE, NOT_RECORDED = STATES = (
    "carried", "held", "carried by vacant roles only", "confirmed none", "not recorded",
)  # fmt: skip
_FORM = {"form": frozenset(("designation",))}
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Designations:
    """Parameters."""

    name: Annotated[
        str | None,
        Doc(
            "One designation, by id, name or alias, and those recorded as one of it; left out: all there are.",
            kinds=("Role",),
        ),
    ] = None
    states: Annotated[
        tuple[str, ...],
        Doc(
            "carried: by a role or body; held: by a person directly; carried by vacant roles only; confirmed none; not"
            " recorded: nobody says who carries it, nor that nobody does.",
            STATES,
        ),
    ] = STATES
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody who carries a designation."""

    node: Annotated[Node, Doc("The role, body or person.")]
    how: Annotated[str | None, Doc("As what, in the words of the source: champion, lead body.")]
    holding: Annotated[Holding | None, Doc("Who holds the role that carries it.")]
    through: Annotated[Node | None, Doc("The class of designations of which that is said.")]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, and where.")]


@dataclass(frozen=True, slots=True)
class Designation:
    """A designation and who carries it."""

    designation: Annotated[Node, Doc("The designation; expected: a text requires that there be one.")]
    state: Annotated[str, Doc("Whether anybody carries it.", STATES)]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    carriers: Annotated[tuple[Carrier, ...], Doc("Who carries it.")]
    holding: Annotated[Holding | None, Doc("Who holds it directly; null where that is not recorded.")]

    KEY: ClassVar[tuple[str, ...]] = ("designation",)


def ask(graph: Graph, asked: Designations) -> Answer[Designation]:
    """Designations in id order, with those who carry them and the people behind.

    Designations are roles of that form, and roles of any form that somebody carries. What is said of a class of them
    holds for each.
    """
    first = checked_first(asked.first)
    chunks = _named(graph, asked) if asked.name else _all(graph, asked.after, first)
    wanted = (row for chunk in chunks for row in _rows(graph, chunk) if row.state in asked.states)
    rows, after = page_of_rows(wanted, first, _cursor, asked.after)
    said = [each.said for row in rows for each in row.carriers]
    notes = notes_on(graph, [*(row.designation.said for row in rows), *said])
    return Answer(_sentence(rows, asked, after is not None), rows, after, notes=notes)


def _all(graph: Graph, after: str, first: int) -> Iterator[Sequence[str]]:
    carrying = graph.pairs("CARRIES")
    carried = sorted({carrying.ids[place] for place in carrying.objects})

    def listing(start: str, limit: int) -> list[str]:
        found = {node.id for node in graph.find("Role", _FORM, start, limit)}
        return sorted(found.union(later(carried, start, limit)))[:limit]

    return in_chunks(listing, str, after, max(_CHUNK, first + 1))


def _named(graph: Graph, asked: Designations) -> Iterator[Sequence[str]]:
    named = node_named(graph, asked.name or "", ("Role",))
    yield sorted(members_of(graph, [named.id]).of[named.id])


def _rows(graph: Graph, ids: Sequence[str]) -> Iterator[Designation]:
    general = classes_of(graph, ids)
    steps = (Step("CARRIES", Side.OBJECT), HOLDERS)
    reach = graph.reach(steps, {id for classes in general.of.values() for id in classes}, hops=1)
    nodes = {**general.nodes, **reach.nodes}
    carrying = by_end(reach.edges, "CARRIES", Side.OBJECT)
    held = by_end(reach.edges, "HOLDS", Side.OBJECT)
    for id in ids:
        yield _row(nodes[id], _carriers(id, general, carrying, held, nodes), held, nodes)


def _carriers(
    id: str, general: Membership, carrying: Mapping[str, Sequence[Edge]], held: Mapping[str, list[Edge]], nodes: dict[str, Node],
) -> list[Carrier]:  # fmt: skip
    """Who carries a designation or a class of it, each once by the surest statement."""
    found: dict[str, Carrier] = {}
    for of, truth in general.of[id].items():
        for edge in carrying.get(of, ()):
            node = nodes[edge.subject]
            certainty = min(truth, edge.said.in_force, node.counts)
            if certainty and (node.id not in found or found[node.id].certainty < certainty):
                holding = holding_of(node, held.get(node.id, ()), nodes)
                found[node.id] = Carrier(
                    node, edge.text("as"), holding, nodes[of] if of != id else None, certainty, edge.said
                )
    return [found[each] for each in sorted(found)]


def _row(
    designation: Node, carriers: Sequence[Carrier], held: Mapping[str, list[Edge]], nodes: dict[str, Node]
) -> Designation:
    own = held.get(designation.id, [])
    filled = [
        min(each.certainty, Truth(2 - vacancy_of(each.node, held.get(each.node.id, ()), nodes)))
        for each in carriers
    ]
    carried = max(filled, default=Truth.NO)
    holding = max((min(edge.said.in_force, nodes[edge.subject].counts) for edge in own), default=Truth.NO)
    none = designation.confirmed_none.get("CARRIES", Truth.NO)
    if (truth := max(carried, holding)) is not Truth.NO:
        state = CARRIED if carried is truth else HELD
    elif carriers:
        state, truth = BY_VACANT, max(each.certainty for each in carriers)
    else:
        state, truth = (NONE, none) if none else (NOT_RECORDED, Truth.YES)
    return Designation(
        designation, state, min(truth, designation.counts), tuple(carriers), holding_of(designation, own, nodes) if own else None
    )  # fmt: skip


def _sentence(rows: Sequence[Designation], asked: Designations, more: bool) -> str:
    if not rows:
        few = "" if asked.states == STATES else " in that state"
        return f"No {'further ' if asked.after else ''}designation{few} is recorded."
    if len(rows) == 1 and not more and not asked.after:
        return _told(rows[0])
    number = counted(len(rows), "designation")
    if more or asked.after:
        number = page_of(len(rows), "designation", "designations", bool(asked.after))
    counts = Counter(row.state for row in rows)
    return f"{number}: {listed([f'{counts[state]} {state}' for state in STATES if counts[state]])}."


def _told(row: Designation) -> str:
    name = row.designation.name
    if row.carriers:
        vacant = ", which leaves it with nobody" if row.state == BY_VACANT else ""
        carriers = listed([_with_holder(each) for each in row.carriers])
        return f"{name} {agrees(name, 'is')} carried by {carriers}{vacant}."
    if row.holding:
        return f"{name} {agrees(name, 'is')} held by {row.holding.words}."
    return f"Nobody carries {name}." if row.state == NONE else f"Nobody is recorded as carrying {name}."


def _with_holder(carrier: Carrier) -> str:
    held = carrier.holding.words if carrier.holding else ""
    return f"{carrier.node.name} ({held})" if held else carrier.node.name


def _cursor(row: Designation) -> str:
    return row.designation.id


DESIGNATIONS = Question(
    "designations",
    "Who carries a designation, whatever the job title, and which designations nobody carries.",
    Designations,
    Designation,
    ask,
    "--dataset bath-nes-2003",
    cursor=_cursor,
)
