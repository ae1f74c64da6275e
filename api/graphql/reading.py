"""What an HTTP request asks: the document in its body, or in its address."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request

from remit.api.graphql.execute import Document
from remit.api.graphql.limits import MOST_CHARACTERS
from remit.api.refusals import BadRequest, TooLarge, UnknownForm

MOST_BYTES = 1024 * 1024
_EXAMPLE = 'send it as application/json: {"query": "{ datasets { title } }"}'
_OBJECTS = (dict, type(None))
_TEXTS = (str, type(None))


async def read_post(request: Request) -> Document:
    """The document in a body. Raises UnknownForm, TooLarge, BadRequest."""
    form, _, parameters = request.headers.get("content-type", "").partition(";")
    if form.strip().lower() != "application/json":
        raise UnknownForm(f"the body is said to be {form.strip() or 'nothing'}", _EXAMPLE)
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if "charset=" in charset and "charset=utf-8" not in charset:
        raise UnknownForm("the body is in another encoding than UTF-8", "send it in UTF-8")
    return _document(_object("the body", await _body(request)))


def read_get(parameters: Mapping[str, str]) -> Document:
    """The document in the parameters of an address. Raises BadRequest."""
    given: dict[str, Any] = {key: parameters.get(key) for key in ("query", "operationName")}
    for key in ("variables", "extensions"):
        written = parameters.get(key)
        given[key] = _object(key, written) if written else None
    return _document(given)


async def _body(request: Request) -> bytes:
    read = bytearray()
    try:
        async for chunk in request.stream():
            read += chunk
            if len(read) > MOST_BYTES:
                raise TooLarge(f"the body has more than {MOST_BYTES:,} bytes", "ask in several requests")
    except ClientDisconnect:
        raise BadRequest("the body is not whole", _EXAMPLE) from None
    return bytes(read)


def _object(what: str, written: str | bytes) -> dict[str, Any]:
    try:
        read = json.loads(written)
    except (ValueError, RecursionError):
        raise BadRequest(f"{what} is not JSON", _EXAMPLE) from None
    if isinstance(read, list):
        raise BadRequest(f"{what} is a list", "send one object: batches are not answered")
    if not isinstance(read, dict):
        raise BadRequest(f"{what} is no JSON object", _EXAMPLE)
    return read


def _document(given: Mapping[str, Any]) -> Document:
    for key, types, kind in (
        ("query", _TEXTS, "a text"), ("operationName", _TEXTS, "a text"),
        ("variables", _OBJECTS, "an object"), ("extensions", _OBJECTS, "an object"),
    ):  # fmt: skip
        if not isinstance(given.get(key), types):
            raise BadRequest(f"{key} is not {kind}", f"write it as {kind}, or leave it out")
    query = given.get("query")
    if not query:
        raise BadRequest("there is no query", _EXAMPLE)
    if len(query) > MOST_CHARACTERS:
        raise TooLarge(f"the query has more than {MOST_CHARACTERS:,} characters", "ask in several requests")
    return Document(query, given.get("variables"), given.get("operationName"))
