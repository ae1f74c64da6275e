"""Whom duties bind: the agencies of their owners, the members of a class of agencies each by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, in_order
from remit.queries.agencies import Agencies, agencies_of
from remit.queries.classes import Membership, complete, members_of
from remit.queries.lines import excepted


@dataclass(slots=True)
class Bound:
    """An agency that a duty binds: how surely, by which classes, and which of its own bodies and roles own the duty.

    `open` says that it stands for members of a class that are not recorded, `excepted` that the class leaves it out.
    """

    truth: Truth = Truth.NO
    classes: dict[str, Node] = field(default_factory=dict)
    owners: dict[str, Truth] = field(default_factory=dict)
    open: bool = False
    excepted: bool = False


@dataclass(frozen=True, slots=True)
class Bindings:
    """What is read of the owners of some duties: who owns which, who is in their classes, and whose they are."""

    edges: Mapping[str, Sequence[Edge]]
    members: Membership
    agencies: Agencies
    of_agencies: Membership

    @property
    def nodes(self) -> dict[str, Node]:
        """All nodes that were met."""
        return {**self.members.nodes, **self.of_agencies.nodes, **self.agencies.nodes}

    def agencies_with(self, owner: str) -> dict[str, tuple[Truth, str, str | None]]:
        """The agencies of an owner and of its members: how surely, whom of it, and by which class of agencies."""
        found: dict[str, tuple[Truth, str, str | None]] = {}
        for who, sure in self.members.of.get(owner, {owner: Truth.YES}).items():
            for agency, truth in self.agencies.of.get(who, {}).items():
                for each, in_class in self.of_agencies.of.get(agency, {agency: Truth.YES}).items():
                    by = agency if each != agency else None
                    entry = (min(sure, truth, in_class), who, by)
                    if each not in found or (entry[0], by is None) > (found[each][0], found[each][2] is None):
                        found[each] = entry
        return found


def bindings(
    graph: Graph, duties: Iterable[str], relations: Sequence[str] = ("ACCOUNTABLE_FOR",)
) -> Bindings:
    """What tells whom these duties bind; four calls of the port, whatever their number."""
    by_duty: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(graph.edges(relations, objects=duties), key=in_order):
        by_duty[edge.object].append(edge)
    owners = {edge.subject for edges in by_duty.values() for edge in edges}
    members = members_of(graph, owners)
    agencies = agencies_of(graph, {id for each in members.of.values() for id in each} | owners)
    return Bindings(
        by_duty, members, agencies, members_of(graph, {id for each in agencies.of.values() for id in each})
    )


def bound_by(duty: str, told: Bindings) -> tuple[dict[str, Bound], list[Node]]:
    """The agencies that a duty binds, and the owners of which no agency is recorded.

    That a class of agencies is named binds its members, and names no owner in them.
    """
    nodes = told.nodes
    found: dict[str, Bound] = defaultdict(Bound)
    homeless: list[Node] = []
    for edge in told.edges.get(duty, ()):
        owner = nodes[edge.subject]
        if owner.counts is Truth.NO:
            continue
        sure = min(edge.said.in_force, owner.counts)
        homes = told.agencies_with(owner.id)
        if not homes:
            homeless.append(owner)
        for agency, (truth, who, by) in homes.items():
            bound = found[agency]
            bound.truth = max(bound.truth, min(sure, truth))
            if by or (owner.kind == "Agency" and agency != owner.id):
                bound.classes[by or owner.id] = nodes[by or owner.id]
            if nodes[who].kind != "Agency" or (agency == owner.id and not owner.is_class):
                bound.owners[who] = max(bound.owners.get(who, Truth.NO), min(sure, truth))
    _classes(found, told)
    return dict(found), homeless


def _classes(found: dict[str, Bound], told: Bindings) -> None:
    """Of classes of agencies: what stands for members not recorded, those left out, and no class whose members are all."""
    nodes = told.nodes
    for id in list(found):
        node = nodes[id]
        if not node.is_class:
            continue
        recorded = [each for each in told.of_agencies.of.get(id, ()) if each != id]
        if recorded and complete(node):
            del found[id]
            continue
        found[id].open = True
    for id in list(found):
        for each in (nodes[id], *found[id].classes.values()):
            for out in _left_out(each):
                if out not in found:
                    found[out] = Bound(Truth.YES, {each.id: each}, excepted=True)


def _left_out(of: Node) -> Sequence[str]:
    listed = of.attributes.get("except")
    return [id for id in listed if excepted(of, (id,))] if isinstance(listed, list) else ()
