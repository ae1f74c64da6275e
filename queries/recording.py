"""A graph that notes what a question read through it: which facts it was given, and what it asked without being given any.

It answers as the graph behind it does. Questions need not know of it, so that what explains an answer is what made it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import (
    MOST_HOPS,
    MOST_ROWS,
    Edge,
    Found,
    Graph,
    Need,
    Node,
    Pairs,
    Provenance,
    Reach,
    Side,
    Step,
    Where,
)
from remit.graphmodel.statements import Fact
from remit.graphmodel.store import Change
from remit.graphmodel.view import View
from remit.queries.english import bracketed
from remit.queries.telling import value_told


@dataclass(slots=True)
class Noted:
    """What was read: nodes and edges by the number of their fact, bare facts by theirs, and looks that give no fact."""

    nodes: dict[int, Node] = field(default_factory=dict)
    edges: dict[int, Edge] = field(default_factory=dict)
    facts: dict[int, Fact] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    looks: dict[str, None] = field(default_factory=dict)

    def see(self, nodes: Iterable[Node], edges: Iterable[Edge] = ()) -> None:
        """Note nodes and edges; of those that nobody states there is no fact."""
        for node in nodes:
            self.names[node.id] = node.name
            if node.recorded:
                self.nodes[node.said.fact] = node
        self.edges.update((edge.said.fact, edge) for edge in edges if edge.said.fact)


class Recording:
    """A graph seen through `graph`; `noted` is shared by all views of it."""

    def __init__(self, graph: Graph, noted: Noted | None = None) -> None:
        self._graph = graph
        self.noted = Noted() if noted is None else noted

    @property
    def view(self) -> View:
        """The view, with `known_at` settled."""
        return self._graph.view

    @property
    def complete(self) -> Mapping[str, tuple[str, ...]]:
        """As of the graph behind it."""
        return self._graph.complete

    @property
    def operations(self) -> Mapping[int, str]:
        """As of the graph behind it."""
        return self._graph.operations

    def at(self, view: View) -> "Recording":
        """Another view of the same store, noted in the same place."""
        return Recording(self._graph.at(view), self.noted)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """As of the graph behind it, noted."""
        found = self._graph.nodes(ids)
        self.noted.see(found.values())
        return found

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        """As of the graph behind it, noted."""
        self._look(f"every {kind}{_where_told(where)}", after)
        found = self._graph.find(kind, where, after, limit)
        self.noted.see(found)
        return found

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        """As of the graph behind it, noted."""
        found = self._graph.edges(relations, subjects=subjects, objects=objects)
        self.noted.see((), found)
        return found

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """As of the graph behind it; that something is not there is a look, and no fact."""
        self._look(f"every {kind}{_where_told(where)} {_without(need)}", after)
        return self._graph.lacking(kind, need, where, after, limit)

    def having(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        """As of the graph behind it; only that they have it is known, and not by which facts."""
        self._look(f"every {kind}{_where_told(where)} {_with(need)}", after)
        return self._graph.having(kind, need, where, after, limit)

    def reach(self, steps: Sequence[Step], ids: Iterable[str], hops: int = MOST_HOPS) -> Reach:
        """As of the graph behind it, noted."""
        found = self._graph.reach(steps, ids, hops)
        self.noted.see(found.nodes.values(), found.edges)
        return found

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        """As of the graph behind it; a whole relation is told as such."""
        self._look(f"every {relation}{_where_told(where)}")
        return self._graph.pairs(relation, where)

    def tally(self, relation: str, side: Side, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """As of the graph behind it; counts are a look."""
        asked = list(ids)
        self._look(f"how many {relation} have one of {len(asked):,} nodes as their {side.value}")
        return self._graph.tally(relation, side, asked)

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        """As of the graph behind it; counts are a look."""
        self._look(f"how many {kind}{_where_told(where)} there are")
        return self._graph.count(kind, where)

    def search(self, text: str, kinds: Iterable[str] = (), limit: int = 50) -> list[Found]:
        """As of the graph behind it, noted."""
        wanted = tuple(kinds)
        self._look(f"{' or '.join(wanted) or 'anything'} with the words {text!r}")
        found = self._graph.search(text, wanted, limit)
        self.noted.see(each.node for each in found)
        return found

    def named(self, name: str, kinds: Iterable[str] = (), *, every: bool = False) -> list[Node]:
        """As of the graph behind it, noted."""
        wanted = tuple(kinds)
        self._look(f"{' or '.join(wanted) or 'anything'} by the name {name!r}")
        found = self._graph.named(name, wanted, every=every)
        self.noted.see(found)
        return found

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        """As of the graph behind it, noted."""
        return self._seen(self._graph.versions(ids))

    def stated(self, statements: Iterable[str]) -> list[Fact]:
        """As of the graph behind it, noted."""
        return self._seen(self._graph.stated(statements))

    def resting_on(self, statements: Iterable[str]) -> list[Fact]:
        """As of the graph behind it, noted."""
        asked = list(statements)
        self._look(f"what rests on {' or '.join(asked[:3])}{' and others' if len(asked) > 3 else ''}")
        return self._seen(self._graph.resting_on(asked))

    def facts(self, ids: Iterable[str]) -> list[Fact]:
        """As of the graph behind it, noted."""
        return self._seen(self._graph.facts(ids))

    def touched(self, since: int, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """As of the graph behind it, noted."""
        self._look(f"what was asserted or retracted after change {since}")
        return self._seen(self._graph.touched(since, after, limit))

    def asserted(self, of: Provenance, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        """As of the graph behind it, noted."""
        sorts = [*of.evidence, *of.standings, *(["without a source"] if of.unsourced else [])]
        self._look(f"what is {' or '.join(sorts)}")
        return self._seen(self._graph.asserted(of, after, limit))

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        """As of the graph behind it, noted."""
        asked = sorted(sources)
        self._look(f"every {kind} read in {' or '.join(asked[:3])}{' or others' if len(asked) > 3 else ''}")
        return self._seen(self._graph.read_in(kind, asked))

    def log(self, after: int = 0) -> list[Change]:
        """As of the graph behind it; the log is a look."""
        self._look("the change log")
        return self._graph.log(after)

    def _seen(self, facts: list[Fact]) -> list[Fact]:
        self.noted.facts.update((fact.number, fact) for fact in facts)
        return facts

    def _look(self, told: str, after: str = "") -> None:
        self.noted.looks[f"{told}{f', after {after}' if after else ''}"] = None


def _without(need: Need) -> str:
    return f"confirmed to have no {need.relation}" if need.confirmed else f"without {_asked(need)}"


def _with(need: Need) -> str:
    return f"not confirmed to have no {need.relation}" if need.confirmed else f"with {_asked(need)}"


def _asked(need: Need) -> str:
    """What a need asks, in words: ACCOUNTABLE_FOR from Agency, Unit or Role not confirmed to have no HOLDS."""
    number = f"{need.least} " if need.least > 1 else ""
    far = f"{'from' if need.side is Side.OBJECT else 'to'} {' or '.join(need.kinds) or 'anybody'}"
    then = f" {_with(need.then)}" if need.then else ""
    members = " (of a class: each member)" if need.members else ""
    return f"{number}{need.relation}{_where_told(need.where)} {far}{then}{members}"


def _where_told(where: Where | None) -> str:
    told = [
        f"{name}: {' or '.join(sorted('not stated' if value is None else value_told(value) for value in values))}"
        for name, values in (where or {}).items()
    ]
    return bracketed(*told)
