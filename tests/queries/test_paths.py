"""Every way along lines, against networkx: the same ways, shortest first, cut where asked."""

from itertools import pairwise

import networkx
from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Node, Said
from remit.queries.lines import Hop, joins, paths

edges = st.sets(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]), max_size=18
)


def hops_of(pairs: set[tuple[int, int]], line: str = "management") -> dict[str, list[Hop]]:
    nodes = {number: Node(f"n{number}", "Role", f"Role {number}", {}, Said()) for number in range(20)}
    hops: dict[str, list[Hop]] = {}
    for subject, object in sorted(pairs):
        hop = Hop(nodes[subject], "REPORTS_TO", line, nodes[object], None, Truth.YES, Said())
        hops.setdefault(f"n{subject}", []).append(hop)
    return hops


def ends(way: tuple[Hop, ...]) -> list[str]:
    return [way[0].subject.id, *(hop.object.id for hop in way)]


@given(edges, st.integers(1, 6))
def test_every_way_is_found_once_and_shortest_first(pairs: set[tuple[int, int]], target: int) -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph([(f"n{a}", f"n{b}") for a, b in pairs])
    graph.add_nodes_from(["n0", f"n{target}"])
    expected = sorted(networkx.all_simple_paths(graph, "n0", f"n{target}"))
    found, more = paths(hops_of(pairs), "n0", {f"n{target}"}, 10_000)
    assert sorted(ends(way) for way in found) == expected
    assert not more
    assert [len(way) for way in found] == sorted(len(way) for way in found)


@given(edges, st.integers(1, 4))
def test_a_limit_gives_the_shortest_and_says_whether_there_are_more(
    pairs: set[tuple[int, int]], limit: int
) -> None:
    every, _ = paths(hops_of(pairs), "n0", {"n5", "n6"}, 10_000)
    found, more = paths(hops_of(pairs), "n0", {"n5", "n6"}, limit)
    assert [len(way) for way in found] == [len(way) for way in every[:limit]]
    assert more == (len(every) > limit)


def test_a_ladder_of_two_to_the_thirtieth_ways_lists_a_hundred_at_once() -> None:
    ladder: dict[str, list[Hop]] = {}
    nodes = [[Node(f"s{step}{side}", "Role", "", {}, Said()) for side in "ab"] for step in range(31)]
    for below, above in pairwise(nodes):
        for subject in below:
            ladder[subject.id] = [
                Hop(subject, "REPORTS_TO", "management", object, None, Truth.YES, Said()) for object in above
            ]
    found, more = paths(ladder, "s0a", {"s30a", "s30b"}, 100)
    assert len({tuple(ends(way)) for way in found}) == 100
    assert more
    assert {len(way) for way in found} == {30}


def test_parallel_lines_of_two_sorts_are_two_ways() -> None:
    management, professional = hops_of({(0, 1)}), hops_of({(0, 1)}, "professional")
    found, _ = paths({"n0": management["n0"] + professional["n0"]}, "n0", {"n1"}, 10)
    assert [way[0].line for way in found] == ["management", "professional"]


def test_lines_join_where_they_come_from_different_sides() -> None:
    found, _ = paths(hops_of({(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)}), "n0", {"n4"}, 10)
    assert [node.id for node in joins(found)] == ["n3"]
