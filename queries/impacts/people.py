"""People whose manager changes: their role reports to another, or another person holds the role that it reports to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Side
from remit.graphmodel.relations import LINES
from remit.queries.comparing import LINE
from remit.queries.english import listed
from remit.queries.impacts.aspect import NOTE, Aspect, Effect
from remit.queries.touched import Touched

MANAGER = "manager changed"
_NOBODY = "nobody recorded"
Managers = Mapping[
    tuple[str, str], frozenset[str]
]  # by person and role: the roles and people above, in words


def find(touched: Touched) -> Iterator[Effect]:
    """One effect for each person in each role that they hold both before and after."""
    roles = _roles(touched)
    old, new = (_managers(graph, roles) for graph in touched.graphs)
    for person, role in sorted(old.keys() & new.keys()):
        was, now = old[person, role], new[person, role]
        if was != now:
            yield Effect(person, MANAGER, NOTE, what=role, other=role, before=_words(was), after=_words(now))


def _roles(touched: Touched) -> frozenset[str]:
    """The roles whose line changed, and those that report to a role whose holder may have."""
    own = {each.node for each in touched.found if each.sort == LINE}
    own |= touched.ends(("REPORTS_TO",), Side.SUBJECT)
    filled = touched.ends(("HOLDS",), Side.OBJECT) | touched.nodes
    for graph in touched.graphs:
        own |= {edge.subject for edge in graph.edges(("REPORTS_TO",), objects=filled) if _manages(edge)}
    return frozenset(own)


def _manages(edge: Edge) -> bool:
    return edge.text("line") in (None, LINES[0])


def _managers(graph: Graph, roles: Iterable[str]) -> Managers:
    """The roles above and who holds them, for each person certainly in one of the roles."""
    asked = frozenset(roles)
    lines = [edge for edge in graph.edges(("REPORTS_TO",), subjects=asked) if _manages(edge)]
    held = [
        edge
        for edge in graph.edges(("HOLDS",), objects=asked | {edge.object for edge in lines})
        if edge.said.in_force is Truth.YES
    ]
    nodes = graph.nodes({id for edge in (*lines, *held) for id in (edge.subject, edge.object)})
    holders: dict[str, list[str]] = defaultdict(list)
    for edge in held:
        if nodes[edge.subject].counts and nodes[edge.object].counts:
            holders[edge.object].append(edge.subject)
    above: dict[str, set[str]] = defaultdict(set)
    for edge in lines:
        if nodes[edge.subject].counts and nodes[edge.object].counts:
            names = listed([nodes[id].name for id in sorted(holders[edge.object])])
            above[edge.subject].add(f"{nodes[edge.object].name} ({names or 'holder not recorded'})")
    return {(person, role): frozenset(above[role]) for role in asked for person in holders[role]}


def _words(managers: frozenset[str]) -> str:
    return listed(sorted(managers)) or _NOBODY


PEOPLE = Aspect("people", (MANAGER,), find, ("REPORTS_TO", "HOLDS"))
