"""Sources on which duties or lines still rest, though another source has taken their place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Said, Side, Step, in_order
from remit.graphmodel.relations import RELATION
from remit.queries.english import agrees, counted, listed
from remit.queries.grouping import ends_of_all
from remit.queries.provisions import duties_of_source
from remit.queries.question import Doc
from remit.queries.rules.check import Check, Hit, everybody, outcome_of
from remit.queries.rules.present import present
from remit.queries.rules.superseding import Successor, successors
from remit.queries.touched import Touched

_CHUNK = 4000
_MOST_SAID = 5


@dataclass(frozen=True, slots=True)
class Superseded:
    """Settings."""

    lines: Annotated[
        tuple[str, ...], Doc("Which relations are lines that may rest on a source.", tuple(RELATION))
    ] = (
        "REPORTS_TO",
        "ANSWERS_TO",
    )


def find(graph: Graph, settings: Superseded) -> Iterator[Hit]:
    """Each source that has a successor, and that some duty or line of the view's day still names.

    What is said of a document is said of its parts.
    """
    replaced = successors(graph, [id for ids in present(graph, "Source") for id in ids])
    if not replaced:
        return
    resting = {id: _duties(graph, id) for id in replaced}
    lines = _lines(graph, settings.lines, list(replaced))
    for id, source in graph.nodes(replaced).items():
        duties, said = resting[id], lines.get(id, [])
        if duties or said:
            yield _hit(source, replaced[id], duties, said)


def _duties(graph: Graph, source: str) -> list[Node]:
    return [duty for chunk in duties_of_source(graph, source, least=_CHUNK) for duty in chunk if duty.counts]


def _lines(graph: Graph, relations: Sequence[str], sources: Sequence[str]) -> Mapping[str, list[Said]]:
    """What lines say of themselves, by the superseded source that they rest on."""
    parts = graph.reach((Step("PART_OF", Side.OBJECT),), sources)
    above: dict[str, list[str]] = defaultdict(list)
    for edge in parts.edges:
        above[edge.subject].append(edge.object)
    found: dict[str, list[Said]] = defaultdict(list)
    for relation in relations:
        ids = list(ends_of_all(graph.pairs(relation)))
        for begin in range(0, len(ids), _CHUNK):
            for edge in sorted(graph.edges((relation,), subjects=ids[begin : begin + _CHUNK]), key=in_order):
                for source in _with_wholes(edge.said.source, above, sources):
                    found[source].append(edge.said)
    return found


def _with_wholes(source: str | None, above: Mapping[str, list[str]], sources: Sequence[str]) -> set[str]:
    met = {source} if source else set()
    waiting = list(met)
    while waiting:
        beyond = set(above.get(waiting.pop(), ())) - met
        met |= beyond
        waiting += beyond
    return met & set(sources)


def _hit(source: Node, by: Sequence[Successor], duties: list[Node], lines: list[Said]) -> Hit:
    counts = [counted(len(duties), "duty", "duties")] if duties else []
    counts += [counted(len(lines), "line")] if lines else []
    many = len(duties) + len(lines) > 1
    new = listed([each.node.name for each in by])
    told = f"{source.name} {agrees(source.name, 'has')} been succeeded by {new}; {listed(counts)} still {'rest' if many else 'rests'} on it."
    truth = max(each.truth for each in by)
    said = (*(each.edge.said for each in by), *lines[:_MOST_SAID])
    return Hit(
        source,
        told,
        outcome_of(min(truth, max(source.counts, Truth.POSSIBLY))),
        (*(each.node for each in by), *duties),
        said,
    )


def _near(touched: Touched, settings: Superseded) -> frozenset[str]:
    """Sources that touched facts name or are about, or that anything at what changed rests on; and what these are parts of."""
    at = [{"subjects": touched.nodes}, {"objects": touched.nodes}] if touched.nodes else []
    lines = (edge for graph in touched.graphs for ends in at for edge in graph.edges(settings.lines, **ends))
    named = {
        each.source for each in (*(fact.statement for fact in touched.facts), *(edge.said for edge in lines))
    }
    changed = touched.ids | touched.beyond(("STATED_IN", "SUCCEEDS"), Side.SUBJECT, touched.nodes)
    return touched.reached((Step("PART_OF"),), changed.union(source for source in named if source))


SUPERSEDED = Check(
    "superseded",
    "Sources on which duties or lines still rest, though others took their place.",
    Superseded,
    find,
    _near,
    everybody,
)
