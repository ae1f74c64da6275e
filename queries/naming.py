"""From what a person types to a node: an id, a name or an alias; never a guess."""

from collections.abc import Iterable

from remit.graphmodel.errors import AmbiguousName, Candidate, UnknownName
from remit.graphmodel.graph import Graph, Node
from remit.graphmodel.view import View

MOST_SUGGESTED = 5
SHORTEST = 4


def node_named(graph: Graph, name: str, kinds: Iterable[str] = ()) -> Node:
    """The one node of these kinds (none: any) that goes by a name. Raises UnknownName, AmbiguousName."""
    wanted = tuple(kinds)
    found = graph.named(name, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(
            name, tuple(Candidate(each.id, each.kind, each.name, (each.said.dataset,)) for each in found)
        )
    noun = " or ".join(", ".join(kind.lower() for kind in wanted).rsplit(", ", 1)) or "node"
    raise UnknownName(f"no {noun} goes by {name!r}{_where(graph.view)}", _suggestion(graph, name, wanted))


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
