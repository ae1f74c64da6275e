"""Which findings are about agencies of certain kinds: the subject, or what it is part of, leads, holds or answers for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from remit.graphmodel.graph import Graph, Reach, Side, Step
from remit.queries.rules.check import CANNOT_TELL, Hit

_UP = (Step("PART_OF"), Step("LEADS"), Step("HOLDS"), Step("ACCOUNTABLE_FOR", Side.OBJECT))


def within(graph: Graph, kinds: frozenset[str], hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits about agencies of these kinds; where the agency or its kinds are not recorded, it cannot be told."""
    found = list(hits)
    reach = graph.reach(_UP, {hit.subject.id for hit in found})
    above = _above(reach)
    for hit in found:
        agencies = [
            reach.nodes[id] for id in _all_above(hit.subject.id, above) if reach.nodes[id].kind == "Agency"
        ]
        told = [_kinds(each.attributes.get("kinds")) for each in agencies]
        if any(kinds & each for each in told):
            yield hit
        elif not told or not all(told):
            yield replace(hit, outcome=CANNOT_TELL)


def _above(reach: Reach) -> dict[str, list[str]]:
    above: dict[str, list[str]] = defaultdict(list)
    for edge in reach.edges:
        upwards = edge.relation != "ACCOUNTABLE_FOR"
        above[edge.subject if upwards else edge.object].append(edge.object if upwards else edge.subject)
    return above


def _all_above(start: str, above: dict[str, list[str]]) -> list[str]:
    met = {start: None}
    waiting = [start]
    while waiting:
        for id in above.get(waiting.pop(), ()):
            if id not in met:
                met[id] = None
                waiting.append(id)
    return list(met)


def _kinds(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()
