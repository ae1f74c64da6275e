"""What `make serve-neo4j` does with a server that runs: loads, serves, and ends both when asked."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from servers.neo4j.__main__ import fetch, serve
from servers.neo4j.ending import Ending
from tests.servers.programs import program

RECORDS = """#!{python}
import json, os, signal, sys
said = {{"arguments": sys.argv[1:], "user": os.environ["NEO4J_USER"], "password": os.environ["NEO4J_PASSWORD"]}}
with open({file!r}, "a") as file:
    file.write(json.dumps(said) + "\\n")
sys.exit({code})
"""
SERVING = """
import sys
from pathlib import Path
from types import SimpleNamespace
from servers.neo4j.__main__ import serve
from servers.neo4j.ending import Asked, Ending
server = SimpleNamespace(uri="neo4j://here", auth=("neo4j", "secret"), home=Path("home"))
try:
    serve(server, [], Ending(), Path(sys.argv[1]))
except Asked:
    print("both ended", flush=True)
"""


@pytest.fixture
def server() -> Any:
    return SimpleNamespace(uri="neo4j://here", auth=("neo4j", "secret"), home=Path("home"))


@pytest.fixture
def ending() -> Iterator[Ending]:
    """This process's own handlers come back afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield Ending()
    for number, handler in before.items():
        signal.signal(number, handler)


def remit(folder: Path, code: int = 0) -> Path:
    """A program that writes down how it was run."""
    path = program(folder / "remit", "")
    path.write_text(RECORDS.format(python=sys.executable, file=f"{folder}/said", code=code))
    return path


def said(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "said").read_text().splitlines()]


def test_it_loads_then_serves_and_no_command_line_shows_the_password(
    server: Any, ending: Ending, tmp_path: Path
) -> None:
    assert serve(server, ["--port", "9000"], ending, remit(tmp_path)) == 0

    assert said(tmp_path) == [
        {
            "arguments": ["load", "--bundled", "--store", "neo4j://here"],
            "user": "neo4j",
            "password": "secret",
        },
        {
            "arguments": ["serve", "--store", "neo4j://here", "--port", "9000"],
            "user": "neo4j",
            "password": "secret",
        },
    ]


def test_it_does_not_serve_what_would_not_load(server: Any, ending: Ending, tmp_path: Path) -> None:
    assert serve(server, [], ending, remit(tmp_path, code=3)) == 3
    assert [each["arguments"][0] for each in said(tmp_path)] == ["load"]


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_ends_what_it_runs_first(asked: signal.Signals, tmp_path: Path) -> None:
    waits = program(
        tmp_path / "remit", 'trap "echo remit ended; exit 0" TERM; echo up; while :; do sleep 0.05; done'
    )
    with subprocess.Popen(
        [sys.executable, "-c", SERVING, waits], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "up\n"
        os.kill(run.pid, asked)

        assert run.communicate(timeout=120)[0] == "remit ended\nboth ended\n"


def test_a_version_that_cannot_be_had_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(["4.4.40"]) == 1
    assert "'4.4.40' is no version that can be started here" in capsys.readouterr().err
