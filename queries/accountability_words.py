"""Accountability before and after, in words: lines, assignments, owners, and how many are below."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Side, Step
from remit.queries.accountability import Accountability, Up
from remit.queries.comparing import Compared, Found
from remit.queries.english import agrees, bracketed, listed, perhaps
from remit.queries.lines import PHRASES
from remit.queries.ownership import findings
from remit.queries.scope import UPWARDS

ABSENT, NO_LINE = "not there", "no line recorded"
_DOWN = tuple(Step(relation, Side.OBJECT) for relation in UPWARDS)


def lines_told(id: str, compared: Compared) -> tuple[str, str]:
    """To whom a node reported and answered, and to whom it does."""
    return _line_told(id, compared.old, compared), _line_told(id, compared.new, compared)


def shares_told(each: Found, compared: Compared) -> tuple[str, str]:
    """What an owner was to a duty, and what it is."""
    return _share_told(each, compared.old), _share_told(each, compared.new)


def _line_told(id: str, side: Accountability, compared: Compared) -> str:
    name = compared.node(id).name
    ups = sorted(side.lines.get(id, ()), key=lambda up: (up.relation, up.line, up.to))
    if ups:
        return "; ".join(_up_told(name, up, compared.node(up.to).name) for up in ups)
    return {Truth.NO: ABSENT, Truth.POSSIBLY: f"possibly there, {NO_LINE}", Truth.YES: NO_LINE}[
        side.counts(id)
    ]


def _up_told(name: str, up: Up, to: str) -> str:
    line = up.line if up.line not in ("management", "accountability") else ""
    there = perhaps(up.arrives) if up.arrives else ABSENT
    return f"{agrees(name, PHRASES[up.relation])} {to}" + bracketed(line, there)


def _share_told(each: Found, side: Accountability) -> str:
    truth = side.assigned.get((each.node, each.duty, each.share), Truth.NO)
    if truth is Truth.NO and Truth.NO in (side.counts(each.node), side.counts(each.duty)):
        return ABSENT
    return {Truth.NO: "not ", Truth.POSSIBLY: "possibly ", Truth.YES: ""}[truth] + each.share


def ownership_told(compared: Compared, duties: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """Of each duty, how it was owned and how it is: by whom, or why by nobody."""
    before = _owners_told(compared.before, compared.old, duties)
    after = _owners_told(compared.after, compared.new, duties)
    return {id: (before[id], after[id]) for id in duties}


def _owners_told(graph: Graph, side: Accountability, duties: Sequence[str]) -> Mapping[str, str]:
    unowned = [id for id in duties if side.unowned.get(id)]
    owned = [id for id in duties if side.owned.get(id)]
    reasons = findings(graph, unowned)[0] if unowned else {}
    edges = graph.edges(("ACCOUNTABLE_FOR",), objects=owned) if owned else []
    nodes = graph.nodes({edge.subject for edge in edges})
    owners: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in edges:
        truth = min(edge.said.in_force, nodes[edge.subject].counts)
        if truth is not Truth.NO:
            owners[edge.object][nodes[edge.subject].name + bracketed(perhaps(truth))] = None
    told = {id: f"owned by {listed(list(names))}" for id, names in owners.items()}
    return {id: reasons[id].sentence if id in reasons else told.get(id, ABSENT) for id in duties}


def below_of(compared: Compared, ids: Sequence[str]) -> Mapping[str, int]:
    """How many are below each of these nodes: after, or before where it is there no more."""
    there = [id for id in ids if compared.new.counts(id)]
    gone = [id for id in ids if not compared.new.counts(id)]
    return _counted_below(compared.after, there) | _counted_below(compared.before, gone)


def _counted_below(graph: Graph, ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    under: dict[str, set[str]] = defaultdict(set)
    for edge in graph.reach(_DOWN, ids).edges:
        under[edge.object].add(edge.subject)
    return {id: len(_met(under, id) - {id}) for id in ids}


def _met(under: Mapping[str, set[str]], start: str) -> set[str]:
    met, waiting = set[str](), [start]
    while waiting:
        for id in under.get(waiting.pop(), set()) - met:
            met.add(id)
            waiting.append(id)
    return met
