"""The connection: how statements are sent, routed, limited in time, and retried where harmless."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j

from remit.graphmodel.stores.neo4j.failures import told

Result = TypeVar("Result")
SECONDS = 30.0
Auth = str | tuple[str, str]  # a bearer token, or a user and a password
USER_AGENT = "remit"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is: the URI without credentials, the database's name (None: the server's default), the time limit."""

    uri: str
    database: str | None = None
    seconds: float = SECONDS


class Reader:
    """Sends statements to one database. `bookmarks` are carried on, so that a client reads its own writes on a cluster."""

    def __init__(self, driver: neo4j.Driver, place: Place, request: str = "") -> None:
        self.driver = driver
        self.place = place
        self.request = request
        self.bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self.trips = 0

    def rows(self, text: str, parameters: Mapping[str, Any], operation: str = "read") -> list[Any]:
        """The rows of a read statement, as lists of values; routed to readers, retried when the server says it may."""

        def work(transaction: neo4j.ManagedTransaction) -> list[Any]:
            return [record.values() for record in transaction.run(text, dict(parameters))]

        return self.managed(work, writing=False, operation=operation)

    def managed(
        self, work: Callable[[neo4j.ManagedTransaction], Result], *, writing: bool, operation: str
    ) -> Result:
        """Run a unit of work in a managed transaction: it may be run again, so it must be harmless to repeat."""
        self.trips += 1
        limited = neo4j.unit_of_work(
            timeout=self.place.seconds,
            metadata={"app": USER_AGENT, "operation": operation, "request": self.request},
        )
        with (
            self.told(),
            self.driver.session(
                database=self.place.database, bookmark_manager=self.bookmarks, fetch_size=5000
            ) as session,
        ):
            return session.execute_write(limited(work)) if writing else session.execute_read(limited(work))

    def told(self) -> AbstractContextManager[None]:
        """Turn what the driver raises into Remit's errors."""
        return told(self.place.uri, self.place.database, self.place.seconds)
