"""The connection: how statements are sent, routed, limited in time, and sent again where harmless."""

import contextlib
import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import neo4j

from remit.graphmodel.errors import NotAStore, UnknownBookmark
from remit.graphmodel.stores.neo4j.failures import Asked, is_passing, told

Result = TypeVar("Result")
SECONDS = 30.0
RETRY_SECONDS = 8.0  # after a first failure
TRIES = 5  # of a write, where the answer to its commit is lost
Auth = str | tuple[str, str]  # a bearer token, or a user and a password
USER_AGENT = "remit"
ROWS_AT_ONCE = 5000
_BOOKMARK = re.compile(r"FB:[A-Za-z0-9+/]{4,}={0,2}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is: the URI without credentials, the database's name (None: the server's default), the time limit.

    `proof` is what the client proves itself with: a password, a token or nothing.
    """

    uri: str
    database: str | None = None
    seconds: float = SECONDS
    proof: str = "password"


def connected(place: Place, auth: Auth | None) -> "Reader":
    """A reader of the database at a place; the server is not asked yet. Raises NotAStore."""
    proof = "nothing" if auth is None else "token" if isinstance(auth, str) else "password"
    here = replace(place, proof=proof)
    try:
        driver = neo4j.GraphDatabase.driver(
            place.uri,
            auth=neo4j.bearer_auth(auth) if isinstance(auth, str) else auth,
            user_agent=USER_AGENT,
            connection_timeout=10,
            connection_acquisition_timeout=15,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",
        )
    except (neo4j.exceptions.ConfigurationError, ValueError) as error:
        raise NotAStore(
            f"{place.uri} is no address of a Neo4j server", "write neo4j://HOST or bolt://HOST"
        ) from error
    return Reader(driver, here)


@dataclass(slots=True)
class Patience:
    """Until when statements are not sent over and over, as one was given up a moment ago; all readers of a driver share it."""

    lost_until: float = 0.0


class Reader:
    """Sends statements to one database, for one request or for many.

    Bookmarks are carried from each transaction to the next, so that a cluster shows a client what it has written or
    seen. `trips` counts what was sent, `server_milliseconds` is how long the server worked on what was read.
    """

    def __init__(
        self, driver: neo4j.Driver, place: Place, request: str = "", bookmarks: Iterable[str] = ()
    ) -> None:
        self.driver = driver
        self.place = place
        self.request = request
        self._patience = Patience()
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager(neo4j.Bookmarks.from_raw_values(bookmarks))
        self.trips = 0
        self.server_milliseconds = 0

    def asked_by(self, request: str, bookmarks: Iterable[str] = ()) -> "Reader":
        """A reader for one request, which sees all that the bookmarks stand for. Raises UnknownBookmark."""
        given = list(bookmarks)
        for each in given:
            if not _BOOKMARK.fullmatch(each):
                raise UnknownBookmark(
                    f"{each[:40]!r} is no bookmark", "hand in what was given last, or nothing"
                )
        own = Reader(self.driver, self.place, request, given)
        own._patience = self._patience
        return own

    def bookmarks(self) -> tuple[str, ...]:
        """What stands for all that was written and read so far."""
        return tuple(sorted(self._bookmarks.get_bookmarks()))

    def rows(self, text: str, parameters: Mapping[str, Any], operation: str = "read") -> list[Any]:
        """The rows of a read statement, as lists of values; routed to readers, in one round trip.

        Another reader, or the same one, is asked again where that may help.
        """
        return self._again(partial(self._sent, neo4j.READ_ACCESS, text, parameters, operation))

    def command(self, text: str, operation: str, seconds: float | None = None) -> None:
        """Run a statement that is a transaction of its own and harmless to repeat, such as one that makes an index."""
        self._again(partial(self._sent, neo4j.WRITE_ACCESS, text, {}, operation, seconds))

    def managed(self, work: Callable[[neo4j.ManagedTransaction], Result], *, operation: str) -> Result:
        """Run a unit of work in a managed transaction: it may be run again, so it must be harmless to repeat."""
        self.trips += 1
        limited = neo4j.unit_of_work(timeout=self.place.seconds, metadata=self._metadata(operation))(work)
        with self.told(), self._session(neo4j.WRITE_ACCESS) as session:
            for _ in range(TRIES - 1):
                # Whether a commit was made whose answer is lost nobody knows; the driver gives up, but we may repeat it.
                with contextlib.suppress(neo4j.exceptions.IncompleteCommit):
                    return session.execute_write(limited)
            return session.execute_write(limited)

    def told(self) -> AbstractContextManager[None]:
        """Turn what the driver raises into Remit's errors."""
        return _told(self.place)

    def _again(self, send: Callable[[], Result]) -> Result:
        """Send a statement until it succeeds, or fails for good or for too long.

        A second try is made at once: the first may have met a connection that had long been lost.
        """
        until = time.monotonic() + self.place.seconds
        pause = 0.0
        with self.told():
            while True:
                try:
                    return send()
                except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
                    if not is_passing(error):
                        raise
                    now = time.monotonic()
                    if now > until or (pause and now < self._patience.lost_until):
                        self._patience.lost_until = now + RETRY_SECONDS
                        raise
                    until = min(until, now + RETRY_SECONDS)
                time.sleep(pause)
                pause = min(2 * pause, 1.0) or 0.1

    def _sent(
        self,
        access: str,
        text: str,
        parameters: Mapping[str, Any],
        operation: str,
        seconds: float | None = None,
    ) -> list[Any]:
        self.trips += 1
        query = neo4j.Query(
            text, self._metadata(operation), self.place.seconds if seconds is None else seconds
        )
        with self._session(access) as session:
            result = session.run(query, dict(parameters))
            rows = [record.values() for record in result]
            summary = result.consume()
        self.server_milliseconds += (summary.result_available_after or 0) + (
            summary.result_consumed_after or 0
        )
        return rows

    def _session(self, access: str) -> neo4j.Session:
        return self.driver.session(
            database=self.place.database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            fetch_size=ROWS_AT_ONCE,
        )

    def _metadata(self, operation: str) -> dict[str, str]:
        return {"app": USER_AGENT, "operation": operation, "request": self.request}


def _told(place: Place) -> AbstractContextManager[None]:
    return told(Asked(place.uri, place.database, place.seconds, place.proof))
