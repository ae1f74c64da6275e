"""Ends a command when somebody asks: ctrl-C or SIGTERM become one exception, and never at a bad moment."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType


class Asked(BaseException):
    """Somebody asked for the end."""


class Ending:
    """Raises Asked at SIGINT or SIGTERM, once: what tidies up afterwards is not cut short by a second one."""

    def __init__(self) -> None:
        self._asked = self._later = False
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            return
        self._asked = True
        os.write(2, b"\nneo4j: stopping; that takes some seconds\n")
        if not self._later:
            raise Asked

    @contextmanager
    def _postponed(self) -> Iterator[None]:
        self._later = True
        try:
            yield
        finally:
            self._later = False
        if self._asked:
            raise Asked

    def run(self, command: Sequence[str], environment: Mapping[str, str]) -> int:
        """Run a command to its end, and return its exit code; when asked, ask it to end and wait for that first.

        It has a session of its own, so that ctrl-C reaches it once, and from here.
        """
        child = None
        try:
            with self._postponed():  # between its start and its name, an exception would lose the child
                child = subprocess.Popen(command, env=environment, start_new_session=True)
            return child.wait()
        except Asked:
            if child is not None:
                child.terminate()
                child.wait()
            raise
