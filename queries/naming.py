"""From what a person types to a node: an id, a name or an alias; never a guess."""

from collections.abc import Iterable, Mapping, Sequence

from remit.graphmodel.errors import AmbiguousName, Candidate, UnknownName
from remit.graphmodel.graph import MOST_HOPS, Graph, Node, Reach, Step
from remit.graphmodel.view import View

MOST_SUGGESTED = 5
SHORTEST = 4
_NOTHING_MET: Mapping[str, Node] = {}


def node_named(
    graph: Graph, name: str, kinds: Iterable[str] = (), met: Mapping[str, Node] = _NOTHING_MET
) -> Node:
    """The one node of these kinds (none: any) that goes by a name; not read again where it is among those met by id.

    Raises UnknownName, AmbiguousName.
    """
    wanted = tuple(kinds)
    if (here := met.get(_as_id(name))) and (not wanted or here.kind in wanted):
        return here
    found = graph.named(name, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(
            name, tuple(Candidate(each.id, each.kind, each.name, (each.said.dataset,)) for each in found)
        )
    noun = " or ".join(", ".join(kind.lower() for kind in wanted).rsplit(", ", 1)) or "node"
    raise UnknownName(f"no {noun} goes by {name!r}{_where(graph.view)}", _suggestion(graph, name, wanted))


def node_and_reach(
    graph: Graph, name: str, kinds: Iterable[str], steps: Sequence[Step], hops: int = MOST_HOPS
) -> tuple[Node, Reach]:
    """The one node that goes by a name, and what is met on walking from it: one read where the name is an id."""
    wanted = tuple(kinds)
    reach = graph.reach(steps, [_as_id(name)], hops) if "/" in name else Reach({}, [])
    node = node_named(graph, name, wanted, reach.nodes)
    return node, reach if node.id in reach.nodes else graph.reach(steps, [node.id], hops)


def _as_id(name: str) -> str:
    return name.strip().casefold()


def _where(view: View) -> str:
    told = f" in {', '.join(sorted(view.datasets))}" if view.datasets is not None else ""
    return told + (" among what is stated" if view.strict else "")


def _suggestion(graph: Graph, name: str, kinds: tuple[str, ...]) -> str:
    near = [
        found.node
        for word in (name, *(each for each in name.split() if len(each) >= SHORTEST))
        for found in graph.search(word, kinds, limit=MOST_SUGGESTED)
    ]
    listed = list(dict.fromkeys(f"{node.id} ({node.name})" for node in near))[:MOST_SUGGESTED]
    return f"did you mean {'; '.join(listed)}?" if listed else "try remit search with a word of its name"
