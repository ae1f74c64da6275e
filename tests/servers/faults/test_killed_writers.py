"""A writer that dies or is stopped while it writes: readers see whole changes only, and the next one ends in the same graph."""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import author, load
from tests.servers.faults.conftest import ROOT, SOON, Open, Start
from tests.servers.faults.proxy import Fault, Proxy
from tests.servers.faults.telling import FIRST, SECOND, damage, left, on_file, seen, told
from tests.servers.sharing import Address, versions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group(f"neo4j-{versions()[0]}")]
MOMENTS = [
    ("lease", 0, "after"),
    ("write", 0, "before"),
    ("write", 0, "after"),
    ("write", 5, "after"),
    ("write", 9, "before"),
    ("publish", 0, "before"),
]


def kill(address: Address, writer: Start, operation: str, place: int, cut: str) -> None:
    """A process loads the second change and is killed at a commit: the first of an operation, or one after that."""
    doomed: list[subprocess.Popen[str]] = []

    def die() -> None:
        doomed[0].kill()
        doomed[0].wait()

    with Proxy(address.uri) as proxy:
        proxy.faults[operation, place] = Fault(die, cut)
        doomed.append(writer(proxy.uri, SECOND))
        assert doomed[0].wait(SOON) == -signal.SIGKILL


@pytest.fixture
def begun(store: Neo4jStore) -> Neo4jStore:
    """The store with the first change."""
    load(store, FIRST)
    return store


@pytest.mark.parametrize(("operation", "place", "cut"), MOMENTS)
def test_a_killed_load_is_undone_and_made_again(
    begun: Neo4jStore, address: Address, writer: Start, tmp_path: Path, operation: str, place: int, cut: str
) -> None:
    before, known = seen(begun), told(begun)

    kill(address, writer, operation, place, cut)

    assert seen(begun) == before
    assert told(begun) == known
    assert begun.verify() == []
    report = load(begun, SECOND)
    assert report.change is not None
    assert told(begun) == on_file(FIRST, SECOND)
    assert damage(begun) == []


def test_a_load_killed_once_it_has_published_is_whole(
    begun: Neo4jStore, address: Address, writer: Start, tmp_path: Path
) -> None:
    kill(address, writer, "publish", 0, "after")

    assert told(begun) == on_file(FIRST, SECOND)
    assert load(begun, SECOND).change is None
    assert damage(begun) == []


def test_what_a_killed_load_left_is_undone_by_another_change(
    begun: Neo4jStore, address: Address, writer: Start
) -> None:
    kill(address, writer, "write", 9, "after")
    assert left(address)

    assert begun.withdraw("drawn", author()).change is not None

    assert not left(address)
    assert list(begun.graph(View()).nodes(["boss", "r15"])) == ["boss"], "r15 was never published"
    assert damage(begun) == []


def test_what_is_half_written_is_neither_seen_nor_copied_nor_verified(
    begun: Neo4jStore, address: Address, open_store: Open, tmp_path: Path, small_batches: None
) -> None:
    before, known = seen(begun), told(begun)
    looked: list[bool] = []

    def look() -> None:
        number = len(looked)
        copy = tmp_path / f"copy-{number}.db"
        begun.backup(copy)
        with closing(SqliteStore.open(copy)) as copied:
            looked.append(told(copied) == known and copied.verify() == [])
        assert left(address)
        assert seen(begun) == before
        assert told(begun) == known
        assert begun.verify() == []
        checked = begun.check()
        assert checked.findings == []
        assert len(checked.notes) == 1

    with Proxy(address.uri) as proxy:
        proxy.faults["write", 3] = proxy.faults["write", 8] = proxy.faults["publish", 0] = Fault(look)
        assert load(open_store(proxy.uri), SECOND).change is not None
    assert (looked, proxy.failures) == ([True] * 3, [])
    assert damage(begun) == []


def test_a_load_stopped_from_the_keyboard_leaves_nothing(
    begun: Neo4jStore, address: Address, credentials: dict[str, str], tmp_path: Path
) -> None:
    before, known = seen(begun), told(begun)
    remit = [sys.executable, "-m", "remit"]
    subprocess.run([*remit, "generate", "--roles", "30", "-o", str(tmp_path / "made")], check=True, cwd=ROOT)
    stopped: list[subprocess.Popen[str]] = []
    with Proxy(address.uri) as proxy:
        proxy.faults["write", 3] = Fault(lambda: stopped[0].send_signal(signal.SIGINT))
        stopped.append(
            subprocess.Popen(
                [*remit, "load", str(tmp_path / "made"), "--store", proxy.uri],
                cwd=ROOT,
                env=credentials,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
        output, errors = stopped[0].communicate(timeout=SOON)
    assert (stopped[0].returncode, output, errors.strip()) == (130, "", "")
    assert not left(address)
    assert seen(begun) == before
    assert told(begun) == known
    assert damage(begun) == [], "nobody holds the lease"
