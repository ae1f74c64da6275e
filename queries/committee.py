"""A committee: its members and on whose behalf they sit, its chair, whom it answers to, who appoints."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side, Step, in_order
from remit.graphmodel.statements import STATED
from remit.queries.english import (
    agrees,
    bracketed,
    counted,
    listed,
    perhaps,
    place_of,
)
from remit.queries.holding import Holding, holding_of
from remit.queries.naming import node_and_reach
from remit.queries.notes import notes_on
from remit.queries.question import Answer, Doc, Question

CHAIR = "chair"
_UPWARDS = ("ANSWERS_TO", "PART_OF", "SAME_AS")
_DOWNWARDS = ("ANSWERS_TO", "SAME_AS")
_AROUND = (
    Step("ONE_OF"),
    *(Step(relation, leaf=True) for relation in _UPWARDS),
    *(Step(relation, Side.OBJECT, leaf=True) for relation in (*_DOWNWARDS, "SITS_ON", "APPOINTS")),
)
_AT_SEATS = (Step("HOLDS", Side.OBJECT, leaf=True), Step("APPOINTS", Side.OBJECT, leaf=True))


@dataclass(frozen=True, slots=True)
class CommitteeNamed:
    """Parameters."""

    name: Annotated[str, Doc("The committee: an id, name or alias.", kinds=("Committee",))]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who sits on the committee."""

    node: Annotated[Node, Doc("The role, person, unit or agency that sits.")]
    capacity: Annotated[str, Doc("chair, vice chair, member, adviser or observer.")]
    voting: Annotated[bool | None, Doc("Whether it votes; null where that is not recorded.")]
    on_behalf_of: Annotated[Node | None, Doc("Whom it represents.")]
    holding: Annotated[Holding | None, Doc("Who holds the role.")]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, and where.")]


@dataclass(frozen=True, slots=True)
class Tie:
    """A body or role that the committee stands in a relation to."""

    node: Annotated[Node, Doc("The other body or role.")]
    relation: Annotated[str, Doc("The relation, such as ANSWERS_TO.")]
    about: Annotated[str | None, Doc("For what; of who appoints: whom, where not the committee itself.")]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, and where.")]


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee and its ties."""

    committee: Annotated[Node, Doc("The committee, with quorum and seats.")]
    chairs: Annotated[tuple[Member, ...], Doc("Who chairs it.")]
    members: Annotated[tuple[Member, ...], Doc("Who else sits on it.")]
    answers_to: Annotated[tuple[Tie, ...], Doc("The bodies and roles it answers to.")]
    part_of: Annotated[tuple[Tie, ...], Doc("The bodies it is part of.")]
    appointed_by: Annotated[tuple[Tie, ...], Doc("Who appoints it, its chair or its members.")]
    answered_to_by: Annotated[tuple[Tie, ...], Doc("Who answers to it.")]

    KEY: ClassVar[tuple[str, ...]] = ("committee",)


def ask(graph: Graph, asked: CommitteeNamed) -> Answer[CommitteeRow]:
    """One row: the committee, with what is said of a class that it is one of."""
    committee, around = node_and_reach(graph, asked.name, ("Committee",), _AROUND)
    classes = [edge for edge in around.edges if edge.relation == "ONE_OF"]
    here = {committee.id, *(edge.object for edge in classes)}
    met = sorted(around.edges, key=in_order)
    seats = [edge for edge in met if edge.relation == "SITS_ON" and edge.object in here]
    seated_there = {edge.subject for edge in seats}
    represented = {id for edge in seats if isinstance(id := edge.attributes.get("on_behalf_of"), str)}
    seated = graph.reach(_AT_SEATS, seated_there | (represented - around.nodes.keys()), hops=0)
    sitting = sorted((edge for edge in seated.edges if edge.object in seated_there), key=in_order)
    upwards = [edge for edge in met if edge.relation in _UPWARDS and edge.subject in here]
    downwards = [edge for edge in met if edge.relation in _DOWNWARDS and edge.object in here]
    appointing = [edge for edge in (*met, *sitting) if edge.relation == "APPOINTS"]
    holding = [edge for edge in sitting if edge.relation == "HOLDS"]
    edges = [*classes, *seats, *upwards, *downwards, *appointing, *holding]
    nodes = around.nodes | seated.nodes
    members = [_member(edge, nodes, holding) for edge in _once(seats)]
    row = CommitteeRow(
        committee=committee,
        chairs=tuple(member for member in members if member.capacity == CHAIR),
        members=tuple(member for member in members if member.capacity != CHAIR),
        answers_to=_ties(upwards, nodes, "ANSWERS_TO", Side.OBJECT),
        part_of=_ties(upwards, nodes, "PART_OF", Side.OBJECT),
        appointed_by=tuple(_appointing(edge, nodes, here) for edge in sorted(appointing, key=in_order)),
        answered_to_by=_ties(downwards, nodes, "ANSWERS_TO", Side.SUBJECT),
    )
    notes = notes_on(graph, [committee.said, *(edge.said for edge in edges)], [committee], edges)
    general = list(dict.fromkeys(nodes[edge.object].name for edge in classes))
    held = (
        (f"What is said of {listed(general)} holds for {committee.name}, as one of them.",) if general else ()
    )
    return Answer(_sentence(row), [row], notes=(*held, *notes))


def _once(seats: Iterable[Edge]) -> list[Edge]:
    """One seat of those that several data sets state alike: the surest, stated before inferred, of the latest source."""
    once: dict[tuple[str, str, str | None], Edge] = {}
    for edge in sorted(
        seats, key=lambda edge: (-edge.said.in_force, edge.said.evidence != STATED, -edge.said.dated)
    ):
        capacity = edge.text("capacity") or "member"
        once.setdefault((edge.subject, capacity, edge.text("on_behalf_of")), edge)
    return [edge for edge in seats if edge in once.values()]


def _member(edge: Edge, nodes: dict[str, Node], holding: Sequence[Edge]) -> Member:
    voting = edge.attributes.get("voting")
    return Member(
        node=nodes[edge.subject],
        capacity=edge.text("capacity") or "member",
        voting=voting if isinstance(voting, bool) else None,
        on_behalf_of=nodes.get(edge.text("on_behalf_of") or ""),
        holding=holding_of(nodes[edge.subject], holding, nodes),
        certainty=edge.said.in_force,
        said=edge.said,
    )


def _ties(edges: Sequence[Edge], nodes: dict[str, Node], relation: str, side: Side) -> tuple[Tie, ...]:
    return tuple(
        Tie(nodes[edge.end(side)], relation, edge.text("for"), edge.said.in_force, edge.said)
        for edge in edges
        if edge.relation == relation
    )


def _appointing(edge: Edge, nodes: dict[str, Node], here: set[str]) -> Tie:
    """Who appoints a member appoints nobody else: the row tells whom."""
    whom = None if edge.object in here else nodes[edge.object].name
    return Tie(nodes[edge.subject], edge.relation, whom, edge.said.in_force, edge.said)


def _sentence(row: CommitteeRow) -> str:
    name = row.committee.name
    chairs = listed([_told(member) for member in row.chairs])
    told = [
        f"{name} {agrees(name, 'is')} chaired by {chairs}"
        if chairs
        else f"{name} {agrees(name, 'has')} no recorded chair"
    ]
    noun = "other member" if row.chairs else "member"
    members = listed([_told(member) for member in row.members])
    told.append(f"{counted(len(row.members), noun)}: {members}" if members else f"no {noun} is recorded")
    for label, ties in (
        ("it answers to", row.answers_to),
        ("it is part of", row.part_of),
        ("appointed by", [tie for tie in row.appointed_by if tie.about is None]),
    ):
        if ties:
            told.append(f"{label} {listed(list(dict.fromkeys(tie.node.name for tie in ties)))}")
    for appointer in dict.fromkeys(tie.node.name for tie in row.appointed_by if tie.about):
        whom = [tie.about for tie in row.appointed_by if tie.about and tie.node.name == appointer]
        told.append(f"{appointer} {agrees(appointer, 'appoints')} {listed(list(dict.fromkeys(whom)))}")
    if not row.answers_to:
        told.append("no body that it answers to is recorded")
    return "; ".join(told) + "."


def _told(member: Member) -> str:
    behalf = f"for {member.on_behalf_of.name}" if member.on_behalf_of else ""
    capacity = member.capacity if member.capacity not in (CHAIR, "member") else ""
    held = member.holding.words if member.holding and member.holding.holders else ""
    return member.node.name + bracketed(
        capacity, behalf, held, place_of(member.said), perhaps(member.certainty)
    )


COMMITTEE = Question(
    "committee",
    "Who sits on a committee and on whose behalf, who chairs it, whom it answers to, and who appoints.",
    CommitteeNamed,
    CommitteeRow,
    ask,
    '--dataset scotland-chief-officers --name "chief officers group"',
)
