"""The web face: GraphQL, a page to begin at, and a word on health, as one ASGI application."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from remit import __version__
from remit.api.callers import Callers
from remit.api.graphql.answers import MOST_BYTES, Answers
from remit.api.graphql.endpoint import GraphQLEndpoint
from remit.api.graphql.errors import refusal, unexpected
from remit.api.graphql.schema import make_schema
from remit.api.guard import PAGE, Guard, request_of
from remit.api.pages import STATIC, graphql_page, start_page
from remit.api.refusals import MethodNotAllowed, NotFound
from remit.api.statuses import status_of
from remit.graphmodel.errors import RemitError
from remit.graphmodel.store import Store
from remit.queries.check import CHECK, check_with
from remit.queries.question import Question
from remit.queries.registry import QUESTIONS
from remit.queries.rules.pack import bundled_rules, read_packs

Answer = Callable[[Request], Awaitable[Response]]


def create_app(
    store: Store, *, keep: int = MOST_BYTES, packs: Sequence[Path] = (), callers: Callers | None = None
) -> Starlette:
    """The application that serves a store, which must be safe to use from many threads. It only reads,
    unless `callers` may write: then it changes scenarios, and adopts them.

    `keep` is how many bytes of answers it keeps; `packs` are files of rules besides Remit's own, read once. Raises
    DataRefused where one of them is wrong.
    """
    schema = make_schema(_with(packs))
    return Starlette(
        routes=[
            Route("/", _start(store)),
            Route("/health", _health(store)),
            Route(
                "/graphql",
                GraphQLEndpoint(
                    schema, store, lambda: _html(graphql_page()), Answers(keep), callers or Callers()
                ),
            ),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={HTTPException: _not_served, RemitError: _refused, Exception: _failed},
    )


def _with(packs: Sequence[Path]) -> Sequence[Question]:
    """The questions, the check with the rules of the packs as well."""
    if not packs:
        return QUESTIONS
    rules = read_packs(packs, bundled_rules())
    return tuple(check_with(lambda: rules) if each.name == CHECK.name else each for each in QUESTIONS)


def _start(store: Store) -> Answer:
    async def start(request: Request) -> Response:
        asked = store.asked_by(request_of(request.scope))
        return _html(start_page(await to_thread.run_sync(asked.datasets), __version__))

    return start


def _health(store: Store) -> Answer:
    async def health(request: Request) -> Response:
        kind = type(store).__name__.removesuffix("Store").lower()
        told = {"status": "ok", "version": __version__, "store": kind}
        asked = store.asked_by(request_of(request.scope))
        try:
            return JSONResponse({**told, "lastChange": await to_thread.run_sync(asked.last_change)})
        except RemitError as error:
            return JSONResponse({**told, "status": "failing", "error": str(error)}, status_of(error).http)
        except Exception as error:  # noqa: BLE001 - whatever it is, the store cannot be read
            said = unexpected(error, request_of(request.scope))["message"]
            return JSONResponse({**told, "status": "failing", "error": said}, 503)

    return health


def _html(text: str) -> Response:
    return HTMLResponse(
        text, headers={"content-security-policy": PAGE, "cache-control": "no-store", "vary": "accept"}
    )


async def _refused(_request: Request, error: Exception) -> Response:
    told = error if isinstance(error, RemitError) else RemitError(str(error))
    return JSONResponse({"errors": [refusal(told)]}, status_of(told).http)


async def _not_served(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    told: RemitError
    if status == 405:
        told = MethodNotAllowed(f"{request.method} is not answered here", "ask with GET")
    else:
        told = NotFound(f"there is nothing at {request.url.path}", "begin at /")
    return JSONResponse({"errors": [refusal(told)]}, status_of(told).http, headers)


async def _failed(request: Request, error: Exception) -> Response:
    return JSONResponse({"errors": [unexpected(error, request_of(request.scope))]}, 500)
