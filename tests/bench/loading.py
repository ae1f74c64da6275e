"""Loads a data set into a new store, in a process of its own, and prints what that took as JSON.

python -m tests.bench.loading DATASET.jsonl STORE.db
"""

import contextlib
import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders.load import load

AUTHOR = Author("bench", "2026-01-01T00:00:00.000+00:00", "to measure", "bench")


def main(lines: Path, path: Path) -> dict[str, float]:
    """Seconds, facts, bytes of the file, and the most memory (MiB) that the process held."""
    began = perf_counter()
    with contextlib.closing(SqliteStore.open(path, create=True)) as store:
        report = load(store, [lines], AUTHOR)
    seconds = perf_counter() - began
    facts = sum(each.counts["added"] for each in report.datasets)
    return {
        "seconds": seconds,
        "facts": facts,
        "bytes": sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*")),
        "peak MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
