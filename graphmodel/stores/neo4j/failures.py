"""What the driver raises, told as Remit's errors: what is wrong, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from remit.graphmodel.errors import NotAStore, StoreBusy, StoreError, StoreMissing

_FORBIDDEN = (exceptions.AuthError, exceptions.Forbidden)


@contextmanager
def told(uri: str, database: str | None, seconds: float) -> Iterator[None]:
    """Raise Remit's errors in place of the driver's; `seconds` is the time limit of a transaction."""
    try:
        yield
    except _FORBIDDEN as error:
        raise StoreError(
            f"{uri} refuses the user or the password", "check NEO4J_USER and NEO4J_PASSWORD"
        ) from error
    except exceptions.ClientError as error:
        raise _of_client(error, uri, database, seconds) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, exceptions.TransientError) as error:
        if isinstance(error, exceptions.Neo4jError) and "Timeout" in (error.code or ""):
            raise StoreBusy(f"the question took longer than {seconds:g} s", "ask a smaller one") from error
        raise StoreMissing(f"{uri} does not answer", "check that the server runs, then try again") from error
    except exceptions.ConfigurationError as error:
        raise NotAStore(
            f"{uri} is no address of a Neo4j server: {error}", "write neo4j://HOST or bolt://HOST"
        ) from error
    except (exceptions.DriverError, exceptions.Neo4jError) as error:
        raise StoreError(f"{uri} failed: {type(error).__name__}", "see the server's log") from error


def _of_client(error: exceptions.ClientError, uri: str, database: str | None, seconds: float) -> StoreError:
    code = error.code or ""
    if "TransactionTimedOut" in code or "Terminated" in code:
        return StoreBusy(f"the question took longer than {seconds:g} s", "ask a smaller one")
    if "DatabaseNotFound" in code:
        return StoreMissing(f"{uri} has no database {database!r}", "create it, or name another")
    if ("Read" in code and "Only" in code) or "AccessMode" in code:
        return StoreError(f"{uri} is read-only", "write to the database's writer")
    return StoreError(
        f"{uri} refused a statement ({code})", "see the server's log; remit store check may tell"
    )
