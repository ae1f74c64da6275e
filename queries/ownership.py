"""What owned means, and which reason fits a duty that is not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Reach, Side, Step, in_order
from remit.queries.english import agrees, listed, name_of, place_of

OWNERS = ("Agency", "Unit", "Role")
# Owned: ACCOUNTABLE_FOR in force from an Agency, Unit or Role that counts and is not confirmed vacant; a class owns when
# every recorded member does.
OWNED = Need(
    "ACCOUNTABLE_FOR", Side.OBJECT, kinds=OWNERS, then=Need("HOLDS", Side.OBJECT, confirmed=True), members=True
)  # fmt: skip

NONE_ASSIGNED = "none assigned"
VACANT = "role confirmed vacant"
ENDED = "role ended"
RESPONSIBLE = "only responsible"
CONSULTED = "only consulted"
COMMITTEE = "only a committee"
EXPIRED = "expired"
INFERRED = "only inferred"
PROPOSED = "only a proposed body"
MEMBERS = "class with members not covered"
REASONS = (
    NONE_ASSIGNED,
    VACANT,
    ENDED,
    RESPONSIBLE,
    CONSULTED,
    COMMITTEE,
    EXPIRED,
    INFERRED,
    PROPOSED,
    MEMBERS,
)
_INVOLVEMENTS = ("RESPONSIBLE_FOR", "CONSULTED_ON", "INFORMED_OF")
ASSIGNMENTS = ("ACCOUNTABLE_FOR", *_INVOLVEMENTS)
_ACCOUNTABLE = (Step("ACCOUNTABLE_FOR", Side.OBJECT), Step("ONE_OF", Side.OBJECT, leaf=True))
_INVOLVED = tuple(Step(relation, Side.OBJECT) for relation in _INVOLVEMENTS)


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a duty has no owner: the reason, a sentence, and the nodes it is about."""

    reason: str
    sentence: str
    about: tuple[Node, ...] = ()
    members: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignments:
    """The assignments of a page of duties: by duty, the nodes at their far ends, who is in a class, who is vacant."""

    edges: Mapping[str, Sequence[Edge]]
    nodes: dict[str, Node]
    members: Mapping[str, Sequence[str]]
    vacant: Mapping[str, Truth]


def findings(graph: Graph, duties: Sequence[str]) -> tuple[dict[str, Finding], dict[str, Node]]:
    """The reason for each of these duties, which lack an owner, and the duties; wider looks where the view shows nothing."""
    seen = _assignments(graph, duties)
    found = {duty: _finding(duty, seen) for duty in duties}
    unexplained = _shown_by_a_wider_view(graph, [duty for duty in duties if found[duty] is None])
    for reason, wider in _wider(graph):
        if unexplained:
            there = wider.reach(_ACCOUNTABLE, unexplained, hops=1)
            edges = _at_objects(there.edges, "ACCOUNTABLE_FOR")
            for duty in unexplained:
                found[duty] = _hidden(reason, there.nodes, edges.get(duty, ()))
            unexplained = [duty for duty in unexplained if found[duty] is None]
    none = Finding(NONE_ASSIGNED, "Nobody is assigned.")
    return {duty: finding or none for duty, finding in found.items()}, seen.nodes


def _assignments(graph: Graph, duties: Sequence[str]) -> Assignments:
    """Who is accountable for each duty, and where nobody is, who else is involved."""
    answering = graph.reach(_ACCOUNTABLE, duties, hops=1)
    accountable = _at_objects(answering.edges, "ACCOUNTABLE_FOR")
    bare = [duty for duty in duties if duty not in accountable]
    beside = graph.reach(_INVOLVED, bare, hops=1) if bare else Reach({}, [])
    members = {
        id: [edge.subject for edge in edges] for id, edges in _at_objects(answering.edges, "ONE_OF").items()
    }
    return Assignments(
        accountable | _at_objects(beside.edges, *_INVOLVEMENTS),
        answering.nodes | beside.nodes,
        members,
        _vacant(graph, answering.nodes),
    )


def _at_objects(edges: Iterable[Edge], *relations: str) -> dict[str, list[Edge]]:
    """The edges of some relations by their objects, in order."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted((edge for edge in edges if edge.relation in relations), key=in_order):
        found[edge.object].append(edge)
    return dict(found)


def _vacant(graph: Graph, nodes: Mapping[str, Node]) -> dict[str, Truth]:
    """The roles among these that are confirmed vacant, certainly or possibly."""
    confirmed = {
        node.id: node.confirmed_none["HOLDS"]
        for node in nodes.values()
        if node.kind == "Role" and node.confirmed_none.get("HOLDS")
    }
    held = graph.edges(("HOLDS",), objects=confirmed) if confirmed else []
    holders = graph.nodes({edge.subject for edge in held}) if held else {}
    filled: dict[str, Truth] = {}
    for edge in held:
        sure = min(edge.said.in_force, holders[edge.subject].counts)
        filled[edge.object] = max(sure, filled.get(edge.object, Truth.NO))
    empty = {id: min(sure, Truth(2 - filled.get(id, Truth.NO))) for id, sure in confirmed.items()}
    return {id: truth for id, truth in empty.items() if truth is not Truth.NO}


def _finding(duty: str, seen: Assignments) -> Finding | None:
    return next(_fits(seen, seen.edges.get(duty, ())), None)


def _fits(seen: Assignments, edges: Sequence[Edge]) -> Iterator[Finding]:
    """The reasons that fit, in their order; nothing where the view shows no assignment of any sort."""
    owners = tuple(seen.nodes[edge.subject] for edge in edges if edge.relation == "ACCOUNTABLE_FOR")
    able = tuple(node for node in owners if node.kind in OWNERS)
    proposed = tuple(node for node in able if node.said.proposed and node.counts is Truth.NO)
    if vacant := tuple(node for node in able if node.id in seen.vacant):
        yield Finding(VACANT, f"{_are(vacant)} accountable, and vacant.", vacant)
    if gone := tuple(node for node in able if node.counts is Truth.NO and node not in proposed):
        yield Finding(ENDED, f"{_are(gone)} accountable, and no longer there.", gone)
    if not owners and (working := _subjects(edges, seen, "RESPONSIBLE_FOR")):
        yield Finding(RESPONSIBLE, f"{_are(working)} responsible; nobody is accountable.", working)
    if not owners and (asked := _subjects(edges, seen, "CONSULTED_ON", "INFORMED_OF")):
        yield Finding(CONSULTED, f"{_are(asked)} consulted or informed; nobody is accountable.", asked)
    if owners and not able:
        told = f"Only {_are(owners, capital=False)} accountable: a committee, no role or agency."
        yield Finding(COMMITTEE, told, owners)
    if proposed:
        yield Finding(
            PROPOSED, f"Only {_are(proposed, capital=False)} accountable, and only proposed.", proposed
        )
    for node in able:
        if left := _not_covered(node, seen):
            told = f"{_are((node,))} accountable as a class; not covered: {listed([each.name for each in left])}."
            yield Finding(MEMBERS, told, (node,), left)
    if able:  # the days of the assignment, or of its owner, are not known exactly
        yield Finding(EXPIRED, f"{_are(able)} accountable only possibly on that day.", able)


def _not_covered(node: Node, seen: Assignments) -> tuple[Node, ...]:
    members = (seen.nodes[id] for id in seen.members.get(node.id, ()))
    return tuple(each for each in members if each.counts is not Truth.YES or each.id in seen.vacant)


def _shown_by_a_wider_view(graph: Graph, duties: Sequence[str]) -> list[str]:
    """Those that somebody is accountable for in the widest view; most have nobody in any, and one look tells."""
    if not duties:
        return []
    view = graph.view
    widest = view.on_any_day().with_evidence_of_any_sort().with_proposed()
    edges = graph.at(replace(widest, known_at=view.known_at)).edges(("ACCOUNTABLE_FOR",), objects=duties)
    accountable = {edge.object for edge in edges}
    return [duty for duty in duties if duty in accountable]


def _wider(graph: Graph) -> Iterable[tuple[str, Graph]]:
    view = graph.view
    if view.as_at:
        yield EXPIRED, graph.at(replace(view.on_any_day(), known_at=view.known_at))
    if view.strict:
        yield INFERRED, graph.at(replace(view.with_evidence_of_any_sort(), known_at=view.known_at))
    if not view.proposed:
        yield PROPOSED, graph.at(replace(view.with_proposed(), known_at=view.known_at))


def _hidden(reason: str, there: Mapping[str, Node], edges: Sequence[Edge]) -> Finding | None:
    """What a wider view shows of a duty that has nothing in the view asked for; `edges` are of who is accountable."""
    shown = [edge for edge in edges if there[edge.subject].kind in OWNERS]
    if not shown:
        return None
    nodes = tuple(there[edge.subject] for edge in shown)
    edge, name = shown[0], nodes[0].name
    told = {
        EXPIRED: f"{name} {agrees(name, 'is')} not accountable on that day"
        f" ({edge.said.valid_from or 'from the start'} to {edge.said.valid_to or 'now'}).",
        INFERRED: f"That {name} {agrees(name, 'is')} accountable is {edge.said.evidence} ({place_of(edge.said)}), not stated.",
        PROPOSED: f"That {name} {agrees(name, 'is')} accountable is only proposed.",
    }[reason]
    return Finding(reason, told, nodes)


def _subjects(edges: Sequence[Edge], seen: Assignments, *relations: str) -> tuple[Node, ...]:
    return tuple(
        seen.nodes[id] for id in dict.fromkeys(edge.subject for edge in edges if edge.relation in relations)
    )


def _are(nodes: Sequence[Node], capital: bool = True) -> str:
    told = listed([name_of(node) for node in nodes])
    verb = "are" if len(nodes) > 1 else agrees(nodes[0].name, "is")
    return f"{told[0].upper() + told[1:] if capital else told} {verb}"
