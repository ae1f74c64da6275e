"""What a change touches: the facts that it adds or takes away, the nodes that they are about, and those beyond."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from remit.graphmodel.graph import Graph, Side, Step
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.queries.comparing import Compared, Found
from remit.queries.telling import ends_of


@dataclass(frozen=True)
class Touched:
    """A change: the graph before and after, accountability in both, and what of it differs; the facts that it touches."""

    before: Graph
    after: Graph
    compared: Compared
    found: Sequence[Found]
    facts: Sequence[Fact]

    @property
    def graphs(self) -> tuple[Graph, Graph]:
        """Before and after."""
        return self.before, self.after

    @cached_property
    def ever(self) -> "Touched":
        """The same on any day, and whatever the evidence: what was, or will be, or is only concluded is met as well."""
        before, after = (
            graph.at(replace(graph.view.on_any_day(), known_at=graph.view.known_at, strict=False))
            for graph in self.graphs
        )
        return replace(self, before=before, after=after)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The nodes that the facts are about."""
        return frozenset(id for fact in self.facts for id in ends_of(fact.statement))

    def ends(self, relations: Iterable[str], side: Side) -> frozenset[str]:
        """The ends of the touched edges of some relations on a side."""
        wanted = frozenset(relations)
        told = (fact.statement for fact in self.facts)
        return frozenset(
            each.subject if side is Side.SUBJECT else each.object
            for each in told
            if isinstance(each, EdgeStatement) and each.relation in wanted
        )

    def met(self, relations: Iterable[str]) -> frozenset[str]:
        """The ends of the touched edges of some relations on both sides."""
        wanted = frozenset(relations)
        return self.ends(wanted, Side.SUBJECT) | self.ends(wanted, Side.OBJECT)

    @cached_property
    def nodes(self) -> frozenset[str]:
        """The nodes of which something else is said."""
        return frozenset(
            fact.statement.node for fact in self.facts if isinstance(fact.statement, NodeStatement)
        )

    def beyond(self, relations: str | tuple[str, ...], side: Side, ids: Iterable[str]) -> frozenset[str]:
        """The far ends of the edges of a relation, or some, at nodes that stand on a side of it, before or after."""
        asked = frozenset(ids)
        if not asked:
            return asked
        wanted = (relations,) if isinstance(relations, str) else relations
        at = {"subjects": asked} if side is Side.SUBJECT else {"objects": asked}
        return frozenset(edge.end(side.other) for graph in self.graphs for edge in graph.edges(wanted, **at))

    @cached_property
    def moving(self) -> frozenset[str]:
        """The nodes that come or go, or do so more or less certainly."""
        old, new = (graph.nodes(self.nodes) for graph in self.graphs)
        return frozenset(
            id for id in self.nodes if id not in old or id not in new or old[id].counts != new[id].counts
        )

    def reached(self, steps: Sequence[Step], ids: Iterable[str]) -> frozenset[str]:
        """Some nodes, and all that is met on walking the steps from them, before or after."""
        starts = frozenset(ids)
        if not starts:
            return starts
        edges = (edge for graph in self.graphs for edge in graph.reach(steps, starts).edges)
        return starts | {id for edge in edges for id in (edge.subject, edge.object)}
