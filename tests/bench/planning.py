"""The figures of what-if on the embedded store: 1 abolition, about 50 changed lines and 200 transfers of duties.

Each is the median of some runs in one process; `times base` is the time of a question on the overlay by that on the base.
Memory is what is allocated anew at the most while the scenario is worked out and its impact is asked.
"""

import random
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from remit.api.collector import collect_seldom
from remit.graphmodel.graph import Graph
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.undoing import undo_of
from remit.graphmodel.view import View
from remit.queries.impact import IMPACT, Impact
from remit.queries.unowned_duties import UNOWNED_DUTIES, UnownedDuties
from remit.queries.what_if.expanding import expanded
from remit.queries.what_if.scenario import Operation, Scenario
from tests.bench.kept import SEED, dataset, in_its_own_process, tell
from tests.bench.table import Row

HEADINGS = ("figure", "roles", "median", "target", "times base")
RUNS = 5
LINES, TRANSFERS, SAMPLE = 50, 200, 3000
TARGETS = {100_000: {"impact": 300.0, "adopt": 1000.0}, 1_000_000: {"impact": 1000.0, "adopt": 1000.0}}
_AUTHOR = Author("bench", "2026-01-01T00:00:00Z", "a measure", "bench")


def measure(roles: int) -> Iterator[Row]:
    """The rows of one size."""
    lines = dataset(roles)
    with tempfile.TemporaryDirectory(prefix="remit-bench-") as temporary:
        tell(f"loading {roles} roles")
        path = Path(temporary) / "planning.db"
        in_its_own_process("tests.bench.loading", lines, path)
        tell(f"planning with {roles} roles")
        found = in_its_own_process("tests.bench.planning", path)
    for name, told in found.items():
        target = TARGETS.get(roles, {}).get(name)
        unit = {"memory": " MiB", "operations": ""}.get(name, " ms")
        yield (
            name, f"{roles:,}", f"{told['value']:,.1f}{unit}", f"< {target:,.0f} ms" if target else "",
            f"{told['times']:.1f}" if "times" in told else "",
        )  # fmt: skip


def scenario(graph: Graph, day: date) -> Scenario:
    """Operations on roles drawn at random, that can all be carried out."""
    drawn = random.Random(SEED)
    roles = [node.id for node in graph.find("Role", limit=60_000)]
    some = drawn.sample(roles, min(SAMPLE, len(roles)))
    held = [(edge.subject, edge.object) for edge in graph.edges(("ACCOUNTABLE_FOR",), subjects=some)]
    lines = {edge.subject: edge.object for edge in graph.edges(("REPORTS_TO",), subjects=some)}
    owners = {owner for owner, _ in held}
    moved = [role for role in some if role in lines and role not in owners][: LINES + 1]
    tops = sorted(set(lines.values()))
    made = [Operation("abolish", moved[-1], {}, day, "")]
    for role in moved[:-1]:
        to = drawn.choice([top for top in tops if top not in (lines[role], role)])
        made.append(Operation("change line", role, {"to": (to,)}, day, ""))
    for owner, duty in held[:TRANSFERS]:
        to = drawn.choice([each for each in some[:400] if each != owner])
        made.append(Operation("transfer duties", owner, {"to": (to,), "duties": (duty,)}, day, ""))
    known = graph.nodes([roles[0]])[roles[0]].said.dataset
    first = Scenario("bench", "A measure", known, day, tuple(made))
    refused = {each.place for each in expanded(first, graph, _AUTHOR).refusals}
    left = tuple(each for place, each in enumerate(made) if place not in refused)
    return Scenario("bench", "A measure", known, day, left)


def main(path: Path) -> dict[str, dict[str, float]]:
    """The figures of a store."""
    collect_seldom()
    store = SqliteStore.open(path)
    day = date.today()  # noqa: DTZ011 - any day does
    base = store.graph(View(as_at=day))
    plan = scenario(base, day)
    overlay = _overlay(store, plan, day)
    found = {
        "operations": {"value": float(len(plan.operations))},
        "work out": {"value": _median(lambda: _overlay(store, plan, day))},
        "impact": {"value": _median(lambda: IMPACT.ask(overlay, Impact()))},
        "impact, with rules": {"value": _median(lambda: IMPACT.ask(overlay, Impact(rules=True)), runs=1)},
    }
    page = _median(lambda: UNOWNED_DUTIES.ask(overlay, UnownedDuties()))
    without = _median(lambda: UNOWNED_DUTIES.ask(base, UnownedDuties()))
    found["unowned-duties, first page"] = {"value": page, "times": page / without}
    tracemalloc.start()
    IMPACT.ask(_overlay(store, plan, day), Impact())
    found["memory"] = {"value": tracemalloc.get_traced_memory()[1] / 1024 / 1024}
    tracemalloc.stop()
    adopted, undone = [], []
    for _ in range(RUNS):
        changes = expanded(plan, store.graph(View()), _AUTHOR).changes
        began = perf_counter()
        change = store.adopt(changes, _AUTHOR, "adopt")
        adopted.append(perf_counter() - began)
        began = perf_counter()
        store.adopt(undo_of(store.graph(View()), change.number, _AUTHOR), _AUTHOR, "undo")
        undone.append(perf_counter() - began)
    found["adopt"] = {"value": median(adopted) * 1000}
    found["undo"] = {"value": median(undone) * 1000}
    store.close()
    return found


def _overlay(store: SqliteStore, plan: Scenario, day: date) -> Overlay:
    graph = store.graph(View(as_at=day))
    changes = expanded(plan, graph, _AUTHOR).changes
    return Overlay(graph.at(View(as_at=day, known_at=changes.pin)), changes)


def _median(work: Callable[[], Any], runs: int = RUNS) -> float:
    """Milliseconds, the median of so many runs; one more warms up."""
    work()
    taken = []
    for _ in range(runs):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return median(taken) * 1000


if __name__ == "__main__":
    import json

    print(json.dumps(main(Path(sys.argv[1]))))
