"""Whether the receiving end of a flow is recorded to expect it.

One text says that A reports to B. That B expects it shows in what B's own duties say, or in a relation between the two:

- B has a duty that refers to the sending duty or implements it, or the other way round; or what is owed to B rests on a
  duty of B;
- B has a duty of the sending duty's theme whose operative verb is one of getting (receive, consider, hear), or which
  applies when A has told B;
- B scrutinises A; or A reports to, answers to or escalates to B. What rests on the sending duty shows nothing more.

Where nothing is recorded of what B has to do, nobody can tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Said, in_order
from remit.graphmodel.names import singular, words
from remit.queries.classes import classes_of
from remit.queries.english import agrees
from remit.queries.wording import edge_told

EXPECTED, NOT_EXPECTED, NO_SENDER, CANNOT_TELL = MATCHES = (
    "expected", "not expected", "no sender", "cannot tell",
)  # fmt: skip
_GETTING = frozenset(
    {"advised", "consider", "considers", "get", "gets", "hear", "hears", "receive", "receives"}
)
_TOLD = frozenset({"advised", "brought", "informed", "notified", "received", "referred", "reported", "told"})
_TOWARDS = ("REPORTS_TO", "ANSWERS_TO", "ESCALATES_TO")  # from the sender
_BACK = ("SCRUTINISES",)  # from the receiver
TIES = ("IMPLEMENTS", "REFERS_TO")
OWN = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")


@dataclass(frozen=True, slots=True)
class Flow:
    """What a sender owes to a receiver: ids; `duty` asks for it, or a relation says so. `key` makes it the same flow."""

    key: str
    sender: str | None
    act: str
    receiver: str
    duty: str | None
    certainty: Truth
    said: Said

    @property
    def ends(self) -> tuple[str | None, str]:
        """Its sender and its receiver."""
        return self.sender, self.receiver


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of the receivers: their duties, ties between duties, relations between the two ends, classes."""

    own: Mapping[str, Mapping[str, Node]]
    ties: Mapping[str, set[str]]
    between: Mapping[tuple[str, str], Edge]
    same: Mapping[str, Iterable[str]]
    nodes: Mapping[str, Node]


def matched(
    graph: Graph, flows: Sequence[Flow], nodes: Mapping[str, Node]
) -> Iterator[tuple[Flow, str, str]]:
    """Each flow with whether it is expected, and what shows or lacks; a few calls of the port for all of them."""
    if not flows:
        return
    seen = _seen(graph, flows, nodes)
    for flow in flows:
        receiver = nodes[flow.receiver].name
        shown = _shown(flow, seen)
        if flow.sender is None:
            yield (
                flow,
                NO_SENDER,
                "Nobody is recorded to do this." + (f" It is expected. {shown}" if shown else ""),
            )
        elif shown:
            yield flow, EXPECTED, shown
        elif seen.own.get(flow.receiver):
            yield flow, NOT_EXPECTED, f"No duty or relation of {receiver} takes it up."
        else:
            yield flow, CANNOT_TELL, f"What {receiver} {agrees(receiver, 'has')} to do is not recorded."


def _seen(graph: Graph, flows: Sequence[Flow], nodes: Mapping[str, Node]) -> _Seen:
    ends = {id for flow in flows for id in flow.ends if id}
    classes = classes_of(graph, ends)
    same = {id: list(classes.of.get(id, (id,))) for id in ends}
    receiving = {id for flow in flows for id in same[flow.receiver]}
    able = {id for each in same.values() for id in each}
    edges = graph.edges(OWN, subjects=receiving)
    duties = graph.nodes({edge.object for edge in edges})
    own: dict[str, dict[str, Node]] = defaultdict(dict)
    by_owner: dict[str, list[str]] = defaultdict(list)
    for edge in sorted(edges, key=in_order):
        by_owner[edge.subject].append(edge.object)
    for flow in flows:
        for owner in same[flow.receiver]:
            own[flow.receiver] |= {
                id: duties[id] for id in by_owner[owner] if duties[id].counts is not Truth.NO
            }
    ties: dict[str, set[str]] = defaultdict(set)
    sending = {flow.duty for flow in flows if flow.duty}
    for edge in (*graph.edges(TIES, subjects=sending), *graph.edges(TIES, objects=sending)):
        ties[edge.subject].add(edge.object)
        ties[edge.object].add(edge.subject)
    between = [edge for edge in graph.edges((*_TOWARDS, *_BACK), subjects=able) if edge.object in able]
    return _Seen(
        own, ties, {(edge.subject, edge.object): edge for edge in sorted(between, key=in_order, reverse=True)}, same,
        {**nodes, **classes.nodes},
    )  # fmt: skip


def _shown(flow: Flow, seen: _Seen) -> str:
    """What shows that the receiver expects a flow; empty where nothing does."""
    for id, duty in seen.own.get(flow.receiver, {}).items():
        if id != flow.duty and (
            id in seen.ties.get(flow.duty or "", ()) or _rests(flow, duty) or _gets(flow, duty, seen)
        ):
            return f"Its duty: {duty.name}"
    for sender in seen.same.get(flow.sender or "", ()):
        for receiver in seen.same[flow.receiver]:
            for ends in ((sender, receiver), (receiver, sender)):
                edge = seen.between.get(ends)
                if (
                    edge
                    and _of_its_own(edge, flow, seen)
                    and (edge.relation in _BACK) is (ends[0] == receiver)
                ):
                    return f"{edge_told(edge, seen.nodes)}."
    return ""


def _of_its_own(edge: Edge, flow: Flow, seen: _Seen) -> bool:
    """Whether a relation is more than a conclusion from the duty that asks for the flow."""
    return flow.duty is None or seen.nodes[flow.duty].statement not in edge.said.based_on


def _rests(flow: Flow, duty: Node) -> bool:
    return duty.statement in flow.said.based_on


def _gets(flow: Flow, duty: Node, seen: _Seen) -> bool:
    theme = seen.nodes[flow.duty].text("theme") if flow.duty else None
    if theme is None or duty.text("theme") != theme:
        return False
    if _GETTING & set(words(duty.text("wording") or "")):
        return True
    when = set(words(duty.text("when") or ""))
    sender = seen.nodes[flow.sender].name if flow.sender else ""
    return bool(_TOLD & when) and bool({singular(word) for word in words(sender)} & when)
