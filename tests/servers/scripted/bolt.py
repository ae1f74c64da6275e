"""A scripted server: it answers statements from a table, and keeps every message that it got.

It stands in for a member of a cluster, to show where a driver sends what. Whether statements are right is for the real
servers to show.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from neo4j._codec.packstream import v1

PACKSTREAM: Any = v1  # the driver's own, which has no types
VERSION = b"\x00\x00\x08\x05"  # Bolt 5.8
AGENT = "Neo4j/5.26.30"
NAMES = {
    0x01: "HELLO", 0x02: "GOODBYE", 0x0F: "RESET", 0x10: "RUN", 0x11: "BEGIN", 0x12: "COMMIT", 0x13: "ROLLBACK",
    0x2F: "DISCARD", 0x3F: "PULL", 0x54: "TELEMETRY", 0x66: "ROUTE", 0x6A: "LOGON", 0x6B: "LOGOFF",
}  # fmt: skip
SUCCESS, RECORD, FAILURE, IGNORED = b"\x70", b"\x71", b"\x7f", b"\x7e"
Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Message:
    """What a driver said: the message's name and fields."""

    name: str
    fields: list[Any]

    @property
    def told(self) -> dict[str, Any]:
        """What is said of a transaction: its mode, time limit, metadata and bookmarks; of BEGIN, or of RUN without one."""
        found: dict[str, Any] = self.fields[0 if self.name == "BEGIN" else 2]
        return found


@dataclass(frozen=True)
class Refusal:
    """What a server answers in place of rows: a code, or silence as of one that has died."""

    code: str = ""


Script = Callable[[str, Mapping[str, Any]], Rows | Refusal]


@dataclass
class Scripted:
    """A server on a port of its own; `script` has the rows of a statement, `routes` its table: addresses by role.

    Each write, and each read, gives a bookmark of its own: `bookmarks` are those given so far.
    """

    name: str
    script: Script
    routes: Mapping[str, list[str]] = field(default_factory=dict)
    agent: str = AGENT
    version: bytes = VERSION
    messages: list[Message] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.die()
        for thread in self._threads:
            thread.join()

    def die(self) -> None:
        """Stop listening, and cut every connection."""
        with self._lock:
            connections, self._open = [self._listener, *self._open], []
        for each in connections:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def transactions(self) -> list[Message]:
        """What began a transaction, in the order it came: BEGIN, or RUN without one."""
        return [each for each in self.messages if each.name in ("BEGIN", "RUN") and len(each.fields[-1]) > 0]

    def said(self, name: str) -> list[Message]:
        """The messages of one name."""
        return [each for each in self.messages if each.name == name]

    def new_bookmark(self) -> str:
        """A bookmark of this server's, never given before."""
        with self._lock:
            self.bookmarks.append(f"FB:{self.name}{len(self.bookmarks):04}")
            return self.bookmarks[-1]

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                with self._lock:
                    self._open.append(client)
                self._threads.append(threading.Thread(target=_Talk(self, client).run))
                self._threads[-1].start()


class _Talk:
    """One connection of a driver's."""

    def __init__(self, server: Scripted, client: socket.socket) -> None:
        self.server, self.client = server, client
        self._rows: Rows = ()
        self._began = False
        self._failed = False

    def run(self) -> None:
        """Answer until the driver goes, or the script says that this server dies."""
        with contextlib.suppress(OSError, EOFError):
            self._take(20)
            self.client.sendall(self.server.version)
            while True:
                tag, fields = self._message()
                message = Message(NAMES[tag], fields)
                self.server.messages.append(message)
                if message.name == "GOODBYE" or not self._answer(message):
                    break
        self.client.close()

    def _answer(self, message: Message) -> bool:
        if message.name == "RESET":
            self._failed = self._began = False
        elif self._failed:
            self._say(IGNORED)
            return True
        if message.name == "RUN":
            return self._run(message)
        if message.name == "BEGIN":
            self._began = True
        told: dict[str, Any] = {}
        if message.name == "PULL":
            for row in self._rows:
                self._say(RECORD, list(row))
            told = {"t_last": 1} if self._began else {"t_last": 1, "bookmark": self.server.new_bookmark()}
        elif message.name == "COMMIT":
            self._began, told = False, {"bookmark": self.server.new_bookmark()}
        elif message.name == "HELLO":
            told = {"server": self.server.agent, "connection_id": "scripted", "hints": {"ssr.enabled": True}}
        elif message.name == "ROUTE":
            table = [{"role": role, "addresses": each} for role, each in self.server.routes.items()]
            told = {"rt": {"ttl": 300, "db": "neo4j", "servers": table}}
        self._say(SUCCESS, told)
        return True

    def _run(self, message: Message) -> bool:
        text, parameters, _ = message.fields
        found = self.server.script(text, parameters)
        if not isinstance(found, Refusal):
            self._rows = found
            names = [f"column{number}" for number in range(len(found[0]) if found else 0)]
            self._say(SUCCESS, {"fields": names, "t_first": 1, "db": "neo4j"})
        elif found.code:
            self._failed = True
            told = {
                "neo4j_code": found.code,
                "message": "secret",
                "gql_status": "50N42",
                "description": "secret",
            }
            self._say(FAILURE, told)
        return not isinstance(found, Refusal) or bool(found.code)

    def _say(self, tag: bytes, *fields: Any) -> None:
        buffer = PACKSTREAM.Packer.new_packable_buffer()
        PACKSTREAM.Packer(buffer).pack_struct(tag, fields)
        data = bytes(buffer.data)
        chunks = [data[start : start + 0xFFFF] for start in range(0, len(data), 0xFFFF)]
        self.client.sendall(b"".join(len(each).to_bytes(2) + each for each in [*chunks, b""]))

    def _message(self) -> tuple[int, list[Any]]:
        data = b""
        while not data:  # an empty message keeps a connection alive
            while size := int.from_bytes(self._take(2)):
                data += self._take(size)
        unpacker = PACKSTREAM.Unpacker(PACKSTREAM.UnpackableBuffer(data))
        count, tag = unpacker.unpack_structure_header()
        return tag[0], [unpacker.unpack() for _ in range(count)]

    def _take(self, size: int) -> bytes:
        taken = bytearray()
        while len(taken) < size:
            more = self.client.recv(size - len(taken))
            if not more:
                raise EOFError
            taken += more
        return bytes(taken)
