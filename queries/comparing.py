"""In what accountability differs between two graphs, before it is put into words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.kinds import BODIES
from remit.queries.accountability import Accountability, Up, accountability_in
from remit.queries.lines import line_of
from remit.queries.scope import UPWARDS, Scope, counts_in

LINE, GAINED, LOST, UNOWNED, OWNED = "line changed", "gained", "lost", "newly unowned", "newly owned"
SORTS = (LINE, GAINED, LOST, UNOWNED, OWNED)


@dataclass(frozen=True, slots=True)
class Found:
    """A difference before it is put into words; ids of nodes."""

    node: str
    sort: str
    certainty: Truth
    duty: str = ""
    share: str = ""

    @property
    def cursor(self) -> str:
        """Its place in the order of the rows."""
        return cursor(self.node, self.sort, self.duty, self.share)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two graphs, and accountability in each of them."""

    before: Graph
    after: Graph
    old: Accountability
    new: Accountability

    def node(self, id: str) -> Node:
        """A node as it is after; as it was before, where nobody speaks of it after."""
        found = self.new.nodes.get(id)
        return found if found and found.recorded else self.old.nodes.get(id) or self.new.nodes[id]


def compare(before: Graph, after: Graph, scope: Scope) -> Compared:
    """Accountability in two graphs within a scope; each side knows the nodes that the other met."""
    old, new = accountability_in(before, scope), accountability_in(after, scope)
    return Compared(
        before,
        after,
        replace(old, nodes={**old.nodes, **before.nodes(new.nodes.keys() - old.nodes.keys())}),
        replace(new, nodes={**new.nodes, **after.nodes(old.nodes.keys() - new.nodes.keys())}),
    )


def cursor(*parts: str) -> str:
    """The place of a difference in the order of rows: node, sort, duty, share."""
    return " ".join(parts).rstrip()


def differences(compared: Compared, scope: Scope) -> Iterator[Found]:
    """All differences within a scope, in no order."""
    old, new = compared.old, compared.new
    yield from _lines(compared, scope)
    for key in old.assigned.keys() | new.assigned.keys():
        was, now = old.assigned.get(key, Truth.NO), new.assigned.get(key, Truth.NO)
        if was is not now:
            yield Found(key[0], GAINED if now > was else LOST, _certainty(was, now), *key[1:])
    for id in scope.owned:
        was, now = old.unowned.get(id, Truth.NO), new.unowned.get(id, Truth.NO)
        if now > was:
            yield Found(id, UNOWNED, _certainty(was, now))
        elif now < was and new.owned.get(id, Truth.NO) > old.owned.get(id, Truth.NO):
            yield Found(id, OWNED, _certainty(was, now))


def _lines(compared: Compared, scope: Scope) -> Iterator[Found]:
    """Nodes whose own lines differ, and those that came or went with others below them."""
    old, new = compared.old, compared.new
    came_or_went = []
    for id in scope.lines:
        was, now = old.counts(id), new.counts(id)
        if _line_differs(old.lines.get(id, frozenset()), new.lines.get(id, frozenset())):
            yield Found(id, LINE, _certainty(was, now) if was is not now else max(was, now))
        elif was is not now and compared.node(id).kind in BODIES:
            came_or_went.append(id)
    for id in _with_others_below(compared, came_or_went):
        yield Found(id, LINE, _certainty(old.counts(id), new.counts(id)))


def _line_differs(old: frozenset[Up], new: frozenset[Up]) -> bool:
    """Whether lines lead elsewhere, or not as certainly, and not just to somebody who came or went: that has its own row."""
    return _arriving(old) != _arriving(new) and _leaving(old) != _leaving(new)


def _arriving(ups: frozenset[Up]) -> set[tuple[str, str, str, Truth]]:
    return {(up.relation, up.line, up.to, up.arrives) for up in ups if up.arrives}


def _leaving(ups: frozenset[Up]) -> set[tuple[str, str, str, Truth]]:
    return {(up.relation, up.line, up.to, up.certainty) for up in ups}


def _with_others_below(compared: Compared, ids: Sequence[str]) -> Iterable[str]:
    """Those of some nodes to which other lines lead up than before, or less certainly so."""
    if not ids:
        return ()
    old, new = (_lines_to(graph, ids) for graph in (compared.before, compared.after))
    return {key[1] for key in old.keys() | new.keys() if old.get(key) is not new.get(key)}


def _lines_to(graph: Graph, ids: Sequence[str]) -> dict[tuple[str, str, str], Truth]:
    edges = graph.edges(UPWARDS, objects=ids)
    nodes = graph.nodes({*ids, *(edge.subject for edge in edges)})
    found: dict[tuple[str, str, str], Truth] = {}
    for edge in edges:
        key = edge.subject, edge.object, line_of(edge)
        truth = min(edge.said.in_force, *(counts_in(nodes, id) for id in key[:2]))
        found[key] = max(truth, found.get(key, Truth.NO))
    return {key: truth for key, truth in found.items() if truth is not Truth.NO}


def _certainty(was: Truth, now: Truth) -> Truth:
    """How certain it is that something came to be so, or ceased to be."""
    return Truth.YES if {was, now} == {Truth.YES, Truth.NO} else Truth.POSSIBLY
