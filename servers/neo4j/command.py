"""The command that runs a server: Java with its jars, below a guard."""

import sys
from dataclasses import dataclass
from pathlib import Path

from servers.neo4j import guard
from servers.neo4j.fetch import fetch
from servers.neo4j.java import find_java
from servers.neo4j.releases import Release
from servers.neo4j.settings import FLAGS, Profile


@dataclass(frozen=True)
class Installed:
    """A release that can run on this machine: which Java, and where its jars are."""

    release: Release
    java: Path
    library: Path

    @classmethod
    def here(cls, version: str) -> "Installed":
        """Find Java and fetch the jars; NotInstalled where Java or Maven is missing."""
        release = Release.of(version)
        return cls(release, find_java(release), fetch(release))

    def command(self, home: Path, profile: Profile, lifeline: Path) -> list[str]:
        """The server on the data and settings in `home`, ended when the lock on `lifeline` falls."""
        return [
            sys.executable, "-I", "-S", guard.__file__, str(home / "guard.lock"), str(lifeline),
            str(self.java), *FLAGS, *profile.flags, f"-Xmx{profile.heap}", "-cp", f"{self.library}/*",
            self.release.entry, f"--home-dir={home}", f"--config-dir={home}/conf", "--console-mode",
        ]  # fmt: skip
