"""A server of the older line for faults that leave it as it is, stores on it, and processes that write to it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.servers.sharing import Address, Servers, needed, versions

ROOT = Path(__file__).parents[3]
SOON = 120
"""Seconds after which something that should end is given up."""
Open = Callable[..., Neo4jStore]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def address(neo4j_servers: Servers) -> Iterator[Address]:
    """A shared server, its database prepared, emptied and this test's alone."""
    with needed():
        neo4j_servers.address(versions()[0])
    with neo4j_servers.emptied(versions()[0]) as found:
        Neo4jStore.open(Place(found.uri), found.auth, create=True).close()
        yield found


@pytest.fixture
def open_store(address: Address) -> Iterator[Open]:
    """Opens the store, by another address where one is given."""
    opened: list[Neo4jStore] = []

    def open_(uri: str = "", wait: float = SOON, seconds: float = 30) -> Neo4jStore:
        place = Place(uri or address.uri, seconds=seconds)
        opened.append(Neo4jStore.open(place, address.auth, wait_seconds=wait))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Open) -> Neo4jStore:
    """The store, empty."""
    return open_store()


@pytest.fixture
def credentials(address: Address) -> dict[str, str]:
    """An environment in which a process may use the server."""
    return {**os.environ, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password, "REMIT_DEBUG": ""}


@pytest.fixture
def writer(credentials: dict[str, str]) -> Iterator[Start]:
    """Starts a process that loads drawings; its lease runs out a second after its last word."""
    started: list[subprocess.Popen[str]] = []

    def start(uri: str, *drawings: str, lease: int = 1, wait: float = SOON) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.servers.faults.child", uri, str(lease), str(wait)]
        process = subprocess.Popen(
            command, cwd=ROOT, env=credentials, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        assert process.stdin is not None
        process.stdin.write("\n---\n".join(drawings))
        process.stdin.close()
        process.stdin = None
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a small change is written in many batches."""
    monkeypatch.setattr("remit.graphmodel.stores.neo4j.sending.ROWS", 7)


@pytest.fixture
def short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that falls silent has lost its lease after a second."""
    monkeypatch.setattr("remit.graphmodel.stores.neo4j.lease.LEASE_SECONDS", 1)


@pytest.fixture
def short_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not answer is given up soon."""
    monkeypatch.setattr("remit.graphmodel.stores.neo4j.reading.RETRY_SECONDS", 0.5)
