"""People who answer for too many duties at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step, Where, fits, in_order
from remit.queries.classes import classes_of
from remit.queries.english import counted, listed
from remit.queries.grouping import ends_of_all
from remit.queries.question import Doc
from remit.queries.rules.check import CERTAIN, POSSIBLE, Check, Hit
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class Overloaded:
    """Settings."""

    most: Annotated[int, Doc("How many duties one person may answer for.")]
    where: Annotated[Where, Doc("Only duties whose attributes fit are counted.")] = field(
        default_factory=dict
    )


def find(graph: Graph, settings: Overloaded) -> Iterator[Hit]:
    """Each person accountable for more duties, through the roles held, their classes and the designations they carry."""
    held = ends_of_all(graph.pairs("HOLDS"))
    carried = ends_of_all(graph.pairs("CARRIES"))
    classes = ends_of_all(graph.pairs("ONE_OF"))
    roles = {role for each in held.values() for role in each}
    ways = {role: _beyond(role, carried, classes) for role in roles}
    owned = graph.tally("ACCOUNTABLE_FOR", Side.SUBJECT, {each for met in ways.values() for each in met})
    at_most = {
        person: {each for role in each_held for each in ways[role]} for person, each_held in held.items()
    }
    many = [id for id, met in at_most.items() if sum(owned[each][1] for each in met) > settings.most]
    if many:
        yield from _counted(graph, settings, {id: held[id] for id in many})


def _beyond(role: str, carried: Mapping[str, list[str]], classes: Mapping[str, list[str]]) -> set[str]:
    """The role, the designations it carries, and the classes of all these."""
    met = {role, *carried.get(role, ())}
    waiting = list(met)
    while waiting:
        beyond = set(classes.get(waiting.pop(), ())) - met
        met |= beyond
        waiting += beyond
    return met


def _counted(graph: Graph, settings: Overloaded, held: Mapping[str, list[str]]) -> Iterator[Hit]:
    """Those of these people who answer for too many, each duty counted once."""
    holds = defaultdict(list)
    for edge in sorted(graph.edges(("HOLDS",), subjects=held), key=in_order):
        holds[edge.subject].append(edge)
    roles = {role for each in held.values() for role in each}
    carries = graph.edges(("CARRIES",), subjects=roles)
    carrying: dict[str, dict[str, Truth]] = {role: {role: Truth.YES} for role in roles}
    for edge in carries:
        carrying[edge.subject][edge.object] = edge.said.in_force
    classes = classes_of(graph, {each for ways in carrying.values() for each in ways})
    ways = {
        role: {
            of: min(truth, sure) for each, truth in carried.items() for of, sure in classes.of[each].items()
        }
        for role, carried in carrying.items()
    }
    duties: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges(("ACCOUNTABLE_FOR",), subjects={of for each in ways.values() for of in each}):
        duties[edge.subject].append(edge)
    nodes = graph.nodes({*held, *roles, *(edge.object for edges in duties.values() for edge in edges)})
    for person in held:
        if hit := _hit(person, holds[person], ways, duties, nodes, settings):
            yield hit


def _hit(
    person: str,
    holds: list[Edge],
    ways: Mapping[str, Mapping[str, Truth]],
    duties: Mapping[str, list[Edge]],
    nodes: Mapping[str, Node],
    settings: Overloaded,
) -> Hit | None:
    surest: dict[str, Truth] = {}
    for hold in holds:
        for of, truth in ways.get(hold.object, {}).items():
            for edge in duties.get(of, ()):
                if fits(nodes[edge.object].attributes, settings.where):
                    sure = min(hold.said.in_force, truth, edge.said.in_force, nodes[edge.object].counts)
                    surest[edge.object] = max(surest.get(edge.object, Truth.NO), sure)
    certain = sum(truth is Truth.YES for truth in surest.values())
    possible = sum(truth is not Truth.NO for truth in surest.values())
    if possible <= settings.most:
        return None
    roles = tuple(nodes[id] for id in dict.fromkeys(hold.object for hold in holds))
    number = counted(possible, "duty", "duties")
    told = f"{nodes[person].name} answers for {number} as {listed([role.name for role in roles])}, more than {settings.most}."
    outcome = CERTAIN if certain > settings.most else POSSIBLE
    return Hit(nodes[person], told, outcome, roles, tuple(hold.said for hold in holds))


def _near(touched: Touched, _settings: Overloaded) -> frozenset[str]:
    """People who hold what has other duties, carries something else, or is of another class."""
    having = (
        touched.nodes | touched.met(("ONE_OF", "CARRIES")) | touched.ends(("ACCOUNTABLE_FOR",), Side.SUBJECT)
    )
    having |= touched.beyond("ACCOUNTABLE_FOR", Side.OBJECT, touched.nodes)
    held = touched.reached((Step("ONE_OF", Side.OBJECT), Step("CARRIES", Side.OBJECT)), having)
    return touched.nodes | touched.ends(("HOLDS",), Side.SUBJECT) | touched.beyond("HOLDS", Side.OBJECT, held)


def _listing(touched: Touched, _settings: Overloaded, people: frozenset[str]) -> frozenset[str]:
    """Them, and all by which they answer for duties."""
    return touched.reached((Step("HOLDS"), Step("CARRIES"), Step("ONE_OF")), people)


OVERLOADED = Check(
    "overloaded", "People who answer for too many duties at once.", Overloaded, find, _near, _listing
)
