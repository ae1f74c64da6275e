"""Stores on a server, by their address: how one is told, and where the user and the password come from."""

import logging
import os
from pathlib import Path
from urllib.parse import urlsplit

from remit.graphmodel.errors import BadValue
from remit.graphmodel.stores.neo4j.reading import Auth, Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore

USER, PASSWORD, PASSWORD_FILE, TOKEN, DATABASE = (
    "NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE", "NEO4J_TOKEN", "NEO4J_DATABASE",
)  # fmt: skip


def server_store(address: str, *, create: bool = False) -> Neo4jStore:
    """The store at an address such as neo4j://host or bolt://host:7687; with `create`, prepared first.

    Raises StoreMissing where it does not answer or refuses the user, NotAStore, BadValue.
    """
    return Neo4jStore.open(_place(address), credentials(), create=create)


def server_reached(address: str) -> Neo4jStore:
    """The server at an address, whatever its database holds; raises as `server_store` does."""
    return Neo4jStore.reached(_place(address), credentials())


def _place(address: str) -> Place:
    # What the driver would say on stderr, as of a connection it drops at a ctrl-C, Remit says itself where it matters.
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    parts = urlsplit(address)
    if parts.username or parts.password:
        raise BadValue(
            f"the address of {parts.hostname} holds a user or a password",
            f"set {USER} and {PASSWORD} instead",
        )
    try:
        complete = bool(parts.hostname) and parts.port != 0
    except ValueError:
        complete = False
    if not complete:
        raise BadValue(f"{address} is no address of a server", "write neo4j://HOST or neo4j://HOST:PORT")
    return Place(address, os.environ.get(DATABASE) or None)


def credentials() -> Auth | None:
    """A bearer token, or a user and password, from the environment or the file it names; None for a server without."""
    if token := os.environ.get(TOKEN):
        return token
    password = os.environ.get(PASSWORD)
    if named := os.environ.get(PASSWORD_FILE):
        try:
            password = Path(named).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadValue(
                f"{PASSWORD_FILE} names {named}, which cannot be read", "correct the path or its rights"
            ) from error
    return (os.environ.get(USER) or "neo4j", password) if password else None
