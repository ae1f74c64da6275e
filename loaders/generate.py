"""A made-up data set of any size, as JSON Lines, streamed: to try Remit at scale, and to measure it.

    roles in trees -> units, people, committees, classes, two duties a role -> lines of JSON

The same numbers give the same lines, in every version of Python. Nobody in it is real.
"""

import sys
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from json import JSONEncoder
from pathlib import Path
from typing import Any

from remit.graphmodel.errors import BadValue
from remit.loaders.made_up import Organisation
from remit.loaders.made_up_edges import edges
from remit.loaders.made_up_nodes import nodes

STANDARD_OUTPUT = "-"
MOST_ROLES = 10_000_000
LINES_A_STEP = 10_000
Progress = Callable[[str, int], None]


def generate(roles: int, seed: int, folder: Path, progress: Progress | None = None) -> Path:
    """Write a data set of so many roles into a folder, made where there is none; the path of the file.

    With `-` for a folder the lines go to standard output. `progress` is told the step and the lines written so far.
    Raises BadValue where the number of roles is out of bounds.
    """
    if not 1 <= roles <= MOST_ROLES:
        raise BadValue(f"roles is {roles}", f"ask for 1 to {MOST_ROLES} roles")
    if str(folder) == STANDARD_OUTPUT:
        standard_output = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
        try:
            _write(standard_output.write, roles, seed, progress)
        finally:
            standard_output.detach()
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "generated.jsonl"
    with path.open("w", encoding="utf-8", newline="\n", buffering=1024 * 1024) as file:
        _write(file.write, roles, seed, progress)
    return path


def _write(write: Callable[[str], object], roles: int, seed: int, progress: Progress | None) -> None:
    encode = JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
    written = 0
    for written, each in enumerate(statements(roles, seed)):
        write(f"{encode(each)}\n")
        if progress and written % LINES_A_STEP == 0:
            progress("writing", written)
    if progress:
        progress("writing", written)


def statements(roles: int, seed: int) -> Iterator[dict[str, Any]]:
    """The lines of the data set as objects: its head, its nodes, its edges."""
    dataset = f"made-up-{roles}-{abs(seed)}"
    yield {
        "dataset": dataset, "title": f"A made-up organisation of {roles} roles (seed {seed})", "date": "2024-04-01",
        "prefix": dataset, "note": "Generated. Nobody in it is real.",
    }  # fmt: skip
    organisation = Organisation(roles, abs(seed) * 16)
    yield from nodes(organisation, dataset, abs(seed) * 16 + 8)
    yield from edges(organisation, dataset, abs(seed) * 16 + 9)
