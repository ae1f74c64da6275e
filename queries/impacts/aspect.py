"""What an aspect of an impact is: sorts of effects, how much each matters, and the function that finds them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Side
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.queries.comparing import Compared, Found
from remit.queries.rules.rule import ERROR, NOTE, SEVERITIES, WARNING

__all__ = ["ERROR", "NOTE", "SEVERITIES", "WARNING", "Aspect", "Effect", "Told", "Touched", "certainly"]


@dataclass(frozen=True, slots=True)
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

    @property
    def ids(self) -> frozenset[str]:
        """The nodes that the facts are about."""
        return frozenset(id for fact in self.facts for id in ends_of(fact))

    def ends(self, relations: Iterable[str], side: Side) -> frozenset[str]:
        """The ends of the touched edges of some relations on a side."""
        wanted = frozenset(relations)
        told = (fact.statement for fact in self.facts)
        return frozenset(
            each.subject if side is Side.SUBJECT else each.object
            for each in told
            if isinstance(each, EdgeStatement) and each.relation in wanted
        )

    @property
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


def ends_of(fact: Fact) -> tuple[str, ...]:
    """The nodes that a fact is about."""
    told = fact.statement
    return (told.subject, told.object) if isinstance(told, EdgeStatement) else (told.node,)


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: on whom (`subject`, `other`: ids), of which sort, and `what` tells it from others of that sort there.

    `before` and `after` are in words; empty where `Aspect.told` gives them for those that are shown.
    """

    subject: str
    sort: str
    severity: str
    certainty: Truth = Truth.YES
    what: str = ""
    other: str = ""
    before: str = ""
    after: str = ""


Told = tuple[str, str, int | None]  # before and after in words, and how many are below


def as_found(_touched: Touched, effects: Sequence[Effect]) -> Mapping[Effect, Told]:
    """Effects that were found with their words."""
    return {each: (each.before, each.after, None) for each in effects}


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect: its name, the sorts of its effects in their order, and what finds them.

    `relations` are those that may cause its effects, besides what is said of nodes (none: any). `told` puts into words
    those effects that are shown. By law, what `find` finds on the nodes that the change touches is
    what it would find by comparing everything.
    """

    name: str
    sorts: tuple[str, ...]
    find: Callable[[Touched], Iterable[Effect]]
    relations: tuple[str, ...] = ()
    told: Callable[[Touched, Sequence[Effect]], Mapping[Effect, Told]] = as_found


def certainly(was: Truth, now: Truth) -> Truth:
    """How certain it is that something came to be so, or ceased to be."""
    return Truth.YES if {was, now} == {Truth.YES, Truth.NO} else Truth.POSSIBLY
