"""What a view makes of a history, fact by fact."""

from dataclasses import replace

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import (
    Edge,
    Node,
    Said,
    Version,
    Where,
)
from remit.graphmodel.names import own_part
from remit.graphmodel.relations import RELATION, has_standing
from remit.graphmodel.statements import EVIDENCE, Attributes, EdgeStatement, Fact, NodeStatement
from remit.graphmodel.view import View
from tests.contract.history import History

STANDINGS = (None, "actual", "expected", "proposed")


class Seen:
    """A view of a history: what it knows, what of that is in force, and nodes and edges as the port has them."""

    def __init__(self, history: History, view: View) -> None:
        known_at = history.last if view.known_at is None else view.known_at
        self.history = history
        self._view = replace(view, known_at=known_at)
        ever = [fact for fact in history.facts.values() if fact.asserted <= known_at]
        self.kinds = {
            fact.statement.node: fact.statement.kind
            for fact in ever
            if isinstance(fact.statement, NodeStatement)
        }
        self.known = [fact for fact in ever if self._is_known(fact, known_at)]
        self.completed = {
            dataset: head.complete for (change, dataset), head in history.heads.items() if change == known_at
        }

    def _is_known(self, fact: Fact, known_at: int) -> bool:
        said = fact.statement
        return (
            (fact.retracted is None or fact.retracted > known_at)
            and not (self._view.strict and said.evidence != "stated")
            and (self._view.datasets is None or said.dataset in self._view.datasets)
        )

    def ever(self) -> list[Fact]:
        """Every fact that the view's data sets had asserted, by number, also those that were retracted by then."""
        known_at = self._view.known_at or 0
        return [
            replace(fact, retracted=fact.retracted if fact.retracted and fact.retracted <= known_at else None)
            for number, fact in sorted(self.history.facts.items())
            if fact.asserted <= known_at
            and not (self._view.strict and fact.statement.evidence != "stated")
            and (self._view.datasets is None or fact.statement.dataset in self._view.datasets)
        ]

    @property
    def view(self) -> View:
        return self._view

    def truth(self, fact: Fact) -> Truth:
        if fact.statement.standing == "proposed" and not self._view.proposed:
            return Truth.NO
        return fact.period.in_force(self._view.day)

    def told_of(self, id: str) -> list[tuple[Fact, NodeStatement]]:
        return [
            (fact, fact.statement)
            for fact in self.known
            if isinstance(fact.statement, NodeStatement) and fact.statement.node == id
        ]

    def links(self, relation: str) -> list[tuple[Fact, EdgeStatement, Truth]]:
        """Edges of a relation in force."""
        return [
            (fact, fact.statement, self.truth(fact))
            for fact in self.known
            if isinstance(fact.statement, EdgeStatement)
            and fact.statement.relation == relation
            and self.truth(fact)
        ]

    def counts(self, id: str) -> Truth:
        """Whether a node counts; one that nobody in the view records does."""
        versions = self.told_of(id)
        return max(self.truth(fact) for fact, _ in versions) if versions else Truth.YES

    def said(self, fact: Fact, has: bool) -> Said:
        told = fact.statement
        return Said(
            fact.number, told.dataset, told.evidence, told.standing if has else None, fact.period,
            told.valid_from, told.valid_to, fact.period.in_force(self._view.day), told.source, told.locator,
            fact.dated, told.reason, told.note, told.based_on,
        )  # fmt: skip

    def none(self, fact: Fact, told: NodeStatement) -> set[str]:
        """The relations of which a version confirms that there is none, on either side."""
        untold = {*listed(told.attributes, "withheld"), *listed(told.attributes, "not_applicable")}
        if told.attributes.get("class") is True:
            untold.add("HOLDS")  # a class is held by its members
        able = {
            name
            for name, relation in RELATION.items()
            if told.kind in relation.sources or told.kind in relation.targets
        }
        return {*listed(told.attributes, "none")} | ({*self.completed.get(told.dataset, ())} & able - untold)

    def node(self, id: str) -> Node:
        versions = self.told_of(id)
        kind = self.kinds[id]
        if not versions:
            return Node(id, kind, own_part(id), {}, Said())

        def weight(each: tuple[Fact, NodeStatement]) -> tuple[int, ...]:
            fact, told = each
            return (
                self.truth(fact), -STANDINGS.index(told.standing), -EVIDENCE.index(told.evidence), fact.dated,
                fact.period.from_earliest, fact.number,
            )  # fmt: skip

        ranked = [
            Version(told.name, told.attributes, self.said(fact, True))
            for fact, told in sorted(versions, key=weight, reverse=True)
        ]
        best, *rest = ranked
        none: dict[str, Truth] = {}
        for fact, told in versions:
            for relation in self.none(fact, told):
                if self.truth(fact):
                    none[relation] = max(none.get(relation, Truth.NO), self.truth(fact))
        others = tuple(each for each in rest if (each.name, each.attributes) != (best.name, best.attributes))
        return Node(id, kind, best.name, best.attributes, best.said, self.counts(id), none, others)

    def edge(self, fact: Fact, told: EdgeStatement) -> Edge:
        has = has_standing(self.kinds[told.subject], self.kinds[told.object])
        said = self.said(fact, has)
        return Edge(told.relation, told.subject, told.object, told.attributes, said, told.own_id)

    def listing(self, kind: str, where: Where | None) -> list[tuple[str, Truth]]:
        found = []
        for id in sorted(id for id, its in self.kinds.items() if its == kind):
            live = [(self.truth(fact), told) for fact, told in self.told_of(id) if self.truth(fact)]
            if live and all(
                any(
                    told.attributes.get(key) in values for _, told in live if not listed(told.attributes, key)
                )
                for key, values in (where or {}).items()
            ):
                found.append((id, max(truth for truth, _ in live)))
        return found


def listed(attributes: Attributes, key: str) -> list[str]:
    """An attribute that is a list; empty where it is none."""
    value = attributes.get(key)
    return value if isinstance(value, list) else []
