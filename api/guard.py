"""What every response has and every request must: an id, headers that keep browsers careful, and a host that is ours."""

import ipaddress
import json
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from remit.api.graphql.errors import refusal
from remit.api.refusals import UnknownHost
from remit.api.statuses import status_of

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_CAREFUL = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


def request_of(scope: Scope) -> str:
    """The id of a request, by which logs know it."""
    return str(scope.get("remit.request", ""))


class Guard:
    """Gives each request an id, and refuses what reached this machine's own address under another machine's name.

    A page of another site could otherwise have its name point here, and read what is served to this machine only.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["remit.request"] = request = uuid4().hex

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request
                for name, value in _CAREFUL.items():
                    headers.setdefault(name, value)
            await send(message)

        host = Request(scope).url.hostname or ""
        if _is_loopback((scope.get("server") or ("",))[0]) and not _is_loopback(host):
            error = UnknownHost(f"this server is not {host or 'nameless'}", "ask for localhost or 127.0.0.1")
            body = json.dumps({"errors": [refusal(error)]})
            response = Response(body, status_of(error).http, media_type="application/json")
            await response(scope, receive, careful)
            return
        await self._app(scope, receive, careful)


def _is_loopback(host: str) -> bool:
    if host.lower().rstrip(".") == "localhost" or host.lower().rstrip(".").endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
