"""What is expected or proposed: bodies, roles, designations and appointments, with whether they were set up since."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side, Step, Where, in_order
from remit.graphmodel.kinds import BODIES
from remit.queries.paging import in_chunks

PLURALS = {
    "agency": "agencies", "unit": "units", "committee": "committees", "role": "roles", "designation": "designations",
    "appointment": "appointments",
}  # fmt: skip
SORTS = tuple(PLURALS)
ROLE, DESIGNATION, APPOINTMENT = SORTS[3:]
_ACTUAL = "actual"
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
    for number, each in enumerate(SORTS):
        if number >= first and sort in (None, each):
            start = begun if number == first else ""
            yield from _appointments(graph, start) if each == APPOINTMENT else _bodies(graph, each, start)


def _bodies(graph: Graph, sort: str, begun: str) -> Iterator[Wanted]:
    """Bodies or roles of a sort; whether one is wanted is no attribute, so all of the sort are looked through."""
    kind = next(kind for kind in BODIES if kind.lower() == (ROLE if sort == DESIGNATION else sort))
    where: Where = {"form": _FORMS[sort]} if sort in _FORMS else {}
    again = list(graph.nodes([begun] if begun else []).values())
    later = in_chunks(lambda after, limit: graph.find(kind, where, after, limit), lambda node: node.id, begun)
    for nodes in chain([again], later):
        yield from _not_set_up(graph, sort, [node for node in nodes if _wanted(node.said)])


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


def _appointments(graph: Graph, begun: str) -> Iterator[Wanted]:
    pairs = graph.pairs("APPOINTS")
    ids = sorted({pairs.ids[place] for place in pairs.objects})
    for chosen in in_chunks(lambda after, limit: [id for id in ids if id > after][:limit], str, ""):
        edges = graph.edges(("APPOINTS",), objects=[id for id in chosen if id >= begun])
        wanted = [edge for edge in edges if _wanted(edge.said)]
        nodes = graph.nodes({id for edge in wanted for id in (edge.subject, edge.object)})
        around = _around(graph, [nodes[edge.object] for edge in wanted])
        for edge in sorted(wanted, key=lambda each: (each.object, each.statement)):
            done = around.done(edge.object)
            if done is not Truth.YES and nodes[edge.object].counts is not Truth.NO:
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
