"""Whether an agency covers a duty that binds it: by a duty of its own, by an owner of its own, or not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Side
from remit.queries.binding import Bindings, Bound, bindings, bound_by
from remit.queries.english import agrees, listed
from remit.queries.holding import HOLDERS, VACANT, holding_of

IMPLEMENTED, OWNED, BY_VACANT, MISSING, NOT_APPLICABLE, CANNOT_TELL = STATES = (
    "implemented", "owned", "owned by a vacant role", "missing", "not applicable", "cannot tell",
)  # fmt: skip
_ASSIGNED = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")
Local = Mapping[str, Mapping[str, Truth]]


@dataclass(frozen=True, slots=True)
class Cover:
    """The state of a duty in an agency: how certain, why, and by which owners and duties of the agency."""

    state: str
    truth: Truth
    told: str
    owners: tuple[Node, ...] = ()
    local: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What some duties are judged by.

    `bound` says by duty whom it binds, and which owners are of no agency; `local` by duty and agency which duties of the
    agency implement it, `vacant` which roles are confirmed vacant, `recorded` of which agencies duties are recorded.
    """

    bound: Mapping[str, tuple[Mapping[str, Bound], Sequence[Node]]]
    local: Mapping[str, Local]
    vacant: Mapping[str, Truth]
    recorded: frozenset[str]
    members: Mapping[str, Mapping[str, Truth]]
    nodes: Mapping[str, Node]

    def cover(self, duty: str, agency: Node) -> Cover:
        """The state of a duty in an agency."""
        everywhere = self.bound[duty][0]
        bound = everywhere.get(agency.id)
        name = agency.name
        if bound is None and any(each.open for each in everywhere.values()):
            told = f"{name} {agrees(name, 'is')} not recorded in any class that is bound"
            return Cover(CANNOT_TELL, Truth.YES, told)
        if bound is None:
            return Cover(NOT_APPLICABLE, Truth.YES, f"the duty does not bind {name}")
        if bound.excepted:
            classes = listed([each.name for each in bound.classes.values()])
            return Cover(NOT_APPLICABLE, bound.truth, f"{classes}: not {name}")
        owners = tuple(self.nodes[id] for id in bound.owners)
        if found := self.local.get(duty, {}).get(agency.id):
            local = tuple(self.nodes[id] for id in found)
            told = f"implemented by: {listed([each.name.rstrip('.') for each in local], most=2)}"
            return Cover(IMPLEMENTED, min(bound.truth, max(found.values())), told, owners, local)
        return self._owned(bound, owners) if owners else self._uncovered(agency, bound)

    def _owned(self, bound: Bound, owners: tuple[Node, ...]) -> Cover:
        names = listed([node.name for node in owners])
        vacant = [self.vacant[node.id] for node in owners if node.id in self.vacant]
        if len(vacant) == len(owners):
            return Cover(BY_VACANT, min(bound.truth, *vacant), f"owned by {names}, vacant", owners)
        truth = max(truth for id, truth in bound.owners.items() if id not in self.vacant)
        return Cover(OWNED, truth, f"owned by {names}", owners)

    def _uncovered(self, agency: Node, bound: Bound) -> Cover:
        name = agency.name
        if bound.open:
            members = "other members" if len(self.members.get(agency.id, ())) > 1 else "members"
            return Cover(CANNOT_TELL, Truth.YES, f"{members} of {name} are not recorded")
        if agency.id in self.recorded:
            told = f"none of the duties recorded of {name} implements it, and nobody there owns it"
            return Cover(MISSING, bound.truth, told)
        return Cover(CANNOT_TELL, Truth.YES, f"nothing is recorded of who is accountable for what in {name}")


def seen_of(graph: Graph, duties: Sequence[Node]) -> Seen:
    """What these duties are judged by; some calls of the port, whatever their number."""
    told = bindings(graph, [duty.id for duty in duties])
    bound = {duty.id: bound_by(duty.id, told) for duty in duties}
    local, nodes = _local(graph, duties)
    nodes |= told.nodes
    nodes |= graph.nodes({id for each, _ in bound.values() for id in each} - nodes.keys())
    uncovered = {
        id
        for each, _ in bound.values()
        for id, by in each.items()
        if not (by.owners or by.open or by.excepted)
    }
    return Seen(
        bound, local, _vacant(graph, told), _with_duties(graph, uncovered), told.of_agencies.of, nodes
    )


def _local(graph: Graph, duties: Sequence[Node]) -> tuple[dict[str, Local], dict[str, Node]]:
    """By duty and agency the agency's duties that implement it, and the nodes met.

    What implements the provision that a duty stands in only possibly implements that duty.
    """
    ids = [duty.id for duty in duties]
    in_source: dict[str, set[str]] = defaultdict(set)
    for duty in duties:
        if duty.said.source:
            in_source[duty.said.source].add(duty.id)
    for edge in graph.edges(("STATED_IN",), subjects=ids):
        in_source[edge.object].add(edge.subject)
    provisions = {edge.subject for edge in graph.edges(("PART_OF",), subjects=in_source)}
    edges = graph.edges(("IMPLEMENTS",), objects={*ids, *provisions})
    told = bindings(graph, {edge.subject for edge in edges}, _ASSIGNED)
    nodes = graph.nodes({edge.subject for edge in edges})
    placed = {id: bound_by(id, told)[0] for id, node in nodes.items() if node.counts is not Truth.NO}
    found: dict[str, dict[str, dict[str, Truth]]] = defaultdict(lambda: defaultdict(dict))
    for edge in edges:
        whole = edge.object in provisions
        sure = min(edge.said.in_force, nodes[edge.subject].counts, Truth.POSSIBLY if whole else Truth.YES)
        for duty_id in sorted(in_source[edge.object] - {edge.subject}) if whole else (edge.object,):
            for agency, by in placed.get(edge.subject, {}).items():
                if not by.excepted:
                    into = found[duty_id][agency]
                    into[edge.subject] = max(min(sure, by.truth), into.get(edge.subject, Truth.NO))
    return dict(found), nodes


def _vacant(graph: Graph, told: Bindings) -> dict[str, Truth]:
    """The owners, and members of owners, that are roles confirmed vacant."""
    confirmed = [
        told.nodes[id]
        for each in told.members.of.values()
        for id in each
        if told.nodes[id].kind == "Role" and told.nodes[id].confirmed_none.get("HOLDS")
    ]
    reach = graph.reach((HOLDERS,), [role.id for role in confirmed], hops=0)
    held = ((role.id, holding_of(role, reach.edges, reach.nodes)) for role in confirmed)
    return {id: holding.certainty for id, holding in held if holding and holding.state == VACANT}


def _with_duties(graph: Graph, agencies: Iterable[str]) -> frozenset[str]:
    """The agencies of which it is recorded that a part of them is accountable for something."""
    parts = graph.edges(("PART_OF",), objects=agencies)
    accountable = graph.tally("ACCOUNTABLE_FOR", Side.SUBJECT, {edge.subject for edge in parts})
    return frozenset(edge.object for edge in parts if accountable[edge.subject][1])
