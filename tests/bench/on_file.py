"""The figures of the embedded store, an SQLite file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.kept import SEED, dataset, in_its_own_process, tell
from tests.bench.table import PEAK, Row, figure

HEADINGS = ("figure", "roles", "median", "target", "runs", "rows", "drift")
TARGETS = {  # at 100,000 roles, in the unit of the figure
    "load": 60.0,
    "peak memory": 1024.0,
    "open": 50.0,
    "reporting-lines, from a role to every top": 1.0,
    "unowned-duties, first page of 50": 10.0,
    "unowned-duties, all ids (lacking)": 1000.0,
    "unowned-duties, all in pages of 1000": 1000.0,
    "loops, first page of 50": 1000.0,
    "span-and-layers by span, first page of 50": 1000.0,
    "span-and-layers by layer, first page of 50": 1000.0,
    "span-and-layers by size, first page of 50": 1000.0,
    "single-points, first page of 50": 1000.0,
    "cross-agency, first page of 50": 1000.0,
    "escalation between a role and its chief": 5.0,
}
SIZE_OF_TARGETS = 100_000


def measure(roles: int, loads: int) -> Iterator[Row]:
    """The rows of one size."""
    lines = dataset(roles)
    with tempfile.TemporaryDirectory(prefix="remit-bench-") as temporary:
        loaded = []
        for nth in range(loads):
            tell(f"loading {roles} roles")
            loaded.append(in_its_own_process("tests.bench.loading", lines, Path(temporary) / f"{nth}.db"))
        yield from _load_rows(roles, loaded)
        tell(f"asking of {roles} roles")
        asked = in_its_own_process("tests.bench.asking", Path(temporary) / "0.db", roles, SEED)
    peak = asked.pop(PEAK)["ms"]
    yield PEAK, f"{roles:,}", figure(peak, "MiB"), "", "1", "", ""
    for name, found in asked.items():
        yield (
            name, f"{roles:,}", f"{found['ms']:,.2f} ms", _target(name, roles, "ms"), f"{found['runs']}",
            f"{found['rows']:,.0f}", f"{found['drift']:.2f}",
        )  # fmt: skip


def _load_rows(roles: int, loaded: list[dict[str, float]]) -> Iterator[Row]:
    for name, unit, values in (
        ("load", "s", [each["seconds"] for each in loaded]),
        ("load rate", "facts/s", [each["facts"] / each["seconds"] for each in loaded]),
        ("facts", "", [each["facts"] for each in loaded]),
        ("peak memory", "MiB", [each["peak MiB"] for each in loaded]),
        ("file size", "MiB", [each["bytes"] / 1024 / 1024 for each in loaded]),
    ):
        told = figure(median(values), unit)
        yield name, f"{roles:,}", told, _target(name, roles, unit), f"{len(loaded)}", "", ""


def _target(name: str, roles: int, unit: str) -> str:
    return f"< {TARGETS[name]:,.0f} {unit}" if roles == SIZE_OF_TARGETS and name in TARGETS else ""
