"""The two lines of Neo4j: what starts each, and on which Java."""

import re
from dataclasses import dataclass

from servers.neo4j.errors import ServerProblem

LTS = "5.26.30"
CALENDAR = "2026.09.0"


@dataclass(frozen=True)
class Release:
    """One version of Neo4j: `line` names its data's folder, `javas` are the versions of Java that it runs on."""

    version: str
    line: str
    entry: str
    javas: tuple[int, ...]

    @classmethod
    def of(cls, version: str) -> "Release":
        """The release with this version; ServerProblem where it is of neither line."""
        if re.fullmatch(r"5\.26\.\d+", version):
            return cls(version, "5.26", "org.neo4j.server.CommunityEntryPoint", (17, 21))
        if re.fullmatch(r"20\d\d\.\d\d\.\d+", version):
            return cls(version, "calendar", "org.neo4j.server.Neo4jCommunity", (21, 25))
        raise ServerProblem(
            f"{version!r} is no version that can be started here; name one like {LTS} or {CALENDAR}"
        )
