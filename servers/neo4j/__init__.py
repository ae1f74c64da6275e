"""A real Neo4j Community server without a container: jars from Maven, any fitting Java, one guarded process.

with Neo4jServer.start(LTS, Path("/tmp/home")) as server:
    neo4j.GraphDatabase.driver(server.uri, auth=server.auth)
"""

from servers.neo4j.errors import NotInstalled, ServerProblem
from servers.neo4j.releases import CALENDAR, LTS
from servers.neo4j.server import Neo4jServer
from servers.neo4j.settings import BENCH, DEVELOPMENT, TESTS, Profile

__all__ = [
    "BENCH",
    "CALENDAR",
    "DEVELOPMENT",
    "LTS",
    "TESTS",
    "Neo4jServer",
    "NotInstalled",
    "Profile",
    "ServerProblem",
]
