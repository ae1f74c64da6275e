"""The days on which anything begins or ends that bears on who answers for duties."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from remit.graphmodel.days import Period
from remit.graphmodel.graph import Graph, Side
from remit.graphmodel.stores.needs import edges_at

Concerned = dict[str, set[str]]  # duties by the id of a node that bears on them


def day_ends(ever: Graph, duties: Iterable[str], first: int, last: int) -> Mapping[int, frozenset[str]]:
    """The days (ordinals) from `first` to `last` on which the truth of anything may change, and the duties it may matter to.

    `ever` is the graph on any day. What bears on a duty: itself, its accountable owners, members of an owner that is a
    class, bodies that owners are part of or lead, heads of bodies, holders of roles. A handful of calls of the port.
    """
    found: dict[int, set[str]] = defaultdict(set)
    concerned: Concerned = {id: {id} for id in duties}

    def note(period: Period, of: Iterable[str]) -> None:
        bounds = (period.from_earliest, period.from_latest, period.to_earliest, period.to_latest)
        for day in bounds:
            if first <= day <= last:
                found[day].update(of)

    def follow(relation: str, side: Side, ids: Iterable[str]) -> set[str]:
        """Note the edges of a relation at nodes, and whom their far ends concern; the far ends."""
        asked = set(ids)
        far: set[str] = set()
        for edge in edges_at(ever, relation, side, asked):
            near, end = edge.end(side), edge.end(side.other)
            note(edge.said.period, concerned[near])
            concerned.setdefault(end, set()).update(concerned[near])
            far.add(end)
        return far

    owners = follow("ACCOUNTABLE_FOR", Side.OBJECT, concerned)
    members = follow("ONE_OF", Side.OBJECT, owners)
    heads = follow("LEADS", Side.OBJECT, owners | members)
    follow("LEADS", Side.SUBJECT, owners)
    follow("PART_OF", Side.SUBJECT, owners)
    follow("HOLDS", Side.OBJECT, owners | members | heads)
    for fact in ever.versions(concerned):
        node = getattr(fact.statement, "node", "")
        note(fact.period, concerned.get(node, ()))
    return {day: frozenset(ids) for day, ids in found.items() if ids}
