"""The password of the user neo4j: made up once, kept in a file that only its owner reads."""

import os
import secrets
import subprocess
from pathlib import Path

from servers.neo4j.errors import ServerProblem

USER = "neo4j"


def password_file(home: Path) -> Path:
    """Where the password of a home is kept."""
    return home / "password"


def set_password(home: Path, java: Path, library: Path) -> str:
    """The password of a home; before the home's first start it is made up and set, interrupted tries included."""
    file = password_file(home)
    if not file.exists():
        part = file.with_name(".password.part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(secrets.token_hex(24))
        part.rename(file)
    if not (home / "data" / "databases").exists():
        _set(home, java, library)
    return file.read_text()


def _set(home: Path, java: Path, library: Path) -> None:
    # The tool reads its argument from the file (@), so no list of processes shows the password.
    command = [
        str(java), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{library}/*", "org.neo4j.cli.AdminTool",
        "dbms", "set-initial-password", f"@{password_file(home)}",
    ]  # fmt: skip
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[:5])
        raise ServerProblem(f"Neo4j would not take a first password in {home}; mend what it names:\n{said}")
