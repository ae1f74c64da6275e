"""Duties whose owner has no authority over whoever does what they ask."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Pairs, Side, Step, Where, fits, in_order
from remit.queries.agencies import agencies_of
from remit.queries.classes import complete, members_of
from remit.queries.english import agrees, listed
from remit.queries.grouping import by_end, ends_of_all
from remit.queries.notes import SAME
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, POSSIBLE, Check, Hit
from remit.queries.touched import Touched

_CHUNK = 4000
_INSIDE = (Step("SITS_ON", Side.OBJECT, leaf=True),)
# A step against its relation's direction leads from what is led, appointed or delegated to, to who does that.
_UP = (
    *(Step(relation) for relation in ("REPORTS_TO", "ANSWERS_TO", "PART_OF", "ONE_OF")),
    Step("LEADS", Side.OBJECT),
    Step("SITS_ON", leaf=True),
    *(Step(relation, Side.OBJECT, leaf=True) for relation in ("APPOINTS", "DELEGATES_TO")),
)
_OWN = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")
_AGAINST = ("LEADS", "APPOINTS", "DELEGATES_TO")


@dataclass(frozen=True, slots=True)
class Authority:
    """Settings."""

    where: Annotated[Where, Doc("Only duties whose attributes fit.")] = field(default_factory=dict)


def find(graph: Graph, settings: Authority) -> Iterator[Hit]:
    """Each duty of which no owner is also a doer, or above one by a line, a body, an appointment, a seat or a delegation.

    Certain where owners and doers are of different agencies, or the lines of all doers are confirmed to end elsewhere;
    otherwise a line may be there that is not recorded, and it cannot be told.
    """
    apart = _apart(graph)
    for begin in range(0, len(apart), _CHUNK):
        duties = graph.nodes(apart[begin : begin + _CHUNK])
        fitting = {id: duty for id, duty in duties.items() if fits(duty.attributes, settings.where)}
        if fitting:
            yield from _judged(graph, fitting)


def _apart(graph: Graph) -> list[str]:
    """The duties with owners and doers, none of whom is both, or certainly reports up to or is part of one, in id order.

    Most duties are done below their owners, so this is told from whole relations first; the others are then looked at.
    """
    owners = ends_of_all(graph.pairs("ACCOUNTABLE_FOR"), Side.OBJECT)
    doers = ends_of_all(graph.pairs("RESPONSIBLE_FOR"), Side.OBJECT)
    over = _over(graph.pairs("REPORTS_TO"), graph.pairs("PART_OF"))
    return sorted(
        id
        for id, them in owners.items()
        if id in doers and not any(_below(each, them, over) for each in doers[id])
    )


def _over(*relations: Pairs) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pairs in relations:
        for subject, objects in ends_of_all(pairs, least=Truth.YES).items():
            found[subject].update(objects)
    return found


def _below(doer: str, owners: Collection[str], over: Mapping[str, set[str]]) -> bool:
    met = {doer}
    waiting = [doer]
    while waiting:
        at = waiting.pop()
        if at in owners:
            return True
        beyond = over.get(at, set()) - met
        met |= beyond
        waiting += beyond
    return False


def _judged(graph: Graph, duties: Mapping[str, Node]) -> Iterator[Hit]:
    edges = sorted(graph.edges(_OWN, objects=duties), key=in_order)
    owning = by_end(edges, "ACCOUNTABLE_FOR", Side.OBJECT)
    doing = by_end(edges, "RESPONSIBLE_FOR", Side.OBJECT)
    doers = {edge.subject for each in doing.values() for edge in each}
    inside = _inside(graph, doers)
    reach = graph.reach(_UP, {each for ways in inside.values() for each in ways})
    up: dict[str, list[tuple[str, Truth]]] = defaultdict(list)
    for edge in reach.edges:
        low, high = _ends(edge)
        up[low].append((high, edge.said.in_force))
    over = {doer: _above(ways, up) for doer, ways in inside.items()}
    ends = {
        doer: [
            reach.nodes[id]
            for id in met
            if id in reach.nodes and reach.nodes[id].kind == "Role" and not _reports(id, up, reach.nodes)
        ]
        for doer, met in over.items()
    }
    owners = {edge.subject for each in owning.values() for edge in each}
    agencies = _agencies(graph, owners | doers)
    nodes = graph.nodes(owners | doers)
    for id, duty in duties.items():
        surest = max(
            (over[does.subject].get(owns.subject, Truth.NO) for owns in owning[id] for does in doing[id]),
            default=Truth.YES,
        )
        if surest is not Truth.YES:
            told = _known(owning[id], doing[id], agencies, ends)
            assigned = min(max(edge.said.in_force for edge in each) for each in (owning[id], doing[id]))
            certain = surest is Truth.NO and min(duty.counts, assigned) is Truth.YES
            outcome = CANNOT_TELL if not told else CERTAIN if certain else POSSIBLE
            yield _hit(duty, owning[id], doing[id], nodes, outcome)


def _agencies(graph: Graph, ids: Collection[str]) -> dict[str, set[str]]:
    """The agencies of nodes, with those recorded as the same; none where one of them is a class that is not complete."""
    told = agencies_of(graph, ids)
    same: dict[str, set[str]] = defaultdict(set)
    for edge in graph.reach(SAME, {id for found in told.of.values() for id in found}, hops=0).edges:
        same[edge.subject].add(edge.object)
        same[edge.object].add(edge.subject)
    unknown = {node.id for node in told.nodes.values() if node.is_class and not complete(node)}
    return {
        id: set() if found.keys() & unknown else {*found, *(other for each in found for other in same[each])}
        for id, found in told.of.items()
    }


def _inside(graph: Graph, doers: Collection[str]) -> dict[str, dict[str, Truth]]:
    """Who does it where a doer does: itself, the members of a class, and who sits on a committee."""
    members = members_of(graph, doers)
    found = {id: dict(ways) for id, ways in members.of.items()}
    committees = [id for id in found if members.nodes[id].kind == "Committee"]
    for edge in graph.reach(_INSIDE, committees, hops=0).edges if committees else ():
        found[edge.object][edge.subject] = edge.said.in_force
    return found


def _ends(edge: Edge) -> tuple[str, str]:
    """The lower end of an edge, and the one that has authority over it."""
    return (edge.object, edge.subject) if edge.relation in _AGAINST else (edge.subject, edge.object)


def _above(starts: Mapping[str, Truth], up: Mapping[str, list[tuple[str, Truth]]]) -> dict[str, Truth]:
    """Everybody above some nodes, these among them, each as certain as the surest way."""
    surest = dict(starts)
    waiting = list(starts)
    while waiting:
        at = waiting.pop()
        for high, said in up.get(at, ()):
            truth = min(surest[at], said)
            if truth > surest.get(high, Truth.NO):
                surest[high] = truth
                waiting.append(high)
    return surest


def _reports(id: str, up: Mapping[str, list[tuple[str, Truth]]], nodes: Mapping[str, Node]) -> bool:
    return any(nodes[high].kind == "Role" for high, _ in up.get(id, ()))


def _known(
    owning: Iterable[Edge],
    doing: Iterable[Edge],
    agencies: Mapping[str, set[str]],
    ends: Mapping[str, list[Node]],
) -> bool:
    """Whether enough is recorded to say that there is no authority."""
    theirs = [agencies.get(edge.subject, set()) for edge in owning]
    for edge in doing:
        own = agencies.get(edge.subject, set())
        elsewhere = bool(own) and all(each and not each & own for each in theirs)
        ended = ends.get(edge.subject, [])
        if not elsewhere and not (ended and all(each.confirmed_none.get("REPORTS_TO") for each in ended)):
            return False
    return True


def _hit(duty: Node, owning: list[Edge], doing: list[Edge], nodes: Mapping[str, Node], outcome: str) -> Hit:
    owners = tuple(nodes[id] for id in dict.fromkeys(edge.subject for edge in owning))
    doers = tuple(nodes[id] for id in dict.fromkeys(edge.subject for edge in doing))
    verb = "have" if len(owners) > 1 else agrees(owners[0].name, "has")
    told = (
        f"{duty.name.rstrip('.')}: {listed([each.name for each in owners])} {verb} no recorded authority over"
        f" {listed([each.name for each in doers])}."
    )
    return Hit(duty, told, outcome, owners + doers, tuple(edge.said for edge in (*owning, *doing)))


def _near(touched: Touched, _settings: Authority) -> frozenset[str]:
    """Duties whose owners are above what changed, or whose owners or doers changed."""
    changed = touched.nodes | touched.met(step.relation for step in _UP)
    return (
        touched.nodes
        | touched.ends(_OWN, Side.OBJECT)
        | touched.beyond(_OWN, Side.SUBJECT, changed)
        | touched.beyond("ACCOUNTABLE_FOR", Side.SUBJECT, touched.reached(_UP, changed))
    )


AUTHORITY = Check(
    "authority", "Duties whose owner has no authority over who does them.", Authority, find, _near
)
