"""Questions over whole lines, against plain networkx on random graphs, and on both time axes."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import chain, combinations, pairwise
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph
from remit.graphmodel.view import View
from remit.queries.cross_agency import CROSS_AGENCY, CrossAgency
from remit.queries.lines import LINES, ways_up
from remit.queries.loops import LOOPS, MIXED, Loops
from remit.queries.question import Answer, Question
from remit.queries.single_points import SINGLE_POINTS, SinglePoints
from remit.queries.span_and_layers import ORDERS, SPAN_AND_LAYERS, SpanAndLayers
from tests.queries.line_worlds import (
    AGENCIES,
    BOARDS,
    CLASS,
    DAY,
    ENDED,
    POSSIBLE,
    ROLES,
    Said,
    holdings,
    hops,
    memberships,
    ownings,
    parts,
    several,
    stored,
)

laws = settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
Hop = tuple[str, str, str]  # subject, line, object
Truths = dict[Hop, Truth]


def naive_hops(said: Iterable[Said], lines: Sequence[str] = LINES) -> Truths:
    """The hops in force and how certainly, those of members of the class included."""
    sure = {
        each: Truth.POSSIBLY if each.days == POSSIBLE else Truth.YES for each in said if each.days != ENDED
    }
    members = {each.subject: truth for each, truth in sure.items() if each.relation == "ONE_OF"}
    found: Truths = {}
    for each, truth in sure.items():
        if each.relation in ("REPORTS_TO", "ANSWERS_TO") and each.line in lines:
            starts = {each.subject: Truth.YES, **(members if each.subject == CLASS else {})}
            for start, membership in starts.items():
                if start != each.object:
                    key = (start, each.line, each.object)
                    found[key] = max(found.get(key, Truth.NO), min(truth, membership))
    return found


def digraph(found: Iterable[Hop]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((subject, object) for subject, _, object in found)
    return graph


def circles(found: Iterable[Hop]) -> set[frozenset[str]]:
    return {frozenset(each) for each in nx.strongly_connected_components(digraph(found)) if len(each) > 1}


def ask(graph: Graph, question: Question, asked: Any) -> Answer[Any]:
    answer: Answer[Any] = question.ask(graph, asked)
    return answer


def all_rows(graph: Graph, question: Question, make: Any, first: int) -> list[Any]:
    """Every row, page by page."""
    rows: list[Any] = []
    after: str | None = ""
    while after is not None:
        answer = ask(graph, question, make(first=first, after=after))
        assert answer.sentence
        rows += answer.rows
        after = answer.after
    keys = [tuple(getattr(row, name) for name in question.row.KEY) for row in rows]
    assert len({str(each) for each in keys}) == len(keys)
    return rows


@laws
@given(several(hops, hops, memberships))
def test_loops(said: list[Said]) -> None:
    found = naive_hops(said)
    with stored(said) as store:
        rows = all_rows(store.graph(View(as_at=DAY)), LOOPS, Loops, 2)
    expected: dict[tuple[str, frozenset[str]], Truth] = {}
    inside: set[Hop] = set()
    for line in LINES:
        of_line = {hop: truth for hop, truth in found.items() if hop[1] == line}
        for nodes in circles(of_line):
            sure = {hop for hop, truth in of_line.items() if truth is Truth.YES and {hop[0], hop[2]} <= nodes}
            expected[line, nodes] = Truth.YES if circles(sure) else Truth.POSSIBLY
            inside |= {hop for hop in of_line if {hop[0], hop[2]} <= nodes}
    for nodes in circles(found):
        within = {hop for hop in found if {hop[0], hop[2]} <= nodes}
        if within - inside and not any(each == nodes for _, each in expected):
            expected[MIXED, nodes] = Truth.YES
    told = {(row.line, frozenset(node.id for node in row.nodes)): row for row in rows}
    assert told.keys() == expected.keys()
    for key, row in told.items():
        if key[0] != MIXED:
            assert row.certainty is expected[key]
        assert row.at.id == min(key[1])
        assert row.hops[0].subject.id == row.hops[-1].object.id
        assert all(one.object.id == other.subject.id for one, other in pairwise(row.hops))
        assert len({hop.line for hop in row.hops} & set(LINES)) == 1 or row.line == MIXED


@laws
@given(
    several(hops, hops, memberships),
    st.sampled_from((("management",), LINES, ("professional", "accountability"))),
)
def test_spans_layers_and_sizes(said: list[Said], lines: tuple[str, ...]) -> None:
    found = naive_hops(said, lines)
    graph = digraph(found)
    sure = digraph(hop for hop, truth in found.items() if truth is Truth.YES)
    sure.add_nodes_from(graph)
    uncounted = {CLASS} if any(each.relation == "ONE_OF" and each.days != ENDED for each in said) else set()
    with stored(said) as store:
        seen = store.graph(View(as_at=DAY))
        rows: list[Any] = []
        for order in ORDERS:
            rows = all_rows(seen, SPAN_AND_LAYERS, partial(SpanAndLayers, order=order, lines=lines), 3)
            assert [(-row.rank, row.role.id) for row in rows] == sorted(
                (-row.rank, row.role.id) for row in rows
            )
            assert {row.role.id for row in rows} == set(graph)
    drawn = nx.condensation(graph)
    tops = [each for each in drawn if drawn.out_degree(each) == 0]
    for row in rows:
        id = row.role.id
        below, certain = (nx.ancestors(each, id) - uncounted for each in (graph, sure))
        assert (row.size.least, row.size.most) == (len(certain), len(below))
        direct = [set(each.predecessors(id)) - uncounted for each in (sure, graph)]
        assert (row.span.least, row.span.most) == tuple(map(len, direct))
        at = drawn.graph["mapping"][id]
        ways = [1] if at in tops else [len(way) for way in nx.all_simple_paths(drawn, at, tops)]
        assert (row.layer.least, row.layer.most) == (min(ways), max(ways))
        above = {id, *nx.descendants(graph, id)}
        doubtful = any(truth is Truth.POSSIBLY and hop[0] in above for hop, truth in _surest(found).items())
        assert row.layer_certainty is (Truth.POSSIBLY if doubtful else Truth.YES)
        assert row.loop == any(id in each for each in circles(found))


def _surest(found: Truths) -> dict[tuple[str, str], Truth]:
    ends: dict[tuple[str, str], Truth] = {}
    for (subject, _, object), truth in found.items():
        ends[subject, object] = max(truth, ends.get((subject, object), Truth.NO))
    return ends


def lost_without(said: Iterable[Said], gone: str) -> dict[str, set[str]]:
    """What comes to no top, and has no owner, in a world where all that is said is so, once a role is gone."""
    world = list(said)
    lines = digraph(naive_hops(world))
    # Who owns something and is in no line is a top of its own.
    lines.add_nodes_from([*ROLES, *(each.subject for each in world if each.relation == "ACCOUNTABLE_FOR")])
    tops = {each for each in lines if lines.out_degree(each) == 0}

    def led(graph: "nx.DiGraph[str]") -> set[str]:
        return tops.intersection(graph).union(*(nx.ancestors(graph, top) for top in tops if top in graph))

    before = led(lines)
    after = led(lines.subgraph(set(lines) - {gone}).copy())
    uncounted = {CLASS} if any(each.relation == "ONE_OF" for each in world) else set()
    owners: dict[str, set[str]] = {}
    holds: dict[str, set[str]] = {}
    for each in world:
        if each.relation == "HOLDS":
            holds.setdefault(each.subject, set()).add(each.object)
        elif each.relation == "ACCOUNTABLE_FOR" and each.subject not in BOARDS:
            owners.setdefault(each.object, set()).add(each.subject)
    return {
        "below": before - after - {gone} - uncounted,
        "duties": {duty for duty, of in owners.items() if of == {gone}},
        "duties_below": {
            duty
            for duty, of in owners.items()
            if of & before and not of & after and of != {gone} and gone in before
        },
        "people": {who for who, of in holds.items() if of & before and not of & after and of != {gone}},
        "holders": {who for who, of in holds.items() if of == {gone}},
    }


MEASURES = ("below", "duties", "duties_below", "people")


def points(said: list[Said]) -> dict[str, Any]:
    with stored(said) as store:
        return {
            row.role.id: row for row in all_rows(store.graph(View(as_at=DAY)), SINGLE_POINTS, SinglePoints, 2)
        }


@laws
@given(several(hops, hops, memberships, holdings, ownings))
def test_single_points_where_all_is_certain(said: list[Said]) -> None:
    certain = [each for each in said if each.days != POSSIBLE]
    rows = points(certain)
    for role in ROLES:
        lost = lost_without([each for each in certain if each.days != ENDED], role)
        told = [getattr(rows[role], name).most if role in rows else 0 for name in MEASURES]
        assert told == [len(lost[name]) for name in MEASURES], lost
        assert role not in rows or rows[role].rank == sum(told)


@laws
@given(several(hops, hops, holdings, ownings))
def test_what_is_lost_for_certain_is_lost_whatever_is_so(said: list[Said]) -> None:
    maybe = [each for each in said if each.days == POSSIBLE][:4]
    kept = [each for each in said if each.days != POSSIBLE or each in maybe]
    rows = points(kept)
    sure = [each for each in kept if each.days not in (POSSIBLE, ENDED)]
    if circles(naive_hops(kept)):
        return  # where lines loop, a top may be a matter of what is so
    for some in chain.from_iterable(combinations(maybe, number) for number in range(len(maybe) + 1)):
        for role in ROLES:
            lost = lost_without([*sure, *(Said(e.subject, e.relation, e.object, e.line) for e in some)], role)
            # What is so decides which of the two they belong to.
            lost["duties_below"] |= lost["duties"]
            lost["people"] |= lost["holders"]
            least = [getattr(rows[role], name).least if role in rows else 0 for name in MEASURES]
            assert all(number <= len(lost[name]) for number, name in zip(least, MEASURES, strict=True)), (
                role,
                some,
                lost,
            )


@laws
@given(several(hops, hops, memberships), st.sampled_from(ROLES))
def test_the_reach_of_lines(said: list[Said], start: str) -> None:
    graph = digraph(naive_hops(said))
    graph.add_node(start)
    with stored(said) as store:
        ways = ways_up(store.graph(View(as_at=DAY)), [start], LINES)
    assert {start, *nx.descendants(graph, start)} - {CLASS} == _reached(ways.hops, start) - {CLASS}


def _reached(found: Any, start: str) -> set[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((hop.subject.id, hop.object.id) for each in found.values() for hop in each)
    graph.add_node(start)
    return {start, *nx.descendants(graph, start)}


@laws
@given(several(hops, parts, parts, memberships))
def test_relations_that_cross(said: list[Said]) -> None:
    maybe = [each for each in said if each.days == POSSIBLE and each.relation in ("PART_OF", "ONE_OF")][:5]
    kept = [
        each
        for each in said
        if each.days != POSSIBLE or each.relation not in ("PART_OF", "ONE_OF") or each in maybe
    ]
    sure = [each for each in kept if each.days not in (POSSIBLE, ENDED)]
    worlds = [[*sure, *some] for number in range(len(maybe) + 1) for some in combinations(maybe, number)]
    expected: dict[str, Truth] = {}
    for each in kept:
        if each.relation in ("REPORTS_TO", "ANSWERS_TO") and each.days != ENDED:
            crosses = [
                _apart(_agencies(world, each.subject), _agencies(world, each.object)) for world in worlds
            ]
            truth = Truth.YES if all(crosses) else Truth.POSSIBLY if any(crosses) else Truth.NO
            truth = min(truth, Truth.POSSIBLY if each.days == POSSIBLE else Truth.YES)
            key = f"{each.subject} {each.relation} {each.object}"
            expected[key] = max(truth, expected.get(key, Truth.NO))
    with stored(kept) as store:
        rows = all_rows(store.graph(View(as_at=DAY)), CROSS_AGENCY, CrossAgency, 3)
    found = {row.key: row.certainty for row in rows}
    for key in expected.keys() | found.keys():
        said_so, so = found.get(key, Truth.NO), expected.get(key, Truth.NO)
        assert (said_so is Truth.YES) == (so is Truth.YES), key
        assert said_so >= so, key  # agencies that come by one doubtful membership are doubted one by one


def _agencies(world: Iterable[Said], id: str) -> set[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((e.subject, e.object) for e in world if e.relation in ("PART_OF", "ONE_OF"))
    graph.add_node(id)
    return {each for each in nx.descendants(graph, id) if each in AGENCIES}


def _apart(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and not one & other


DAYS = ("2018-03-01", "2019-01-01", "2019-07-01", "2020-06-01")
spans = st.tuples(st.sampled_from((None, *DAYS)), st.sampled_from((None, *DAYS))).filter(
    lambda days: days[0] is None or days[1] is None or days[0] < days[1]
)


@settings(laws, max_examples=8)
@given(
    st.lists(several(hops, memberships, holdings, ownings, parts, most=12), min_size=1, max_size=3),
    st.lists(spans, min_size=36, max_size=36),
    st.sampled_from(DAYS),
    st.data(),
)
def test_as_at_a_day_and_as_known_at_a_change(
    loads: list[list[Said]], days: list[tuple[str | None, str | None]], day: str, data: st.DataObject
) -> None:
    dated = iter(days)
    history = [[Said(e.subject, e.relation, e.object, e.line, next(dated)) for e in load] for load in loads]
    # Each load is to be a change.
    assume(all(history) and all(set(one) != set(next_) for one, next_ in pairwise(history)))
    known_at = data.draw(st.integers(1, len(history)))
    then = [
        Said(each.subject, each.relation, each.object, each.line)
        for each in history[known_at - 1]
        if (each.days[0] or "2018-01-01") <= day and (each.days[1] is None or day < each.days[1])
    ]
    with stored(*history) as lived, stored(then) as scratch:
        number = lived.graph(View(as_at=DAY)).view.known_at or 0
        view = View(as_at=date.fromisoformat(day), known_at=number - len(history) + known_at)
        assert told(lived.graph(view)) == told(scratch.graph(View(as_at=DAY)))


def told(graph: Graph) -> list[Any]:
    """What the questions say, without what tells who said it and when."""
    return [
        [
            (row.line, row.at.id, [node.id for node in row.nodes], row.certainty)
            for row in all_rows(graph, LOOPS, Loops, 9)
        ],
        [
            (row.role.id, row.span, row.layer, row.layer_certainty, row.size, row.loop)
            for row in all_rows(graph, SPAN_AND_LAYERS, partial(SpanAndLayers, lines=LINES), 9)
        ],
        [
            (row.role.id, row.duties, row.duties_below, row.below, row.people)
            for row in all_rows(graph, SINGLE_POINTS, SinglePoints, 9)
        ],
        [(row.key, row.certainty) for row in all_rows(graph, CROSS_AGENCY, CrossAgency, 9)],
    ]
