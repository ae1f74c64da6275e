"""What the driver raises, told as Remit's errors: what is wrong, and what to do."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import exceptions

from remit.graphmodel.errors import (
    NotAStore,
    RemitError,
    StoreBusy,
    StoreError,
    StoreLimit,
    StoreMissing,
    StoreUnreachable,
    UnknownBookmark,
)

_REFUSED = {
    "nothing": ("wants to know who comes", "set NEO4J_USER and NEO4J_PASSWORD, or NEO4J_TOKEN"),
    "password": ("refuses the user or the password", "check NEO4J_USER and NEO4J_PASSWORD"),
    "token": (
        "refuses the token",
        "check NEO4J_TOKEN, or set NEO4J_USER and NEO4J_PASSWORD where it takes no tokens",
    ),
}
_AGAIN = "try again"
_RUNS = "check that the server runs, then try again"
_WRITER = (StoreError, "{uri} is not the writer of its cluster", "write neo4j:// in place of bolt://")
_READ_ONLY = (StoreError, "{uri} has the database for reading only", "write to a server that may be written")
_TIME = (StoreLimit, "{uri} took longer than {seconds:g} s", "ask for less")
_MEMORY = (
    StoreLimit, "{uri} has not enough memory for this", "ask for less, or raise the limits of memory in neo4j.conf",
)  # fmt: skip
_HELD = (StoreBusy, "others hold what is needed on {uri}", _AGAIN)
_DOWN = (StoreUnreachable, "{uri} does not serve the database now", _RUNS)
_BOOKMARK = (
    UnknownBookmark, "{uri} does not know a bookmark that was handed in", "hand in what it gave last, or nothing",
)  # fmt: skip

# By the end of the server's code; the first that fits.
_TOLD: tuple[tuple[str, tuple[type[RemitError], str, str]], ...] = (
    ("Security.AuthenticationRateLimit", (
        StoreError, "{uri} lets nobody in for a while, after wrong passwords", "check NEO4J_PASSWORD, and wait",
    )),
    ("Security.CredentialsExpired", (
        StoreError, "{uri} wants the password to be changed first", "change it there, then set NEO4J_PASSWORD",
    )),
    ("Security.Forbidden", (
        StoreError, "{uri} does not let the user do this", "give the user the right to read and write the database",
    )),
    ("Database.DatabaseNotFound", (
        StoreMissing, "{uri} has no database {database!r}", "create it, or name another with NEO4J_DATABASE",
    )),
    ("General.ForbiddenOnReadOnlyDatabase", _READ_ONLY),
    ("General.WriteOnReadOnlyAccessDatabase", _READ_ONLY),
    ("General.ReadOnly", _READ_ONLY),
    ("Cluster.NotALeader", _WRITER),
    ("Transaction.TransactionTimedOut", _TIME),
    ("Transaction.TransactionTimedOutClientConfiguration", _TIME),
    ("Transaction.Terminated", (StoreUnreachable, "{uri} ended the question before it was answered", _AGAIN)),
    ("Transaction.BookmarkTimeout", (
        StoreBusy, "{uri} has not caught up with a bookmark that was handed in", "try again, or ask without it",
    )),
    ("Transaction.InvalidBookmark", _BOOKMARK),
    ("Transaction.InvalidBookmarkMixture", _BOOKMARK),
    ("Transaction.MaximumTransactionLimitReached", (StoreBusy, "{uri} answers as many as it may at once", _AGAIN)),
    ("Transaction.LockAcquisitionTimeout", _HELD),
    ("Transaction.LockClientStopped", _HELD),
    ("Transaction.DeadlockDetected", _HELD),
    ("OutOfMemoryError", _MEMORY),
    ("General.StackOverFlowError", _MEMORY),
    ("DatabaseUnavailable", _DOWN),
    ("Database.DatabaseLimitReached", _DOWN),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What is told of a question that failed: the address, the database, its limit in seconds, what the client shows.

    `proof` is what it proves itself with: a password, a token or nothing.
    """

    uri: str
    database: str | None
    seconds: float
    proof: str


@contextmanager
def told(asked: Asked) -> Iterator[None]:
    """Raise Remit's errors in place of the driver's; none of its text goes on."""
    try:
        yield
    except exceptions.Neo4jError as error:
        raise _of_server(error, asked) from error
    except exceptions.DriverError as error:
        raise _of_driver(error, asked) from error


def is_passing(error: exceptions.Neo4jError | exceptions.DriverError) -> bool:
    """Whether a read that failed so may well succeed when asked again at once."""
    if isinstance(error, exceptions.Neo4jError) and error.code.endswith(
        ("BookmarkTimeout", "OutOfMemoryError")
    ):
        return False
    return error.is_retryable()


def _of_server(error: exceptions.Neo4jError, asked: Asked) -> RemitError:
    for end, (kind, what, mend) in _TOLD:
        if error.code.endswith(end):
            return kind(what.format(uri=asked.uri, database=asked.database, seconds=asked.seconds), mend)
    if isinstance(error, exceptions.AuthError):
        what, mend = _REFUSED[asked.proof]
        return StoreError(f"{asked.uri} {what}", mend)
    if isinstance(error, exceptions.TransientError):
        return StoreUnreachable(f"{asked.uri} cannot answer now ({error.code})", _AGAIN)
    return StoreError(
        f"{asked.uri} refused a statement ({error.code})", "see the server's log; remit store check may tell"
    )


def _of_driver(error: exceptions.DriverError, asked: Asked) -> RemitError:
    uri = asked.uri
    if isinstance(error, exceptions.IncompleteCommit):
        return StoreUnreachable(
            f"{uri} was lost while it wrote, and may have written", "run it again: it is not written twice"
        )
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return _unreachable(error, uri)
    if isinstance(error, exceptions.ConnectionPoolError):
        return StoreBusy(f"all connections to {uri} are in use", _AGAIN)
    if isinstance(
        error, exceptions.ConfigurationError
    ):  # an older server knows less than the driver asks of it
        return NotAStore(f"{uri} is no server that Remit can speak to", "use Neo4j 5.26 or later")
    return StoreError(f"{uri} failed ({type(error).__name__})", "see the server's log")


def _unreachable(error: BaseException, uri: str) -> StoreUnreachable:
    causes = list(_causes(error))
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
        return StoreUnreachable(
            f"{uri} shows a certificate that is not trusted here",
            "install that of its authority; or write +ssc in place of +s, which trusts any",
        )
    if any(isinstance(each, ssl.SSLError) for each in causes):
        return StoreUnreachable(
            f"{uri} does not encrypt",
            "turn encryption on at the server, or leave +s or +ssc out of the address",
        )
    return StoreUnreachable(f"{uri} does not answer", _RUNS)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it came from, and what that came from."""
    if error is not None:
        yield error
        for each in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield from _causes(each)
        yield from _causes(error.__cause__ or error.__context__)
