"""Provisions that one agency puts into effect twice: by two duties of its own that have no owner in common."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, fits
from remit.queries.binding import Bindings, bindings, bound_by


@dataclass(frozen=True, slots=True)
class Twice:
    """A provision, the agency (or data set) that implements it twice, its duties, and their owners with their edges."""

    provision: Node
    within: str
    within_name: str
    duties: tuple[Node, ...]
    owners: tuple[tuple[Node, Edge], ...]
    certainty: Truth


def implemented_twice(graph: Graph, begun: str, where: Mapping[str, frozenset[str]]) -> Iterator[Twice]:
    """In the order of provisions from the id `begun` on; `where` limits the duties that implement.

    A provision is a duty, or a source that is part of another: that many duties implement one whole act is as it should be.
    """
    for provision, local in _implemented(graph, begun):
        duties = {
            id: node
            for id, node in graph.nodes(local).items()
            if node.counts is not Truth.NO and fits(node.attributes, where)
        }
        if len(duties) > 1:
            yield from _in_one_agency(provision, local, duties, bindings(graph, duties))


def _implemented(graph: Graph, begun: str) -> Iterator[tuple[Node, dict[str, Truth]]]:
    """Provisions with two duties or more that implement them."""
    pairs = graph.pairs("IMPLEMENTS")
    local: dict[str, dict[str, Truth]] = defaultdict(dict)
    for subject, object, truth in zip(pairs.subjects, pairs.objects, pairs.truths, strict=True):
        into = local[pairs.ids[object]]
        into[pairs.ids[subject]] = max(Truth(truth), into.get(pairs.ids[subject], Truth.NO))
    several = sorted(id for id, duties in local.items() if len(duties) > 1 and id >= begun)
    nodes = graph.nodes(several)
    parts = {edge.subject for edge in graph.edges(("PART_OF",), subjects=several)}
    for id in several:
        if nodes[id].kind == "Duty" or id in parts:
            yield nodes[id], local[id]


def _in_one_agency(
    provision: Node, truths: Mapping[str, Truth], duties: Mapping[str, Node], told: Bindings
) -> Iterator[Twice]:
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, duty in duties.items():
        agencies, homeless = bound_by(id, told)
        places = [
            (agency, told.nodes[agency].name) for agency, bound in agencies.items() if not bound.excepted
        ]
        for place in places or ([(duty.said.dataset, duty.said.dataset)] if homeless else []):
            grouped[place].append(id)
    for (within, name), ids in sorted(grouped.items()):
        owners = {id: _owners(id, told) for id in ids}
        apart = {id for one, other in combinations(ids, 2) if not owners[one].keys() & owners[other].keys()
                 for id in (one, other)}  # fmt: skip
        if apart:
            shown = sorted(apart)
            certainty = sorted(
                min(truths[id], duties[id].counts, _surest(owners[id].values())) for id in shown
            )[-2]
            yield Twice(
                provision, within, name, tuple(duties[id] for id in shown),
                tuple((told.nodes[edge.subject], edge) for id in shown for edge in owners[id].values()), certainty,
            )  # fmt: skip


def _owners(duty: str, told: Bindings) -> dict[str, Edge]:
    return {
        edge.subject: edge
        for edge in told.edges.get(duty, ())
        if told.nodes[edge.subject].counts is not Truth.NO
    }


def _surest(edges: Iterable[Edge]) -> Truth:
    return max(edge.said.in_force for edge in edges)
