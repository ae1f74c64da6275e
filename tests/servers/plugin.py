"""What pytest does for the servers: their fixtures, their end with the run, and one loud line for what was skipped.

With xdist the controller makes the run's folder and holds its lifeline, and the workers share both.
"""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from servers.neo4j import Neo4jServer
from servers.neo4j.locks import take
from tests.servers.sharing import MISSING, Address, Servers, needed, versions

SERVERS = pytest.StashKey[Servers]()
LIFELINE = pytest.StashKey[IO[bytes]]()
PREFIX = "remit-neo4j-"
STOPPED_AFTER = 70.0
"""Seconds that the servers have to stop: their guards kill them after 60."""


def pytest_configure(config: pytest.Config) -> None:
    shared = getattr(config, "workerinput", {}).get("neo4j_run")
    run = Path(shared or tempfile.mkdtemp(prefix=PREFIX))
    config.stash[SERVERS] = Servers(run)
    if shared is None:
        _sweep()
        lifeline = take(run / "lifeline")
        assert lifeline is not None
        config.stash[LIFELINE] = lifeline


def _sweep() -> None:
    """Remove the folders of runs that were killed: those nobody holds, an hour after they began."""
    for lifeline in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/lifeline"):
        with contextlib.suppress(OSError):
            if lifeline.stat().st_mtime < time.time() - 3600 and (free := take(lifeline)) is not None:
                shutil.rmtree(lifeline.parent, ignore_errors=True)
                free.close()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["neo4j_run"] = str(node.config.stash[SERVERS].run)


def pytest_unconfigure(config: pytest.Config) -> None:
    lifeline = config.stash.get(LIFELINE, None)
    if lifeline is None:
        return
    lifeline.close()
    run = config.stash[SERVERS].run
    until = time.monotonic() + STOPPED_AFTER
    for lock in run.glob("*/guard.lock"):
        while (free := take(lock)) is None and time.monotonic() < until:
            time.sleep(0.05)
        if free is not None:
            free.close()
    shutil.rmtree(run, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = [
        report.longrepr[2].partition(MISSING)[2]
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and MISSING in report.longrepr[2]
    ]
    if reasons:
        why = "; ".join(sorted(set(reasons)))
        terminalreporter.write_line(
            f"!!! {len(reasons)} TESTS ON A NEO4J SERVER DID NOT RUN: {why}", red=True
        )


def on_each_server() -> list[Any]:
    """Parameters for a fixture or a test: one per server, all that use one server for one worker to run."""
    return [
        pytest.param(version, id=f"neo4j-{version}", marks=pytest.mark.xdist_group(f"neo4j-{version}"))
        for version in versions()
    ]


@pytest.fixture(scope="session")
def neo4j_servers(pytestconfig: pytest.Config) -> Servers:
    """The servers that this run shares."""
    return pytestconfig.stash[SERVERS]


@pytest.fixture(params=on_each_server())
def neo4j_empty(request: pytest.FixtureRequest, neo4j_servers: Servers) -> Iterator[Address]:
    """A shared server of each line, its database emptied and this test's alone."""
    with needed():
        neo4j_servers.address(request.param)
    with neo4j_servers.emptied(request.param) as address:
        yield address


@pytest.fixture(scope="module")
def start_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Neo4jServer]]:
    """Starts a server of the module's own, for tests that stop or kill it: version, home=…, settings=…, profile=…."""
    started: list[Neo4jServer] = []

    def start(version: str, home: Path | None = None, **options: Any) -> Neo4jServer:
        with needed():
            server = Neo4jServer.start(version, home or tmp_path_factory.mktemp("neo4j"), **options)
        started.append(server)
        return server

    yield start
    for server in started:
        server.close()
