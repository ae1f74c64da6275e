"""Who settles what two cannot agree on: the ladder from both to the first body with authority over both."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said, Step, in_order
from remit.graphmodel.kinds import BODIES
from remit.queries.breaks import Break, breaks
from remit.queries.climbing import climb_told
from remit.queries.english import agrees, bracketed, perhaps, place_of
from remit.queries.holding import Holding, holding_of
from remit.queries.lines import (
    ESCALATION,
    LEADERSHIP,
    LINES,
    MEMBERSHIP,
    Hop,
    Ways,
    certainty_of,
    paths,
    ways_up,
)
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.question import Answer, Doc, Question

SIDES = ("a", "b")
PARTIES = (*BODIES, "Person")
MOST_TRIED = 100
_LADDER = (*LINES, ESCALATION)
Both = tuple[Node, Node]
Climbs = tuple[tuple[Hop, ...], tuple[Hop, ...]]


@dataclass(frozen=True, slots=True)
class Escalation:
    """Parameters."""

    a: Annotated[str, Doc("One of the two: a role, body or person, by id, name or alias.", kinds=PARTIES)]
    b: Annotated[str, Doc("The other.", kinds=PARTIES)]


@dataclass(frozen=True, slots=True)
class Rung:
    """A recorded step of escalation."""

    from_: Annotated[Node, Doc("Who takes it on.")]
    to: Annotated[Node, Doc("To whom.")]
    step: Annotated[
        int | None, Doc("Which step of the ladder it is, from 1; null where that is not recorded.")
    ]
    power: Annotated[
        str | None, Doc("What the one it goes to can do: decide, arbitrate, advise; null: not recorded.")
    ]
    certainty: Annotated[Truth, Doc("Whether it is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, and where.")]


@dataclass(frozen=True, slots=True)
class Climb:
    """The ladder of one of the two: to the first body with authority over both, or as far as its lines go."""

    side: Annotated[str, Doc("Whose ladder it is: a or b.", SIDES)]
    from_: Annotated[Node, Doc("Where it begins.")]
    hops: Annotated[tuple[Hop, ...], Doc("The hops in order: steps of escalation, and lines of any kind.")]
    to: Annotated[Node, Doc("Where it ends.")]
    holding: Annotated[Holding | None, Doc("Who holds the role it ends at.")]
    authority: Annotated[bool, Doc("Whether that is the first body with authority over both.")]
    certainty: Annotated[Truth, Doc("As certain as its weakest hop.")]
    steps: Annotated[
        tuple[Rung, ...],
        Doc("The recorded steps of escalation along it, and those that lead on from its end."),
    ]
    key: Annotated[str, Doc("What makes it the same row: whose ladder, and where it ends.")]
    broken: Annotated[Break | None, Doc("Why it ends there; null where that is the authority.")] = None

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: Escalation) -> Answer[Climb]:
    """Two rows, the ladders of both to the nearest body that is above both; where there is none, each end of their lines.

    A ladder goes along steps of escalation and all kinds of line. Nearest is what both come to in the fewest hops
    together, by hops that are certain wherever these suffice. One that is above the other is itself the nearest.
    """
    both = node_named(graph, asked.a, PARTIES), node_named(graph, asked.b, PARTIES)
    if both[0].id == both[1].id:
        return Answer(_nobody_between(both[0]), [], notes=notes_on(graph, [], both))
    ways = ways_up(graph, [node.id for node in both], _LADDER, also=(Step("ESCALATES_TO"),))
    climbs = _to_authority(ways, both)
    if climbs is None:
        rows = [
            _climb(side, node, hops, ways, broken)
            for side, node in zip(SIDES, both, strict=True)
            for hops, broken in breaks(graph, ways, node.id, LINES)
        ]
    else:
        rows = [_climb(side, node, hops, ways) for side, node, hops in zip(SIDES, both, climbs, strict=True)]
    said = [hop.said for row in rows for hop in row.hops]
    return Answer(
        _sentence(both, rows, climbs is not None), rows, notes=notes_on(graph, said, both, ways.reach.edges)
    )


def _to_authority(ways: Ways, both: Both) -> Climbs | None:
    """The climbs of both to the nearest that is above both: along certain hops, else along all; None where there is none."""
    certain = {id: [hop for hop in hops if hop.certainty is Truth.YES] for id, hops in ways.hops.items()}
    for hops in (certain, ways.hops):
        far = [_distances(hops, node.id) for node in both]
        common = sorted(
            (far[0][id] + far[1][id], max(far[0][id], far[1][id]), id)
            for id in far[0].keys() & far[1].keys()
            if ways.nodes[id].counts is not Truth.NO
        )
        for _, _, id in common[:MOST_TRIED]:
            climbs = _climb_to(hops, both[0].id, id), _climb_to(hops, both[1].id, id)
            if climbs[0] is not None and climbs[1] is not None and _is_above(climbs[0], climbs[1]):
                return climbs[0], climbs[1]
    return None


def _distances(hops: Mapping[str, Sequence[Hop]], start: str) -> dict[str, int]:
    """The least number of hops from a start to each node it leads to."""
    distance = {start: 0}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for hop in hops.get(at, ()):
            if hop.object.id not in distance:
                distance[hop.object.id] = distance[at] + 1
                waiting.append(hop.object.id)
    return distance


def _climb_to(hops: dict[str, list[Hop]], start: str, end: str) -> tuple[Hop, ...] | None:
    if start == end:
        return ()
    found, _ = paths(hops, start, {end}, 1)
    return found[0] if found else None


def _is_above(one: Sequence[Hop], other: Sequence[Hop]) -> bool:
    """Whether the end of two climbs has authority: a class has none over its members, nor a role over its holders."""
    led = [any(hop.line in (*_LADDER, LEADERSHIP) for hop in hops) for hops in (one, other)]
    return any(led) and not any(hops and hops[-1].line == MEMBERSHIP for hops in (one, other))


def _steps(ways: Ways, hops: Sequence[Hop], end: str) -> Iterator[Rung]:
    """The recorded steps between the ends of hops, beside whatever line leads there; then those on from the end."""
    leaving: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(ways.reach.edges, key=in_order):
        if edge.relation == "ESCALATES_TO":
            leaving[edge.subject].append(edge)
    yield from (
        _rung(ways, edge) for hop in hops for edge in leaving[hop.subject.id] if edge.object == hop.object.id
    )
    met, waiting = {end}, deque([end])
    while waiting:
        for edge in leaving[waiting.popleft()]:
            yield _rung(ways, edge)
            if edge.object not in met:
                met.add(edge.object)
                waiting.append(edge.object)


def _rung(ways: Ways, edge: Edge) -> Rung:
    step = edge.attributes.get("step")
    number = step if isinstance(step, int) else None
    ends = ways.nodes[edge.subject], ways.nodes[edge.object]
    return Rung(*ends, number, edge.text("power"), edge.said.in_force, edge.said)


def _climb(side: str, start: Node, hops: tuple[Hop, ...], ways: Ways, broken: Break | None = None) -> Climb:
    end = hops[-1].object if hops else start
    return Climb(
        side=side,
        from_=start,
        hops=hops,
        to=end,
        holding=holding_of(end, ways.reach.edges, ways.nodes),
        authority=broken is None,
        certainty=certainty_of(hops),
        steps=tuple(_steps(ways, hops, end.id)),
        key=f"{side} {end.id}",
        broken=broken,
    )


def _nobody_between(one: Node) -> str:
    return f"{one.name} {agrees(one.name, 'is')} both of the two: there is nobody to settle it between."


def _sentence(both: Both, rows: Sequence[Climb], found: bool) -> str:
    one, other = both
    if found:
        end = rows[0].to
        held = rows[0].holding.words if rows[0].holding else ""
        told = [
            f"The first with authority over both {one.name} and {other.name} is {end.name}{bracketed(held)}."
        ]
        told += [f"{climb_told(row.hops)}." for row in rows if row.hops]
        steps = {(rung.from_.id, rung.to.id): rung for row in rows for rung in row.steps}
        return " ".join([*told, *map(_step_told, steps.values())])
    told = [f"No line or step leads from {one.name} and {other.name} to a body with authority over both."]
    for row in rows:
        if row.hops:
            told.append(f"{climb_told(row.hops)}.")
        if row.broken:
            told.append(row.broken.sentence)
    return " ".join(dict.fromkeys(told))


def _step_told(rung: Rung) -> str:
    name = rung.from_.name
    number = f"step {rung.step}" if rung.step else ""
    power = f"to {rung.power}" if rung.power else "with what power is not recorded"
    marks = bracketed(number, power, place_of(rung.said), perhaps(rung.certainty))
    return f"{name} {agrees(name, 'escalates')} to {rung.to.name}{marks}."


ESCALATION_LADDER = Question(
    "escalation",
    "Who settles what two cannot agree on: the ladder from both to the first body with authority over both.",
    Escalation,
    Climb,
    ask,
    '--dataset scotland-chief-officers --a "child protection committees" --b "chief officers groups"',
)
