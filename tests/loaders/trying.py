"""Small data sets, loaded into a real store, and what a refusal says."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from remit.graphmodel.errors import DataRefused
from remit.graphmodel.store import Author, LoadReport
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders.load import load

AUTHOR = Author("tester", "2026-01-01T00:00:00Z", "a test", "test")
HEAD = "dataset: town\ntitle: The town\ndate: 2024-04\nprefix: town\n"
JSON_HEAD = '{"dataset": "town", "title": "The town", "date": "2024-04"}\n'
ROLES = """roles:
  - {id: chief, name: Chief Executive}
  - {id: director, name: Director of Children, aliases: [the Director]}
"""


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A folder with these files; a head where none is given."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ({"dataset.yaml": HEAD} | files).items():
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def said(store: SqliteStore) -> dict[str, Any]:
    """All that a store says: heads, and facts without their numbers."""
    return {
        info.head.dataset: (
            replace(info.head, complete=tuple(sorted(info.head.complete))),
            [(fact.statement, fact.period, fact.dated) for fact in store.facts(info.head.dataset)],
        )
        for info in store.datasets()
    }


def put(store: SqliteStore, *paths: Path) -> LoadReport:
    """Load paths."""
    return load(store, paths, AUTHOR)


def refused(store: SqliteStore, *paths: Path, near: Path | None = None) -> list[str]:
    """The problems for which paths are refused, with paths below `near`; the store must be as it was."""
    before = store.last_change(), said(store), list(store.changes())
    with pytest.raises(DataRefused) as caught:
        put(store, *paths)
    assert (store.last_change(), said(store), list(store.changes())) == before
    start = near or (paths[0] if paths[0].is_dir() else paths[0].parent)
    return [str(each).replace(f"{start}/", "") for each in caught.value.problems]


def one_refused(store: SqliteStore, folder: Path, files: dict[str, str | bytes]) -> str:
    """The only problem of a folder with these files."""
    problems = refused(store, write(folder, files))
    assert len(problems) == 1, problems
    return problems[0]


def lines(*each: str, head: str = JSON_HEAD) -> str:
    """JSON Lines after a head."""
    return head + "".join(f"{line}\n" for line in each)


def all_lines(texts: Iterable[str]) -> str:
    """Texts joined, a line each."""
    return "".join(f"{text}\n" for text in texts)
