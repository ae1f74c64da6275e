"""Finding a Java that a release runs on, where the default one may be too old."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from servers.neo4j.errors import NotInstalled, ServerProblem
from servers.neo4j.releases import Release

INSTALLED = Path("/usr/lib/jvm")


def find_java(release: Release) -> Path:
    """The first program `java` that the release runs on: NEO4J_JAVA, JAVA_HOME, PATH, then the machine's others.

    NEO4J_JAVA is a program or a JDK's folder, or several joined by ':'; one that fits another line only is passed over.
    Raises ServerProblem where NEO4J_JAVA names nothing that runs, NotInstalled where no Java fits.
    """
    met = []
    for java in _named():
        version = version_of(java)
        if version is None:
            raise ServerProblem(f"NEO4J_JAVA names {java}, which does not run: name a JDK or its bin/java")
        if version in release.javas:
            return java
        met.append(f"{java} is {version}")
    for java in _others():
        version = version_of(java)
        if version in release.javas:
            return java
        if version is not None:
            met.append(f"{java} is {version}")
    wanted = " or ".join(map(str, release.javas))
    raise NotInstalled(
        f"Neo4j {release.version} needs Java {wanted} ({', '.join(met) or 'there is no Java here'}):"
        f" install one, or name one with NEO4J_JAVA"
    )


def version_of(java: Path) -> int | None:
    """The feature version (17, 21, 25) that a program says it is, or None where it does not run."""
    try:
        said = subprocess.run(
            [java, "-version"], capture_output=True, text=True, check=True, timeout=30
        ).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r'version "(\d+)', said)
    return int(version[1]) if version else None


def _named() -> Iterator[Path]:
    for each in os.environ.get("NEO4J_JAVA", "").split(os.pathsep):
        if each:
            yield _program(Path(each))


def _others() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield _program(Path(home))
    if java := shutil.which("java"):
        yield Path(java)
    seen = set()
    for java_home in sorted(INSTALLED.glob("*/bin/java")):
        if (real := java_home.resolve()) not in seen:
            seen.add(real)
            yield java_home


def _program(place: Path) -> Path:
    return place / "bin" / "java" if place.is_dir() else place
