"""What a run keeps in the temporary folder for the next: the generated data sets, and the homes of loaded servers.

Each stands in a folder named by a hash of the code that it depends on, so that code which changes makes it anew.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from remit.loaders.generate import generate
from servers.neo4j.locks import take

ROOT = Path(__file__).resolve().parents[2]
SEED = 1
_STORES = ROOT / "graphmodel" / "stores"
# Modules of the stores that only read; and statements that change nothing.
_READING = {
    "audit.py", "check.py", "facts.py", "failures.py", "graph.py", "lacking.py", "pairs.py", "published.py", "reading.py", "recorded.py", "searching.py", "statements.py",
    "store.py", "visible.py", "walking.py",
}  # fmt: skip
_CHANGES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b")


def place() -> Path:
    """The folder of all that is kept."""
    return Path(tempfile.gettempdir()) / "remit-bench"


def dataset(roles: int) -> Path:
    """The lines of the data set of so many roles, made where they are not there."""
    lines = place() / f"{roles}-{SEED}-{_hash(_generating())}" / "generated.jsonl"
    if not lines.exists():
        tell(f"generating {roles} roles")
        part = generate(roles, SEED, lines.parent / f"part-{os.getpid()}")
        part.rename(lines)
        part.parent.rmdir()
    return lines


def home(version: str, roles: int, *, fresh: bool) -> Path:
    """The home of a server of a version that is loaded, or to be loaded, with so many roles; `fresh`: emptied.

    Homes that older code has loaded are removed where a new one is to be made, but for those whose server runs.
    """
    name = f"neo4j-{version}-{roles}-{SEED}"
    found = place() / f"{name}-{_hash([*_generating(), *_writing()])}"
    if fresh or not found.exists():
        for each in place().glob(f"{name}-*"):
            if not _runs(each):
                shutil.rmtree(each, ignore_errors=True)
    return found


def _runs(home: Path) -> bool:
    lock = take(home / "owner.lock")
    if lock is not None:
        lock.close()
    return lock is None


def _generating() -> list[Path]:
    return sorted((ROOT / "loaders").glob("[gm]*.py"))


def _writing() -> Iterable[Path]:
    for path in (*sorted((_STORES / "sqlite").glob("*.*")), *sorted((_STORES / "neo4j").glob("*.py"))):
        if path.name not in _READING:
            yield path
    for path in sorted((_STORES / "neo4j" / "cypher").glob("*.cypher")):
        if _CHANGES.search(path.read_text(encoding="utf-8")):
            yield path


def _hash(paths: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def in_its_own_process(module: str, *arguments: object, environment: Mapping[str, str] | None = None) -> Any:
    """What a module of this package prints as JSON; `environment` is added to this process's own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    told = {**os.environ, **(environment or {})}
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, env=told).stdout)


def tell(text: str) -> None:
    """Say what takes long."""
    print(text, file=sys.stderr, flush=True)
