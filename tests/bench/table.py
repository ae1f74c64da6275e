"""Tables of figures, plain or as Markdown, and what they were measured on."""

import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

Row = tuple[str, ...]
PEAK = "peak memory, all questions"


class Table(NamedTuple):
    """Headings and rows; the first column is text, the others are figures."""

    headings: Row
    rows: Sequence[Row]

    def plain(self) -> Iterator[str]:
        """The lines of the table, its columns as wide as they must be."""
        all_rows = (self.headings, *self.rows)
        widths = [max(len(row[place]) for row in all_rows) for place in range(len(self.headings))]
        for row in all_rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

    def markdown(self) -> Iterator[str]:
        """The lines of the table in Markdown."""
        yield f"| {' | '.join(self.headings)} |"
        yield f"|---|{'---:|' * (len(self.headings) - 1)}"
        for row in self.rows:
            yield f"| {' | '.join(row)} |"


def machine(server: str = "") -> str:
    """What was measured on, and when, in a sentence; `server` names the other store measured."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    store = server or f"SQLite {sqlite3.sqlite_version}"
    return (
        f"Measured on {datetime.now(UTC).date()}: {platform.system()} {platform.machine()}, {os.cpu_count()} shared cores"
        f" ({_processor()}), {memory:.0f} GiB of memory, Python {platform.python_version()}, {store}."
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "processor not told"


def figure(value: float, unit: str) -> str:
    """A figure with its unit: 1,204 facts/s, 3.1 s."""
    return (f"{value:,.1f} {unit}" if value < 1000 else f"{value:,.0f} {unit}").strip()
