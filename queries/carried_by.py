"""What a role or body carries: its own duties, those of its class, designations, unit and committees; what is delegated."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.graphmodel.kinds import BODIES
from remit.queries.english import agrees, counted, listed
from remit.queries.notes import notes_on
from remit.queries.question import Answer, Doc, Question
from remit.queries.ways import CLASS, COMMITTEE, DESIGNATION, OWN, UNIT, brought, way_of, ways_to

IN, OUT = "delegated in", "delegated out"
WAYS = (OWN, CLASS, DESIGNATION, UNIT, COMMITTEE, IN, OUT)
CARRIED = {
    "ACCOUNTABLE_FOR": "accountable", "RESPONSIBLE_FOR": "responsible", "CONSULTED_ON": "consulted",
    "INFORMED_OF": "informed", "DELEGATES_TO": "delegate",
}  # fmt: skip
SHARES = (*CARRIED.values(), "delegator")
_AT_EACH = (
    Step("DELEGATES_TO", leaf=True),
    Step("DELEGATES_TO", Side.OBJECT, leaf=True),
    *(Step(relation, leaf=True) for relation in CARRIED if relation != "DELEGATES_TO"),
)


@dataclass(frozen=True, slots=True)
class CarriedBy:
    """Parameters."""

    who: Annotated[str, Doc("The role or body: an id, name or alias.", kinds=BODIES)]


@dataclass(frozen=True, slots=True)
class Carried:
    """A duty, or a delegated function, that comes to a role or body by one way."""

    duty: Annotated[Node | None, Doc("The duty; null for a function that is no recorded duty.")]
    function: Annotated[str | None, Doc("The function delegated, where it is no recorded duty.")]
    share: Annotated[
        str, Doc("accountable, responsible, consulted, informed, delegate or delegator.", SHARES)
    ]
    way: Annotated[
        str, Doc("What brings it: own, class, designation, unit, committee, delegated in or out.", WAYS)
    ]
    through: Annotated[
        Node,
        Doc("The node that has it: itself, its class, designation, unit or committee, or the other party."),
    ]
    path: Annotated[tuple[Edge, ...], Doc("The relations that bring it, from the role or body on.")]
    certainty: Annotated[Truth, Doc("As certain as the weakest relation of the path.")]
    key: Annotated[str, Doc("What makes it the same row.")]

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: CarriedBy) -> Answer[Carried]:
    """Each duty once for each share and for each node that it comes through, by the shortest path; own ones first."""
    who, nodes, edges = brought(graph, asked.who, _AT_EACH)
    duties = {id for edge in edges if isinstance(id := edge.attributes.get("duty"), str)}
    nodes |= graph.nodes(duties - nodes.keys())
    rows = sorted(
        _rows(who, edges, nodes),
        key=lambda row: (WAYS.index(row.way), SHARES.index(row.share), row.key),
    )
    said = [edge.said for row in rows for edge in row.path]
    return Answer(_sentence(who, rows), rows, notes=notes_on(graph, said, [who], edges))


def _rows(who: Node, edges: Iterable[Edge], nodes: dict[str, Node]) -> Iterable[Carried]:
    leaving: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        leaving[edge.subject].append(edge)
        if edge.relation == "DELEGATES_TO" and edge.object == who.id:
            yield _delegated(IN, "delegate", nodes[edge.subject], edge, nodes)
    for at, path in ways_to(who, leaving, nodes):
        way = way_of(path)
        for edge in leaving[at]:
            if edge.relation == "DELEGATES_TO" and at == who.id:
                yield _delegated(OUT, "delegator", nodes[edge.object], edge, nodes)
            elif edge.relation in CARRIED and edge.relation != "DELEGATES_TO":
                brought = (*path, edge)
                yield Carried(
                    nodes[edge.object], None, CARRIED[edge.relation], way, nodes[at], brought,
                    min(each.said.in_force for each in brought), f"{edge.object} {CARRIED[edge.relation]} {way} {at}",
                )  # fmt: skip


def _delegated(way: str, share: str, other: Node, edge: Edge, nodes: dict[str, Node]) -> Carried:
    duty = edge.attributes.get("duty")
    what = edge.text("duty") or edge.text("function") or "?"
    return Carried(
        nodes.get(str(duty)) if duty else None, edge.text("function"), share, way, other, (edge,), edge.said.in_force,
        f"{what} {share} {way} {other.id}",
    )  # fmt: skip


def _sentence(who: Node, rows: list[Carried]) -> str:
    if not rows:
        return f"{who.name} {agrees(who.name, 'carries')} nothing that is recorded."
    counts = [
        f"{counted(sum(1 for row in rows if row.way == way and row.share == share), 'duty', 'duties')} as {share} ({way})"
        for way in WAYS
        for share in SHARES
        if any(row.way == way and row.share == share for row in rows)
    ]
    return f"{who.name} {agrees(who.name, 'carries')} {listed(counts, most=len(counts))}."


CARRIED_BY = Question(
    "carried-by",
    "What a role or body carries: its own duties, those of its class, unit and committees, and what is delegated.",
    CarriedBy,
    Carried,
    ask,
    '--dataset bath-nes-2003 --who "director of education"',
)
