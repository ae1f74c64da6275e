from pathlib import Path

import pytest

from servers.neo4j import java
from servers.neo4j.errors import NotInstalled, ServerProblem
from servers.neo4j.java import find_java, version_of
from servers.neo4j.releases import CALENDAR, LTS, Release
from tests.servers.programs import fake_java, program


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without Java; its jvm folder."""
    for name in ("NEO4J_JAVA", "JAVA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin")
    monkeypatch.setattr(java, "INSTALLED", tmp_path / "jvm")
    return tmp_path / "jvm"


@pytest.mark.parametrize(("said", "version"), [("17.0.15", 17), ("25", 25), ("21-ea", 21), ("1.8.0_442", 1)])
def test_the_feature_version_is_read(said: str, version: int, tmp_path: Path) -> None:
    assert version_of(fake_java(tmp_path, said)) == version


def test_a_program_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    assert version_of(program(tmp_path / "java", "exit 1")) is None
    assert version_of(tmp_path / "none") is None


def test_another_java_beside_an_older_default_is_found(tmp_path: Path, machine: Path) -> None:
    default = fake_java(tmp_path, "17.0.15")
    newer = fake_java(machine / "jdk-25", "25.0.1")

    assert find_java(Release.of(LTS)) == default
    assert find_java(Release.of(CALENDAR)) == newer


def test_java_home_comes_before_path(tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_java(tmp_path, "17.0.15")
    wanted = fake_java(machine / "other", "21.0.2")
    monkeypatch.setenv("JAVA_HOME", str(machine / "other"))

    assert find_java(Release.of(LTS)) == wanted


def test_the_one_asked_for_comes_first_where_it_fits(
    tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = fake_java(tmp_path, "17.0.15")
    wanted = fake_java(machine / "wanted", "25")
    fake_java(machine / "a-25", "25")

    for named in (wanted, wanted.parents[1]):
        monkeypatch.setenv("NEO4J_JAVA", str(named))
        assert find_java(Release.of(CALENDAR)) == wanted
        assert find_java(Release.of(LTS)) == default


def test_one_asked_for_that_does_not_run_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_JAVA", "/nowhere/java")

    with pytest.raises(ServerProblem, match="NEO4J_JAVA names /nowhere/java, which does not run"):
        find_java(Release.of(LTS))


def test_without_a_fitting_java_those_met_are_named(tmp_path: Path) -> None:
    default = fake_java(tmp_path, "17.0.15")

    with pytest.raises(NotInstalled) as missing:
        find_java(Release.of(CALENDAR))

    assert str(missing.value) == (
        f"Neo4j {CALENDAR} needs Java 21 or 25 ({default} is 17): install one, or name one with NEO4J_JAVA"
    )


def test_versions_of_neither_line_are_refused() -> None:
    for version in ("4.4.40", "5.25.1", "2026.09", "latest"):
        with pytest.raises(ServerProblem, match=f"name one like {LTS} or {CALENDAR}"):
            Release.of(version)
