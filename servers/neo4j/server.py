"""One Neo4j server: started, stopped, restarted on its port and data, and killed."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Self

from servers.neo4j.command import Installed
from servers.neo4j.errors import ServerProblem
from servers.neo4j.guard import IN_USE
from servers.neo4j.locks import take
from servers.neo4j.password import USER, set_password
from servers.neo4j.settings import HOST, TESTS, Profile, free_port, write_settings
from servers.neo4j.waiting import wait_until_up


class Neo4jServer:
    """A server that runs until `close`, the end of the `with` block, or the end of its owner, however that comes.

    `uri` (it routes), `bolt_uri` (it does not) and `auth` are for a driver; `pid` is the id of Java's process.
    """

    def __init__(self, installed: Installed, home: Path, profile: Profile, port: int) -> None:
        self.installed, self.profile, self.port = installed, profile, port
        self.home = home.absolute()
        self.version = installed.release.version
        self.uri, self.bolt_uri = f"neo4j://{HOST}:{port}", f"bolt://{HOST}:{port}"
        self.auth = (USER, "")
        self.pid = 0
        self.log = self.home / "logs" / "console.log"
        self._lifeline = self.home / "owner.lock"
        self._held: IO[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(
        cls,
        version: str,
        home: Path,
        *,
        profile: Profile = TESTS,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
        lifeline: Path | None = None,
    ) -> Self:
        """Start a server on the data in `home` and wait until it answers.

        `port` is taken if it is free, else another one; `settings` are more lines for neo4j.conf. The server stops when
        the lock on `lifeline` falls; by default this process holds one of its own. Raises ServerProblem with the end of
        the server's log, NotInstalled where Maven or a fitting Java is missing.
        """
        server = cls(Installed.here(version), home, profile, free_port(port))
        server.home.mkdir(parents=True, exist_ok=True)
        try:
            server._hold(lifeline)
            write_settings(server.home / "conf", server.port, profile, settings or {})
            password = set_password(server.home, server.installed.java, server.installed.library)
            server.auth = (USER, password)
            server._run()
        except BaseException:
            server.close()
            raise
        return server

    def _hold(self, lifeline: Path | None) -> None:
        if lifeline is not None:
            self._lifeline = lifeline
            return
        self._held = take(self._lifeline)
        if self._held is None:
            raise ServerProblem(
                f"another process runs a server in {self.home}: stop that one, or name another home"
            )

    def _run(self) -> None:
        self.log.parent.mkdir(exist_ok=True)
        # A server needs none of its clients' settings, least of all a password.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        with self.log.open("ab") as log:
            self._guard = subprocess.Popen(
                self.installed.command(self.home, self.profile, self._lifeline),
                env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.pid = self._read_pid(self._guard)
        wait_until_up(self)

    def _read_pid(self, guard: subprocess.Popen[bytes]) -> int:
        said = guard.stdout.readline() if guard.stdout else b""
        if guard.stdout:
            guard.stdout.close()
        if said:
            return int(said)
        if guard.wait() == IN_USE:
            raise ServerProblem(f"a server in {self.home} is still stopping: try again in a minute")
        raise ServerProblem(f"Java did not start:\n{self.tail()}")

    def running(self) -> bool:
        """Whether the server's process is there."""
        return self._guard is not None and self._guard.poll() is None

    def wait(self) -> None:
        """Wait until the server has ended by itself or by somebody else's doing."""
        if self._guard is not None:
            self._guard.wait()

    def tail(self, lines: int = 20) -> str:
        """The last lines that the server said."""
        with contextlib.suppress(FileNotFoundError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        return ""

    def stop(self) -> None:
        """Stop the server cleanly; one that has not stopped after a minute is killed."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill the server as a crash would, with no chance to tidy up."""
        self._end(signal.SIGUSR1)

    def _end(self, how: signal.Signals) -> None:
        if self._guard is not None:
            self._guard.send_signal(how)
            self._guard.wait()
            self._guard = None

    def restart(self, settings: Mapping[str, str] | None = None) -> None:
        """Stop the server if it runs, and start it on the same port and data; `settings` replace those of before."""
        self.stop()
        if settings is not None:
            write_settings(self.home / "conf", self.port, self.profile, settings)
        self._run()

    def close(self) -> None:
        """Stop the server and let its home go."""
        self.stop()
        if self._held is not None:
            self._held.close()
            self._held = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
