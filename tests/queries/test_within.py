"""A graph limited to some nodes lists of them what the whole graph lists."""

from contextlib import closing
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.graphmodel.graph import Need, Pairs, Provenance, Where
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.queries.telling import ends_of
from remit.queries.within import within
from tests.contract.worlds import DATASETS, NODES, Step_, carry_out, needs, views, wheres, worlds


def test_it_lists_what_the_whole_graph_lists_of_them(tmp_path: Path) -> None:
    numbers = count()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(worlds(most=3), needs, wheres, st.sets(st.sampled_from([*NODES, "nobody"])), st.data())
    def law(
        steps: list[Step_], asked: tuple[str, Need], where: Where, ids: set[str], data: st.DataObject
    ) -> None:
        kind, need = asked
        with closing(SqliteStore.open(tmp_path / f"{next(numbers)}.db", create=True)) as store:
            for step in steps:
                carry_out(store, step)
            known = [each.head.dataset for each in store.datasets() if each.head.dataset in DATASETS]
            whole = store.graph(data.draw(views(store.last_change(), known)))
            some = within(whole, ids)
            assert some.find(kind, where) == [node for node in whole.find(kind, where) if node.id in ids]
            assert some.lacking(kind, need, where) == [
                each for each in whole.lacking(kind, need, where) if each[0] in ids
            ]
            assert some.having(kind, need, where) == [
                each for each in whole.having(kind, need, where) if each[0] in ids
            ]
            for of in (
                Provenance(unsourced=True),
                Provenance(("inferred", "assumed")),
                Provenance(standings=("expected", "proposed")),
            ):
                assert some.asserted(of) == [
                    fact for fact in whole.asserted(of) if ids.intersection(ends_of(fact.statement))
                ]
            assert some.read_in(kind, ("x/act",)) == [
                fact for fact in whole.read_in(kind, ("x/act",)) if ids.intersection(ends_of(fact.statement))
            ]
            everything = within(whole, NODES)
            assert everything.count(kind, where) == whole.count(kind, where)
            pairs, all_pairs = everything.pairs("REPORTS_TO"), whole.pairs("REPORTS_TO")
            assert _told(pairs) == _told(all_pairs)

    law()


def _told(pairs: Pairs) -> list[tuple[str, str, int]]:
    ids = list(pairs.ids)
    return sorted(
        (ids[subject], ids[object], truth)
        for subject, object, truth in zip(pairs.subjects, pairs.objects, pairs.truths, strict=True)
    )
