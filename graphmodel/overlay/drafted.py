"""What changes add to a graph and take from it, as one view sees it, found by nodes and by ends of edges."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from remit.graphmodel.changes import Changes
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Side, Step
from remit.graphmodel.overlay.seeing import counts_for, truth_of
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.graphmodel.view import View


class Drafted:
    """Changes through a view. `removed` are facts by number, `added` in their order; `kinds` those of all nodes added."""

    def __init__(self, changes: Changes, view: View) -> None:
        self.view = view
        self.change = changes.pin + 1
        self.removed = {fact.number: fact for fact in changes.removed if counts_for(view, fact)}
        self.added = [fact for fact in changes.added if counts_for(view, fact)]
        self.kinds = {
            fact.statement.node: fact.statement.kind
            for fact in changes.added
            if isinstance(fact.statement, NodeStatement)
        }
        self._at: dict[tuple[str, Side, str], list[Fact]] = defaultdict(list)
        for fact in self.added:
            told = fact.statement
            if isinstance(told, EdgeStatement):
                self._at[told.relation, Side.SUBJECT, told.subject].append(fact)
                self._at[told.relation, Side.OBJECT, told.object].append(fact)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The nodes of which something else is said, and those that are new."""
        return frozenset(self.kinds).union(
            fact.statement.node for fact in self.both if isinstance(fact.statement, NodeStatement)
        )

    @property
    def both(self) -> Iterable[Fact]:
        """What is removed, and what is added."""
        return (*self.removed.values(), *self.added)

    @cached_property
    def ends(self) -> dict[tuple[str, Side], frozenset[str]]:
        """The ends of changed edges, by relation and side."""
        found: dict[tuple[str, Side], set[str]] = defaultdict(set)
        for fact in self.both:
            told = fact.statement
            if isinstance(told, EdgeStatement):
                found[told.relation, Side.SUBJECT].add(told.subject)
                found[told.relation, Side.OBJECT].add(told.object)
        return {key: frozenset(ids) for key, ids in found.items()}

    def ends_of(self, relation: str, side: Side) -> frozenset[str]:
        """The ends of changed edges of a relation on a side."""
        return self.ends.get((relation, side), frozenset())

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        """What is added about some nodes."""
        asked = frozenset(ids)
        return [
            fact
            for fact in self.added
            if isinstance(fact.statement, NodeStatement) and fact.statement.node in asked
        ]

    def edges(self, relations: Iterable[str], side: Side, ids: Iterable[str]) -> list[Fact]:
        """What is added about edges in force at some nodes."""
        asked = list(ids)
        return [
            fact
            for relation in relations
            for id in asked
            for fact in self._at.get((relation, side, id), ())
            if truth_of(self.view, fact) is not Truth.NO
        ]

    def meets(self, steps: Iterable[Step], met: Iterable[str]) -> bool:
        """Whether a walk that met these nodes met anything that is changed."""
        nodes = frozenset(met)
        return not nodes.isdisjoint(self.changed) or any(
            not nodes.isdisjoint(self.ends_of(step.relation, step.side)) for step in steps
        )

    def tally(self, relation: str, side: Side) -> dict[str, tuple[int, int]]:
        """By how much the edges of a relation grow in number at each node on a side: (certainly, at most)."""
        grown: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for sign, facts in ((-1, self.removed.values()), (1, self.added)):
            for fact in facts:
                told = fact.statement
                truth = truth_of(self.view, fact)
                if isinstance(told, EdgeStatement) and told.relation == relation and truth is not Truth.NO:
                    id = told.subject if side is Side.SUBJECT else told.object
                    certain, most = grown[id]
                    grown[id] = certain + sign * (truth is Truth.YES), most + sign
        return grown
