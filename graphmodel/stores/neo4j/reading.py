"""The connection: how statements are sent, routed, limited in time, retried where harmless, and how failures are told."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from remit.graphmodel.errors import NotAStore, StoreBusy, StoreError, StoreMissing

Result = TypeVar("Result")
SECONDS = 30.0
Auth = str | tuple[str, str]  # a bearer token, or a user and a password
USER_AGENT = "remit"
_FORBIDDEN = (exceptions.AuthError, exceptions.Forbidden)


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

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what the driver raises into Remit's errors: what is wrong, and what to do."""
        try:
            yield
        except _FORBIDDEN as error:
            raise StoreError(
                f"{self.place.uri} refuses the user or the password", "check NEO4J_USER and NEO4J_PASSWORD"
            ) from error
        except exceptions.ClientError as error:
            raise self._of_client(error) from error
        except (exceptions.ServiceUnavailable, exceptions.SessionExpired, exceptions.TransientError) as error:
            if "Timeout" in (error.code or "") if isinstance(error, exceptions.Neo4jError) else False:
                raise StoreBusy(
                    f"the question took longer than {self.place.seconds:g} s", "ask a smaller one"
                ) from error
            raise StoreMissing(
                f"{self.place.uri} does not answer", "check that the server runs, then try again"
            ) from error
        except exceptions.ConfigurationError as error:
            raise NotAStore(
                f"{self.place.uri} is no address of a Neo4j server: {error}",
                "write neo4j://HOST or bolt://HOST",
            ) from error
        except (exceptions.DriverError, exceptions.Neo4jError) as error:
            raise StoreError(
                f"{self.place.uri} failed: {type(error).__name__}", "see the server's log"
            ) from error

    def _of_client(self, error: exceptions.ClientError) -> StoreError:
        code = error.code or ""
        if "TransactionTimedOut" in code or "Terminated" in code:
            return StoreBusy(f"the question took longer than {self.place.seconds:g} s", "ask a smaller one")
        if "DatabaseNotFound" in code:
            return StoreMissing(
                f"{self.place.uri} has no database {self.place.database!r}", "create it, or name another"
            )
        if ("Read" in code and "Only" in code) or "AccessMode" in code:
            return StoreError(f"{self.place.uri} is read-only", "write to the database's writer")
        return StoreError(
            f"{self.place.uri} refused a statement ({code})",
            "see the server's log; remit store check may tell",
        )
