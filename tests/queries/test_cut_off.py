"""Who is cut off, held against a plain search of random graphs."""

from random import Random

import networkx as nx
import pytest

from remit.queries.cut_off import cut_off
from tests.queries.conftest import Stated


def by_hand(graph: "nx.DiGraph[str]", role: str) -> dict[str, int]:
    """The children of a role that cannot leave what is below it, and how many below them cannot either."""
    below = nx.ancestors(graph, role)
    without = graph.copy()
    without.remove_node(role)
    outside = set(without) - below
    stuck = without.subgraph({id for id in below if not nx.descendants(without, id) & outside})
    return {id: len(nx.ancestors(stuck, id)) for id in graph.predecessors(role) if id in stuck}


@pytest.mark.parametrize("seed", range(4))
def test_random_lines_with_loops_and_several_managers(stated: Stated, seed: int) -> None:
    chance = Random(seed)
    graphs: dict[str, nx.DiGraph[str]] = {}
    roles = ""
    for number in range(12):
        made: nx.DiGraph[str] = nx.DiGraph()
        names = [f"g{number}-{place}" for place in range(9)]
        made.add_nodes_from(names)
        for _ in range(chance.choice((6, 9, 12))):
            made.add_edge(*chance.sample(names, 2))
        for name in names:
            roles += (
                f"  - {{id: {name}, name: Role {name}, reports_to: [{', '.join(made.successors(name))}]}}\n"
            )
            graphs[name] = made
    stated.say(f"roles:\n{roles}")
    graph = stated.graph()
    met = 0
    for name, made in graphs.items():
        found = {row.node.id[2:]: row.below for row in cut_off(graph, f"x/{name}")}
        assert found == by_hand(made, name), name
        met += len(found)
    assert met > 20
