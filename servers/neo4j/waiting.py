"""Waiting for a server that starts, without waiting for one that has failed."""

import time
from typing import Protocol

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from servers.neo4j.errors import ServerProblem

LIMIT = 180.0
"""Seconds until a server that neither answers nor ends is given up."""


class Starting(Protocol):
    """As much of a server as this module needs."""

    version: str
    bolt_uri: str
    auth: tuple[str, str]

    def running(self) -> bool:
        """Whether its process is there."""

    def tail(self) -> str:
        """The last lines that it said."""


def wait_until_up(server: Starting) -> None:
    """Return when the server has answered a query; ServerProblem when it has ended, or has not in LIMIT seconds."""
    until = time.monotonic() + LIMIT
    while not answers(server.bolt_uri, server.auth):
        if not server.running():
            raise ServerProblem(f"Neo4j {server.version} ended before it was up:\n{server.tail()}")
        if time.monotonic() > until:
            raise ServerProblem(
                f"Neo4j {server.version} does not answer after {LIMIT:.0f} s:\n{server.tail()}"
            )
        time.sleep(0.1)


def answers(uri: str, auth: tuple[str, str]) -> bool:
    """Whether a server answers a query now; ServerProblem where it refuses user and password."""
    try:
        with (
            neo4j.GraphDatabase.driver(uri, auth=auth, connection_timeout=5) as driver,
            driver.session() as session,
        ):
            session.run("RETURN 1").consume()
    except AuthError as refused:
        raise ServerProblem(
            f"the server at {uri} refuses user and password: write the one that it has into the file `password` of its home"
        ) from refused
    except (DriverError, Neo4jError):
        return False
    return True
