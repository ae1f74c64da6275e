"""Errors as a caller of the API sees them: what Remit raises on purpose, in its own words; of anything else, only an id."""

import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError
from graphql.validation.validate import ValidationAbortedError

from remit.api.refusals import OutOfTime, TooMuch
from remit.api.statuses import INTERNAL, status_of
from remit.api.what_if import clash_as_json
from remit.graphmodel.errors import (
    AmbiguousName,
    DataRefused,
    RemitError,
    StoreBusy,
    StoreLimit,
    StoreUnreachable,
    UnknownBookmark,
)
from remit.queries.what_if.life import Clashed

_log = logging.getLogger("remit.api")

Shown = dict[str, Any]
_STOPS = OutOfTime | TooMuch | StoreBusy | StoreLimit | StoreUnreachable | UnknownBookmark


def shown(error: GraphQLError, request: str) -> Shown:
    """An error of an answer; one that nobody raised on purpose is logged with the id of the request."""
    formatted: Shown = dict(error.formatted)
    cause = _cause(error)
    if isinstance(cause, RemitError):
        return {**formatted, **refusal(cause)}
    if cause is None:
        code = (
            "GRAPHQL_PARSE_FAILED" if isinstance(error, GraphQLSyntaxError) else "GRAPHQL_VALIDATION_FAILED"
        )
        return {**formatted, "extensions": {"code": code, **(error.extensions or {})}}
    return {**formatted, **unexpected(cause, request)}


def refusal(error: RemitError) -> Shown:
    """What Remit raised on purpose: its message with the mend, its code, and the nodes that a name may mean."""
    extensions: Shown = {"code": status_of(error).code}
    if error.mend:
        extensions["mend"] = error.mend
    if isinstance(error, AmbiguousName):
        extensions["candidates"] = [
            {**asdict(each), "datasets": list(each.datasets)} for each in error.candidates
        ]
    if isinstance(error, DataRefused):
        extensions["problems"] = [str(each) for each in error.problems]
    if isinstance(error, Clashed):
        extensions["clashes"] = [clash_as_json(each) for each in error.clashes]
    return {"message": str(error), "extensions": extensions}


def unexpected(error: BaseException, request: str) -> Shown:
    """An error that nobody raised on purpose: logged in full, shown by the id of its request."""
    _log.error("request %s failed", request, exc_info=error)
    return {
        "message": f"internal error, request id {request}",
        "extensions": {"code": INTERNAL.code, "requestId": request},
    }


def stopped_by(errors: Sequence[GraphQLError]) -> GraphQLError | None:
    """The error for which an answer is given up as a whole: a bound that was passed, a store that cannot answer now."""
    passed = (each for each in errors if not isinstance(each, ValidationAbortedError))
    return next((each for each in passed if isinstance(_cause(each), _STOPS)), None)


def stops(error: BaseException) -> bool:
    """Whether an answer is given up as a whole for an error."""
    return isinstance(error, _STOPS)


def status_before_execution(errors: Sequence[GraphQLError]) -> int:
    """The HTTP status of a document that was not executed."""
    cause = _cause(errors[0])
    if isinstance(cause, RemitError):
        return status_of(cause).http
    return 400 if cause is None else INTERNAL.http


def _cause(error: GraphQLError) -> BaseException | None:
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        if isinstance(cause, ValidationAbortedError):
            return TooMuch(
                "the query has too many errors, or repeats too many fields",
                "mend it, or split it into several",
            )
        cause = cause.original_error
    return cause
