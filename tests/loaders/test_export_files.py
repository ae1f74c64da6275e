"""What an export looks like, where it may be written, and that it leaves nothing behind when it fails."""

import io
import sys
from pathlib import Path

import pytest

from remit.graphmodel.errors import UnknownDataset, UsageError
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders import export as exporting
from remit.loaders.export import export
from tests.loaders.trying import HEAD, ROLES, put, write

TOWN = """sources:
  - {id: book, name: "The Book: of the town", date: 2023}
  - {id: law/act, name: Act, part_of: book}
units:
  - {id: hall, name: Hall, locator: "3"}
roles:
  - {id: chief, name: Chief Executive, posts: 1, leads: hall, locator: "3"}
  - id: director
    name: Director
    locator: "4"
    reports_to:
      - {to: chief, locator: "4"}
      - to: other/mayor
        line: functional
        source: law/act
        evidence: inferred
        reason: A long reason that goes on and on, so that it has to be folded over several lines of the file, as people do.
        based_on: [chief LEADS hall, 'other: other/mayor']
edges:
  - {from: other/mayor, relation: ADVISES, to: chief, about: "no"}
"""
EXPORTED = {
    "dataset.yaml": """dataset: town
title: The town
date: "2024-04"
prefix: town
source: town/book
""",
    "edges.yaml": """edges:
  - from: other/mayor
    relation: ADVISES
    to: chief
    about: "no"
""",
    "roles.yaml": """roles:
  - id: chief
    name: Chief Executive
    posts: 1
    locator: "3"
    leads: hall
  - id: director
    name: Director
    locator: "4"
    reports_to:
      - to: other/mayor
        line: functional
        evidence: inferred
        reason: >-
          A long reason that goes on and on, so that it has to be folded over several lines of the file, as
          people do.
        based_on: [chief LEADS hall, "other: other/mayor"]
        source: law/act
      - chief
""",
    "sources.yaml": """sources:
  - id: law/act
    name: Act
    part_of: book
  - id: book
    name: "The Book: of the town"
    date: "2023"
""",
    "units.yaml": """units:
  - id: hall
    name: Hall
    locator: "3"
""",
}


def test_a_person_can_read_an_export(store: SqliteStore, tmp_path: Path) -> None:
    put(store, write(tmp_path / "town", {"x.yaml": TOWN, "dataset.yaml": HEAD + "source: book\n"}))
    export(store, "town", tmp_path / "new" / "out")
    assert {each.name: each.read_text() for each in (tmp_path / "new" / "out").iterdir()} == EXPORTED


def test_lines_come_head_first_then_nodes_then_edges(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        store,
        write(
            tmp_path / "town",
            {"x.yaml": ROLES + "edges:\n  - {from: chief, relation: REPORTS_TO, to: director}\n"},
        ),
    )
    export(store, "town", tmp_path / "out", json_lines=True)
    expected = (
        '{"dataset": "town", "title": "The town", "date": "2024-04", "prefix": "town"}\n'
        '{"kind": "Role", "id": "town/chief", "name": "Chief Executive"}\n'
        '{"kind": "Role", "id": "town/director", "name": "Director of Children", "aliases": ["the Director"]}\n'
        '{"relation": "REPORTS_TO", "from": "town/chief", "to": "town/director"}\n'
    )
    assert (tmp_path / "out" / "town.jsonl").read_text() == expected
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    export(store, "town", Path("-"))
    assert out.buffer.getvalue().decode() == expected


def test_nothing_is_overwritten(store: SqliteStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    for json_lines in (False, True):
        with pytest.raises(
            UsageError, match=r"out holds something else already \(mine.txt\): name an empty folder"
        ):
            export(store, "other", out, json_lines=json_lines)
    assert [each.name for each in out.iterdir()] == ["mine.txt"]
    export(store, "other", tmp_path / "yaml")
    with pytest.raises(UsageError, match="holds something else already"):
        export(store, "other", tmp_path / "yaml")
    export(store, "other", tmp_path / "lines", json_lines=True)
    with pytest.raises(
        UsageError, match=r"other.jsonl exists already: name another folder, or move the file away"
    ):
        export(store, "other", tmp_path / "lines", json_lines=True)
    with pytest.raises(
        UsageError, match=r"mine.txt cannot be written: .*: name a folder that you may write to"
    ):
        export(store, "other", out / "mine.txt")


def test_a_failure_on_the_way_leaves_nothing(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_keys: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "document", fails)
    with pytest.raises(UsageError, match="cannot be written: No space left on device: name a folder"):
        export(store, "other", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_unknown_data_set_makes_no_folder(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(UnknownDataset, match="no data set 'nowhere'"):
        export(store, "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()
