"""Emptying a database: Community has only one, so each test begins by it."""

import neo4j

BATCH = 5_000


def delete_all(driver: neo4j.Driver) -> None:
    """Delete every node and edge, in transactions small enough for a small heap; constraints and indexes stay."""
    with driver.session() as session:
        while (
            _number(session, f"MATCH (n) WITH n LIMIT {BATCH} DETACH DELETE n RETURN count(*) AS number")
            == BATCH
        ):
            pass


def drop_schema(driver: neo4j.Driver) -> None:
    """Drop every constraint and every index, but for the two that each new database has."""
    with driver.session() as session:
        for row in list(session.run("SHOW CONSTRAINTS YIELD name")):
            session.run(neo4j.Query(f"DROP CONSTRAINT `{row['name']}`")).consume()
        for row in list(session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")):
            session.run(neo4j.Query(f"DROP INDEX `{row['name']}`")).consume()


def holds_nodes(driver: neo4j.Driver) -> bool:
    """Whether there is anything that `delete_all` would delete."""
    with driver.session() as session:
        return _number(session, "MATCH (n) RETURN count(n) AS number") > 0


def _number(session: neo4j.Session, statement: str) -> int:
    row = session.run(neo4j.Query(statement)).single(strict=True)
    return int(row["number"])
