"""Loads a data set into a new store, in a process of its own, and prints what that took as JSON.

python -m tests.bench.loading DATASET.jsonl STORE.db
python -m tests.bench.loading DATASET.jsonl neo4j://HOST
"""

import contextlib
import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from remit.api.servers import server_store
from remit.graphmodel.store import Author, Store
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders.load import load

AUTHOR = Author("bench", "2026-01-01T00:00:00.000+00:00", "to measure", "bench")


class Sending:
    """Notes when how much had been sent to a server; nodes go before edges."""

    def __init__(self) -> None:
        self.sent: list[tuple[float, int]] = []

    def __call__(self, step: str, done: int, _total: int | None = None, /) -> None:
        """Note a step of the load."""
        if step == "sending":
            self.sent.append((perf_counter(), done))

    def rates(self, nodes: int, edges: int, ended: float) -> dict[str, float]:
        """Nodes and edges a second, without the first batch, whose beginning nobody told; nothing for a file."""
        turn = next((at for at, done in self.sent if done >= nodes), None)
        if turn is None or turn == self.sent[0][0]:
            return {}
        began, first = self.sent[0]
        return {"nodes/s": (nodes - first) / (turn - began), "edges/s": edges / (ended - turn)}


def main(lines: Path, where: str) -> dict[str, float]:
    """Seconds, facts, facts of each sort a second, bytes of a file, and the most memory (MiB) that the process held."""
    sending = Sending()
    began = perf_counter()
    with contextlib.closing(opened(where)) as store:
        report = load(store, [lines], AUTHOR, progress=sending)
        ended = perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = store.datasets()[0]
    path = Path(where)
    return {
        "seconds": ended - began,
        **sending.rates(told.nodes, told.edges, ended),
        "facts": sum(each.counts["added"] for each in report.datasets),
        "bytes": 0
        if "://" in where
        else sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*")),
        "peak MiB": peak,
    }


def opened(where: str) -> Store:
    """A new store in a file, or in the empty database of a server."""
    return server_store(where, create=True) if "://" in where else SqliteStore.open(Path(where), create=True)


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), sys.argv[2]), sys.stdout)
