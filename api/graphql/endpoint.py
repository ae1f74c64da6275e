"""GraphQL over HTTP at one address: what a request asks, in which form it wants the answer, and the response.

A document that cannot be answered has a status of its own (400, say) in the form application/graphql-response+json,
and where the caller names no form; where it asks for application/json by name, the status is 200, as GraphQL over HTTP
has it, since such callers look into the body.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from remit.api.callers import Callers
from remit.api.clock import today
from remit.api.graphql.accept import GRAPHQL, HTML, JSON, chosen
from remit.api.graphql.answers import Answers, Question
from remit.api.graphql.bookmarks import given_out, handed_in
from remit.api.graphql.call import Call
from remit.api.graphql.errors import refusal
from remit.api.graphql.execute import Document, Executor, encoded
from remit.api.graphql.outlook import Outlook
from remit.api.graphql.reading import read_get, read_post
from remit.api.graphql.schema import Schema
from remit.api.refusals import MethodNotAllowed
from remit.api.statuses import status_of
from remit.graphmodel.errors import RemitError
from remit.graphmodel.store import Latest, Store

Page = Callable[[], Response]


class GraphQLEndpoint:
    """The ASGI application that answers GraphQL; `page` is what a browser gets, `answers` keeps what was answered.

    `callers` says who asks.
    """

    def __init__(self, schema: Schema, store: Store, page: Page, answers: Answers, callers: Callers) -> None:
        self._executor = Executor(schema)
        self._store = store
        self._page = page
        self._answers = answers
        self._callers = callers
        self._outlook = Outlook(store)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        form = GRAPHQL
        named = False
        try:
            form, named = chosen(request.headers.get("accept"), html=request.method in ("GET", "HEAD"))
            if form == HTML:
                return self._page()
            status, sent, bookmarks = await self._answered(request, await _read(request))
        except RemitError as error:
            headers = {"allow": "GET, HEAD, POST"} if isinstance(error, MethodNotAllowed) else {}
            return _response(encoded({"errors": [refusal(error)]}), status_of(error).http, form, headers)
        lenient = named and form == JSON and status < 500
        return _response(sent, 200 if lenient else status, form, given_out(bookmarks))

    async def _answered(self, request: Request, document: Document) -> tuple[int, bytes, Sequence[str]]:
        """The status, the answer and its bookmarks: the answer kept, where nothing was published since, else a new one."""
        name = request.scope.get("remit.request") or uuid4().hex
        day = today()
        bookmarks = handed_in(request)
        latest = await self._outlook.latest(name, bookmarks) if self._answers.most else None
        question = asked(document, day, latest) if latest and latest.hash else None
        if latest and question and (kept := self._answers.get(question)):
            return 200, kept, latest.bookmarks
        store = self._store.asked_by(name, (*bookmarks, *(latest.bookmarks if latest else ())))
        call = Call(
            store, day, name, known_at=latest.change if latest and latest.change else None,
            viewer=self._callers.who(request.headers), writable=self._callers.writable,
        )  # fmt: skip
        reply = await self._executor.answer(document, call, read_only=request.method != "POST")
        if question and reply.lasts:
            self._answers.add(question, reply.sent)
        return reply.status, reply.sent, store.bookmarks()


def asked(document: Document, day: date, latest: Latest) -> Question:
    """What a document asks, of what is published."""
    variables = json.dumps(document.variables) if document.variables else ""
    return Question(latest.hash, day, document.query, document.operation, variables)


async def _read(request: Request) -> Document:
    if request.method == "POST":
        return await read_post(request)
    if request.method in ("GET", "HEAD"):
        return read_get(request.query_params)
    raise MethodNotAllowed(f"{request.method} is not answered here", "ask with GET or POST")


def _response(sent: bytes, status: int, form: str, headers: dict[str, str]) -> Response:
    return Response(
        sent,
        status,
        {"cache-control": "no-store", "vary": "accept", **headers},
        media_type=f"{form}; charset=utf-8",
    )
