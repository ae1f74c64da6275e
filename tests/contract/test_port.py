"""Every primitive of the port answers as the naive graph does, for random histories and views."""

from collections.abc import Callable
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.graph import Graph, Need, Pairs, Provenance, Reach, Side, Step
from remit.graphmodel.kinds import KIND
from remit.graphmodel.statements import edge_statement, node_statement
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from tests.contract.history import history
from tests.contract.naive import NaiveGraph
from tests.contract.stores import EVERY, NewStore
from tests.contract.worlds import (
    DATASETS,
    LINKED,
    NAMES,
    NODES,
    WORDS,
    carry_out,
    edge_wheres,
    evidences,
    needs,
    some_ids,
    views,
    walks,
    wheres,
    worlds,
)
from tests.drawing import author, load

MOST = 100
PRIMITIVES = (
    "nodes",
    "find",
    "count",
    "edges at subjects",
    "edges at objects",
    "edges between",
    "lacking",
    "all lacking",
    "having",
    "all having",
    "reach",
    "pairs",
    "pairs that fit",
    "facts",
    "touched",
    "all touched",
    "asserted",
    "of a standing",
    "read in",
    "tally",
    "search",
    "named",
    "all named",
    "complete",
    "versions",
    "stated",
    "resting on",
)


def both(store: Store, data: st.DataObject) -> list[tuple[Graph, NaiveGraph]]:
    """A few views of a random history, through the store and naively."""
    for step in data.draw(worlds()):
        carry_out(store, step)
    told = history(store, DATASETS)
    known = sorted({dataset for _, dataset in told.heads})
    drawn = [data.draw(views(told.last, known)) for _ in range(4)]
    return [(store.graph(view), NaiveGraph(told, view)) for view in drawn]


def columns(pairs: Pairs) -> list[tuple[str, str, int]]:
    """Pairs without their numbering."""
    assert len(set(pairs.ids)) == len(pairs.ids)
    return sorted(
        (pairs.ids[subject], pairs.ids[object], truth)
        for subject, object, truth in zip(pairs.subjects, pairs.objects, pairs.truths, strict=True)
    )


def in_order(reach: Reach) -> tuple[Any, ...]:
    """What was met, whatever the order."""
    return reach.nodes, sorted(reach.edges, key=lambda edge: edge.said.fact), reach.cut


def reading(graph: Graph, data: list[Any]) -> dict[str, Any]:
    """One answer of each primitive asked, for drawn questions."""
    (
        asked,
        ids,
        others,
        (kind, need),
        where,
        steps,
        hops,
        after,
        limit,
        name,
        words,
        relations,
        side,
        kinds,
        *more,
    ) = data
    edge_where, evidence, since, number = more
    primitives: dict[str, Callable[[], Any]] = {
        "nodes": lambda: graph.nodes([*ids, *others]),
        "find": lambda: [graph.find(each, where, after, limit) for each in KIND],
        "count": lambda: [graph.count(each, where) for each in KIND],
        "edges at subjects": lambda: graph.edges(relations, subjects=ids),
        "edges at objects": lambda: graph.edges(relations, objects=ids),
        "edges between": lambda: graph.edges(relations, subjects=NODES, objects=others),
        "lacking": lambda: graph.lacking(kind, need, where, after, limit),
        "all lacking": lambda: graph.lacking(kind, need),
        "having": lambda: graph.having(kind, need, where, after, limit),
        "all having": lambda: graph.having(kind, need),
        "reach": lambda: in_order(graph.reach(steps, ids, hops)),
        "pairs": lambda: columns(graph.pairs(relations[0])),
        "pairs that fit": lambda: columns(graph.pairs("ACCOUNTABLE_FOR", edge_where)),
        "facts": lambda: graph.facts([*ids, *others]),
        "touched": lambda: graph.touched(since, number, limit),
        "all touched": lambda: graph.touched(since),
        "asserted": lambda: graph.asserted(
            Provenance(evidence, unsourced=side is Side.SUBJECT), number, limit
        ),
        "of a standing": lambda: graph.asserted(
            Provenance(evidence, ("expected", "proposed")[: hops % 3], unsourced=side is Side.OBJECT)
        ),
        "read in": lambda: [graph.read_in(each, ("x/act", "nobody")) for each in KIND],
        "tally": lambda: graph.tally(relations[0], side, NODES),
        "search": lambda: graph.search(words, kinds, limit),
        "named": lambda: graph.named(name, kinds),
        "all named": lambda: sorted(node.id for node in graph.named(name, kinds, every=True)),
        "complete": lambda: graph.complete,
        "versions": lambda: graph.versions(ids),
        "stated": lambda: graph.stated(said_of([*ids, *others], relations)),
        "resting on": lambda: graph.resting_on(said_of([*ids, *others], relations)),
    }
    assert primitives.keys() == set(PRIMITIVES)
    return {name: primitives[name]() for name in asked}


def said_of(ids: list[str], relations: list[str]) -> list[str]:
    """Statements about some nodes and about edges among them, whether or not they are stated."""
    nodes = [node_statement(dataset, id) for dataset in DATASETS for id in ids]
    edges = [
        edge_statement(dataset, relation, *ends)
        for dataset in DATASETS
        for relation in relations
        for ends in product(ids, NODES)
    ]
    return [*nodes, *edges, *(f"{dataset}: #{dataset}-term" for dataset in DATASETS)]


@st.composite
def questions(draw: st.DrawFn, new_store: NewStore) -> list[Any]:
    """What `reading` needs; of a server not every primitive is asked each time, as it plans anew for nearly each."""
    return [
        PRIMITIVES if new_store.pace == EVERY else draw(st.permutations(PRIMITIVES))[: len(PRIMITIVES) // 2],
        draw(some_ids),
        draw(some_ids),
        draw(needs),
        draw(wheres),
        draw(walks),
        draw(st.sampled_from((0, 1, 2, 64))),
        draw(st.sampled_from(("", "x/chief", "x/m", "z"))),
        draw(st.sampled_from((1, 2, 50))),
        draw(st.sampled_from((*NAMES, *NODES, " X/Chief ", "CHIEF  officer", "officer", "!"))),
        draw(st.sampled_from(WORDS)),
        draw(st.lists(st.sampled_from(LINKED), min_size=1, max_size=3, unique=True)),
        draw(st.sampled_from(Side)),
        draw(st.lists(st.sampled_from(list(KIND)), max_size=2)),
        draw(edge_wheres),
        draw(evidences),
        draw(st.integers(0, 3)),
        draw(st.integers(0, 9)),
    ]


def test_every_primitive_answers_as_the_naive_graph(new_store: NewStore) -> None:
    @new_store.examples(MOST)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        with new_store() as store:
            for graph, naive in both(store, data):
                assert graph.view == naive.view
                asked = data.draw(questions(new_store))
                answers = reading(graph, asked)
                expected = reading(naive, asked)
                for primitive, answer in expected.items():
                    assert answers[primitive] == answer, primitive

    law()


def test_another_view_keeps_what_is_known(store: Store) -> None:
    load(store, "a -> b")
    first = store.graph(View())
    assert first.view.known_at == 1
    load(store, "a -> c")

    again = first.at(View())
    assert again.view.known_at == 1
    assert [edge.object for edge in again.edges(["REPORTS_TO"], subjects=["a"])] == ["b"]
    assert [edge.object for edge in first.at(View(known_at=2)).edges(["REPORTS_TO"], subjects=["a"])] == ["c"]


def test_an_empty_store_answers_every_question_with_nothing(store: Store) -> None:
    graph = store.graph(View())

    assert graph.view.known_at == 0
    assert graph.nodes(["a"]) == {}
    assert graph.edges(["REPORTS_TO"], subjects=["a"]) == []
    assert (
        graph.lacking("Role", Need("HOLDS", Side.OBJECT, kinds=("Person",), confirmed=True, members=True))
        == []
    )
    assert graph.reach([Step("REPORTS_TO")], ["a"]) == Reach({}, [], False)
    assert columns(graph.pairs("REPORTS_TO")) == []
    assert graph.tally("REPORTS_TO", Side.SUBJECT, ["a"]) == {"a": (0, 0)}
    assert graph.search("a", ["Role"]) == []
    assert graph.named("a", ["Role"]) == []
    assert graph.having("Role", Need("HOLDS", Side.OBJECT, confirmed=True)) == []
    assert (
        graph.facts(["a"]) == graph.touched(0) == graph.asserted(Provenance(["stated"], unsourced=True)) == []
    )
    assert graph.versions(["a"]) == graph.stated(["one: a", "one: #b"]) == graph.resting_on(["one: a"]) == []
    assert graph.complete == {}
    assert graph.log() == []
    for kind in KIND:
        assert graph.find(kind) == []
        assert graph.count(kind) == (0, 0)


def test_the_log_is_as_known_at_a_change(store: Store) -> None:
    load(store, "a -> b")
    noted = store.note("accept a-rule a until 2030-01-01", author())
    load(store, "a -> c")

    changes = list(store.changes())
    assert [each.number for each in changes] == [1, 2, 3]
    assert changes[1] == noted
    assert (noted.operation, noted.datasets, noted.previous) == (
        "accept a-rule a until 2030-01-01",
        (),
        changes[0].hash,
    )
    assert store.graph(View()).log() == changes
    assert store.graph(View()).log(after=1) == changes[1:]
    assert store.graph(View(known_at=2)).log() == changes[:2]
    assert store.graph(View(known_at=2)).touched(1) == []
    assert store.verify() == []
