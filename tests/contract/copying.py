"""Stores to copy between: every pair of a file and the servers, and a process that is killed while it copies."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from remit.api.wiring import existing_store, store_to_write
from remit.graphmodel.copying import copy
from remit.graphmodel.store import Store
from tests.contract.stores import neo4j, sqlite
from tests.servers.sharing import Address, Servers, needed, versions

ROOT = Path(__file__).parents[2]
FILE = "sqlite"
Make = Callable[[], AbstractContextManager[Store]]


def pairs(*, between_servers: bool) -> list[Any]:
    """A parameter for each pair of stores; a server has one database, so it is not copied to itself."""
    kinds = [FILE, *versions()]
    return [
        pytest.param((source, target), id=f"{source}-to-{target}", marks=pytest.mark.xdist_group(group(source, target)))
        for source in kinds for target in kinds
        if (source != target and between_servers) or FILE in (source, target)
    ]  # fmt: skip


def group(source: str, target: str) -> str:
    """Tests of one group run one after the other: those that use one server, and those that use two."""
    used = [each for each in (source, target) if each != FILE]
    return "files" if not used else f"neo4j-{used[0]}" if len(used) == 1 else "two-servers"


def made(servers: Servers, kind: str) -> Make:
    """Makes an empty store of a kind."""
    if kind == FILE:
        return sqlite
    with needed():
        servers.address(kind)
    return neo4j(partial(servers.emptied, kind))


def copy_and_die(source: str | Path, target: str | Path, after: int, address: Address | None) -> None:
    """Copy in a process that kills itself after so many batches."""
    environment = dict(os.environ)
    if address is not None:
        environment |= {"NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}
    command = [sys.executable, "-m", "tests.contract.copying", str(source), str(target), str(after)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def main(source: str, target: str, after: int) -> None:
    """Copy, and die on the way."""
    met = count(1)

    def progress(_step: str, _done: int, _total: int | None = None) -> None:
        if next(met) == after:
            os.kill(os.getpid(), signal.SIGKILL)

    with existing_store(Path(source)) as giving, store_to_write(place(target)) as taking:
        copy(giving, taking, progress)


def place(written: str) -> str | Path:
    """An address, or a file."""
    return written if "://" in written else Path(written)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
