"""What is expected or proposed: bodies, roles, designations and appointments, with whether they were set up since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Provenance, Said, Side, Step, Where, fits, in_order
from remit.graphmodel.kinds import BODIES, STANDINGS
from remit.graphmodel.statements import EdgeStatement, NodeStatement, Statement
from remit.queries.paging import in_chunks, later

PLURALS = {
    "agency": "agencies", "unit": "units", "committee": "committees", "role": "roles", "designation": "designations",
    "appointment": "appointments",
}  # fmt: skip
SORTS = tuple(PLURALS)
ROLE, DESIGNATION, APPOINTMENT = SORTS[3:]
_ACTUAL = "actual"
_KIND = {kind.lower(): kind for kind in BODIES} | {DESIGNATION: "Role"}
_FORMS = {ROLE: frozenset(("post", "office", None)), DESIGNATION: frozenset((DESIGNATION,))}
_AROUND = (
    *(Step(relation, Side.OBJECT, leaf=True) for relation in ("HOLDS", "CARRIES", "APPOINTS", "ONE_OF")),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something wanted: `said` by whom, `by` whom it is to be set up and `how`, what it still `lacks`, what waits for it."""

    sort: str
    node: Node
    said: Said
    statement: str
    by: tuple[Node, ...]
    how: str
    lacks: str
    waiting: int
    certainty: Truth


def wanted_of(graph: Graph, sort: str | None, after: str) -> Iterator[Wanted]:
    """What is wanted and not set up, in the order of sorts and ids, from that of a cursor on; `graph` shows proposals.

    A body is set up once it is stated as actual, or as a class once an actual body is one of it; a role also once somebody
    holds it or an actual one carries it; an appointment once what is to be appointed is set up, or the appointment is made.
    """
    place, _, key = after.partition(" ")
    first, begun = (int(place) if place.isdigit() else 0), key.partition(" ")[0]
    said = [fact.statement for fact in graph.asserted(Provenance(standings=STANDINGS[1:]))]
    for number, each in enumerate(SORTS):
        if number >= first and sort in (None, each):
            ids = sorted(id for id in _named(said, each) if number > first or id >= begun)
            for chosen in in_chunks(partial(later, ids), str):
                yield from (
                    _appointments(graph, chosen) if each == APPOINTMENT else _bodies(graph, each, chosen)
                )


def _named(said: Iterable[Statement], sort: str) -> set[str]:
    """The nodes of which something of a sort is expected or proposed: that they are there, or an appointment to them."""
    if sort == APPOINTMENT:
        return {
            each.object for each in said if isinstance(each, EdgeStatement) and each.relation == "APPOINTS"
        }
    return {each.node for each in said if isinstance(each, NodeStatement) and each.kind == _KIND[sort]}


def _bodies(graph: Graph, sort: str, ids: Sequence[str]) -> Iterator[Wanted]:
    nodes = graph.nodes(ids)
    where: Where = {"form": _FORMS[sort]} if sort in _FORMS else {}
    there = [nodes[id] for id in ids if id in nodes and nodes[id].counts is not Truth.NO]
    wanted = [node for node in there if _wanted(node.said) and fits(node.attributes, where)]
    if wanted:
        yield from _not_set_up(graph, sort, wanted)


def _not_set_up(graph: Graph, sort: str, nodes: Sequence[Node]) -> Iterator[Wanted]:
    around = _around(graph, nodes)
    waiting = graph.tally("ACCOUNTABLE_FOR", Side.SUBJECT, [node.id for node in nodes])
    for node in nodes:
        done = around.done(node.id)
        if done is not Truth.YES:
            by, how = around.by(node.id)
            lacks = {ROLE: "nobody is recorded to hold it", DESIGNATION: "nobody is recorded to carry it"}
            yield Wanted(
                sort, node, node.said, node.statement, by, how, lacks.get(sort, "not recorded as set up"),
                waiting[node.id][1], min(node.counts, Truth(2 - done)),
            )  # fmt: skip


def _appointments(graph: Graph, ids: Sequence[str]) -> Iterator[Wanted]:
    wanted = [edge for edge in graph.edges(("APPOINTS",), objects=ids) if _wanted(edge.said)]
    nodes = graph.nodes({id for edge in wanted for id in (edge.subject, edge.object)})
    around = _around(graph, [nodes[edge.object] for edge in wanted])
    for edge in sorted(wanted, key=lambda each: (each.object, each.statement)):
        done = around.done(edge.object)
        counts = min(nodes[edge.object].counts, nodes[edge.subject].counts)
        if done is not Truth.YES and counts is not Truth.NO:
            yield Wanted(
                APPOINTMENT, nodes[edge.object], edge.said, edge.statement, (nodes[edge.subject],), "appointed",
                "nobody is recorded as appointed", 0, min(edge.said.in_force, Truth(2 - done)),
            )  # fmt: skip


def _wanted(said: Said) -> bool:
    return said.standing not in (None, _ACTUAL)


@dataclass(frozen=True, slots=True)
class _Around:
    """Who holds, carries, appoints or is one of what is wanted."""

    edges: dict[str, list[Edge]]
    nodes: dict[str, Node]

    def done(self, id: str) -> Truth:
        """Whether it has been set up: an actual holder, carrier, appointment or member of the class is recorded."""
        return max(
            (
                min(edge.said.in_force, self.nodes[edge.subject].counts)
                for edge in self.edges[id]
                if not _wanted(edge.said)
                and (edge.relation != "ONE_OF" or not _wanted(self.nodes[edge.subject].said))
            ),
            default=Truth.NO,
        )

    def by(self, id: str) -> tuple[tuple[Node, ...], str]:
        """Who is to appoint it; or else to carry it."""
        for relation, how in (("APPOINTS", "appointed"), ("CARRIES", "carried")):
            found = [
                edge.subject for edge in self.edges[id] if edge.relation == relation and _wanted(edge.said)
            ]
            if found:
                return tuple(self.nodes[each] for each in dict.fromkeys(found)), how
        return (), ""


def _around(graph: Graph, nodes: Sequence[Node]) -> _Around:
    reach = graph.reach(_AROUND, [node.id for node in nodes], hops=0)
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(reach.edges, key=in_order):
        edges[edge.object].append(edge)
    return _Around(edges, reach.nodes)
