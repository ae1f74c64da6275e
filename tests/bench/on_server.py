"""The figures of the server store: a Neo4j server of its own, loaded through Remit, asked by Remit and by hand in turn."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servers.neo4j import BENCH, LTS, Neo4jServer
from tests.bench.kept import SEED, dataset, home, in_its_own_process, tell
from tests.bench.table import Row, figure

HEADINGS = (
    "figure", "roles", "median", "client", "server", "trips", "by hand", "times by hand", "target", "runs", "rows", "drift",
)  # fmt: skip
SIZE_OF_TARGETS = 100_000
TARGETS = {"load": "< 150 s", "client memory": "< 500 MiB"}
TRIPS = {"a whole line (reach)": 1, "reporting-lines, from a role to every top": 2, "carried-by": 3}
WHOLE, SINGLE = 1.5, 3.0
"""How many times a statement by hand a question over the whole graph, and one about a subject, may take."""
WHOLE_GRAPH = {
    "unowned-duties, all in pages of 1000",
    "unowned-duties, all ids (lacking)",
    "all pairs of REPORTS_TO",
    "count of duties",
}
_LOADED = "loaded.json"


@dataclass(frozen=True)
class Loaded:
    """A server that runs with a loaded store, and what the load took (also where that was an earlier run's)."""

    server: Neo4jServer
    load: dict[str, float]

    @property
    def environment(self) -> dict[str, str]:
        """User and password, for the processes that ask."""
        user, password = self.server.auth
        return {"NEO4J_USER": user, "NEO4J_PASSWORD": password}


@contextlib.contextmanager
def loaded(roles: int, *, version: str = LTS, fresh: bool = False) -> Iterator[Loaded]:
    """A server loaded with so many roles, as an earlier run left it or made now; it stops with the block."""
    lines, folder = dataset(roles), home(version, roles, fresh=fresh)
    if not (folder / _LOADED).exists():
        folder = home(version, roles, fresh=True)
    tell(f"starting Neo4j {version}")
    with Neo4jServer.start(version, folder, profile=BENCH) as server:
        if not (folder / _LOADED).exists():
            tell(f"loading {roles} roles")
            environment = Loaded(server, {}).environment
            took = in_its_own_process("tests.bench.loading", lines, server.uri, environment=environment)
            (folder / _LOADED).write_text(json.dumps(took), encoding="utf-8")
        yield Loaded(server, json.loads((folder / _LOADED).read_text(encoding="utf-8")))


def measure(roles: int, *, version: str = LTS, fresh: bool = False) -> Iterator[Row]:
    """The rows of one size. Ends with an error where Remit and a statement by hand do not say the same."""
    with loaded(roles, version=version, fresh=fresh) as running:
        tell(f"asking of {roles} roles")
        asked = in_its_own_process(
            "tests.bench.comparing", running.server.uri, roles, SEED, environment=running.environment
        )
        yield from _load_rows(roles, running)
    for name, found in asked.items():
        yield question_row(name, roles, found)


def _load_rows(roles: int, running: Loaded) -> Iterator[Row]:
    took = running.load
    for name, value, unit in (
        ("load", took["seconds"], "s"),
        ("load rate", took["facts"] / took["seconds"], "facts/s"),
        ("nodes sent", took.get("nodes/s"), "facts/s"),
        ("edges sent", took.get("edges/s"), "facts/s"),
        ("facts", took["facts"], ""),
        ("client memory", took["peak MiB"], "MiB"),
        ("server memory", resident(running.server.pid), "MiB"),
    ):
        if value is not None:
            target = TARGETS.get(name, "") if roles == SIZE_OF_TARGETS else ""
            yield name, f"{roles:,}", figure(value, unit), *[""] * 5, target, "1", "", ""


def resident(pid: int) -> float:
    """The memory that a process holds now, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def question_row(name: str, roles: int, found: dict[str, Any]) -> Row:
    """The row of a question that has been asked, and of its twin by hand."""
    ms, server, by_hand, trips = (found.get(key) for key in ("ms", "server ms", "hand ms", "trips"))
    return (
        name, f"{roles:,}", _ms(ms), _ms(None if ms is None or server is None else ms - server), _ms(server),
        "" if trips is None else f"{trips:g}", _ms(by_hand), f"{ms / by_hand:.2f}" if ms and by_hand else "",
        target(name) if by_hand and ms else "", f"{found['runs']}", f"{found['rows']:,.0f}" if "rows" in found else "", f"{found['drift']:.2f}",
    )  # fmt: skip


def target(name: str) -> str:
    """What a question is meant to keep to: round trips, and how many times the statement by hand it may take."""
    most = WHOLE if name in WHOLE_GRAPH else SINGLE
    trips = f"{TRIPS[name]} trip{'s' if TRIPS[name] > 1 else ''}, " if name in TRIPS else ""
    return f"{trips}<= {most:g} times"


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f} ms"
