"""Holds the answers of Remit to those of the statements by hand: what both say of the same subject, as sets.

Each function takes the graph, the subject, Remit's answer and the record by hand, and gives the two sets to compare.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Pairs, Reach
from remit.queries.lines import LINES, ways_up
from tests.bench.asking import PAGE

Two = tuple[set[Any], set[Any]]
Compare = Callable[[Graph, Any, Any, Sequence[Any]], Two]


def node(_graph: Graph, _subject: Any, found: dict[str, Node], record: Sequence[Any]) -> Two:
    """The id and the name."""
    return {(each.id, each.name) for each in found.values()}, {tuple(record)}


def reach(_graph: Graph, start: str, reached: Reach, record: Sequence[Any]) -> Two:
    """The hops, and who holds the roles met."""
    nodes, hops = record
    holds = {("HOLDS", edge.subject, edge.object) for edge in reached.edges if edge.relation == "HOLDS"}
    walked = {
        (edge.relation, edge.subject, edge.object) for edge in reached.edges if edge.relation != "HOLDS"
    }
    by_hand = _hops(start, nodes, hops)
    return walked | holds, by_hand | _holders({start, *(end for hop in by_hand for end in hop[1:])}, nodes)


def line(graph: Graph, start: str, _answer: Any, record: Sequence[Any]) -> Two:
    """The hops from which Remit makes its lines; being one of a class is no hop where the class leads nowhere."""
    nodes, hops = record
    return _ways(graph, [start]), _lines(start, nodes, hops)


def _ways(graph: Graph, starts: Iterable[str]) -> set[Any]:
    ways = ways_up(graph, starts, LINES)
    return {
        (hop.relation, hop.subject.id, hop.object.id)
        for hops in ways.hops.values()
        for hop in hops
        if hop.relation in ("REPORTS_TO", "ANSWERS_TO")
    }


def _lines(start: str, nodes: Sequence[Any], hops: Sequence[Any]) -> set[Any]:
    """The hops of lines: none leads on from a node that does not count, not even from the start."""
    counts = _counts(nodes)
    return {hop for hop in _hops(start, nodes, hops) if hop[0] != "ONE_OF" and counts[hop[1]]}


def _counts(nodes: Sequence[Any]) -> dict[str, bool]:
    return {id: any(version[1] for version in versions) for id, _, versions, _ in nodes}


def _hops(start: str, nodes: Sequence[Any], hops: Sequence[Any]) -> set[Any]:
    """The hops of a closure from its start, less those that only lead on from a node that does not count."""
    counts = _counts(nodes)
    leaving: dict[str, list[Any]] = {}
    for each in hops:
        for hop in each:
            leaving.setdefault(hop[0], []).append((hop[1], hop[0], hop[2]))
    kept: set[Any] = set()
    waiting = [start]
    while waiting:
        at = waiting.pop()
        for hop in leaving.pop(at, ()):
            kept.add(hop)
            if counts[hop[2]]:
                waiting.append(hop[2])
    return kept


def _holders(met: set[str], nodes: Sequence[Any]) -> set[Any]:
    return {("HOLDS", holder[0], id) for id, _, _, holders in nodes if id in met for holder in holders}


def unowned(_graph: Graph, _subject: Any, answer: Any, record: Sequence[Any]) -> Two:
    """The duties, how certainly they lack an owner, the reason, and whom it is about."""
    rows = answer if isinstance(answer, list) else answer.rows
    by_hand = record[0] if isinstance(answer, list) else record[0][:PAGE]
    return (
        {(row.duty.id, int(row.certainty), row.reason, _ids(row.about)) for row in rows},
        {
            (id, certainty, reason, frozenset(each[3][0] for each in about))
            for id, certainty, _, (reason, about) in by_hand
        },
    )


def _ids(nodes: Iterable[Node]) -> frozenset[str]:
    return frozenset(node.id for node in nodes)


def lacking(_graph: Graph, _subject: Any, found: list[tuple[str, Truth]], record: Sequence[Any]) -> Two:
    """The duties, and how certainly they lack an owner."""
    return {(id, int(truth)) for id, truth in found}, {tuple(each) for each in record[0]}


def pairs(_graph: Graph, _subject: Any, found: Pairs, record: Sequence[Any]) -> Two:
    """Both ends of each pair, and how certain it is."""
    uncertain = {id: int(possibly) for id, possibly in record[1]}
    by_hand = {
        (subject, object, least)
        for object, each in record[0]
        for subject, truth in each
        if (least := min(truth, uncertain.get(subject, 2), uncertain.get(object, 2)))
    }
    columns = zip(found.subjects, found.objects, found.truths, strict=True)
    return {(found.ids[one], found.ids[other], truth) for one, other, truth in columns}, by_hand


def count(_graph: Graph, _subject: Any, found: tuple[int, int], record: Sequence[Any]) -> Two:
    """Both numbers."""
    return {found}, {tuple(record)}


def chain(graph: Graph, _subject: Any, answer: Any, record: Sequence[Any]) -> Two:
    """Who stands in which relation to the duty, and the hops of the lines of the accountable."""
    row = answer.rows[0]
    _, towards, onwards, entered, nodes, hops, scrutiny = record
    remit = {
        *(("ACCOUNTABLE_FOR", owner.node.id) for owner in row.accountable),
        *(("RESPONSIBLE_FOR", party.node.id) for party in row.responsible),
        *(("SCRUTINISES", party.node.id) for party in row.scrutinised_by),
        *(("OWED_TO", party.node.id) for party in row.owed_to),
        *(("STATED_IN", party.node.id) for party in row.stated_in),
        *(("IMPLEMENTS", party.node.id) for party in row.implements),
        *(("REFERS_TO", party.node.id) for party in row.refers_to),
    }
    by_hand = {(each[0], each[1]) for each in (*towards, *onwards)} | {
        ("SCRUTINISES", s[0]) for s in scrutiny
    }
    owners = [owner.node.id for owner in row.accountable]
    starts = [start for _, start in entered]
    lines = {hop for start in starts for hop in _lines(start, nodes, hops)}
    return remit | _ways(graph, owners), by_hand | lines


def carried(_graph: Graph, _subject: Any, answer: Any, record: Sequence[Any]) -> Two:
    """The duties, as what and through whom they come; and what is delegated, with the other party."""
    roles = {"ACCOUNTABLE_FOR": "accountable", "RESPONSIBLE_FOR": "responsible", "CONSULTED_ON": "consulted",
             "INFORMED_OF": "informed"}  # fmt: skip
    by_hand = {(each[0], roles[each[5]], each[6]) for each in record[0]}
    delegated = {("delegator" if out else "delegate", other) for out, other, *_ in record[1]}
    own = {(row.duty.id, row.share, row.through.id) for row in answer.rows if row.share in roles.values()}
    return own | {(row.share, row.through.id) for row in answer.rows if row.share not in roles.values()}, (
        by_hand | delegated
    )


def committee(_graph: Graph, _subject: Any, answer: Any, record: Sequence[Any]) -> Two:
    """The members, and the bodies and roles that it is tied to."""
    row = answer.rows[0]
    _, seats, upwards, downwards, appointing = record
    remit = {
        *(("sits", each.node.id) for each in (*row.chairs, *row.members)),
        *(("ANSWERS_TO", each.node.id) for each in row.answers_to),
        *(("PART_OF", each.node.id) for each in row.part_of),
        *(("answers", each.node.id) for each in row.answered_to_by),
        *(("appoints", each.node.id) for each in row.appointed_by),
    }
    return remit, {
        *(("sits", each[0]) for each in seats),
        *((each[0], each[1]) for each in upwards),
        *(("answers", each[1]) for each in downwards),
        *(("appoints", each[0]) for each in appointing),
    }


def duties(_graph: Graph, _subject: Any, answer: Any, record: Sequence[Any]) -> Two:
    """The duties of the page, and who is accountable for each."""
    return (
        {(row.duty.id, _ids(row.accountable)) for row in answer.rows},
        {(id, frozenset(each[0] for each in owners)) for id, _, owners in record[0][:PAGE]},
    )


def search(_graph: Graph, _subject: Any, answer: Any, record: Sequence[Any]) -> Two:
    """The nodes; where there are more than a page, those that Remit ranks first are among those by hand."""
    remit, by_hand = {row.node.id for row in answer.rows}, {each[0] for each in record[0]}
    return remit, by_hand & remit if answer.truncated else by_hand


COMPARE: dict[str, Compare] = {
    "point": node, "unowned_page": unowned, "unowned": unowned, "lacking": lacking, "pairs": pairs, "count": count,
    "accountability_chain": chain, "carried_by": carried, "committee": committee, "duties": duties, "search": search,
}  # fmt: skip


def compared(name: str, file: str) -> Compare:
    """How the answers to a question are compared with those of a file."""
    if file == "line":
        return reach if "reach" in name else line
    return COMPARE[file]
