"""Servers that are too old, or that speak no Bolt at all: scripted, as a real one of that age is not to be had any more."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from remit.graphmodel.errors import NotAStore, StoreUnreachable
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.store import Neo4jStore

HANDSHAKE = 20
HELLO, GOODBYE = 0x01, 0x02
NONE_IN_COMMON = b"\x00\x00\x00\x00"
BOLT_4_4 = b"\x00\x00\x04\x04"
BOLT_5_4 = b"\x00\x00\x04\x05"


def success(**said: str) -> bytes:
    """The message SUCCESS with a few short texts, in one chunk."""
    body = bytes([0xB1, 0x70, 0xA0 + len(said)])
    for text in (text for pair in said.items() for text in pair):
        body += bytes([0x80 + len(text)]) + text.encode()
    return len(body).to_bytes(2) + body + b"\x00\x00"


@contextmanager
def server(agreed: bytes, agent: str = "") -> Iterator[str]:
    """A server that answers a handshake in its way and then says what it is; its address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        threading.Thread(target=_listen, args=(listener, agreed, agent), daemon=True).start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def _listen(listener: socket.socket, agreed: bytes, agent: str) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            with client, client.makefile("rb") as coming, suppress(OSError):
                coming.read(HANDSHAKE)
                client.sendall(agreed)
                while agent and (size := int.from_bytes(coming.read(2))):
                    message = coming.read(size)
                    coming.read(2)
                    if message[1] == GOODBYE:
                        break
                    known = {"server": agent, "connection_id": "bolt-1"} if message[1] == HELLO else {}
                    client.sendall(success(**known))


def test_a_server_before_5_26_is_refused_by_its_version() -> None:
    with (
        server(BOLT_5_4, "Neo4j/5.25.1") as uri,
        pytest.raises(NotAStore, match=r"runs Neo4j/5\.25\.1") as refused,
    ):
        Neo4jStore.open(Place(uri), ("neo4j", "password"))
    assert "5.26" in refused.value.mend


@pytest.mark.parametrize(("agreed", "agent"), [(BOLT_4_4, "Neo4j/4.4.0"), (NONE_IN_COMMON, "")])
def test_a_server_of_an_old_protocol_is_refused(agreed: bytes, agent: str) -> None:
    with (
        server(agreed, agent) as uri,
        pytest.raises(NotAStore, match="is no server that Remit can speak to") as refused,
    ):
        Neo4jStore.open(Place(uri), ("neo4j", "password"))
    assert "5.26" in refused.value.mend


def test_what_speaks_no_bolt_does_not_answer(short_retries: None) -> None:
    with server(b"HTTP") as uri, pytest.raises(StoreUnreachable, match=f"{uri} does not answer"):
        Neo4jStore.open(Place(uri), ("neo4j", "password"))


@pytest.mark.parametrize("uri", ["neo4j+secret://localhost", "bolt://localhost?a=b"])
def test_an_address_that_is_none_is_told(uri: str) -> None:
    with pytest.raises(NotAStore, match="is no address of a Neo4j server"):
        Neo4jStore.open(Place(uri), ("neo4j", "password"))
