"""Whether what is delegated was the delegator's to hand on: the chain of a delegation back to its origin."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.graphmodel.names import folded
from remit.queries.english import agrees
from remit.queries.grouping import by_end
from remit.queries.holding import HOLDERS, vacancy_of
from remit.queries.moments import on_any_day
from remit.queries.ways import ways_to

_CAPACITIES = ("ONE_OF", "CARRIES", "LEADS")
_BACK = (Step("DELEGATES_TO", Side.OBJECT), *(Step(relation) for relation in _CAPACITIES))


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a delegation: certainly, possibly, or (`truth` None) one cannot tell whether."""

    sentence: str
    truth: Truth | None = Truth.YES

    @property
    def weight(self) -> int:
        """How much it weighs: a certain flaw most, then a possible one, then one that cannot be told."""
        return 1 if self.truth is None else 1 + self.truth


@dataclass(frozen=True, slots=True)
class Chain:
    """A delegation with those that it rests on, the first one first, and what is wrong with them."""

    path: tuple[Edge, ...]
    flaws: tuple[Flaw, ...]

    @property
    def weight(self) -> int:
        """The weight of its worst flaw; 0 where it has none."""
        return max((flaw.weight for flaw in self.flaws), default=0)


def what_of(edge: Edge) -> str:
    """What an edge hands on: the id of a duty, or a function in its folded words."""
    return edge.text("duty") or folded(edge.text("function") or "")


@dataclass(frozen=True, slots=True)
class Delegated:
    """What must be known to judge some delegations: the earlier ones, the owners of duties, who is there on the day."""

    day: int | None
    nodes: Mapping[str, Node]
    held: Mapping[str, Sequence[Edge]]
    owning: Mapping[str, Sequence[Edge]]
    capacities: Mapping[str, Mapping[str, Truth]]
    received: Mapping[str, Sequence[Edge]]

    def chain(self, edge: Edge) -> Chain:
        """The chain of a delegation with its flaws; of several ways back, the one that is least flawed."""
        flaws = [*self._in_force(edge, "It"), *self._there(edge)]
        back = self._back(edge, (edge.object,))
        return Chain((*back.path, edge), (*flaws, *back.flaws))

    def _in_force(self, edge: Edge, what: str) -> Iterable[Flaw]:
        truth = edge.said.period.in_force(self.day)
        if truth is not Truth.YES:
            days = [f"from {edge.said.valid_from}" if edge.said.valid_from else ""]
            days.append(f"until {edge.said.valid_to}" if edge.said.valid_to else "")
            told = f"{what} is {'not' if truth is Truth.NO else 'possibly not'} in force on that day"
            yield Flaw(f"{told} ({' '.join(filter(None, days))}).", Truth(2 - truth))

    def _there(self, edge: Edge) -> Iterable[Flaw]:
        delegator, delegate = self.nodes[edge.subject], self.nodes[edge.object]
        for node in (delegator, delegate):
            if node.counts is not Truth.YES:
                perhaps = "" if node.counts is Truth.NO else "possibly "
                yield Flaw(
                    f"{node.name} {agrees(node.name, 'is')} {perhaps}not there on that day.",
                    Truth(2 - node.counts),
                )
        if vacant := vacancy_of(delegate, self.held.get(delegate.id, ()), self.nodes):
            perhaps = "" if vacant is Truth.YES else "possibly "
            yield Flaw(f"{delegate.name} {agrees(delegate.name, 'is')} {perhaps}VACANT.", vacant)

    def _back(self, edge: Edge, passed: tuple[str, ...]) -> Chain:
        """How the delegator came by what is handed on; `passed` are those it went to in turn."""
        delegator, what = edge.subject, what_of(edge)
        if delegator in passed:
            round_ = " to ".join(
                self.nodes[id].name for id in (delegator, *passed[: passed.index(delegator) + 1])
            )
            return Chain((), (Flaw(f"It goes round in a circle: {round_}."),))
        capacities = self.capacities.get(delegator, {delegator: Truth.YES})
        owns = max(
            (
                min(each.said.in_force, capacities.get(each.subject, Truth.NO))
                for each in self.owning.get(what, ())
            ),
            default=Truth.NO,
        )
        if owns is Truth.YES:
            return Chain((), ())
        earlier = [
            self._handed(each, edge, passed)
            for id in capacities
            for each in self.received.get(id, ())
            if what_of(each) == what
        ]
        if owns is Truth.POSSIBLY:
            told = f"{self.nodes[delegator].name} {agrees(self.nodes[delegator].name, 'is')} possibly not accountable for it on that day."
            earlier.append(Chain((), (Flaw(told, Truth.POSSIBLY),)))
        return min(earlier, key=lambda chain: chain.weight, default=Chain((), (self._unfounded(edge),)))

    def _handed(self, earlier: Edge, edge: Edge, passed: tuple[str, ...]) -> Chain:
        """The chain of an earlier delegation, as far as a later one rests on it."""
        name, by = self.nodes[edge.subject].name, self.nodes[earlier.subject].name
        flaws = list(self._in_force(earlier, f"The delegation from {by} to {name}, on which it rests,"))
        allowed = earlier.attributes.get("may_sub_delegate")
        if allowed is None:
            flaws.append(Flaw(f"Whether {name} may hand it on is not said.", None))
        elif not allowed:
            flaws.append(Flaw(f"{by} {agrees(by, 'allows')} no handing on by {name}."))
        back = self._back(earlier, (edge.subject, *passed))
        return Chain((*back.path, earlier), (*flaws, *back.flaws))

    def _unfounded(self, edge: Edge) -> Flaw:
        name = self.nodes[edge.subject].name
        if not edge.text("duty"):
            return Flaw(
                f"Whether {name} {agrees(name, 'has')} the function to hand on cannot be checked: it is no recorded duty.",
                None,
            )
        if not self.owning.get(what_of(edge)):
            return Flaw(
                f"Nobody is recorded as accountable for it, so one cannot tell whether it was {name}'s to hand on.",
                None,
            )
        return Flaw(f"{name} {agrees(name, 'is')} not accountable for it, and nobody handed it to {name}.")


def delegated(graph: Graph, edges: Sequence[Edge]) -> Delegated:
    """What must be known to judge these delegations, in four calls of the port, whatever their number.

    Earlier delegations are read for any day, so that one that has ended is seen to have.
    """
    ever = on_any_day(graph)
    back = ever.reach(_BACK, {edge.subject for edge in edges})
    there = graph.reach((HOLDERS,), {*back.nodes, *(edge.object for edge in edges)}, hops=0)
    owning = graph.edges(("ACCOUNTABLE_FOR",), objects={id for edge in edges if (id := edge.text("duty"))})
    day = graph.view.day
    leaving: dict[str, list[Edge]] = defaultdict(list)
    for edge in back.edges:
        if edge.relation in _CAPACITIES and edge.said.period.in_force(day):
            leaving[edge.subject].append(edge)
    return Delegated(
        day,
        there.nodes,
        by_end(there.edges, "HOLDS", Side.OBJECT),
        by_end(owning, "ACCOUNTABLE_FOR", Side.OBJECT),
        {
            id: {
                of: min((edge.said.period.in_force(day) for edge in path), default=Truth.YES)
                for of, path in ways_to(there.nodes[id], leaving, there.nodes)
            }
            for id in back.nodes
            if id in there.nodes
        },
        by_end(back.edges, "DELEGATES_TO", Side.OBJECT),
    )
