"""Who answers for a duty: its place in the source, its owners and their lines to the top, to whom it is owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side, Step, in_order
from remit.queries.english import (
    agrees,
    bracketed,
    counted,
    duty_told,
    listed,
    perhaps,
    place_of,
)
from remit.queries.holding import Holding, holding_of
from remit.queries.lines import LINES, Hop, Ways, certainty_of, paths, tops, ways_up
from remit.queries.naming import node_and_reach
from remit.queries.notes import notes_on
from remit.queries.question import Answer, Doc, Question

MOST_LINES = 20
_ASSIGNED = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR", "SCRUTINISES")
_ONWARDS = ("OWED_TO", "STATED_IN", "IMPLEMENTS", "REFERS_TO")
_AROUND = (
    *(Step(relation, Side.OBJECT, leaf=True) for relation in _ASSIGNED),
    *(Step(relation, leaf=True) for relation in _ONWARDS),
)
_SCRUTINY = Step("SCRUTINISES", Side.OBJECT, leaf=True)


@dataclass(frozen=True, slots=True)
class AccountabilityChain:
    """Parameters."""

    duty: Annotated[str, Doc("The duty: its id, or its text.", kinds=("Duty",))]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who stands in a relation to the duty, or to one of its owners."""

    node: Annotated[Node, Doc("Who.")]
    how: Annotated[
        str | None, Doc("In what way: of scrutiny, the sort; of what is owed, the act; of work, the share.")
    ]
    about: Annotated[Node | None, Doc("Whom or what it concerns.")]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, and where.")]


@dataclass(frozen=True, slots=True)
class LineUp:
    """A line from an owner to a top."""

    hops: Annotated[tuple[Hop, ...], Doc("The hops, in order.")]
    to: Annotated[Node, Doc("The top.")]
    certainty: Annotated[Truth, Doc("As certain as its weakest hop.")]


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody accountable for the duty."""

    node: Annotated[Node, Doc("Who.")]
    holding: Annotated[Holding | None, Doc("Who holds the role.")]
    how: Annotated[str, Doc("sole, joint, divided, or individual and collective.")]
    part: Annotated[str | None, Doc("Which part, where it is divided.")]
    ultimate: Annotated[bool, Doc("Whether the text says ultimately accountable.")]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, and where.")]
    lines: Annotated[tuple[LineUp, ...], Doc(f"Its lines to the top, shortest first, at most {MOST_LINES}.")]
    more_lines: Annotated[bool, Doc("Whether there are more lines than listed.")]


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of accountability of a duty."""

    duty: Annotated[Node, Doc("The duty, with its place in the source.")]
    stated_in: Annotated[tuple[Party, ...], Doc("Acts and provisions that it restates or cites.")]
    implements: Annotated[tuple[Party, ...], Doc("Duties and sources that it puts into effect.")]
    refers_to: Annotated[
        tuple[Party, ...], Doc("Duties and sources that it points to: comply with, have regard to.")
    ]
    accountable: Annotated[tuple[Owner, ...], Doc("Who is accountable, how, and their lines to the top.")]
    responsible: Annotated[tuple[Party, ...], Doc("Who does it.")]
    owed_to: Annotated[tuple[Party, ...], Doc("To whom it is owed.")]
    scrutinised_by: Annotated[tuple[Party, ...], Doc("Who scrutinises the duty or its owners.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty",)


def ask(graph: Graph, asked: AccountabilityChain) -> Answer[Chain]:
    """One row: the chain of the duty."""
    duty, around = node_and_reach(graph, asked.duty, ("Duty",), _AROUND, hops=0)
    edges = sorted(around.edges, key=in_order)
    towards = [edge for edge in edges if edge.relation in _ASSIGNED and edge.object == duty.id]
    onwards = [edge for edge in edges if edge.relation in _ONWARDS and edge.subject == duty.id]
    owning = [edge for edge in towards if edge.relation == "ACCOUNTABLE_FOR"]
    ways = ways_up(graph, [edge.subject for edge in owning], LINES, also=(_SCRUTINY,))
    owners = _with_classes({edge.subject for edge in owning}, ways)
    scrutiny = sorted(
        (edge for edge in ways.reach.edges if edge.relation == "SCRUTINISES" and edge.object in owners),
        key=in_order,
    )
    nodes = around.nodes | ways.nodes
    row = Chain(
        duty=duty,
        stated_in=_objects(onwards, nodes, "STATED_IN", "as"),
        implements=_objects(onwards, nodes, "IMPLEMENTS", "how"),
        refers_to=_objects(onwards, nodes, "REFERS_TO", "how"),
        accountable=tuple(_owner(edge, nodes, ways) for edge in owning),
        responsible=tuple(
            _party(edge, nodes, edge.subject, "share")
            for edge in towards
            if edge.relation == "RESPONSIBLE_FOR"
        ),
        owed_to=_objects(onwards, nodes, "OWED_TO", "act"),
        scrutinised_by=tuple(
            _party(edge, nodes, edge.subject, "how")
            for edge in (*towards, *scrutiny)
            if edge.relation == "SCRUTINISES"
        ),
    )
    said = [duty.said, *(edge.said for edge in (*towards, *onwards, *scrutiny))]
    return Answer(_sentence(row), [row], notes=notes_on(graph, said, [duty], ways.reach.edges))


def _with_classes(owners: set[str], ways: Ways) -> set[str]:
    """The owners, and the classes that they are of."""
    found, waiting = set(owners), set(owners)
    while waiting:
        waiting = {
            edge.object for edge in ways.reach.edges
            if edge.relation == "ONE_OF" and edge.subject in waiting and edge.object not in found
        }  # fmt: skip
        found |= waiting
        waiting = {id for id in waiting if ways.nodes[id].counts is not Truth.NO}
    return found


def _objects(edges: Iterable[Edge], nodes: dict[str, Node], relation: str, how: str) -> tuple[Party, ...]:
    return tuple(_party(edge, nodes, edge.object, how) for edge in edges if edge.relation == relation)


def _party(edge: Edge, nodes: dict[str, Node], who: str, how: str) -> Party:
    about = nodes[edge.object] if edge.relation == "SCRUTINISES" else None
    return Party(nodes[who], edge.text(how), about, edge.said.in_force, edge.said)


def _owner(edge: Edge, nodes: dict[str, Node], ways: Ways) -> Owner:
    found, more = paths(ways.hops, edge.subject, tops(ways, edge.subject), MOST_LINES)
    return Owner(
        node=nodes[edge.subject],
        holding=holding_of(nodes[edge.subject], ways.reach.edges, ways.nodes),
        how=edge.text("how") or "sole",
        part=edge.text("part"),
        ultimate=edge.attributes.get("ultimate") is True,
        certainty=edge.said.in_force,
        said=edge.said,
        lines=tuple(LineUp(line, line[-1].object, certainty_of(line)) for line in found),
        more_lines=more,
    )


def _sentence(row: Chain) -> str:
    duty = duty_told(row.duty) + bracketed(place_of(row.duty.said))
    told = [duty if row.accountable else f"Nobody is accountable for: {duty}"]
    for owner in row.accountable:
        name = owner.node.name
        verb = f"{agrees(name, 'is')} {'ultimately ' if owner.ultimate else ''}accountable"
        how = "" if owner.how == "sole" else owner.how
        held = owner.holding.words if owner.holding else ""
        told.append(
            f"{name} {verb}{bracketed(how, owner.part or '', held, place_of(owner.said), perhaps(owner.certainty))}"
        )
        for line in owner.lines[:2]:
            told.append(f"its line: {' to '.join([name, *(hop.object.name for hop in line.hops)])}")
        if len(owner.lines) > 2:
            told.append(f"{counted(len(owner.lines) - 2, 'other line')} to the top")
        if owner.node.said.proposed and owner.node.counts is Truth.NO:
            told.append(f"{name} {agrees(name, 'is')} only proposed")
        elif not owner.lines:
            told.append(f"no line is recorded from {name} onwards")
    for label, parties in (
        ("responsible", row.responsible),
        ("owed to", row.owed_to),
        ("scrutinised by", row.scrutinised_by),
    ):
        if parties:
            told.append(f"{label}: {listed(list(dict.fromkeys(party.node.name for party in parties)))}")
    for label, parties in (
        ("it rests on", row.stated_in),
        ("it puts into effect", row.implements),
        ("it refers to", row.refers_to),
    ):
        if parties:
            told.append(f"{label} {listed([party.node.name.rstrip('.') for party in parties])}")
    return "; ".join(part.rstrip(".") for part in told) + "."


ACCOUNTABILITY_CHAIN = Question(
    "accountability-chain",
    "Who answers for a duty, how, by what line to the top, to whom it is owed, and who scrutinises them.",
    AccountabilityChain,
    Chain,
    ask,
    "--dataset bath-nes-2003 --duty d-14-1-acknowledge",
)
