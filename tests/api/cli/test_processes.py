"""What only a process of its own shows: pipes, terminals, signals, ports."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.api.cli.conftest import Run

REMIT = (sys.executable, "-m", "remit")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which nobody has named a store."""
    left_out = ("REMIT_STORE", "REMIT_DEBUG", "COLUMNS", "FORCE_COLOR", "NO_COLOR")
    return {key: value for key, value in os.environ.items() if key not in left_out}


def remit(*args: str | Path, **options: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*REMIT, *map(str, args)], capture_output=True, text=True, timeout=60, check=False, **options
    )


def test_head_closes_the_pipe(bundled_file: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [*REMIT, "ask", "duties", "--json", "--first", "1000", "--store", str(bundled_file)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_pipe_gets_no_colour(bundled_file: Path, environment: dict[str, str]) -> None:
    done = remit("search", "children", "--store", bundled_file, env=environment | {"TERM": "xterm-256color"})
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_json_is_utf_8_whatever_the_terminal(
    run: Run, tmp_path: Path, council: Path, environment: dict[str, str]
) -> None:
    file = council / "roles.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Ada Brown", "Zoë Łukasz"), encoding="utf-8")
    run("load", council)
    latin = environment | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*REMIT, "search", "zoe", "--json"],
        capture_output=True,
        cwd=tmp_path,
        timeout=60,
        check=True,
        env=latin,
    )
    assert "Zoë Łukasz" in done.stdout.decode()
    text = subprocess.run(
        [*REMIT, "search", "zoe"], capture_output=True, cwd=tmp_path, timeout=60, check=True, env=latin
    )
    assert "Zoë ?ukasz" in text.stdout.decode("latin-1")


def test_remit_is_a_module_too(environment: dict[str, str]) -> None:
    done = remit("--version", env=environment)
    assert done.returncode == 0


def test_two_first_questions_at_once_make_one_store(tmp_path: Path, environment: dict[str, str]) -> None:
    asking = [
        subprocess.Popen(
            [*REMIT, "datasets", "--csv"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    answers = {process.communicate(timeout=60)[0] for process in asking}
    assert {process.returncode for process in asking} == {0}
    assert len(answers) == 1
    assert len(answers.pop().splitlines()) == 6
    assert [each.name for each in tmp_path.iterdir() if not each.name.startswith("remit.db-")] == ["remit.db"]


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    return int(number)


def test_a_server_starts_answers_and_stops_quietly(
    tmp_path: Path, port: int, environment: dict[str, str]
) -> None:
    with subprocess.Popen(
        [*REMIT, "serve", "--bundled", "--port", str(port)],
        cwd=tmp_path, env=environment | {"PYTHONUNBUFFERED": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert (
            process.stdout.readline()
            == f"Remit is at http://127.0.0.1:{port} (GraphQL at /graphql). Ctrl-C ends it.\n"
        )
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as answer:
            assert answer.status == 200
        second = remit(
            "serve", "--port", str(port), "--store", "never-made.db", cwd=tmp_path, env=environment
        )
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stdout.read() == ""
        assert process.stderr.read() == "Made remit.db from the bundled data sets.\nStopped.\n"
    assert second.returncode == 2
    assert f"port {port} is in use" in second.stderr
    assert not (tmp_path / "never-made.db").exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_several_processes_answer_at_one_port_and_end_together(
    tmp_path: Path, port: int, bundled_file: Path, environment: dict[str, str], how: signal.Signals
) -> None:
    with subprocess.Popen(
        [*REMIT, "serve", "--store", bundled_file, "--port", str(port), "--processes", "2"],
        cwd=tmp_path, env=environment | {"PYTHONUNBUFFERED": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert "Ctrl-C ends it" in process.stdout.readline()
        for _ in range(8):
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as answer:
                assert answer.status == 200
        process.send_signal(how)
        assert process.wait(timeout=30) == (-how if how is signal.SIGKILL else 0)
        assert process.stderr.read() == ("" if how is signal.SIGKILL else "Stopped.\n")
    deadline = time.monotonic() + 30
    while is_listened_to(port) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_listened_to(port)


def is_listened_to(port: int) -> bool:
    """Whether somebody listens at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_an_interrupted_load_leaves_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [*REMIT, "load", "-"], cwd=tmp_path, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write('{"dataset": "x", "title": "X", "date": "2024"}\n')
        process.stdin.flush()
        deadline = time.monotonic() + 30
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read().strip() == ""
    assert list(tmp_path.iterdir()) == []
