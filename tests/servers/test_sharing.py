"""Runs of pytest inside a test: what the workers of a run share, and what becomes of tests that get no server."""

import os
import subprocess
import sys
from pathlib import Path

import neo4j
import pytest

from tests.servers.emptying import drop_schema
from tests.servers.sharing import Address, Servers

ROOT = Path(__file__).parents[2]
CONFTEST = """
from pathlib import Path
from servers.neo4j import Neo4jServer, errors
from tests.conftest import *

def start(version, home, **options):
    with open({log!r}, "a") as file:
        file.write(version + "\\n")
    {outcome}

Neo4jServer.start = start
"""
NOTHING_TO_RUN = 'raise errors.NotInstalled("there is no Java here")'
GOES_WRONG = 'raise errors.ServerProblem("the disk is full")'
TESTS = """
def test_one(neo4j_empty): pass
def test_two(neo4j_empty): pass
def test_three(): pass
"""
IN_GROUPS = """
import os, pytest
@pytest.mark.parametrize("n", range(8))
@pytest.mark.parametrize("group", [pytest.param(each, marks=pytest.mark.xdist_group(each)) for each in "ab"])
def test_one(group, n):
    with open(os.environ["SEEN"], "a") as file:
        file.write(f"{group} {os.getpid()}\\n")
"""


def inner(
    folder: Path, outcome: str, tests: str = TESTS, workers: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run tests, where starting a server has this outcome."""
    (folder / "conftest.py").write_text(CONFTEST.format(log=f"{folder}/started", outcome=outcome))
    (folder / "test_inner.py").write_text(tests)
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "PYTEST_", "CI"))
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-n", str(workers), "--dist", "loadgroup", "-p", "no:cacheprovider", folder],
        cwd=folder, env={**clean, "TMPDIR": str(folder), **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def loud(run: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in run.stdout.splitlines() if line.startswith("!!!")]


def test_without_a_server_tests_are_skipped_with_one_loud_line(tmp_path: Path) -> None:
    run = inner(tmp_path, NOTHING_TO_RUN, workers=2)

    assert run.returncode == 0, run.stdout
    assert loud(run) == ["!!! 4 TESTS ON A NEO4J SERVER DID NOT RUN: there is no Java here"]
    assert "1 passed, 4 skipped" in run.stdout
    assert list(tmp_path.glob("remit-neo4j-*")) == []


def test_in_ci_a_test_without_a_server_fails(tmp_path: Path) -> None:
    run = inner(tmp_path, NOTHING_TO_RUN, CI="true")

    assert run.returncode == 1
    assert "1 passed, 4 errors" in run.stdout
    assert "no Neo4j server: there is no Java here" in run.stdout


def test_a_server_that_should_start_and_does_not_is_an_error_tried_once(tmp_path: Path) -> None:
    run = inner(tmp_path, GOES_WRONG, workers=2)

    assert run.returncode == 1
    assert "the disk is full" in run.stdout
    started = (tmp_path / "started").read_text().split()
    assert sorted(started) == sorted(set(started))


def test_tests_of_one_group_stay_on_one_worker(tmp_path: Path) -> None:
    run = inner(tmp_path, NOTHING_TO_RUN, IN_GROUPS, 2, SEEN=f"{tmp_path}/seen")

    assert run.returncode == 0, run.stdout
    seen = (tmp_path / "seen").read_text().splitlines()
    assert len(seen) == 16
    assert len(set(seen)) == 2


def test_another_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    run = inner(tmp_path, NOTHING_TO_RUN, NEO4J_URI="bolt://127.0.0.1:9", NEO4J_PASSWORD="guessed")

    assert run.returncode == 1
    assert "nothing answers at bolt://127.0.0.1:9" in run.stdout
    assert "1 passed, 2 errors" in run.stdout


def test_a_database_is_emptied_for_each_test(
    neo4j_empty: Address, neo4j_servers: Servers, request: pytest.FixtureRequest
) -> None:
    with neo4j_empty.driver() as driver:
        assert count(driver) == 0
        driver.execute_query("UNWIND range(1, 12_001) AS i CREATE (:Remit {i: i})-[:NEXT]->(:Other)")
        assert count(driver) == 24_002


def test_what_another_test_left_is_gone(neo4j_empty: Address) -> None:
    with neo4j_empty.driver() as driver:
        assert count(driver) == 0


def test_a_schema_is_dropped_where_a_test_asks_for_it(neo4j_empty: Address) -> None:
    with neo4j_empty.driver() as driver:
        driver.execute_query("CREATE CONSTRAINT one IF NOT EXISTS FOR (n:Dropped) REQUIRE n.id IS UNIQUE")
        driver.execute_query("CREATE INDEX two IF NOT EXISTS FOR (n:Dropped) ON (n.name)")

        drop_schema(driver)

        left = driver.execute_query(
            "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
        ).records
        assert left == []


def count(driver: neo4j.Driver) -> int:
    return int(driver.execute_query("MATCH (n) RETURN count(n)").records[0][0])
