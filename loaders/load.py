"""Loading: paths become data sets, whatever their format, and a store is made to say what they say."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

from remit.graphmodel.errors import DataRefused, Problem
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement
from remit.graphmodel.store import Author, LoadReport, Progress, Store
from remit.graphmodel.tree import leads_out
from remit.loaders.json_lines import MOST_OF_LINE, JsonLines
from remit.loaders.problems import Problems, in_order
from remit.loaders.yaml_folder import HEAD, YamlFolder

STANDARD_INPUT = "-"
LINES = ".jsonl"


class Reading(Protocol):
    """A data set being read."""

    @property
    def head(self) -> Dataset | None:
        """Its head; None where it could not be read."""

    def statements(self) -> Iterator[NodeStatement | EdgeStatement]:
        """Its statements; problems are reported on the way."""


def load(
    store: Store,
    paths: Sequence[str | Path],
    author: Author,
    *,
    dry_run: bool = False,
    ended_on: date | None = None,
    progress: Progress | None = None,
    standard_input: BinaryIO | None = None,
) -> LoadReport:
    """Load data sets from folders of YAML, JSON Lines files, or `-` (JSON Lines from standard input), in one change.

    Raises DataRefused with every problem found; then nothing has changed.
    """
    problems = Problems()
    readings = [reading for path in paths for reading in _open(path, problems, standard_input)]
    heads = [reading.head for reading in readings if reading.head]
    problems += _twice(heads)
    if len(heads) < len(readings) or (problems and not heads):
        for reading in readings:
            deque(reading.statements(), maxlen=0)
        raise DataRefused(in_order(problems))
    said = (statement for reading in readings for statement in reading.statements())
    return store.load(
        heads, said, author, problems=problems, dry_run=dry_run, ended_on=ended_on, progress=progress
    )


def _open(path: str | Path, problems: Problems, standard_input: BinaryIO | None) -> Iterator[Reading]:
    if str(path) == STANDARD_INPUT and standard_input is not None:
        yield JsonLines("-", _numbered("-", standard_input), problems)
        return
    place = Path(path)
    try:
        if place.is_dir():
            yield from _open_folder(place, problems)
        elif place.is_file() and place.suffix == LINES:
            yield JsonLines(str(place), _lines(place, problems), problems)
        elif place.exists():
            message, mend = "it is no data set", f"name a folder, or a file that ends in {LINES}"
            problems.append(Problem(str(place), 0, 0, message, mend))
        else:
            problems.append(Problem(str(place), 0, 0, "there is no such file or folder", "check the path"))
    except OSError as error:
        message = f"it cannot be read: {error.strerror}"
        problems.append(Problem(str(place), 0, 0, message, "check that you may read it"))


def _open_folder(folder: Path, problems: Problems) -> Iterator[Reading]:
    lines = sorted(folder.glob(f"*{LINES}"))
    if os.path.lexists(folder / HEAD):
        yield YamlFolder(folder, problems)
        return
    if not lines:
        inside = sorted(each.parent for each in folder.glob(f"*/{HEAD}"))
        mend = f"load {' '.join(map(str, inside[:5]))}" if inside else f"write {HEAD}: see docs/data-sets.md"
        problems.append(Problem(str(folder), 0, 0, f"the folder has no {HEAD}, so it is no data set", mend))
    for each in lines:
        if not leads_out(each, problems):
            yield JsonLines(str(each), _lines(each, problems), problems)


def _lines(path: Path, problems: Problems) -> Iterator[tuple[str, int, bytes]]:
    try:
        if not path.is_file():
            problems.append(Problem(str(path), 0, 0, "it is not a regular file", "put a plain file there"))
            return
        with path.open("rb") as stream:
            yield from _numbered(str(path), stream)
    except OSError as error:
        message = f"it cannot be read: {error.strerror}"
        problems.append(Problem(str(path), 0, 0, message, "check that you may read it"))


def _numbered(name: str, stream: BinaryIO) -> Iterator[tuple[str, int, bytes]]:
    """The lines of a stream; of one that is too long only the beginning is kept."""
    number = 0
    while line := stream.readline(MOST_OF_LINE + 2):
        number += 1
        yield name, number, line
        while line and not line.endswith(b"\n"):
            line = stream.readline(MOST_OF_LINE)


def _twice(heads: Sequence[Dataset]) -> Iterator[Problem]:
    seen: dict[str, Dataset] = {}
    for head in heads:
        if head.dataset in seen:
            first = seen[head.dataset].position.file
            yield Problem(
                head.position.file, head.position.line, head.position.column,
                f"the data set {head.dataset} is stated already by {first}", "load one of them, or rename one",
            )  # fmt: skip
        seen[head.dataset] = head
