"""Answering a document: one worker thread a request, so that neither a slow store nor a wide answer holds up others."""

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import anyio
from anyio import CapacityLimiter, to_thread
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from remit.api.graphql.call import Call
from remit.api.graphql.errors import shown, status_before_execution, stopped_by
from remit.api.graphql.limits import NAME_ONE, UNCLEAR
from remit.api.graphql.schema import Schema
from remit.api.refusals import BadRequest, MethodNotAllowed, OutOfTime

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
    """A GraphQL response, and the HTTP status it has where a status may say more than 200."""

    status: int
    body: dict[str, Any]


class Executor:
    """Answers documents of one schema, at most `WORKERS` at a time; others wait their turn."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._turns = CapacityLimiter(WORKERS)

    async def answer(self, document: Document, call: Call, *, read_only: bool) -> Reply:
        """The response to a document; `read_only` refuses all but queries.

        Raises BadRequest where no operation can be chosen, MethodNotAllowed, and OutOfTime, whether the time went in
        waiting or in answering. A thread that is left behind ends by itself at the next field or read.
        """
        with anyio.move_on_after(call.seconds + _GRACE):
            result = await to_thread.run_sync(
                self._run, document, call, read_only, limiter=self._turns, abandon_on_cancel=True
            )
            return _reply(result, call.request)
        raise OutOfTime(
            f"there was no answer in {call.seconds:g} seconds", "ask for less, or try again later"
        )

    def _run(self, document: Document, call: Call, read_only: bool) -> ExecutionResult:
        call.look_at_clock()
        call.operation = document.operation
        try:
            return _loop().runner.run(self._execute(document, call, read_only))
        except MissingQueryError:
            raise BadRequest("the query is empty", 'send {"query": "{ datasets { title } }"}') from None
        except CannotGetOperationTypeError:
            raise BadRequest(UNCLEAR, NAME_ONE) from None
        except InvalidOperationTypeError:
            raise MethodNotAllowed("GET can only ask", "send this with POST") from None

    async def _execute(self, document: Document, call: Call, read_only: bool) -> ExecutionResult:
        return await self._schema.execute(
            document.query,
            variable_values=dict(document.variables or {}),
            context_value=call,
            operation_name=document.operation,
            allowed_operation_types={OperationType.QUERY} if read_only else None,
        )


class _Loop:
    """An event loop of a worker thread's own, which ends with the thread; to make one takes longer than many an answer."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()

    def __del__(self) -> None:
        self.runner.close()


_loops = threading.local()


def _loop() -> _Loop:
    if not hasattr(_loops, "own"):
        _loops.own = _Loop()
    own: _Loop = _loops.own
    return own


def _reply(result: ExecutionResult, request: str) -> Reply:
    errors: list[GraphQLError] = result.errors or []
    if stop := stopped_by(errors):
        return Reply(status_before_execution([stop]), {"errors": [shown(stop, request)]})
    body = [shown(each, request) for each in errors]
    if result.data is None and errors and all(each.path is None for each in errors):
        return Reply(status_before_execution(errors), {"errors": body})
    return Reply(200, {**({"errors": body} if body else {}), "data": result.data})
