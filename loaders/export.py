"""A data set out of a store as files that load again to the same: a folder of YAML, or one JSON Lines file.

    Dataset          -> dataset.yaml           or the first line
    (:Role)          -> roles.yaml             or {"kind": "Role", …}
    (a)-[r]->(b)     -> r: b under a, or edges.yaml   or {"relation": "r", …}

What is written is streamed in the order of ids; files get their names when they are whole.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Protocol

from remit.graphmodel.errors import UsageError
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import Dataset, EdgeStatement, Fact, NodeStatement
from remit.loaders.load import LINES
from remit.loaders.written import Keys, ShortIds, edge_keys, fits_under, head_keys, node_keys
from remit.loaders.yaml_folder import HEAD
from remit.loaders.yaml_text import document, entry

STANDARD_OUTPUT = "-"
BYTES_A_FILE = 8 * 1024 * 1024
_PART = ".part"
Said = NodeStatement | EdgeStatement


class Told(Protocol):
    """What is exported: heads and statements of data sets, of a store, or as a scenario would make them."""

    def last_change(self) -> int:
        """The number of the last change."""

    def head(self, dataset: str, known_at: int | None = None) -> Dataset:
        """The head of a data set as known at a change."""

    def facts(self, dataset: str, known_at: int | None = None) -> Iterator[Fact]:
        """All that a data set says: nodes by id, then edges by subject."""


def export(
    store: Told, dataset: str, folder: Path, *, known_at: int | None = None, json_lines: bool = False
) -> None:
    """Write a data set, as known at a change, into a folder: made where there is none, else empty.

    With `json_lines` it is one file named after the data set, beside others such; with `-` for a folder it goes to
    standard output as JSON Lines. Raises UnknownDataset, and UsageError where the folder cannot be written to.
    """
    known_at = store.last_change() if known_at is None else known_at
    head = store.head(dataset, known_at)
    if str(folder) == STANDARD_OUTPUT:
        _write_lines(store, head, known_at, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        with _Folder(folder, keep=LINES if json_lines else None) as files:
            if json_lines:
                _write_lines(store, head, known_at, files.open(f"{dataset}{LINES}"))
            else:
                _write_folder(store, head, known_at, files)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror or error}"
        raise UsageError(message, "name a folder that you may write to, with free space") from error


class _Folder:
    """Files written under other names; on leaving all get their own, in the order made, or all are removed."""

    def __init__(self, folder: Path, keep: str | None) -> None:
        self.folder = folder
        self.keep = keep
        self.names: list[str] = []
        self.stack = ExitStack()

    def __enter__(self) -> "_Folder":
        self.made = not self.folder.exists()
        self.folder.mkdir(parents=True, exist_ok=True)
        others = [each.name for each in self.folder.iterdir() if each.suffix != self.keep]
        if others:
            message = f"{self.folder} holds something else already ({min(others)})"
            raise UsageError(message, "name an empty folder, or one that does not exist yet")
        return self

    def open(self, name: str) -> BinaryIO:
        """A file to write; refused where it exists."""
        if (self.folder / name).exists():
            raise UsageError(
                f"{self.folder / name} exists already", "name another folder, or move the file away"
            )
        file = self.stack.enter_context((self.folder / f"{name}{_PART}").open("xb"))
        self.names.append(name)
        return file

    def __exit__(self, kind: object, *_: object) -> None:
        self.stack.close()
        for name in self.names:
            part = self.folder / f"{name}{_PART}"
            if kind is None:
                part.rename(self.folder / name)
            else:
                part.unlink(missing_ok=True)
        if kind is not None and self.made:
            with suppress(OSError):
                self.folder.rmdir()


def _nodes(store: Told, dataset: str, known_at: int) -> Iterator[NodeStatement]:
    for fact in store.facts(dataset, known_at):
        if not isinstance(fact.statement, NodeStatement):
            return
        yield fact.statement


def _edges(store: Told, dataset: str, known_at: int) -> Iterator[EdgeStatement]:
    for fact in store.facts(dataset, known_at):
        if isinstance(fact.statement, EdgeStatement):
            yield fact.statement


def _write_lines(store: Told, head: Dataset, known_at: int, file: BinaryIO) -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode

    def write(keys: Keys) -> None:
        file.write(encode(keys).encode() + b"\n")

    write(head_keys(head))
    for fact in store.facts(head.dataset, known_at):
        said = fact.statement
        if isinstance(said, NodeStatement):
            write({"kind": said.kind, **node_keys(said, head)})
        else:
            ends = {"relation": said.relation, "from": said.subject, "to": said.object}
            write(ends | edge_keys(said, head))


class _Lists:
    """The YAML files of lists: one a plural, begun when its first entry comes, and another when one has grown big."""

    def __init__(self, files: _Folder) -> None:
        self._files = files
        self._open: dict[str, tuple[BinaryIO, int]] = {}
        self._count: dict[str, int] = {}

    def add(self, plural: str, keys: Keys) -> None:
        """Add an entry."""
        text = entry(keys).encode()
        file, written = self._open.get(plural) or self.begin(plural)
        if written and written + len(text) > BYTES_A_FILE:
            file.close()
            file, written = self.begin(plural)
        file.write(text if written else f"{plural}:\n".encode() + text)
        self._open[plural] = file, written + len(text)

    def begin(self, plural: str) -> tuple[BinaryIO, int]:
        """Begin a file."""
        number = self._count[plural] = self._count.get(plural, 0) + 1
        return self._files.open(f"{plural}.yaml" if number == 1 else f"{plural}-{number}.yaml"), 0


def _write_folder(store: Told, head: Dataset, known_at: int, files: _Folder) -> None:
    shorten = ShortIds(head, (said.node for said in _nodes(store, head.dataset, known_at)))
    lists = _Lists(files)
    nodes: Iterator[Said] = _nodes(store, head.dataset, known_at)
    edges: Iterator[Said] = _edges(store, head.dataset, known_at)
    for _, said in groupby(merge(nodes, edges, key=_subject), _subject):
        node: NodeStatement | None = None
        keys: Keys = {}
        for each in said:  # the versions of a node, then the edges of which it is the subject
            if isinstance(each, NodeStatement):
                if node:
                    lists.add(KIND[node.kind].plural, keys)
                node, keys = each, node_keys(each, head, shorten)
            elif node and fits_under(each, node):
                _add_related(keys, each.relation, shorten(each.object), edge_keys(each, head, shorten, node))
            else:
                ends = {"from": shorten(each.subject), "relation": each.relation, "to": shorten(each.object)}
                lists.add("edges", ends | edge_keys(each, head, shorten))
        if node:
            lists.add(KIND[node.kind].plural, keys)
    if not files.names:
        files.open("edges.yaml").write(b"edges: []\n")
    files.open(HEAD).write(document(head_keys(head)).encode())


def _subject(said: Said) -> str:
    return said.node if isinstance(said, NodeStatement) else said.subject


def _add_related(keys: Keys, relation: str, object: str, edge: Keys) -> None:
    """Put an edge under its subject: alone, or into a list."""
    key, value = RELATION[relation].forward, {"to": object, **edge} if edge else object
    if key not in keys:
        keys[key] = value
    elif isinstance(keys[key], list):
        keys[key].append(value)
    else:
        keys[key] = [keys[key], value]
