"""Runs a server's process and ends it with whoever asked for it, even if that one is killed.

guard.py LOCK LIFELINE COMMAND...  prints the process's id, and ends as it ends.

LOCK is held while the process runs: no second one starts in the same home, and others can wait for the end. LIFELINE is
a file that the owner holds locked: when the lock falls, the process is asked to stop. SIGTERM asks too, SIGUSR1 kills.
The standard library only: this file runs by itself.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

IN_USE = 3
ASKING = (signal.SIGTERM, signal.SIGUSR1, signal.SIGALRM)
PATIENCE = 60
"""Seconds that a process which was asked to stop has for it."""


class Guard:
    """One process; what is asked before it has started is done once it has."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.asked: signal.Signals | None = None
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for each in ASKING:
            signal.signal(each, self.ask)

    def ask(self, number: int, _frame: FrameType | None = None) -> None:
        """Pass a signal on: SIGTERM as itself, the others as SIGKILL."""
        self.asked = signal.Signals(number)
        if self.process is not None:
            self.process.send_signal(number if number == signal.SIGTERM else signal.SIGKILL)
            signal.alarm(PATIENCE)

    def run(self, command: list[str], lifeline: Path) -> int:
        """Start the process and wait for its end; how it ended, as a shell says it."""
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        with contextlib.suppress(BrokenPipeError):  # the owner is gone: its lifeline says so
            os.write(1, f"{self.process.pid}\n".encode())
        if self.asked is not None:
            self.ask(self.asked)
        # Signals are the main thread's: one that the other took would not wake it from its wait.
        signal.pthread_sigmask(signal.SIG_BLOCK, ASKING)
        threading.Thread(target=_watch, args=[lifeline], daemon=True).start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKING)
        code = self.process.wait()
        return code if code >= 0 else 128 - code


def _watch(lifeline: Path) -> None:
    with lifeline.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        threading.Event().wait()


def main(lock: str, lifeline: str, *command: str) -> int:
    """Run a command under guard; IN_USE where another guard holds the lock."""
    guard = Guard()
    with Path(lock).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return IN_USE
        return guard.run(list(command), Path(lifeline))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
