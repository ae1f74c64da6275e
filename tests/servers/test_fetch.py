"""Fetching, with a Maven of the test's own that makes its jars and counts its runs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servers.neo4j.errors import NotInstalled, ServerProblem
from servers.neo4j.fetch import fetch, is_whole
from servers.neo4j.releases import LTS, Release
from tests.servers.programs import program

RELEASE = Release.of(LTS)
EMPTY_ZIP = "PK\\005\\006" + "\\000" * 18
MAVEN = f"""
echo run >>"$RUNS"
for each; do case $each in -DoutputDirectory=*) to=${{each#*=}};; esac; done
mkdir -p "$to"
printf '{EMPTY_ZIP}' >"$to/first.jar"
while [ -e "$RUNS.wait" ]; do sleep 0.02; done
printf '{EMPTY_ZIP}' >"$to/second.jar"
"""
FETCHING = """
import sys; from pathlib import Path
from servers.neo4j.fetch import fetch; from servers.neo4j.releases import Release
fetch(Release.of(sys.argv[1]), Path(sys.argv[2]))
"""


class Maven:
    """The fake: how often it ran, and whether it stops half-way."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.runs, self.wait = folder / "runs", folder / "runs.wait"
        self.file = program(folder / "bin" / "mvn", MAVEN)
        monkeypatch.setenv("PATH", f"{folder}/bin:{os.environ['PATH']}")
        monkeypatch.setenv("RUNS", str(self.runs))

    def count(self) -> int:
        return len(self.runs.read_text().split()) if self.runs.exists() else 0

    def until_running(self, times: int = 1) -> None:
        while self.count() < times:
            time.sleep(0.02)


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maven:
    return Maven(tmp_path, monkeypatch)


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    return tmp_path / "lib"


def silent(_text: str) -> None:
    pass


def in_another_process(libraries: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", FETCHING, LTS, str(libraries)],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )


def test_what_is_there_is_not_fetched_again(maven: Maven, libraries: Path) -> None:
    said: list[str] = []

    place = fetch(RELEASE, libraries, said.append)
    again = fetch(RELEASE, libraries, said.append)

    assert (place, again) == (libraries / LTS, libraries / LTS)
    assert sorted(jar.name for jar in place.glob("*.jar")) == ["first.jar", "second.jar"]
    assert (maven.count(), len(said)) == (1, 1)


@pytest.mark.parametrize("harm", ["gone", "cut short", "no list"])
def test_a_harmed_library_is_fetched_again(harm: str, maven: Maven, libraries: Path) -> None:
    jar = fetch(RELEASE, libraries, silent) / "first.jar"
    if harm == "gone":
        jar.unlink()
    elif harm == "cut short":
        jar.write_bytes(b"PK")
    else:
        jar.with_name("jars.txt").unlink()

    fetch(RELEASE, libraries, silent)

    assert maven.count() == 2
    assert is_whole(libraries / LTS)


def test_an_interrupted_fetch_is_mended(maven: Maven, libraries: Path) -> None:
    maven.wait.touch()
    first = in_another_process(libraries)
    maven.until_running()
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not (libraries / LTS).exists()
    maven.wait.unlink()

    fetch(RELEASE, libraries, silent)

    assert is_whole(libraries / LTS)


def test_of_two_processes_at_once_one_fetches(maven: Maven, libraries: Path) -> None:
    maven.wait.touch()
    both = [in_another_process(libraries), in_another_process(libraries)]
    maven.until_running()
    maven.wait.unlink()

    assert [each.wait() for each in both] == [0, 0]
    assert maven.count() == 1
    assert is_whole(libraries / LTS)


def test_what_maven_says_when_it_fails_is_shown(maven: Maven, libraries: Path) -> None:
    program(maven.file, "echo 'the network is down'; exit 1")

    with pytest.raises(ServerProblem, match="run this again:\nthe network is down"):
        fetch(RELEASE, libraries, silent)


def test_a_broken_jar_is_named(maven: Maven, libraries: Path) -> None:
    program(maven.file, MAVEN + 'echo html >"$to/third.jar"')

    with pytest.raises(ServerProblem, match=r"broken jars \(third.jar\)"):
        fetch(RELEASE, libraries, silent)
    assert not is_whole(libraries / LTS)


def test_without_maven_it_says_what_to_install(libraries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(NotInstalled, match="install maven"):
        fetch(RELEASE, libraries, silent)
