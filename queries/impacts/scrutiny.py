"""Scrutineers that come to be tied to what they scrutinise."""

from collections.abc import Iterator, Mapping

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Side
from remit.graphmodel.statements import EdgeStatement
from remit.queries.grouping import by_end
from remit.queries.impacts.aspect import ERROR, Aspect, Effect
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, Hit
from remit.queries.rules.checks.independence import INDEPENDENCE, Independence
from remit.queries.ties import CONTAINING, TYING
from remit.queries.touched import Touched
from remit.queries.within import within

NOT_INDEPENDENT = "scrutineer no longer independent"
_SETTINGS = Independence(hops=3)
# Only what is new can tie; what falls away frees.
_TYING = frozenset((*TYING, *CONTAINING))


def find(touched: Touched) -> Iterator[Effect]:
    """Scrutineers with a tie after that had none before, of at most so many hops as the rules look at."""
    near = _scrutineers(touched)
    if near:
        new = {hit.subject.id: hit for hit in _ties(within(touched.after, near))}
        yield from _effects(within(touched.before, new), new)


def between(before: Graph, after: Graph) -> Iterator[Effect]:
    """The same between two graphs, whatever was touched."""
    yield from _effects(before, {hit.subject.id: hit for hit in _ties(after)})


def _effects(before: Graph, new: Mapping[str, Hit]) -> Iterator[Effect]:
    old = {hit.subject.id for hit in _ties(before)} if new else set()
    for id, hit in sorted(new.items()):
        if id not in old:
            certainty = Truth.YES if hit.outcome == CERTAIN else Truth.POSSIBLY
            of = hit.about[0].id if hit.about else ""
            yield Effect(
                id, NOT_INDEPENDENT, ERROR, certainty, other=of, before="no tie recorded", after=hit.sentence
            )


def _ties(graph: Graph) -> Iterator[Hit]:
    return (hit for hit in INDEPENDENCE.find(graph, _SETTINGS) if hit.outcome != CANNOT_TELL)


def _scrutineers(touched: Touched) -> frozenset[str]:
    """The scrutineers that a new edge may tie: it is on a way from them to what they scrutinise, or to who answers for that.

    Of three hops, the new edge is one: so either both are at most a hop from its ends, or one of them is such an end.
    """
    after = touched.after
    pin = touched.before.view.known_at or 0
    new = [
        told
        for fact in touched.facts
        if fact.asserted > pin and isinstance(told := fact.statement, EdgeStatement)
    ]
    ends = frozenset(end for told in new if told.relation in _TYING for end in (told.subject, told.object))
    near = ends | _beside(after, ends)
    owned = {edge.object for edge in after.edges(("ACCOUNTABLE_FOR",), subjects=ends)} if ends else set()
    edges = [
        *(after.edges(("SCRUTINISES",), subjects=near) if near else ()),
        *(after.edges(("SCRUTINISES",), objects=ends | owned) if ends else ()),
    ]
    duties = {edge.object for edge in edges}
    owners = by_end(
        after.edges(("ACCOUNTABLE_FOR",), objects=duties) if duties else [], "ACCOUNTABLE_FOR", Side.OBJECT
    )
    found = touched.ends(("SCRUTINISES",), Side.SUBJECT)
    found |= touched.beyond("SCRUTINISES", Side.OBJECT, touched.ends(("ACCOUNTABLE_FOR",), Side.OBJECT))
    return found | {
        edge.subject
        for edge in edges
        for other in (edge.object, *(owner.subject for owner in owners[edge.object]))
        if edge.subject in ends or other in ends or (edge.subject in near and other in near)
    }


def _beside(graph: Graph, ids: frozenset[str]) -> frozenset[str]:
    """The nodes a hop away along what may tie, those inside a body or class too: what ties it ties them."""
    if not ids:
        return ids
    edges = [*graph.edges(_TYING, subjects=ids), *graph.edges(_TYING, objects=ids)]
    return frozenset(end for edge in edges for end in (edge.subject, edge.object))


SCRUTINY = Aspect("scrutiny", (NOT_INDEPENDENT,), find)
