"""Lines broken, longer, shorter and re-routed: of whoever's own line changed; those below go on by it, and are counted."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Step
from remit.queries.accountability_words import ABSENT, NO_LINE, below_of
from remit.queries.comparing import LINE
from remit.queries.impacts.aspect import ERROR, NOTE, WARNING, Aspect, Effect, Told
from remit.queries.scope import UPWARDS
from remit.queries.touched import Touched

BROKEN, LONGER, SHORTER, REROUTED = "line broken", "line longer", "line shorter", "line re-routed"
BEGUN, ENDED = "line begun", "line ended"
SORTS = (BROKEN, LONGER, SHORTER, REROUTED, BEGUN, ENDED)
_SEVERITY = {BROKEN: ERROR, LONGER: WARNING}
_UP = tuple(Step(relation) for relation in UPWARDS)
Path = tuple[str, ...]  # ids, from who reports up to the top


def find(touched: Touched) -> Iterator[Effect]:
    """Of whoever's own line differs: how its shortest way to the top does."""
    changed = {each.node: each.certainty for each in touched.found if each.sort == LINE}
    yield from compared_lines(touched, changed)


def compared_lines(touched: Touched, changed: Mapping[str, Truth]) -> Iterator[Effect]:
    """How the shortest ways to the top of some nodes differ; `changed` says how certainly they do."""
    (old, names), (new, others) = (paths(graph, changed) for graph in touched.graphs)
    nodes = {**names, **others}
    for id, certainty in changed.items():
        was, now = old.get(id), new.get(id)
        sort = sort_of(was, now)
        yield Effect(
            id, sort, _SEVERITY.get(sort, NOTE), certainty, before=_in_words(was, nodes),
            after=_in_words(now, nodes),
        )  # fmt: skip


def sort_of(was: Path | None, now: Path | None) -> str:
    """What became of a line; None where who reports is not there, a single id where it has no line."""
    if was is None or now is None:
        return BEGUN if was is None else ENDED
    if len(was) == 1:
        return BEGUN if len(now) > 1 else REROUTED
    if len(now) == 1:
        return BROKEN
    return LONGER if len(now) > len(was) else SHORTER if len(now) < len(was) else REROUTED


def paths(graph: Graph, ids: Iterable[str]) -> tuple[dict[str, Path], dict[str, Node]]:
    """The shortest way of each node that counts to a top (one that has no line itself), and all nodes met.

    One call of the port. Of several as short, the first by the ids on it. Without a way to a top, as in a loop, the node
    alone.
    """
    asked = list(ids)
    reach = graph.reach(_UP, asked)
    up: dict[str, set[str]] = defaultdict(set)
    for edge in reach.edges:
        if edge.object in reach.nodes and reach.nodes[edge.object].counts:
            up[edge.subject].add(edge.object)
    there = [id for id in asked if id in reach.nodes and reach.nodes[id].counts and reach.nodes[id].recorded]
    return {id: _shortest(id, up) for id in there}, dict(reach.nodes)


def _shortest(start: str, up: Mapping[str, set[str]]) -> Path:
    before: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting:
        id = waiting.popleft()
        above = up.get(id)
        if not above:
            return _back(id, before) if id != start else (start,)
        for each in sorted(above):
            if each not in before:
                before[each] = id
                waiting.append(each)
    return (start,)


def _back(top: str, before: Mapping[str, str]) -> Path:
    path = [top]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return tuple(reversed(path))


def _in_words(path: Path | None, nodes: Mapping[str, Node]) -> str:
    if path is None:
        return ABSENT
    return " → ".join(nodes[id].name for id in path[1:]) if len(path) > 1 else NO_LINE


def told(touched: Touched, effects: Sequence[Effect]) -> Mapping[Effect, Told]:
    """The line before and after, and how many are below, whose lines go on by it."""
    below = below_of(touched.compared, [each.subject for each in effects])
    return {each: (each.before, each.after, below[each.subject]) for each in effects}


LINES = Aspect("lines", SORTS, find, UPWARDS, told)
