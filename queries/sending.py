"""What is owed to whom: from duties and their owners, and from relations that say so by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Side, in_order
from remit.graphmodel.kinds import ACTORS
from remit.queries.expecting import Flow
from remit.queries.paging import in_chunks

REPORT, INFORM, ADVISE, REFER, ANSWER = ACTS = ("report", "inform", "advise", "refer", "answer")
_OWED = Need("OWED_TO", Side.SUBJECT, where={"act": frozenset(ACTS)})
_INFORMED = Need("INFORMED_OF", Side.OBJECT)
_ADVISING = Need("ADVISES", Side.SUBJECT)
_BY_DUTY, _BY_RELATION = "1", "2"  # the order of keys: duties, then relations
Chunk = tuple[list[Flow], dict[str, Node]]


def flows_of(graph: Graph, after: str, least: int) -> Iterator[Chunk]:
    """All flows in the order of their keys, from that of a key on; `least`: how many duties to read at first."""
    sort, _, key = after.partition(" ")
    begun = key.partition(" ")[0]
    if sort != _BY_RELATION:
        for duties in chain([[begun] if begun else []], _duties(graph, begun, least)):
            yield _of_duties(graph, duties)
        begun = ""
    for actors in chain([[begun] if begun else []], _advisers(graph, begun, least)):
        yield _advice(graph, graph.edges(("ADVISES",), subjects=actors))


def flows_with(graph: Graph, actor: str) -> Iterator[Chunk]:
    """The flows that may have an actor at an end, in the order of their keys."""
    edges = graph.edges(("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR", "INFORMED_OF"), subjects=[actor])
    duties = {edge.object for edge in edges} | {
        edge.subject for edge in graph.edges(("OWED_TO",), objects=[actor])
    }
    yield _of_duties(graph, sorted(duties))
    advice = graph.edges(("ADVISES",), subjects=[actor]) + graph.edges(("ADVISES",), objects=[actor])
    yield _advice(graph, advice)


def _duties(graph: Graph, begun: str, least: int) -> Iterator[list[str]]:
    """Ids of duties that are owed, or of which somebody is informed, in id order."""

    def listing(after: str, limit: int) -> Sequence[str]:
        met = {id for need in (_OWED, _INFORMED) for id, _ in graph.having("Duty", need, None, after, limit)}
        return sorted(met)[:limit]

    return (list(chunk) for chunk in in_chunks(listing, str, begun, least))


def _advisers(graph: Graph, begun: str, least: int) -> Iterator[list[str]]:
    def listing(after: str, limit: int) -> Sequence[str]:
        met = {id for kind in ACTORS for id, _ in graph.having(kind, _ADVISING, None, after, limit)}
        return sorted(met)[:limit]

    return (list(chunk) for chunk in in_chunks(listing, str, begun, least))


def _of_duties(graph: Graph, duties: Sequence[str]) -> Chunk:
    owed = [edge for edge in graph.edges(("OWED_TO",), subjects=duties) if edge.text("act")]
    around = graph.edges(("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR", "INFORMED_OF"), objects=duties)
    nodes = graph.nodes({*duties, *(edge.object for edge in owed), *(edge.subject for edge in around)})
    senders = _senders(around, nodes)
    told = [(edge, edge.subject, edge.object, edge.text("act") or INFORM) for edge in owed]
    told += [(edge, edge.object, edge.subject, INFORM) for edge in around if edge.relation == "INFORMED_OF"]
    flows = [
        _flow(_BY_DUTY, edge, sender, act, receiver, duty, min(truth, nodes[duty].counts))
        for edge, duty, receiver, act in told
        if nodes[duty].counts is not Truth.NO
        for sender, truth in senders.get(duty, {None: Truth.YES}).items()
    ]
    return sorted(flows, key=lambda flow: flow.key), nodes


def _senders(edges: Iterable[Edge], nodes: dict[str, Node]) -> dict[str, dict[str | None, Truth]]:
    """Who sends what a duty owes: who does it; where nobody is responsible, who is accountable."""
    by: dict[str, dict[str, dict[str | None, Truth]]] = defaultdict(lambda: defaultdict(dict))
    for edge in sorted(edges, key=in_order):
        truth = min(edge.said.in_force, nodes[edge.subject].counts)
        if truth is not Truth.NO:
            into = by[edge.object][edge.relation]
            into[edge.subject] = max(truth, into.get(edge.subject, Truth.NO))
    return {
        duty: found
        for duty, each in by.items()
        if (found := each.get("RESPONSIBLE_FOR") or each.get("ACCOUNTABLE_FOR"))
    }


def _advice(graph: Graph, edges: Sequence[Edge]) -> Chunk:
    """What relations say by themselves; what a duty of the adviser asks for is a flow already."""
    nodes = graph.nodes({id for edge in edges for id in (edge.subject, edge.object)})
    told = _by_duties(graph, edges)
    flows = {
        flow.key: flow
        for edge in edges
        if nodes[edge.subject].counts is not Truth.NO and (edge.subject, edge.object) not in told
        for flow in [_flow(_BY_RELATION, edge, edge.subject, ADVISE, edge.object, None, Truth.YES)]
    }
    return [flows[key] for key in sorted(flows)], nodes


def _by_duties(graph: Graph, edges: Sequence[Edge]) -> set[tuple[str, str]]:
    """The pairs of adviser and advised for which a duty of the one owes advice to the other."""
    advice = [
        edge
        for edge in graph.edges(("OWED_TO",), objects={edge.object for edge in edges})
        if edge.text("act") == ADVISE
    ]
    owning = graph.edges(
        ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR"),
        subjects={edge.subject for edge in edges},
        objects={edge.subject for edge in advice},
    )
    owners: dict[str, set[str]] = defaultdict(set)
    for edge in owning:
        owners[edge.object].add(edge.subject)
    return {(owner, edge.object) for edge in advice for owner in owners[edge.subject]}


def _flow(
    sort: str, edge: Edge, sender: str | None, act: str, receiver: str, duty: str | None, truth: Truth
) -> Flow:
    key = f"{sort} {duty or sender} {act} {receiver} {(sender or '') if duty else ''}".rstrip()
    return Flow(key, sender, act, receiver, duty, min(truth, edge.said.in_force), edge.said)
