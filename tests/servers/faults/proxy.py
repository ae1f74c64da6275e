"""A proxy between a driver and a server that knows where transactions begin and end, so that a fault strikes at a moment.

It speaks no Bolt of its own: it passes on what it gets, message by message, and looks at BEGIN and COMMIT.
"""

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

BEGIN, COMMIT = 0x11, 0x12
MANIFEST = b"\x00\x00\x01\xff"
_OPERATION = re.compile(rb"\x89operation[\x80-\x8f]([a-z ]+)")
_READING = b"\x84mode\x81r"


@dataclass
class Fault:
    """What happens at a commit: something is done first; then the connection is cut, before or after the commit."""

    do: Callable[[], object] = lambda: None
    cut: str = ""  # "", "before", "after"


@dataclass
class Proxy:
    """Stands before the server of an address; a driver reaches it at `uri`.

    `faults` strike at commits of writing transactions, named by their operation and how many of it went before; `pauses`
    are done before such a transaction begins. `commits` and `begun` are the operations so far, `failures` what went wrong
    in faults and pauses.
    """

    server: str
    faults: dict[tuple[str, int], Fault] = field(default_factory=dict)
    pauses: dict[tuple[str, int], Callable[[], object]] = field(default_factory=dict)
    commits: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    refusing: bool = False

    def __enter__(self) -> Self:
        parts = urlsplit(self.server)
        self._to = (parts.hostname or "", parts.port or 7687)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.refuse()
        self.cut_all()
        for thread in self._threads:
            thread.join()

    def refuse(self) -> None:
        """Let nobody in from now on, and no transaction begin; those that are under way may end."""
        self.refusing = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def cut_all(self) -> None:
        """Cut every connection there is."""
        with self._lock:
            connections, self._open = self._open, []
        _close(*connections)

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._to)
            except OSError:
                client.close()
                continue
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open += [client, server]
            link = _Link(self, client, server)
            self._threads += [
                threading.Thread(target=link.to_server),
                threading.Thread(target=link.to_client),
            ]
            for thread in self._threads[-2:]:
                thread.start()

    def note(self, operation: str) -> Fault:
        """Count a commit; the fault that strikes there."""
        with self._lock:
            self.commits.append(operation)
            return self.faults.get((operation, self.commits.count(operation) - 1), Fault())

    def pause(self, operation: str) -> Callable[[], object]:
        """Count a beginning; what is done there."""
        with self._lock:
            self.begun.append(operation)
            return self.pauses.get((operation, self.begun.count(operation) - 1), lambda: None)

    def attempt(self, do: Callable[[], object]) -> None:
        """Do something, and keep what goes wrong for the test."""
        try:
            do()
        except BaseException as failure:  # noqa: BLE001 - a failed assertion, too
            self.failures.append(failure)


class _Link:
    """One connection of a driver's, and the one to the server that it stands for."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self.proxy, self.client, self.server = proxy, client, server
        self._answered = threading.Event()
        self._agreed = b""
        self._mute = False

    def to_client(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.server.recv(65536):
                self._agreed = self._agreed or data[:4]
                self._answered.set()
                if self._mute:
                    break
                self.client.sendall(data)
        self._answered.set()
        _close(self.client, self.server)

    def to_server(self) -> None:
        with contextlib.suppress(OSError, EOFError):
            self.server.sendall(self._take(20))
            self._answered.wait()
            if self._agreed == MANIFEST:
                self.server.sendall(self._take(4))
                while self._pass(1)[0] & 0x80:
                    pass
            writing = ""
            for message, body in self._messages():
                if body[1] == BEGIN:
                    if self.proxy.refusing:
                        break
                    named = _OPERATION.search(body)
                    writing = "" if _READING in body else named[1].decode() if named else "another"
                    if writing:
                        self.proxy.attempt(self.proxy.pause(writing))
                if body[1] == COMMIT and writing:
                    fault = self.proxy.note(writing)
                    self.proxy.attempt(fault.do)
                    if fault.cut == "before":
                        break
                    self._mute = fault.cut == "after"
                self.server.sendall(message)
        if not self._mute:
            _close(self.client, self.server)

    def _messages(self) -> Iterator[tuple[bytes, bytes]]:
        """Messages as they came, and without their division into chunks."""
        while True:
            message = body = b""
            while chunk := self._chunk():
                message += chunk
                body += chunk[2:]
                if chunk == b"\x00\x00":
                    break
            if body:
                yield message, body
            else:  # a message without content keeps the connection alive
                self.server.sendall(message)

    def _chunk(self) -> bytes:
        size = self._take(2)
        return size + self._take(int.from_bytes(size))

    def _pass(self, size: int) -> bytes:
        data = self._take(size)
        self.server.sendall(data)
        return data

    def _take(self, size: int) -> bytes:
        taken = bytearray()
        while len(taken) < size:
            more = self.client.recv(size - len(taken))
            if not more:
                raise EOFError
            taken += more
        return bytes(taken)


def _close(*connections: socket.socket) -> None:
    for connection in connections:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
