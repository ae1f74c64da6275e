"""Several processes and threads on one file, and processes that die in the middle."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from remit.graphmodel.errors import StoreBusy
from remit.graphmodel.stores.sqlite.audit import verify
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import author, load
from tests.graphmodel.sqlite.child import drawing

ROOT = Path(__file__).parents[3]
KILLS = 50


@contextmanager
def child(what: str, path: Path, *more: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process at work on the file; ended with the block."""
    command = [sys.executable, "-m", "tests.graphmodel.sqlite.child", what, str(path), *more]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: "subprocess.Popen[str]") -> str:
    """The next line of a process; what it has on stderr where there is none."""
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return line.strip()


def test_two_processes_read_while_one_writes(store: SqliteStore, path: Path) -> None:
    with child("read", path, "25") as one, child("read", path, "25") as other:
        assert said(one) == said(other) == "ready"
        for turn in range(1, 26):
            load(store, drawing(turn))
        assert said(one) == said(other) == "done"


def test_a_second_writer_waits_its_turn(store: SqliteStore, path: Path) -> None:
    with child("times", path, "12") as other:
        assert said(other) == "ready"
        for turn in range(12):
            load(store, drawing(turn))
        assert other.wait(60) == 0, other.stderr.read() if other.stderr else ""
    assert store.last_change() == 24
    assert verify(store.file) == []


def test_a_second_writer_is_told_when_its_wait_runs_out(store: SqliteStore, path: Path) -> None:
    load(store, "a -> b")
    impatient = SqliteStore.open(path, busy_milliseconds=50)
    with child("hold", path) as other:
        assert said(other) == "ready"
        with pytest.raises(StoreBusy, match="is being written by another process") as refused:
            load(impatient, "a -> c")
        assert refused.value.mend
        with pytest.raises(StoreBusy):
            impatient.note("accept a-rule a", author())
        assert impatient.graph(View()).count("Role") == (2, 2), "readers go on"
        other.communicate("")
    assert load(impatient, "a -> c").change is not None
    impatient.close()


def test_many_processes_make_one_store(path: Path) -> None:
    with child("open", path) as one, child("open", path) as two, child("open", path) as three:
        assert all(said(each) for each in (one, two, three))
    with_all = SqliteStore.open(path)
    assert with_all.last_change() == 0
    with_all.close()


def test_many_threads_share_a_store(store: SqliteStore) -> None:
    load(store, drawing(1))

    def read(_: int) -> None:
        for _ in range(20):
            graph = store.graph(View(datasets=frozenset({"drawn"})))
            assert graph.nodes(["boss"])["boss"].name == "Boss 1"
            assert graph.count("Role") == (22, 22)
            assert next(iter(store.changes())).number == 1
            assert len(list(store.facts("drawn"))) == 43

    def write(place: int) -> None:
        for turn in range(5):
            load(store, f"Role: of-{place} [name=Turn {turn}]", dataset=f"of-{place}")

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(work, place) for place in range(4) for work in (read, write)]
    for each in running:
        each.result()
    assert store.last_change() == 21
    assert verify(store.file) == []


@pytest.mark.slow
def test_a_killed_load_loses_nothing_that_was_acknowledged_and_the_file_opens(path: Path) -> None:
    """Fifty times: a process that loads in a loop is killed at a random moment."""
    chance = random.Random(20240501)
    acknowledged: dict[int, str] = {}
    for kill in range(KILLS):
        with child("load", path) as process:
            assert process.stdout is not None
            wait = threading.Timer(chance.uniform(0.0, 0.25), process.send_signal, (signal.SIGKILL,))
            lines = [process.stdout.readline() for _ in range(1 if kill % 5 else 0)]
            wait.start()
            lines += process.stdout.readlines()
            wait.join()
            process.wait()
        for line in lines:
            number, _, told = line.strip().partition(" ")
            if len(told) == 64:
                acknowledged[int(number)] = told

        store = SqliteStore.open(path, create=not acknowledged)
        changes = {change.number: change.hash for change in store.changes()}
        assert acknowledged.items() <= changes.items()
        assert verify(store.file) == []
        if last := store.last_change():
            assert store.graph(View()).nodes(["boss"])["boss"].name == f"Boss {last}"
        report = load(store, drawing(last + 1))
        assert report.change is not None
        acknowledged[report.change.number] = report.change.hash
        store.close()
    assert len(acknowledged) > KILLS
