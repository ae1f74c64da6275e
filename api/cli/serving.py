"""How a store is served at a socket: by this process, or by several, each of which opens the store for itself."""

import contextlib
import os
import signal
import socket
import threading
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from remit.api.callers import Callers
from remit.api.cli.options import Where
from remit.api.collector import collect_seldom, keep_what_is_there
from remit.graphmodel.errors import RemitError
from remit.graphmodel.store import Store


@dataclass(frozen=True, slots=True)
class How:
    """How to serve: bytes of answers to keep, whether to write a line for every request, packs besides Remit's own, who asks."""

    keep: int
    log_requests: bool
    packs: tuple[Path, ...] = ()
    callers: Callers = field(default_factory=Callers)


def serve(store: Store, listener: socket.socket, how: How) -> None:
    """Serve a store until the process is told to end."""
    import uvicorn

    from remit.api.http import create_app

    config = uvicorn.Config(
        create_app(store, keep=how.keep, packs=how.packs, callers=how.callers),
        access_log=how.log_requests,
        log_level="info" if how.log_requests else "warning",
        lifespan="auto",
    )
    keep_what_is_there()
    uvicorn.Server(config).run(sockets=[listener])


def serve_by(processes: int, where: Where | None, listener: socket.socket, how: How) -> None:
    """Serve the store that is there by several processes, until this one is told to end; all end together.

    Raises RemitError where one of them ends by itself.
    """
    context = get_context("spawn")  # nothing of a connection or a thread may be taken over
    made = [context.Process(target=_serve_one, args=(where, listener, how)) for _ in range(processes)]
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        for each in made:
            each.start()
        connection.wait([each.sentinel for each in made])
    finally:
        for each in made:
            each.terminate()
        for each in made:
            each.join()
        signal.signal(signal.SIGTERM, before)
    raise RemitError("a process that served has ended", "see what it said, and start again")


def _serve_one(where: Where | None, listener: socket.socket, how: How) -> None:
    from remit.api.cli.output import tell
    from remit.api.wiring import store_to_read

    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    with contextlib.suppress(KeyboardInterrupt), store_to_read(where, tell) as store:
        serve(store, listener, how)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
