"""A guarded process ends with its owner, however the owner ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servers.neo4j import guard
from servers.neo4j.locks import held, take

WAITS = "import signal; signal.pause()"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True)\nwhile True: signal.pause()"
OWNER = """
import subprocess, sys, time
from pathlib import Path
from servers.neo4j.locks import take
held = take(Path(sys.argv[2]))
subprocess.Popen([sys.executable, *sys.argv[3:]], start_new_session=True)
time.sleep(600)
"""


def guarded(folder: Path, script: str) -> list[str]:
    return [guard.__file__, f"{folder}/guard.lock", f"{folder}/owner.lock", sys.executable, "-c", script]


def start(folder: Path, script: str = WAITS) -> tuple[subprocess.Popen[bytes], int]:
    """A guard, and the id of the process that it guards."""
    started = subprocess.Popen(
        [sys.executable, *guarded(folder, script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert started.stdout is not None
    with started.stdout as said:
        return started, int(said.readline())


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("asked", "code"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGUSR1, 128 + signal.SIGKILL)]
)
def test_it_stops_and_kills_when_asked(asked: signal.Signals, code: int, tmp_path: Path) -> None:
    with held(tmp_path / "owner.lock"):
        started, pid = start(tmp_path)
        started.send_signal(asked)
        started.communicate()

    assert started.returncode == code
    assert not is_there(pid)


def test_it_kills_a_process_that_does_not_listen(tmp_path: Path) -> None:
    with held(tmp_path / "owner.lock"):
        started, pid = start(tmp_path, DEAF)
        assert started.stderr is not None
        assert started.stderr.readline() == b"deaf\n"
        started.send_signal(signal.SIGTERM)
        started.send_signal(signal.SIGALRM)  # as if its patience had run out
        started.communicate()

    assert started.returncode == 128 + signal.SIGKILL
    assert not is_there(pid)


def test_it_ends_as_the_process_ends(tmp_path: Path) -> None:
    with held(tmp_path / "owner.lock"):
        started, _ = start(tmp_path, "raise SystemExit(7)")
        started.communicate()

    assert started.returncode == 7


def test_a_second_one_in_the_same_home_is_refused(tmp_path: Path) -> None:
    with held(tmp_path / "owner.lock"):
        started, pid = start(tmp_path)
        second = subprocess.run([sys.executable, *guarded(tmp_path, WAITS)], check=False, capture_output=True)
        there = is_there(pid)
        started.terminate()
        started.communicate()

    assert second.returncode == guard.IN_USE
    assert there


def test_it_ends_the_process_of_an_owner_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWNER, "owner", str(tmp_path / "owner.lock"), *guarded(tmp_path, WAITS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        assert is_there(pid)
        owner.kill()

    while (free := take(tmp_path / "guard.lock")) is None:
        time.sleep(0.02)
    free.close()
    assert not is_there(pid)
