"""Sends a batch of facts to a server and reads big records from it, by whichever driver is found, and prints the times as JSON.

python -m tests.bench.wire neo4j://HOST
"""

import importlib.util
import json
import os
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import neo4j

RUNS, ROWS = 15, 10_000
FACT = [
    "made-up/role-0000001", "made-up/role-0000002", 1, "made-up", None, 0, 737_791, 3_652_060, 3_652_060, 1, None, 0, 0, 738_611,
    "made-up/section-0000007", "7.12", '{"line":"management"}', None,
]  # fmt: skip


def main(address: str) -> dict[str, Any]:
    """Median milliseconds of each figure, and whether the extra was there."""
    auth = os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]
    with neo4j.GraphDatabase.driver(address, auth=auth) as driver:
        rows = [[*FACT[:2], number, *FACT[3:]] for number in range(ROWS)]

        def asked(text: str, **parameters: Any) -> Callable[[], object]:
            return lambda: driver.execute_query(text, parameters).records

        found = {
            f"a batch of {ROWS:,} facts sent": asked("UNWIND $rows AS row RETURN count(row[2])", rows=rows),
            f"{ROWS:,} facts read as one record": asked(
                "UNWIND range(1, $rows) AS number RETURN collect($fact)", rows=ROWS, fact=FACT
            ),
            f"{ROWS:,} facts read as a record each": asked(
                "UNWIND range(1, $rows) AS number RETURN number, $fact", rows=ROWS, fact=FACT
            ),
        }
        ms = {name: median(times(ask)) for name, ask in found.items()}
    return {"ms": ms, "runs": RUNS, "extra": importlib.util.find_spec("neo4j._rust") is not None}


def times(ask: Callable[[], object]) -> list[float]:
    """Milliseconds of each run, after as many to warm up."""
    taken = []
    for _ in range(2 * RUNS):
        began = perf_counter()
        ask()
        taken.append((perf_counter() - began) * 1000)
    return taken[RUNS:]


if __name__ == "__main__":
    json.dump(main(sys.argv[1]), sys.stdout)
