"""The desk on which a scenario is worked out: what its operations look at, read in one go, and what they have done so far."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from remit.graphmodel.changes import FIRST_DRAFTED
from remit.graphmodel.days import Period
from remit.graphmodel.ending import ended_on
from remit.graphmodel.errors import UnknownName
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.queries.naming import node_named

Looks = Mapping[Side, tuple[str, ...]]


class Desk:
    """Statements of any day and evidence as they stand after the operations so far; `graph` is known at the pin.

    `looks` says which edges are looked at, by name of the node as written.
    """

    def __init__(self, graph: Graph, dataset: str, names: Iterable[str], looks: Mapping[str, Looks]) -> None:
        self.graph = graph
        self.dataset = dataset
        self.removed: list[Fact] = []
        self.added: dict[int, Fact] = {}
        self.because: dict[int, int] = {}
        self._next = FIRST_DRAFTED
        asked = {name: name.strip().casefold() for name in names}
        known = graph.nodes(asked.values())
        self._named = {name: known[id] for name, id in asked.items() if id in known}
        self._nodes = dict(known)
        for name in asked.keys() - self._named.keys():
            self._look_up(name)
        self._facts: dict[int, Fact] = {}
        self._at: dict[tuple[Side, str], list[int]] = defaultdict(list)
        self._versions: dict[str, list[int]] = defaultdict(list)
        for fact in graph.versions(self._nodes):
            self._add(fact)
        # The store keeps the id of a node that was stated once; what nothing states any more is not there.
        self._named = {name: node for name, node in self._named.items() if self._versions[node.id]}
        for side in Side:
            wanted: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for name, of in looks.items():
                if side in of and name in self._named:
                    wanted[of[side]].append(self._named[name].id)
            for relations, ids in wanted.items():
                met = (
                    graph.edges(relations, subjects=ids)
                    if side is Side.SUBJECT
                    else graph.edges(relations, objects=ids)
                )
                for edge in met:
                    self._add(_fact(edge))
        far = {id for fact in self._facts.values() for id in _ends(fact)}
        self._nodes |= graph.nodes([id for id in far if id not in self._nodes])

    def _look_up(self, name: str) -> None:
        try:
            node = node_named(self.graph, name)
        except UnknownName:
            return
        self._named[name] = node
        self._nodes[node.id] = node

    def found(self, name: str) -> Node | None:
        """The node that goes by a name; None where there is none."""
        return self._named.get(name)

    def named(self, name: str) -> Node:
        """The node that goes by a name. Raises UnknownName."""
        if name in self._named:
            return self._named[name]
        node = node_named(self.graph, name)
        if not self._versions[node.id]:
            raise UnknownName(f"nothing states {node.id} any more", "name another, or create it first")
        return node

    def node(self, id: str) -> Node:
        """A node that some edge looked at leads to."""
        return self._nodes[id]

    def versions(self, id: str) -> list[Fact]:
        """What is known of a node."""
        return [self._facts[number] for number in self._versions[id] if number in self._facts]

    def edges(self, relations: Iterable[str], side: Side, id: str) -> list[Fact]:
        """The edges of some relations at a node, of any day."""
        wanted = frozenset(relations)
        facts = (self._facts[number] for number in self._at[side, id] if number in self._facts)
        return [
            fact
            for fact in facts
            if isinstance(fact.statement, EdgeStatement) and fact.statement.relation in wanted
        ]

    def live(self, relation: str, side: Side, id: str, day: date) -> list[Fact]:
        """The edges of a relation at a node that are in force on a day, certainly or possibly."""
        return [
            fact
            for fact in self.edges((relation,), side, id)
            if fact.period.in_force(day.toordinal()) and fact.statement.standing != "proposed"
        ]

    def end(self, fact: Fact, day: date, place: int) -> None:
        """A fact ends on a day; one that begins later falls away, one that has ended by then stays as it is."""
        if fact.number not in self._facts or fact.period.ended_by(day.toordinal()):
            return
        del self._facts[fact.number]
        if fact.number in self.added:
            del self.added[fact.number]
        else:
            self.removed.append(fact)
            self.because[fact.number] = place
        told = fact.statement
        period = ended_on(day, fact.period, told.valid_from, fact.dated, bool(told.based_on))
        if period is not None:
            self._draft(replace(told, valid_to=day.isoformat()), period, fact.dated, place)

    def state(self, told: NodeStatement | EdgeStatement, place: int | None, dated: int) -> None:
        """A new statement."""
        if isinstance(told, NodeStatement):
            node = Node(told.node, told.kind, told.name, told.attributes, Said())
            self._nodes[told.node] = self._named[told.node] = node
        self._draft(told, Period.between(told.valid_from, None, dated), dated, place)

    def _draft(
        self, told: NodeStatement | EdgeStatement, period: Period, dated: int, place: int | None
    ) -> None:
        fact = Fact(self._next, told, period, dated, (self.graph.view.known_at or 0) + 1, None)
        self._next += 1
        self.added[fact.number] = fact
        if place is not None:
            self.because[fact.number] = place
        self._add(fact)

    def _add(self, fact: Fact) -> None:
        if fact.number in self._facts:
            return
        self._facts[fact.number] = fact
        if isinstance(fact.statement, NodeStatement):
            self._versions[fact.statement.node].append(fact.number)
        else:
            self._at[Side.SUBJECT, fact.statement.subject].append(fact.number)
            self._at[Side.OBJECT, fact.statement.object].append(fact.number)


def _ends(fact: Fact) -> tuple[str, ...]:
    told = fact.statement
    return () if isinstance(told, NodeStatement) else (told.subject, told.object)


def _fact(edge: Edge) -> Fact:
    """An edge of the port as the fact that it is; which change asserted it is not known."""
    said = edge.said
    told = EdgeStatement(
        dataset=said.dataset, evidence=said.evidence, standing=said.standing, valid_from=said.valid_from,
        valid_to=said.valid_to, source=said.source, locator=said.locator, reason=said.reason, note=said.note,
        based_on=said.based_on, attributes=edge.attributes, relation=edge.relation, subject=edge.subject,
        object=edge.object, own_id=edge.own_id,
    )  # fmt: skip
    return Fact(said.fact, told, said.period, said.dated, 0, None)
