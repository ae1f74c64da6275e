"""Where the lines of an agency end: at no top, as they only lead round, or at several."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Need, Node, Side, Step
from remit.graphmodel.relations import LINES
from remit.queries import near
from remit.queries.agencies import agencies_of
from remit.queries.classes import classes_of
from remit.queries.english import counted, listed
from remit.queries.lines import line_of
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, POSSIBLE, Check, Hit, everybody
from remit.queries.rules.line_hops import Hops, hops_at, line_where
from remit.queries.touched import Touched
from remit.queries.within import within

NONE, SEVERAL = "none", "several"
_INSIDE = (Step("PART_OF", Side.OBJECT), Step("LEADS", Side.OBJECT, leaf=True))


@dataclass(frozen=True, slots=True)
class Ends:
    """Settings."""

    tops: Annotated[
        str, Doc("none: every line leads round; several: lines end at more than one role.", (NONE, SEVERAL))
    ]
    lines: Annotated[tuple[str, ...], Doc("Along which lines of reporting.", LINES)] = ("management",)


def find(graph: Graph, settings: Ends) -> Iterator[Hit]:
    """Each agency whose lines have no end, or several.

    An end is a role with somebody below and no line up, its classes counted; a line that goes on to a role of another
    agency does not end. A class is no end where its members are recorded: they are. Several ends are certain only where
    two of them are confirmed to report to nobody: else a line between them may be there and not recorded.
    """
    ends = _ends(graph, settings.lines)
    of: dict[str, list[str]] = defaultdict(list)
    agencies = agencies_of(graph, ends)
    for id in sorted(ends):
        for agency, truth in agencies.of[id].items():
            if truth is Truth.YES:
                of[agency].append(id)
    nodes = graph.nodes({*ends, *of})
    if settings.tops == SEVERAL:
        for agency, tops in of.items():
            if len(tops) > 1:
                yield _several(nodes[agency], [nodes[id] for id in tops], ends)
    else:
        known = {agency for agency, tops in of.items() if any(ends[id] is Truth.YES for id in tops)}
        yield from _without(graph, settings, [each for each in graph.find("Agency") if each.id not in known])


def _ends(graph: Graph, lines: Collection[str]) -> dict[str, Truth]:
    """The ends of lines, and how certainly no line leads on from them as far as is recorded."""
    topmost = graph.lacking("Role", Need("REPORTS_TO", Side.SUBJECT, where=line_where(lines)))
    over = _over_somebody(graph, [id for id, _ in topmost], lines)
    hops = hops_at(graph, over, lines)
    found: dict[str, Truth] = {}
    for id in over:
        end = min(Truth(2 - hops.above(id)), hops.below(id))
        if end is not Truth.NO and not _stood_for(id, hops):
            found[id] = end
    return found


def _over_somebody(graph: Graph, roles: Collection[str], lines: Collection[str]) -> list[str]:
    """Those of some roles to whom, or to a class of whom, somebody reports."""
    classes = classes_of(graph, roles).of
    asked = {id for ways in classes.values() for id in ways}
    below = graph.edges(("REPORTS_TO",), objects=asked) if asked else ()
    managing = {edge.object for edge in below if line_of(edge) in lines}
    return [id for id, ways in classes.items() if managing & ways.keys()]


def _stood_for(id: str, hops: Hops) -> bool:
    """Whether a class has recorded members, who are the ends where it is one."""
    return hops.nodes[id].is_class and any(edge.subject != id for edge in hops.up.get(id, ()))


def _several(agency: Node, tops: list[Node], ends: Mapping[str, Truth]) -> Hit:
    confirmed = [top for top in tops if top.confirmed_none.get("REPORTS_TO")]
    sure = sum(ends[top.id] is Truth.YES for top in confirmed)
    outcome = CANNOT_TELL if len(confirmed) < 2 else CERTAIN if sure > 1 else POSSIBLE
    told = f"{agency.name}: lines end at {counted(len(tops), 'role')}, {listed([top.name for top in tops])}."
    return Hit(agency, told, outcome, tuple(tops))


def _without(graph: Graph, settings: Ends, agencies: list[Node]) -> Iterator[Hit]:
    """Agencies whose every role in a line has a line up to a role of the same agency."""
    reach = graph.reach(_INSIDE, [agency.id for agency in agencies])
    inside: dict[str, list[str]] = defaultdict(list)
    for edge in reach.edges:
        inside[edge.object].append(edge.subject)
    for agency in agencies:
        met = _all_inside(agency.id, inside)
        roles = [id for id in met if reach.nodes[id].kind == "Role"]
        hops = hops_at(graph, roles, settings.lines)
        held = {id: _within(id, hops, met) for id in roles if hops.up.get(id) or hops.down.get(id)}
        certainty = min(held.values(), default=Truth.NO)
        if certainty is not Truth.NO:
            rounds = tuple(reach.nodes[id] for id in sorted(held))
            told = f"{agency.name}: no line ends at a top; {listed([each.name for each in rounds])} only lead round."
            yield Hit(agency, told, CERTAIN if certainty is Truth.YES else POSSIBLE, rounds)


def _all_inside(agency: str, inside: Mapping[str, list[str]]) -> set[str]:
    met = {agency}
    waiting = [agency]
    while waiting:
        beyond = set(inside.get(waiting.pop(), ())) - met
        met |= beyond
        waiting += beyond
    return met


def _within(id: str, hops: Hops, met: Collection[str]) -> Truth:
    """How certainly a line leads up from a role to another of those met."""
    return max((edge.said.in_force for edge in hops.up.get(id, ()) if edge.object in met), default=Truth.NO)


def _near(touched: Touched, settings: Ends) -> frozenset[str]:
    """Agencies of roles that come to be an end of lines, or cease to be one; all of a touched role where none is to be left."""
    roles = touched.nodes | touched.met(("REPORTS_TO", "ONE_OF", "LEADS", "PART_OF"))
    roles |= touched.beyond("REPORTS_TO", Side.SUBJECT, touched.nodes) | touched.beyond(
        "REPORTS_TO", Side.OBJECT, touched.nodes
    )
    roles = near.with_classes(touched, near.with_members(touched, roles | near.belonging(touched)))
    placed = [agencies_of(graph, roles).of for graph in touched.graphs]
    if settings.tops == SEVERAL:
        ends = [_ends(within(graph, roles), settings.lines) for graph in touched.graphs]
        told = [
            {
                (id, end, agency, truth)
                for id, end in found.items()
                for agency, truth in of.get(id, {}).items()
            }
            for found, of in zip(ends, placed, strict=True)
        ]
        return frozenset(agency for _, _, agency, _ in told[0] ^ told[1])
    return frozenset(agency for of in placed for each in of.values() for agency in each)


ENDS = Check("ends", "Agencies whose lines end at no top, or at several.", Ends, find, _near, everybody)
