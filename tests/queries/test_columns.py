"""Walks on integer columns, against networkx: loops, layers, sizes, single points, what is handed down, pages."""

from itertools import chain
from unittest import mock

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.errors import BadValue
from remit.queries import hierarchy
from remit.queries.columns import Ints, loops
from remit.queries.dominators import Dominators
from remit.queries.hierarchy import Hierarchy
from remit.queries.ranking import ranked

NODES = 9
Hops = set[tuple[int, int]]
nodes = st.integers(0, NODES - 1)
hops = st.sets(st.tuples(nodes, nodes), max_size=20)
weights = st.lists(st.integers(0, 3), min_size=NODES, max_size=NODES)


def ends(pairs: Hops) -> tuple[Ints, Ints]:
    columns = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def drawn(pairs: Hops) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph(sorted(pairs))
    graph.add_nodes_from(range(NODES))
    return graph


def circles(graph: "nx.DiGraph[int]") -> list[set[int]]:
    return [
        each
        for each in nx.strongly_connected_components(graph)
        if len(each) > 1 or graph.has_edge(min(each), min(each))
    ]


@given(hops)
def test_loops_are_the_strongly_connected_nodes(pairs: Hops) -> None:
    found = loops(NODES, *ends(pairs))
    assert sorted(found) == sorted(sorted(each) for each in circles(drawn(pairs)))


def condensed(pairs: Hops) -> tuple["nx.DiGraph[int]", dict[int, int]]:
    graph = nx.condensation(drawn(pairs))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph, graph.graph["mapping"]


@given(hops)
def test_a_layer_is_the_number_of_steps_from_a_top_a_loop_being_one_step(pairs: Hops) -> None:
    graph, of = condensed(pairs)
    tops = [each for each in graph if graph.out_degree(each) == 0]
    ways = {
        each: [1] if each in tops else [len(way) for way in nx.all_simple_paths(graph, each, tops)]
        for each in graph
    }
    made = Hierarchy(NODES, *ends(pairs))
    assert made.shortest().tolist() == [min(ways[of[node]]) for node in range(NODES)]
    assert made.longest().tolist() == [max(ways[of[node]]) for node in range(NODES)]
    on_loops = set(chain.from_iterable(circles(drawn(pairs))))
    assert set(np.flatnonzero(made.loop).tolist()) == on_loops


@given(hops, weights)
def test_a_size_counts_each_node_below_once(pairs: Hops, of: list[int]) -> None:
    graph = drawn(pairs)
    expected = [sum(of[each] for each in nx.ancestors(graph, node) - {node}) for node in range(NODES)]
    with mock.patch.object(hierarchy, "MANY", 2):  # so that what is shared comes in several lots
        assert Hierarchy(NODES, *ends(pairs)).sizes(np.array(of)).tolist() == expected


@given(hops, st.sets(nodes, max_size=2))
def test_what_is_marked_marks_all_below(pairs: Hops, marked: set[int]) -> None:
    flags = np.isin(np.arange(NODES), np.array(sorted(marked), dtype=np.int64))
    expected = marked.union(*(nx.ancestors(drawn(pairs), each) for each in marked))
    assert set(np.flatnonzero(Hierarchy(NODES, *ends(pairs)).below_any(flags)).tolist()) == expected


@given(hops, st.dictionaries(nodes, st.frozensets(st.integers(0, 3)), max_size=4))
def test_what_is_handed_down_is_all_that_those_above_have(
    pairs: Hops, own: dict[int, frozenset[int]]
) -> None:
    graph = drawn(pairs)
    numbers, sets = Hierarchy(NODES, *ends(pairs)).handed_down(own)
    for node in range(NODES):
        above = {node, *nx.descendants(graph, node)}
        assert sets[numbers[node]] == frozenset().union(*(own.get(each, frozenset()) for each in above))


@given(hops, st.sets(nodes, max_size=2), weights)
def test_what_a_node_cuts_off_comes_to_no_top_without_it(pairs: Hops, more: set[int], of: list[int]) -> None:
    graph = drawn({(one, other) for one, other in pairs if one != other})
    tops = {each for each in graph if graph.out_degree(each) == 0} | more
    graph.add_node(NODES)
    graph.add_edges_from((top, NODES) for top in tops)
    led = nx.ancestors(graph, NODES)
    lost: list[int] = []
    for node in range(NODES):
        without = drawn({(one, other) for one, other in graph.edges if node not in (one, other)})
        without.add_node(NODES)
        still: set[int] = nx.ancestors(without, NODES)
        lost.append(sum(of[each] for each in led - {node} - still) if node in led else 0)
    made = Dominators(NODES, *ends(pairs), np.array(sorted(more), dtype=np.int64))
    assert made.lost(np.array(of)).tolist() == lost


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 4))
def test_pages_of_a_ranking_are_the_whole_of_it_in_order(values: list[int], first: int) -> None:
    ids = [f"n{place:02}" for place in np.random.default_rng(len(values)).permutation(len(values))]
    among = np.arange(len(values))
    expected = sorted(range(len(values)), key=lambda place: (-values[place], ids[place]))
    found: list[int] = []
    after, more = "", True
    while more:
        page, more = ranked(ids, among, np.array(values), first, after)
        found += page
        after = f"{values[page[-1]]} {ids[page[-1]]}"
    assert found == expected


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(BadValue, match="no cursor"):
        ranked(["a"], np.arange(1), np.zeros(1, dtype=np.int64), 1, "x/a")


def test_many_shared_nodes_below_many_others_are_counted_once_each() -> None:
    wide = {(below, above) for above in range(3) for below in range(3, NODES)} | {(0, 1), (1, 2)}
    assert Hierarchy(NODES, *ends(wide)).sizes(np.ones(NODES, dtype=np.int64)).tolist()[:3] == [6, 7, 8]
