"""One server of each line for a whole test run, whichever worker needs it first; or the one that NEO4J_URI names."""

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import neo4j
import pytest

from servers.neo4j import CALENDAR, LTS, Neo4jServer, NotInstalled, ServerProblem
from servers.neo4j.locks import held
from servers.neo4j.waiting import answers
from tests.servers.emptying import delete_all, holds_nodes

GIVEN = "NEO4J_URI"
MISSING = "no Neo4j server: "


@dataclass(frozen=True)
class Address:
    """Where a server is, and who may come in."""

    uri: str
    user: str
    password: str

    @property
    def auth(self) -> tuple[str, str]:
        """As a driver wants it."""
        return self.user, self.password

    def driver(self) -> neo4j.Driver:
        """A driver of one's own, to be closed."""
        return neo4j.GraphDatabase.driver(self.uri, auth=self.auth)


class Servers:
    """The servers of one test run: `run` is its folder, which all its workers share.

    They stop when the lock on `run`/lifeline falls, which the first process of the run holds: see plugin.py.
    """

    def __init__(self, run: Path) -> None:
        self.run = run
        self._known: dict[str, Address] = {}
        self._running: list[Neo4jServer] = []
        self._in_use: set[str] = set()

    def address(self, version: str) -> Address:
        """A server of this version (or GIVEN), started if nobody has yet; what failed once is not tried again.

        Raises NotInstalled where the machine cannot run one, ServerProblem where it should and does not.
        """
        if version not in self._known:
            with held(self.run / f"{version}.starting"):
                file = self.run / f"{version}.json"
                if not file.exists():
                    file.write_text(json.dumps(self._find(version)))
            found = json.loads(file.read_text())
            if "missing" in found:
                raise NotInstalled(found["missing"])
            if "problem" in found:
                raise ServerProblem(found["problem"])
            self._known[version] = Address(**found)
        return self._known[version]

    def _find(self, version: str) -> dict[str, str]:
        try:
            return asdict(_given() if version == GIVEN else self._start(version))
        except NotInstalled as missing:
            return {"missing": str(missing)}
        except ServerProblem as problem:
            return {"problem": str(problem)}

    def _start(self, version: str) -> Address:
        server = Neo4jServer.start(version, self.run / version, lifeline=self.run / "lifeline")
        self._running.append(server)  # it outlives this worker; the lifeline ends it
        return Address(server.uri, *server.auth)

    @contextlib.contextmanager
    def emptied(self, version: str) -> Iterator[Address]:
        """A server whose one database is empty now, and nobody else's for the block."""
        address = self.address(version)
        if version in self._in_use:
            raise RuntimeError(
                f"this test already uses the one database of {version}: leave that block first"
            )
        with held(self.run / f"{version}.in-use"):
            self._in_use.add(version)
            try:
                with address.driver() as driver:
                    delete_all(driver)
                yield address
            finally:
                self._in_use.discard(version)


def _given() -> Address:
    uri = os.environ["NEO4J_URI"]
    address = Address(uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    if not answers(uri, address.auth):
        raise ServerProblem(f"nothing answers at {uri}: start that server, or run without NEO4J_URI")
    with address.driver() as driver:
        if holds_nodes(driver) and os.environ.get("NEO4J_MAY_EMPTY") != "yes":
            raise ServerProblem(
                f"the tests delete every node of the database at {uri}, and it holds some: name an empty one with"
                " NEO4J_URI, or say NEO4J_MAY_EMPTY=yes"
            )
    return address


def versions() -> list[str]:
    """The servers that tests of the store run against: both lines, or the one that NEO4J_URI names."""
    return [GIVEN] if os.environ.get("NEO4J_URI") else [LTS, CALENDAR]


@contextlib.contextmanager
def needed() -> Iterator[None]:
    """Where a server cannot be had on this machine, the test is skipped; with CI=true it fails."""
    try:
        yield
    except NotInstalled as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{MISSING}{missing}", pytrace=False)
        pytest.skip(f"{MISSING}{missing}")
