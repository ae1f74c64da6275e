"""The benchmark: `make bench`, or `make bench ARGS='--roles 1000,100000 --markdown'`.

For each size it makes a data set (kept in the temporary folder for the next run), loads it and asks every question, each
in a process of its own, and prints a table. Targets are shown beside the figures; nothing fails by the clock.
"""

import argparse
import hashlib
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from remit.loaders.generate import generate

ROOT = Path(__file__).resolve().parents[2]
SEED = 1
HEADINGS = ("figure", "roles", "median", "target", "runs", "rows", "drift")
TARGETS = {  # at 100,000 roles, in the unit of the figure
    "load": 60.0,
    "peak memory": 1024.0,
    "open": 50.0,
    "reporting-lines, from a role to every top": 1.0,
    "unowned-duties, first page of 50": 10.0,
    "unowned-duties, all ids (lacking)": 1000.0,
    "unowned-duties, all in pages of 1000": 1000.0,
}
SIZE_OF_TARGETS = 100_000
Row = tuple[str, ...]


def main() -> None:
    """Measure, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--roles", default="1000,100000", help="sizes, with commas between")
    asked.add_argument("--loads", type=int, default=1, help="how often to load each; the median counts")
    asked.add_argument("--markdown", action="store_true", help="print a Markdown table, and the machine")
    told = asked.parse_args()
    rows = [row for roles in told.roles.split(",") for row in measure(int(roles), told.loads)]
    if told.markdown:
        print(f"{machine()}\n")
        print("\n".join(markdown(rows)))
    else:
        widths = [max(len(row[place]) for row in (HEADINGS, *rows)) for place in range(len(HEADINGS))]
        for row in (HEADINGS, *rows):
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def measure(roles: int, loads: int) -> Iterator[Row]:
    """The rows of one size."""
    folder = Path(tempfile.gettempdir()) / "remit-bench" / f"{roles}-{SEED}-{_version()}"
    lines = folder / "generated.jsonl"
    if not lines.exists():
        print(f"generating {roles} roles", file=sys.stderr)
        part = generate(roles, SEED, folder / f"part-{os.getpid()}")
        part.rename(lines)
        part.parent.rmdir()
    with tempfile.TemporaryDirectory(prefix="remit-bench-") as temporary:
        loaded = []
        for nth in range(loads):
            print(f"loading {roles} roles", file=sys.stderr)
            loaded.append(_in_its_own_process("tests.bench.loading", lines, Path(temporary) / f"{nth}.db"))
        yield from _load_rows(roles, loaded)
        print(f"asking of {roles} roles", file=sys.stderr)
        asked = _in_its_own_process("tests.bench.asking", Path(temporary) / "0.db", roles, SEED)
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
        value = median(values)
        told = f"{value:,.1f} {unit}" if value < 1000 else f"{value:,.0f} {unit}"
        yield name, f"{roles:,}", told.strip(), _target(name, roles, unit), f"{len(loaded)}", "", ""


def _target(name: str, roles: int, unit: str) -> str:
    return f"< {TARGETS[name]:,.0f} {unit}" if roles == SIZE_OF_TARGETS and name in TARGETS else ""


def _version() -> str:
    """What the generated data depend on, in short."""
    code = b"".join(path.read_bytes() for path in sorted((ROOT / "loaders").glob("[gm]*.py")))
    return hashlib.sha256(code).hexdigest()[:12]


def _in_its_own_process(module: str, *arguments: object) -> Any:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def machine() -> str:
    """What was measured on, and when, in a sentence."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    return (
        f"Measured on {datetime.now(UTC).date()}: {platform.system()} {platform.machine()}, {os.cpu_count()} shared cores"
        f" ({_processor()}), {memory:.0f} GiB of memory, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "processor not told"


def markdown(rows: list[Row]) -> Iterator[str]:
    """The rows as a Markdown table."""
    yield f"| {' | '.join(HEADINGS)} |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    main()
