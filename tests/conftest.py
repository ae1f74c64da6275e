"""What all tests share: the Neo4j servers of a run, and groups that stay together."""

from tests.grouping import pytest_collection_modifyitems
from tests.servers.plugin import (
    neo4j_empty,
    neo4j_servers,
    pytest_configure,
    pytest_configure_node,
    pytest_terminal_summary,
    pytest_unconfigure,
    start_neo4j,
)

__all__ = [
    "neo4j_empty",
    "neo4j_servers",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_configure_node",
    "pytest_terminal_summary",
    "pytest_unconfigure",
    "start_neo4j",
]
