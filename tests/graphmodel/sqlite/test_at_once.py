"""What all nodes lack or have, at once, is what they do node by node: as the naive graph says, for random histories."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.graphmodel.stores.sqlite import at_once, lacking
from tests.contract.stores import sqlite
from tests.contract.test_port import both
from tests.contract.worlds import needs, wheres


def test_all_at_once_is_as_the_naive_graph_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking, "_MANY", 0)
    asked = []
    compared = at_once.AtOnce.compared

    def counting(*given: object, **more: object) -> object:
        asked.append(given)
        return compared(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(at_once.AtOnce, "compared", counting)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def law(data: st.DataObject) -> None:
        with sqlite() as store:
            for graph, naive in both(store, data):
                kind, need = data.draw(needs)
                where = data.draw(wheres)
                after = data.draw(st.sampled_from(("", "x/m")))
                assert graph.lacking(kind, need, where, after) == naive.lacking(kind, need, where, after)
                assert graph.having(kind, need, where, after) == naive.having(kind, need, where, after)

    law()
    assert len(asked) > 100
