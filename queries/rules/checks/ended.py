"""Relations still in force to somebody who is no longer there: a report to an abolished post, a seat on a former board."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth, written_day
from remit.graphmodel.graph import Edge, Graph, Node, Side, in_order
from remit.graphmodel.relations import RELATION
from remit.queries.english import listed
from remit.queries.question import Doc
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.rules.gone import gone
from remit.queries.rules.telling import told_of
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class Ended:
    """Settings."""

    relations: Annotated[tuple[str, ...], Doc("Which relations.", tuple(RELATION))]
    side: Annotated[
        str, Doc("The end that is no longer there; the finding is about the other.", ("subject", "object"))
    ]
    says: Annotated[str, Doc("What is said of each, before the names of those that have ended.")]


def find(graph: Graph, settings: Ended) -> Iterator[Hit]:
    """Each node that counts and has such a relation to what has ended, with all of those at once."""
    side = Side(settings.side)
    ended = gone(graph, _kinds(settings.relations, side))
    if not ended:
        return
    at = {"subjects" if side is Side.SUBJECT else "objects": ended}
    hanging: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(graph.edges(settings.relations, **at), key=in_order):
        hanging[edge.end(side.other)].append(edge)
    for id, node in graph.nodes(hanging).items():
        edges = hanging[id]
        certainty = min(node.counts, max(edge.said.in_force for edge in edges))
        if certainty is not Truth.NO:
            far = tuple(ended[end] for end in dict.fromkeys(edge.end(side) for edge in edges))
            told = f"{told_of(node, settings.says)} {listed([_told(each) for each in far])}."
            yield Hit(node, told, outcome_of(certainty), far, tuple(edge.said for edge in edges))


def _kinds(relations: tuple[str, ...], side: Side) -> list[str]:
    tables = [RELATION[name] for name in relations]
    listed_kinds = [kind for each in tables for kind in (each.sources, each.targets)[side is Side.OBJECT]]
    return list(dict.fromkeys(listed_kinds))


def _told(node: Node) -> str:
    last = max(
        (said.period for said in (node.said, *(other.said for other in node.others))),
        key=lambda each: each.to_latest,
    )
    at_the_latest = "" if last.to_earliest == last.to_latest else " at the latest"
    return f"{node.name} (no longer there since {written_day(last.to_latest)}{at_the_latest})"


def _near(touched: Touched, settings: Ended) -> frozenset[str]:
    side = Side(settings.side)
    return (
        touched.nodes
        | touched.ends(settings.relations, side.other)
        | touched.beyond(settings.relations, side, touched.nodes)
    )


def _listing(touched: Touched, settings: Ended, subjects: frozenset[str]) -> frozenset[str]:
    """What they lead to, which may have ended."""
    return touched.beyond(settings.relations, Side(settings.side).other, subjects)


ENDED = Check(
    "ended", "Relations still in force to somebody who is no longer there.", Ended, find, _near, _listing
)
