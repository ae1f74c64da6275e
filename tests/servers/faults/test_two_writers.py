"""Two writers at once: one after the other, or one of them is told; never a mixture."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from remit.graphmodel.errors import Conflict, StoreBusy
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.drawing import load
from tests.servers.faults.conftest import SOON, Open, Start
from tests.servers.faults.proxy import Fault, Proxy
from tests.servers.faults.telling import FIRST, SECOND, damage, left, on_file, told
from tests.servers.sharing import Address, versions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(f"neo4j-{versions()[0]}")]


def test_two_loads_of_one_data_set_at_once_happen_one_after_the_other(
    store: Neo4jStore, address: Address, writer: Start, tmp_path: Path
) -> None:
    writers = [writer(address.uri, drawing, lease=60) for drawing in (FIRST, SECOND)]
    said = [process.communicate(timeout=SOON)[0].split() for process in writers]

    assert sorted(said) == [["ready", "1"], ["ready", "2"]]
    assert told(store) in (on_file(FIRST, SECOND), on_file(SECOND, FIRST))
    assert damage(store) == []


def test_a_writer_that_does_not_wait_is_told_so_and_changes_nothing(
    store: Neo4jStore, address: Address, open_store: Open, tmp_path: Path
) -> None:
    impatient = open_store(wait=0)
    refused: list[StoreBusy] = []

    def load_too() -> None:
        with pytest.raises(StoreBusy, match="is being written by another process") as error:
            load(impatient, SECOND)
        assert re.search(r"if that has died, its lease ends at \d\d:\d\d:\d\d UTC", error.value.mend)
        refused.append(error.value)

    with Proxy(address.uri) as proxy:
        proxy.pauses["write", 0] = load_too
        load(open_store(proxy.uri), FIRST)
    assert (len(refused), proxy.failures) == (1, [])
    assert told(store) == on_file(FIRST)
    assert load(impatient, SECOND).change is not None
    assert damage(store) == []


@pytest.mark.parametrize("moment", [("write", 0), ("write", 8), ("publish", 0)])
def test_of_two_that_begin_from_one_change_the_one_that_fell_silent_gets_a_conflict(
    store: Neo4jStore,
    address: Address,
    open_store: Open,
    tmp_path: Path,
    moment: tuple[str, int],
    small_batches: None,
    short_lease: None,
) -> None:
    """The first writer stands still for longer than its lease, the second takes over and publishes."""
    load(store, FIRST)
    other = open_store()

    def overtake() -> None:
        assert load(other, "boss -> chair").change is not None

    with Proxy(address.uri) as proxy:
        proxy.pauses[moment] = overtake
        with pytest.raises(Conflict) as refused:
            load(open_store(proxy.uri), SECOND)
    assert proxy.failures == []
    assert refused.value.mend
    assert told(store) == on_file(FIRST, "boss -> chair")
    assert not left(address)
    assert damage(store) == []


def test_a_silent_writer_does_not_go_on_where_the_one_that_took_over_has_died(
    store: Neo4jStore,
    address: Address,
    open_store: Open,
    writer: Start,
    tmp_path: Path,
    small_batches: None,
    short_lease: None,
) -> None:
    load(store, FIRST)

    def overtake_and_die() -> None:
        with Proxy(address.uri) as second:
            doomed: list[subprocess.Popen[str]] = []
            second.faults["write", 1] = Fault(lambda: os.kill(doomed[0].pid, signal.SIGKILL), "after")
            doomed.append(writer(second.uri, "Role: a\nb -> c\nd -> e\nf <holds> a", lease=60))
            doomed[0].wait(SOON)

    with Proxy(address.uri) as proxy:
        proxy.pauses["write", 3] = overtake_and_die
        with pytest.raises(Conflict):
            load(open_store(proxy.uri), SECOND)
    assert proxy.failures == []
    assert left(address), "what the dead one left is for the next writer"
    assert told(store) == on_file(FIRST)
