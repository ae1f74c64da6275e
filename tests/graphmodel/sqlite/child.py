"""What other processes do in the tests: load again and again, read, or hold the write lock. Run as a program."""

import sys
import time
from pathlib import Path

from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import load


def drawing(turn: int) -> str:
    """A small graph that is another one each turn."""
    lines = [f"r{number}-{turn % 3} -> r{number + 1}-{turn % 3}" for number in range(20)]
    return "\n".join([f"Role: boss [name=Boss {turn}]", f"r0-{turn % 3} -> boss", *lines])


def load_for_ever(path: Path) -> None:
    """Load, and tell of each change once it is published."""
    store = SqliteStore.open(path, create=True)
    turn = store.last_change()
    while True:
        turn += 1
        report = load(store, drawing(turn))
        assert report.change is not None
        print(report.change.number, report.change.hash, flush=True)


def load_times(path: Path, times: int) -> None:
    """Load so many times, waiting for others."""
    store = SqliteStore.open(path, create=True)
    print("ready", flush=True)
    for turn in range(times):
        load(store, f"Role: boss [name=Turn {turn}]", dataset=f"of-{turn % 2}")
    store.close()


def read_until(path: Path, change: int) -> None:
    """Read whole graphs until a change is published; each must be one that was loaded."""
    store = SqliteStore.open(path)
    print("ready", flush=True)
    seen = 0
    while True:
        graph = store.graph(View())
        known = graph.view.known_at or 0
        assert known >= seen, "changes went backwards"
        seen = known
        edges = graph.edges(["REPORTS_TO"], objects=graph.nodes(["boss"]))
        assert len(edges) == (1 if known else 0), f"{len(edges)} edges at change {known}"
        if known:
            assert graph.nodes(["boss"])["boss"].name == f"Boss {known}"
            assert len(graph.pairs("REPORTS_TO").subjects) == 21
        if known >= change:
            break
    store.close()
    print("done", flush=True)


def hold(path: Path) -> None:
    """Hold the write lock until the input ends."""
    store = SqliteStore.open(path)
    with store.file.reading() as database, store.file.transaction(database):
        print("ready", flush=True)
        sys.stdin.read()
    store.close()


def open_slowly(path: Path) -> None:
    """Open the store, and say so."""
    SqliteStore.open(path, create=True).close()
    print(time.monotonic(), flush=True)


if __name__ == "__main__":
    what, where, *more = sys.argv[1:]
    if what == "load":
        load_for_ever(Path(where))
    elif what == "times":
        load_times(Path(where), int(more[0]))
    elif what == "read":
        read_until(Path(where), int(more[0]))
    elif what == "hold":
        hold(Path(where))
    elif what == "open":
        open_slowly(Path(where))
