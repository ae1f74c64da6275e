"""Duties that refer to, or put into effect, what is not recorded, has ended or has been superseded."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, in_order
from remit.graphmodel.relations import RELATION
from remit.graphmodel.view import View
from remit.queries.english import listed
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, POSSIBLE, Check, Hit
from remit.queries.rules.present import present
from remit.queries.rules.superseding import Successor, successors
from remit.queries.touched import Touched

_CHUNK = 20_000
_PHRASES = {"REFERS_TO": "refers to", "IMPLEMENTS": "implements", "STATED_IN": "is stated in"}


@dataclass(frozen=True, slots=True)
class Dangling:
    """Settings."""

    relations: Annotated[tuple[str, ...], Doc("Which relations of duties.", tuple(RELATION))]


@dataclass(frozen=True, slots=True)
class _Loose:
    """A reference that leads to nothing that stands: the edge, the far end, what is wrong with it, how certainly."""

    edge: Edge
    far: Node
    told: str
    outcome: str


def find(graph: Graph, settings: Dangling) -> Iterator[Hit]:
    """Each duty with such a reference, all of its references at once, the surest telling how sure it is."""
    edges = [
        edge
        for ids in present(graph, "Duty", _CHUNK)
        for edge in sorted(graph.edges(settings.relations, subjects=ids), key=in_order)
    ]
    far = graph.nodes({edge.object for edge in edges})
    replaced = successors(graph, far)
    loose: dict[str, list[_Loose]] = defaultdict(list)
    for edge in edges:
        if found := _loose(edge, far[edge.object], replaced.get(edge.object, ()), graph.view):
            loose[edge.subject].append(found)
    for id, duty in graph.nodes(loose).items():
        each = sorted(loose[id], key=lambda one: (CERTAIN, POSSIBLE, CANNOT_TELL).index(one.outcome))
        told = listed(list(dict.fromkeys(one.told for one in each)))
        yield Hit(
            duty,
            f"{duty.name.rstrip('.')}: it {told}.",
            each[0].outcome if duty.counts is Truth.YES or each[0].outcome == CANNOT_TELL else POSSIBLE,
            tuple({one.far.id: one.far for one in each}.values()),
            tuple(one.edge.said for one in each),
        )


def _loose(edge: Edge, far: Node, by: Sequence[Successor], view: View) -> _Loose | None:
    """What is wrong with a reference; None where its far end stands.

    In a view of some data sets, or of stated facts only, what is not recorded may be recorded all the same.
    """
    reads = f"{_PHRASES.get(edge.relation, 'leads to')} {far.name.rstrip('.')}"
    sure = edge.said.in_force
    narrowed = view.strict or view.datasets is not None
    unknown = CANNOT_TELL if narrowed else _outcome(sure)
    if not far.recorded:
        return _Loose(edge, far, f"{reads} ({far.id}), which is not recorded", unknown)
    if by:
        truth = min(sure, max(each.truth for each in by))
        new = listed([each.node.name for each in by])
        return _Loose(edge, far, f"{reads}, which {new} has succeeded", _outcome(truth))
    if far.counts is Truth.NO and far.said.period.ended_by(view.day):
        return _Loose(edge, far, f"{reads}, which has ended", _outcome(sure))
    return None


def _outcome(truth: Truth) -> str:
    return CERTAIN if truth is Truth.YES else POSSIBLE


def _near(touched: Touched, settings: Dangling) -> frozenset[str]:
    """Duties that refer to something else, or to what came, went or was succeeded."""
    far = touched.nodes | touched.ends(("SUCCEEDS",), Side.OBJECT)
    far |= touched.beyond("SUCCEEDS", Side.SUBJECT, touched.nodes)
    return (
        touched.nodes
        | touched.ends(settings.relations, Side.SUBJECT)
        | touched.beyond(settings.relations, Side.OBJECT, far)
    )


DANGLING = Check(
    "dangling",
    "Duties that refer to what is not recorded, has ended or has been superseded.",
    Dangling,
    find,
    _near,
)
