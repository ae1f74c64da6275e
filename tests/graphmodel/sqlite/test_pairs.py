"""A whole relation as columns: however many nodes it has, and however its ids are read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.graphmodel.store import Store
from remit.graphmodel.stores.sqlite import pair_ends, pairs
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.contract.history import history
from tests.contract.naive import NaiveGraph
from tests.contract.stores import sqlite
from tests.contract.test_port import columns
from tests.contract.worlds import DATASETS, LINKED, carry_out, edge_wheres, views, worlds
from tests.drawing import load


def test_a_scan_of_all_nodes_tells_the_same_as_a_look_at_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_ends, "FEW", -1)
    monkeypatch.setattr(pairs, "AT_ONCE", 2)
    monkeypatch.setattr(pairs, "SUBJECTS", 3)

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def law(data: st.DataObject) -> None:
        with sqlite() as store:
            for step in data.draw(worlds()):
                carry_out(store, step)
            told = history(store, DATASETS)
            view = data.draw(views(told.last, sorted({dataset for _, dataset in told.heads})))
            where = data.draw(edge_wheres)
            graph, naive = store.graph(view), NaiveGraph(told, store.graph(view).view)
            for relation in LINKED:
                assert columns(graph.pairs(relation)) == columns(naive.pairs(relation)), relation
                assert columns(graph.pairs(relation, where)) == columns(naive.pairs(relation, where)), (
                    relation
                )

    law()


def test_ids_are_a_sequence_of_texts_and_numbers_are_plain(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "AT_ONCE", 2)
    monkeypatch.setattr(pairs, "SUBJECTS", 3)
    load(store, "b -> a\nc -> a\nd -> a\ne -> b")
    found = store.graph(View()).pairs("REPORTS_TO")

    told = list(found.ids)
    assert sorted(told) == ["a", "b", "c", "d", "e"]
    assert len(found.ids) == 5
    assert [found.ids[place] for place in range(5)] == told
    assert [found.ids[-1], *found.ids[1:4]] == [told[-1], *told[1:4]]
    assert [found.ids[1:9], found.ids[2:4], found.ids[4:1], found.ids[::-2]] == [
        told[1:9], told[2:4], told[4:1], told[::-2],
    ]  # fmt: skip
    assert "e" in found.ids
    with pytest.raises(IndexError):
        found.ids[5]
    assert {type(each) for column in (found.subjects, found.objects, found.truths) for each in column} == {
        int
    }


def test_only_the_ids_that_are_looked_at_are_read(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "AT_ONCE", 2)
    monkeypatch.setattr(pairs, "SUBJECTS", 3)
    load(store, "b -> a\nc -> a\nd -> a\ne -> b")
    found = store.graph(View()).pairs("REPORTS_TO")
    ran: list[str] = []
    with store.file.reading() as database:
        database.set_trace_callback(ran.append)
    assert found.ids[0] != found.ids[1]
    assert len(ran) == 1
    with store.file.reading() as database:
        database.set_trace_callback(None)


def test_a_view_reads_the_ids_and_the_days_of_nodes_once_for_all_relations(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair_ends, "FEW", 1)
    load(store, "b -> a\nc -> a\nb <accountable> d\nc <accountable> d")
    graph = store.graph(View())
    assert sorted(graph.pairs("REPORTS_TO").ids) == ["a", "b", "c"]

    ran: list[str] = []
    with store.file.reading() as database:
        database.set_trace_callback(ran.append)
    assert sorted(graph.pairs("ACCOUNTABLE_FOR").ids) == ["b", "c", "d"]
    with store.file.reading() as database:
        database.set_trace_callback(None)
    assert [sql for sql in ran if "node_fact" in sql] == []
    assert len([sql for sql in ran if sql.startswith("SELECT key, id")]) == 1
