"""The jars of a release, fetched once by Maven into .neo4j/lib/VERSION."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from servers.neo4j.errors import NotInstalled, ServerProblem
from servers.neo4j.java import find_java
from servers.neo4j.locks import held
from servers.neo4j.releases import Release

POM = Path(__file__).with_name("pom.xml")
HERE = Path(__file__).parents[2] / ".neo4j"
"""Whatever this package keeps: jars under lib/, the data of `make neo4j` under data/."""
_LIST = "jars.txt"


def tell(text: str) -> None:
    """Say what takes long."""
    print(f"neo4j: {text}", file=sys.stderr, flush=True)


def fetch(release: Release, libraries: Path = HERE / "lib", say: Callable[[str], None] = tell) -> Path:
    """The folder with the jars of a release; they are fetched unless they are all there.

    They appear whole or not at all, so an interrupted fetch is simply made again (from what Maven has kept of it), and
    of two processes the second waits. Raises NotInstalled without Maven, ServerProblem where Maven fails.
    """
    place = libraries / release.version
    if is_whole(place):
        return place
    with held(libraries / ".lock"):
        if is_whole(place):
            return place
        maven = shutil.which("mvn")
        if maven is None:
            raise NotInstalled("Neo4j's jars are fetched by Maven, and there is none here: install maven")
        part = libraries / f".{release.version}.part"
        shutil.rmtree(part, ignore_errors=True)
        say(f"fetching Neo4j {release.version} with Maven, once (some 150 MB)")
        _run(maven, release, part)
        _write_list(part)
        shutil.rmtree(place, ignore_errors=True)
        part.rename(place)
    return place


def is_whole(place: Path) -> bool:
    """Whether every jar is there with its size, and was fetched with today's pom."""
    try:
        pom, *lines = (place / _LIST).read_text().splitlines()
        sizes = {name: int(size) for size, _, name in (line.partition(" ") for line in lines)}
        return pom == _pom() and all((place / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError):
        return False


def _run(maven: str, release: Release, part: Path) -> None:
    command = [
        maven, "--batch-mode", "--quiet", "--no-transfer-progress", "--strict-checksums", "--update-snapshots",
        "--file", str(POM), f"-Dneo4j.version={release.version}", "-DincludeScope=runtime",
        f"-DoutputDirectory={part.absolute()}", "-Dstyle.color=never", "dependency:copy-dependencies",
    ]  # fmt: skip
    environment = dict(os.environ)
    if not shutil.which("java") and not environment.get("JAVA_HOME"):
        environment["JAVA_HOME"] = str(find_java(release).parents[1])
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        end = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise ServerProblem(
            f"Maven could not fetch Neo4j {release.version}; see to what it says and run this again:\n{end}"
        )


def _write_list(part: Path) -> None:
    jars = sorted(part.glob("*.jar"))
    broken = [jar.name for jar in jars if not zipfile.is_zipfile(jar)]
    if broken or not jars:
        raise ServerProblem(
            f"Maven gave broken jars ({', '.join(broken) or 'none at all'}):"
            " delete them from its local repository and run this again"
        )
    lines = [_pom(), *(f"{jar.stat().st_size} {jar.name}" for jar in jars)]
    (part / _LIST).write_text("\n".join(lines) + "\n")


def _pom() -> str:
    return hashlib.sha256(POM.read_bytes()).hexdigest()
