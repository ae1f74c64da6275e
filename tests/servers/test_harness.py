"""Servers of both lines, really started, stopped and killed."""

import stat
from collections.abc import Callable
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import AuthError, ServiceUnavailable

from servers.neo4j import CALENDAR, LTS, Neo4jServer, Profile, ServerProblem
from servers.neo4j.password import password_file

pytestmark = pytest.mark.slow


@pytest.fixture(
    scope="module",
    params=[pytest.param(each, marks=pytest.mark.xdist_group(f"own-{each}")) for each in (LTS, CALENDAR)],
)
def server(request: pytest.FixtureRequest, start_neo4j: Callable[..., Neo4jServer]) -> Neo4jServer:
    return start_neo4j(request.param)


def ask(server: Neo4jServer, statement: str) -> list[object]:
    with neo4j.GraphDatabase.driver(server.uri, auth=server.auth) as driver:
        return [row[0] for row in driver.execute_query(statement).records]


def test_it_answers_as_the_edition_and_version_asked_for(server: Neo4jServer) -> None:
    assert ask(server, "RETURN 1") == [1]
    kernel = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN [versions[0], edition]"
    assert ask(server, kernel) == [[server.version, "community"]]


def test_a_wrong_password_is_refused_however_often(server: Neo4jServer) -> None:
    for _ in range(5):
        with (
            neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", "guessed")) as driver,
            pytest.raises(AuthError) as refused,
        ):
            driver.verify_connectivity()
        assert refused.value.code == "Neo.ClientError.Security.Unauthorized"
    assert ask(server, "RETURN 1") == [1]


def test_nobody_else_reads_the_password(server: Neo4jServer) -> None:
    kept = password_file(server.home)

    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text() == server.auth[1]


def test_two_servers_do_not_share_a_home(server: Neo4jServer) -> None:
    with pytest.raises(ServerProblem, match="another process runs a server in"):
        Neo4jServer.start(server.version, server.home)

    assert ask(server, "RETURN 1") == [1]


def test_a_restart_keeps_port_and_data_and_takes_new_settings(server: Neo4jServer) -> None:
    ask(server, "CREATE (:Kept {by: 'a restart'})")
    uri, pid = server.uri, server.pid

    server.restart(settings={"db.transaction.timeout": "7s"})

    assert (server.uri, server.pid != pid) == (uri, True)
    assert ask(server, "MATCH (n:Kept {by: 'a restart'}) RETURN count(n)") == [1]
    assert ask(
        server, "SHOW SETTINGS YIELD name, value WHERE name = 'db.transaction.timeout' RETURN value"
    ) == ["7s"]


def test_a_killed_server_is_gone_and_recovers_what_was_committed(server: Neo4jServer) -> None:
    ask(server, "CREATE (:Kept {by: 'a crash'})")

    server.kill()

    assert not server.running()
    with (
        neo4j.GraphDatabase.driver(server.bolt_uri, auth=server.auth) as driver,
        pytest.raises(ServiceUnavailable),
    ):
        driver.verify_connectivity()
    server.restart()
    assert ask(server, "MATCH (n:Kept {by: 'a crash'}) RETURN count(n)") == [1]


def test_a_server_that_does_not_start_shows_why(
    tmp_path: Path, start_neo4j: Callable[..., Neo4jServer]
) -> None:
    with pytest.raises(ServerProblem, match=r"ended before it was up:\n(.|\n)*Invalid maximum heap size"):
        start_neo4j(LTS, tmp_path, profile=Profile(heap="much", page_cache="64m"))


def test_settings_that_it_does_not_know_are_refused(
    tmp_path: Path, start_neo4j: Callable[..., Neo4jServer]
) -> None:
    with pytest.raises(ServerProblem, match=r"No declared setting with name: server\.no\.such"):
        start_neo4j(LTS, tmp_path, settings={"server.no.such": "1"})
