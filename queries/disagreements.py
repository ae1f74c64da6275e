"""Where data sets disagree: on what a node is, and on relations of which there is to be one, such as a manager."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Said, Side, Version, fits
from remit.graphmodel.kinds import KIND
from remit.graphmodel.names import aliases, folded
from remit.graphmodel.statements import node_statement
from remit.queries.english import listed
from remit.queries.notes import ADDED_UP
from remit.queries.paging import in_chunks
from remit.queries.wording import edge_told


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement with those that it disagrees with; `place` is its place in the order of them all."""

    place: str
    statement: str
    said: Said
    sentence: str
    about: tuple[Node, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _One:
    """A relation of which a node of a kind is to have one on a side; `where` limits the edges, as in the port."""

    kind: str
    need: Need


_ONES = (
    _One("Role", Need("REPORTS_TO", Side.SUBJECT, where={"line": frozenset(("management", None))}, least=2)),
    _One("Unit", Need("LEADS", Side.OBJECT, least=2)),
    _One("Agency", Need("LEADS", Side.OBJECT, least=2)),
    _One("Role", Need("HOLDS", Side.OBJECT, where={"as": frozenset(("substantive", None))}, least=2)),
    _One("Committee", Need("SITS_ON", Side.OBJECT, where={"capacity": frozenset(("chair",))}, least=2)),
)
# The relations, and the side on which a node stands that is to have one.
ONLY_ONE = tuple(dict.fromkeys((one.need.relation, one.need.side) for one in _ONES))


def disagreements(graph: Graph, begun: str) -> Iterator[Disagreement]:
    """From the place `begun` on: relations of which there is to be one, then nodes kind by kind, in id order.

    Nodes that several data sets state are looked for only where the view has several, as all nodes are looked through.
    """
    place, _, id = begun.partition(" ")
    first = int(place) if place.isdigit() else 0
    for number, one in enumerate(_ONES):
        if number >= first:
            for found in _relations(graph, one, id if number == first else ""):
                yield _placed(found, number)
    if len(_datasets(graph)) > 1:
        for number, kind in enumerate(KIND, len(_ONES)):
            if number >= first:
                for found in _nodes(graph, kind, id if number == first else ""):
                    yield _placed(found, number)


def _placed(found: Disagreement, number: int) -> Disagreement:
    return Disagreement(
        f"{number:02} {found.place}", found.statement, found.said, found.sentence, found.about, found.others
    )


def _datasets(graph: Graph) -> set[str]:
    """The data sets that the view may show."""
    loaded = {name for change in graph.log() for name in change.datasets}
    return loaded if graph.view.datasets is None else loaded & graph.view.datasets


def _relations(graph: Graph, one: _One, begun: str) -> Iterator[Disagreement]:
    """Nodes of which two data sets say a relation to different others, none of them in common."""

    def listing(after: str, limit: int) -> Sequence[tuple[str, Truth]]:
        return graph.having(one.kind, one.need, None, after, limit)

    for chunk in in_chunks(listing, lambda found: found[0], begun):
        edges = _fitting(graph, one.need, [id for id, _ in chunk])
        nodes = graph.nodes(
            {id for each in edges.values() for edge in each for id in (edge.subject, edge.object)}
        )
        for id, each in sorted(edges.items()):
            if found := _apart(id, each, one.need.side, nodes):
                yield found


def _fitting(graph: Graph, need: Need, ids: Sequence[str]) -> dict[str, list[Edge]]:
    at = {"subjects": ids} if need.side is Side.SUBJECT else {"objects": ids}
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges((need.relation,), **at):
        if fits(edge.attributes, need.where):
            found[edge.end(need.side)].append(edge)
    return found


def _apart(id: str, edges: Sequence[Edge], side: Side, nodes: Mapping[str, Node]) -> Disagreement | None:
    said_by: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if nodes[edge.end(side.other)].counts is not Truth.NO:
            said_by[edge.said.dataset].append(edge)
    apart = {
        dataset
        for one, other in combinations(said_by, 2)
        if not _far(said_by[one], side) & _far(said_by[other], side)
        for dataset in (one, other)
    }
    if not apart:
        return None
    shown = [edge for dataset in sorted(apart) for edge in said_by[dataset]]
    told = listed([f"{edge.said.dataset} says that {edge_told(edge, nodes)}" for edge in shown])
    first, *others = shown
    about = (nodes[id], *(nodes[each] for each in sorted(_far(shown, side))))
    return Disagreement(
        id, first.statement, first.said, f"{told}.", about, tuple(each.statement for each in others)
    )


def _far(edges: Sequence[Edge], side: Side) -> set[str]:
    return {edge.end(side.other) for edge in edges}


def _nodes(graph: Graph, kind: str, begun: str) -> Iterator[Disagreement]:
    """Nodes whose attributes data sets give differently on the view's day."""
    for chunk in in_chunks(
        lambda after, limit: graph.find(kind, None, after, limit), lambda node: node.id, begun
    ):
        for node in chunk:
            unlike = [
                (other, keys)
                for other in node.others
                if other.said.dataset != node.said.dataset
                and other.said.in_force is not Truth.NO
                and (keys := _unlike(node, other))
            ]
            if unlike:
                told = listed([f"{other.said.dataset} differs in {listed(keys)}" for other, keys in unlike])
                others = tuple(node_statement(other.said.dataset, node.id) for other, _ in unlike)
                sentence = f"On {node.name.rstrip('.')} ({node.said.dataset}) sources disagree: {told}."
                yield Disagreement(node.id, node.statement, node.said, sentence, (node,), others)


def _unlike(node: Node, other: Version) -> list[str]:
    """What both state, and each otherwise; a name that is an alias with the other is no disagreement."""
    both = (node.attributes.keys() & other.attributes.keys()) - ADDED_UP
    keys = sorted(key for key in both if node.attributes[key] != other.attributes[key])
    names = {folded(each) for each in (node.name, *aliases(node.attributes))}
    others = {folded(each) for each in (other.name, *aliases(other.attributes))}
    return keys if names & others else ["name", *keys]
