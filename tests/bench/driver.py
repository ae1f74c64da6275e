"""The official driver with its fast extra (neo4j-rust-ext) and without: each installed into a folder of its own."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version as version_of
from pathlib import Path

from servers.neo4j import BENCH, Neo4jServer
from tests.bench.kept import in_its_own_process, place, tell
from tests.bench.table import Row

HEADINGS = ("figure", "plain driver", "with the extra", "times less", "runs")


def measure(version: str) -> Iterator[Row]:
    """The rows: what it takes to send a batch of facts, and to read big records."""
    installed = version_of("neo4j")
    folders = [
        installed_in("plain", f"neo4j=={installed}"),
        installed_in("fast", f"neo4j-rust-ext=={installed}.*"),
    ]
    with Neo4jServer.start(version, place() / f"neo4j-{version}-empty", profile=BENCH) as server:
        user, password = server.auth
        plain, fast = (
            in_its_own_process(
                "tests.bench.wire", server.uri,
                environment={"NEO4J_USER": user, "NEO4J_PASSWORD": password, "PYTHONPATH": str(folder)},
            )
            for folder in folders
        )  # fmt: skip
    if (plain["extra"], fast["extra"]) != (False, True):
        raise RuntimeError(f"the folders hold other drivers than they should: {plain}, {fast}")
    for name, each in plain["ms"].items():
        other = fast["ms"][name]
        yield name, f"{each:,.1f} ms", f"{other:,.1f} ms", f"{each / other:.1f}", f"{plain['runs']}"


def told() -> str:
    """The driver that is installed, with its version."""
    extra = " with neo4j-rust-ext" if importlib.util.find_spec("neo4j._rust") else ""
    return f"driver neo4j {version_of('neo4j')}{extra}"


def installed_in(name: str, wanted: str) -> Path:
    """A folder with a package in it, installed unless an earlier run has done so."""
    folder = place() / f"{name}-{wanted.partition('==')[2].removesuffix('.*')}"
    if not folder.exists():
        tell(f"installing {wanted}")
        part = folder.with_suffix(".part")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(part), wanted]
        subprocess.run(command, check=True, stdout=sys.stderr)
        part.rename(folder)
    return folder
