"""load(export(x)) == x: for made-up data sets, for the bundled ones, in both formats."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from remit.graphmodel.errors import DataRefused, UnknownDataset
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders import export as exporting
from remit.loaders.bundled import bundled
from remit.loaders.export import export
from remit.loaders.load import load
from tests.loaders.made import data_sets
from tests.loaders.trying import AUTHOR, HEAD, ROLES, put, said, write

Made = tuple[Dataset, list[NodeStatement | EdgeStatement]]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.open(tmp_path / "fresh.db", create=True)) as opened:
        yield opened


def exported(store: SqliteStore, dataset: str, folder: Path, *, json_lines: bool) -> Path:
    """An export in a folder of its own; what it says must be what the same store says."""
    export(store, dataset, folder, json_lines=json_lines)
    report = put(store, folder)
    assert not report.changes, report
    assert report.change is None
    return folder


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data_sets())
def test_what_is_exported_loads_to_the_same(tmp_path_factory: pytest.TempPathFactory, made: Made) -> None:
    place = tmp_path_factory.mktemp("law")
    head, statements = made
    try:
        with closing(SqliteStore.open(place / "first.db", create=True)) as first:
            try:
                first.load([head], statements, AUTHOR, problems=[])
            except DataRefused as error:
                assert all("no day on which" in each.message for each in error.problems), error.problems  # noqa: PT017
                assume(False)
            for json_lines in (False, True):
                folder = exported(first, "made", place / f"lines-{json_lines}", json_lines=json_lines)
                with closing(SqliteStore.open(place / f"{json_lines}.db", create=True)) as second:
                    put(second, folder)
                    assert said(second) == said(first)
    finally:
        shutil.rmtree(place)


@pytest.mark.parametrize("json_lines", [False, True])
def test_the_bundled_data_sets_load_to_the_same(fresh: SqliteStore, tmp_path: Path, json_lines: bool) -> None:
    with closing(SqliteStore.open(tmp_path / "first.db", create=True)) as first:
        put(first, *bundled())
        out = [exported(first, each.name, tmp_path / each.name, json_lines=json_lines) for each in bundled()]
        put(fresh, *out)
        assert said(fresh) == said(first)
        assert len(said(first)) == 5


def test_an_export_as_known_then_loads_to_what_was_known_then(
    store: SqliteStore, fresh: SqliteStore, tmp_path: Path
) -> None:
    folder = write(tmp_path / "town", {"x.yaml": ROLES})
    put(store, folder)
    then, known = store.last_change(), said(store)["town"]
    put(
        store,
        write(
            folder, {"x.yaml": "roles:\n  - {id: clerk, name: Clerk}\n", "dataset.yaml": HEAD + "note: N\n"}
        ),
    )
    export(store, "town", tmp_path / "then", known_at=then)
    put(fresh, tmp_path / "then")
    assert said(fresh)["town"] == known
    with pytest.raises(UnknownDataset):
        export(store, "town", tmp_path / "before", known_at=1)


def test_what_a_load_ended_on_a_day_is_exported_with_that_day(
    store: SqliteStore, fresh: SqliteStore, tmp_path: Path
) -> None:
    folder = write(tmp_path / "town", {"x.yaml": ROLES + "  - {id: x, name: X, reports_to: chief}\n"})
    put(store, folder)
    write(folder, {"x.yaml": ROLES})
    load(store, [folder], AUTHOR, ended_on=date(2025, 1, 1))
    assert {fact.statement.valid_to for fact in store.facts("town")} == {None, "2025-01-01"}
    export(store, "town", tmp_path / "out")
    put(fresh, tmp_path / "out")
    assert said(fresh)["town"] == said(store)["town"]


def test_an_empty_data_set_loads_again(store: SqliteStore, fresh: SqliteStore, tmp_path: Path) -> None:
    put(store, write(tmp_path / "town", {"x.yaml": "roles: []\n"}))
    put(fresh, exported(store, "town", tmp_path / "out", json_lines=False))
    assert said(fresh)["town"] == said(store)["town"]


def test_a_big_list_goes_into_several_files(
    store: SqliteStore, fresh: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "BYTES_A_FILE", 100)
    roles = "roles:\n" + "".join(f"  - {{id: r{number}, name: A role}}\n" for number in range(12))
    put(store, write(tmp_path / "town", {"x.yaml": roles}))
    put(fresh, exported(store, "town", tmp_path / "out", json_lines=False))
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert names == ["dataset.yaml", "roles-2.yaml", "roles-3.yaml", "roles-4.yaml", "roles.yaml"]
    assert said(fresh)["town"] == said(store)["town"]
