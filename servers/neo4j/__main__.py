"""The commands behind `make neo4j` and `make serve-neo4j`: python -m servers.neo4j run|serve|fetch."""

import argparse
import os
import sys
from pathlib import Path

from servers.neo4j.command import Installed
from servers.neo4j.ending import Asked, Ending
from servers.neo4j.errors import ServerProblem
from servers.neo4j.fetch import HERE, tell
from servers.neo4j.password import password_file
from servers.neo4j.releases import CALENDAR, LTS, Release
from servers.neo4j.server import Neo4jServer
from servers.neo4j.settings import DEVELOPMENT

REMIT = Path(sys.executable).with_name("remit")


def run(server: Neo4jServer) -> int:
    """Say where the server is and wait; 1 if it ends by itself."""
    tell(f"{server.uri}  user {server.auth[0]}  password in {password_file(server.home)}  (ctrl-C ends it)")
    server.wait()
    tell(f"the server has ended; the end of {server.log}:\n{server.tail()}")
    return 1


def serve(server: Neo4jServer, options: list[str], ending: Ending, remit: Path = REMIT) -> int:
    """Load the bundled data sets into the server and serve them; the password goes by environment only."""
    tell(f"{server.uri}  password in {password_file(server.home)}")
    user, password = server.auth
    environment = {**os.environ, "NEO4J_USER": user, "NEO4J_PASSWORD": password}
    code = ending.run([str(remit), "load", "--bundled", "--store", server.uri], environment)
    return code or ending.run([str(remit), "serve", "--store", server.uri, *options], environment)


def fetch(versions: list[str]) -> int:
    """Fetch the jars of each version that this machine has a Java for; 1 if one is not to be had."""
    code = 0
    for version in versions:
        try:
            Installed.here(version)
        except ServerProblem as problem:
            tell(str(problem))
            code = 1
    return code


def main() -> int:
    """Run one command; 0 also when it was asked to end."""
    parser = argparse.ArgumentParser("python -m servers.neo4j", description=__doc__, allow_abbrev=False)
    parser.add_argument("command", choices=["run", "serve", "fetch"])
    parser.add_argument("--version", help=f"such as {LTS} (the default) or {CALENDAR}")
    parser.add_argument(
        "--bolt-port", type=int, default=7687, help="if it is free, else another; default 7687"
    )
    given, options = parser.parse_known_args()
    if options and given.command != "serve":
        parser.error(f"unknown: {' '.join(options)}")
    if given.command == "fetch":
        return fetch([given.version] if given.version else [LTS, CALENDAR])
    try:
        version = given.version or LTS
        home = HERE / "data" / Release.of(version).line
        ending = Ending()
        tell(f"starting Neo4j {version} on the data in {home}")
        with Neo4jServer.start(version, home, profile=DEVELOPMENT, port=given.bolt_port) as server:
            return run(server) if given.command == "run" else serve(server, options, ending)
    except Asked:
        return 0
    except ServerProblem as problem:
        tell(str(problem))
        return 1


if __name__ == "__main__":
    sys.exit(main())
