"""Answering a document: one worker thread a request, so that neither a slow store nor a wide answer holds up others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import anyio
from anyio import CapacityLimiter, to_thread
from graphql import ExecutionResult, GraphQLError, GraphQLSyntaxError, OperationType

from remit.api.graphql.call import Call
from remit.api.graphql.documents import Documents, operation_of
from remit.api.graphql.errors import shown, status_before_execution, stopped_by
from remit.api.graphql.levels import Operation
from remit.api.graphql.schema import Schema
from remit.api.refusals import MethodNotAllowed, OutOfTime

WORKERS = 16
_GRACE = 0.5


@dataclass(frozen=True, slots=True)
class Document:
    """What a request asks: a GraphQL document, its variables, and which of its operations is meant."""

    query: str
    variables: Mapping[str, Any] | None = None
    operation: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A GraphQL response, also as it is sent, and the HTTP status it has where a status may say more than 200.

    One that `lasts` is the same whenever the same is asked of the same change.
    """

    status: int
    body: dict[str, Any]
    sent: bytes
    lasts: bool = False


class Executor:
    """Answers documents of one schema, at most `WORKERS` at a time; others wait their turn."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._documents = Documents(schema.graphql)
        self._turns = CapacityLimiter(WORKERS)

    async def answer(self, document: Document, call: Call, *, read_only: bool) -> Reply:
        """The response to a document; `read_only` refuses all but queries.

        Raises BadRequest where no operation can be chosen, MethodNotAllowed, TooMuch for a document beyond the bounds,
        and OutOfTime, whether the time went in waiting or in answering. A thread that is left behind ends by itself at
        the next field or read.
        """
        with anyio.move_on_after(call.seconds + _GRACE):
            return await to_thread.run_sync(
                self.run, document, call, read_only, limiter=self._turns, abandon_on_cancel=True
            )
        raise OutOfTime(
            f"there was no answer in {call.seconds:g} seconds", "ask for less, or try again later"
        )

    def run(self, document: Document, call: Call, read_only: bool = True) -> Reply:
        """The response to a document, in the thread that asks; raises as `answer` does."""
        call.look_at_clock()
        try:
            read, wrong = self._documents.read(document.query)
        except GraphQLSyntaxError as error:
            return _reply(ExecutionResult(None, [error]), call)
        operation = operation_of(read, document.operation)
        if read_only and operation.operation is not OperationType.QUERY:
            raise MethodNotAllowed("GET can only ask", "send this with POST")
        if wrong:
            return _reply(ExecutionResult(None, wrong), call)
        asked = Operation(self._schema.graphql, read, operation, call, self._schema.resolver)
        return _reply(asked.run(document.variables or {}), call)


def _reply(result: ExecutionResult, call: Call) -> Reply:
    errors: list[GraphQLError] = result.errors or []
    if stop := stopped_by(errors):
        return _written(status_before_execution([stop]), {"errors": [shown(stop, call.request)]})
    body = [shown(each, call.request) for each in errors]
    if result.data is None and errors and all(each.path is None for each in errors):
        return _written(status_before_execution(errors), {"errors": body})
    if body:
        return _written(200, {"errors": body, "data": result.data})
    return _written(200, {"data": result.data}, lasts=call.lasting)


def _written(status: int, body: dict[str, Any], *, lasts: bool = False) -> Reply:
    return Reply(status, body, encoded(body), lasts)


def encoded(body: dict[str, Any]) -> bytes:
    """A response as it is sent."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
