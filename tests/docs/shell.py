"""Runs the commands of a page: `remit` in this process, so that a page takes no time; others in a shell.

`make GOAL` and `remit serve` are not run, as they would begin the tests anew or never end: that the goal exists and
the options are right is looked at. `curl` asks the application itself, without a port.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir, closing, contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

import click
from click.testing import CliRunner
from starlette.testclient import TestClient

from remit.api import http
from remit.api.cli.root import root
from remit.api.graphql.schema import make_schema
from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.docs.blocks import ROOT

ADDRESS = "http://127.0.0.1:8000"
STORE = "remit.db"
_schema = cache(make_schema)  # the same for every store, and a second's work
_FOR_A_SHELL = re.compile(r"[|><&;$`*]")


class Shell:
    """A folder, and what was exported and returned so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.status = 0
        self._exported: dict[str, str] = {}

    def run(self, command: str) -> str:
        """What a command prints, on both streams."""
        if command == "echo $?":
            printed, self.status = f"{self.status}\n", 0
            return printed
        assert self.status == 0, (
            f"{command!r} comes after a command that ended with {self.status}: show echo $?"
        )
        words = shlex.split(command)
        if words[0] == "export":
            self._exported |= dict([words[1].split("=", 1)])
            return ""
        if words[0] == "make":
            return self._make(words[1:])
        if words[0] == "curl":
            return self._curl(words[1:])
        with self._surroundings():
            if words[0] == "remit" and not _FOR_A_SHELL.search(command):
                return self._remit(words[1:])
            return self._shell(command)

    @contextmanager
    def _surroundings(self) -> Iterator[None]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("REMIT_")}
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
        mine = {"COLUMNS": "80", "NO_COLOR": "1", "REMIT_USER": "planner", "PATH": path}
        with patch.dict(os.environ, kept | mine | self._exported, clear=True), chdir(self.folder):
            yield

    def _remit(self, words: Sequence[str]) -> str:
        if words[0] == "serve":
            command = root.get_command(click.Context(root), "serve")
            assert command is not None
            with command.make_context("serve", list(words[1:])):
                return ""
        done = CliRunner().invoke(root, list(words), prog_name="remit")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        self.status = done.exit_code
        return done.output

    def _shell(self, command: str) -> str:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.status = done.returncode
        return done.stdout

    def _make(self, words: Sequence[str]) -> str:
        goals = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        for goal in [word for word in words if "=" not in word]:
            assert goal in goals, f"make has no goal {goal}"
        return ""

    def _curl(self, words: Sequence[str]) -> str:
        given = list(words)
        body = given.pop(given.index("--json") + 1) if "--json" in given else None
        *options, address = [word for word in given if word != "--json"]
        assert set(options) <= {"-s"}, f"curl is run here with -s and --json only, not {options}"
        assert address.startswith(ADDRESS), f"{address} is not where make serve serves"
        with self.client() as client:
            json_of = {"content-type": "application/json"}
            response = (
                client.get(address) if body is None else client.post(address, content=body, headers=json_of)
            )
        return f"{response.text}\n"

    @contextmanager
    def client(self) -> Iterator[TestClient]:
        """A caller of what `make serve` would serve from the folder."""
        with closing(SqliteStore.open(self.folder / STORE)) as store:
            with patch.object(http, "make_schema", _schema):
                app = http.create_app(store)
            yield TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
