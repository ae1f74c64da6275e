"""The connection is cut around a commit, so that its outcome is unknown: nothing is doubled, and the truth is told."""

import pytest

from remit.graphmodel.errors import StoreUnreachable
from remit.graphmodel.store import LoadReport
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.drawing import load
from tests.servers.faults.conftest import Open
from tests.servers.faults.proxy import Fault, Proxy
from tests.servers.faults.telling import FIRST, SECOND, damage, on_file, seen, told
from tests.servers.sharing import Address, versions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(f"neo4j-{versions()[0]}")]
MOMENTS = [
    (operation, place)
    for operation, places in (
        ("lease", (0,)),
        ("write", (0, 1, 6, 12)),
        ("publish", (0,)),
        ("undo", (0,)),
        ("release", (0,)),
    )
    for place in places
]


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_load_goes_on_where_a_connection_is_cut(
    store: Neo4jStore, address: Address, open_store: Open, small_batches: None, cut: str
) -> None:
    """Every commit of a load is struck in turn; each is made once in the end."""
    load(store, FIRST)
    with Proxy(address.uri) as proxy:
        for moment in MOMENTS:
            proxy.faults[moment] = Fault(cut=cut)
        report = load(open_store(proxy.uri), SECOND)
        met = {(name, proxy.commits[:place].count(name)) for place, name in enumerate(proxy.commits)}
    assert set(MOMENTS) <= met
    assert report.change is not None
    assert told(store) == on_file(FIRST, SECOND)
    assert damage(store) == []


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize("operation", ["write", "publish"])
def test_a_load_that_is_cut_off_for_good_tells_the_truth(
    store: Neo4jStore,
    address: Address,
    open_store: Open,
    operation: str,
    cut: str,
    small_batches: None,
    short_lease: None,
    short_retries: None,
) -> None:
    load(store, FIRST)
    before = seen(store)
    with Proxy(address.uri) as proxy:
        proxy.faults[operation, 0] = Fault(proxy.refuse, cut)
        cut_off = open_store(proxy.uri)
        with pytest.raises(StoreUnreachable) as lost:
            load(cut_off, SECOND)
    published = (operation, cut) == ("publish", "after")
    assert "does not answer" in lost.value.message
    assert ("change 2 may be published or not" in lost.value.message) == (operation == "publish")
    assert (seen(store) != before) == published
    again: LoadReport = load(store, SECOND)
    assert (again.change is None) == published
    assert told(store) == on_file(FIRST, SECOND)
    assert damage(store) == []
