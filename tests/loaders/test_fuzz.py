"""Whatever bytes a file holds: they load, or are refused as data; nothing else is raised, and a refusal changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remit.graphmodel.errors import DataRefused, Problem
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders.coverage import check_coverage
from tests.loaders.trying import HEAD, JSON_HEAD, ROLES, put, said, write

YAML = (
    ROLES
    + """duties:
  - id: record
    name: "Record: every referral"
    modality: must
    valid_from: 2024-04-01
    accountable: {from: chief, how: joint, reason: Both sign.}
    responsible:
      - {from: The Director, share: lead}
      - from: chief
        evidence: inferred
        reason: >-
          Because.
        based_on: [chief REPORTS_TO director, 'other: other/mayor']
edges:
  - {from: chief, relation: REPORTS_TO, to: director}
"""
)
LINES = (
    JSON_HEAD
    + '{"kind": "Role", "id": "town/a", "name": "A", "posts": 2, "none": ["HOLDS"]}\n'
    + '{"kind": "Role", "id": "town/b", "name": "B", "aliases": ["\\u00e9"], "valid_to": "ended"}\n'
    + '{"relation": "REPORTS_TO", "from": "town/a", "to": "town/b", "line": "management"}\n'
)
PARTS = st.sampled_from(
    [
        ":", "- ", "\n", "\t", "  ", "{", "}", "[", "]", "&a ", "*a", "!", "!!str ", "#", "'", '"', "|", ">", "%", "---\n", "? ",
        "~", "null", "id", "name: ", "id: chief", "to: a", "from", "2024-13", "-1", "\0", "\ufeff", "\x85", "\u2028", "\ud7ff",
        "é", "based_on: [", "source: chief", "class: true", "standing: proposed", "\\ud800", "\\u0000", "1e999", "true",
        '"relation": ', '"kind": "Duty", ', "prefix: /", "complete: [", "HOLDS", "valid_to: ended", "9999", "none: ",
    ]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """A text with pieces put in, cut out, doubled or overwritten."""
    raw = bytearray(text.encode())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 30)))
        what = draw(st.sampled_from(("put", "cut", "twice", "bytes")))
        if what == "put":
            raw[start:start] = draw(PARTS).encode()
        elif what == "cut":
            del raw[start:end]
        elif what == "twice":
            raw[start:start] = raw[start:end]
        else:
            raw[start:end] = draw(st.binary(max_size=4))
    return bytes(raw)


@pytest.fixture(scope="module")
def try_to_load(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[dict[str, str | bytes]], None]]:
    """Loads a folder of these files over a store that has the data set already."""
    place = tmp_path_factory.mktemp("fuzz")
    other = "dataset: other\ntitle: O\ndate: 2020\n"
    with closing(SqliteStore.open(place / "store.db", create=True)) as store:
        put(
            store,
            write(place / "other", {"dataset.yaml": other, "x.yaml": "roles: [{id: mayor, name: Mayor}]"}),
        )

        def try_it(files: dict[str, str | bytes]) -> None:
            folder = place / "files"
            folder.mkdir(exist_ok=True)
            for old in folder.iterdir():
                old.unlink()
            for name, text in files.items():
                (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
            before = store.last_change()
            known = said(store)
            problems: list[Problem] | None = None
            try:
                put(store, folder)
            except DataRefused as error:
                problems = error.problems
            if problems is not None:
                assert problems
                assert all(each.message and each.mend for each in problems)
                assert (store.last_change(), said(store)) == (before, known)

        yield try_it


def test_the_texts_that_are_mutated_load(
    try_to_load: Callable[..., None], store: SqliteStore, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "town", {"x.yaml": YAML}))
    path = tmp_path / "lines.jsonl"
    path.write_text(LINES)
    put(store, path)
    assert store.last_change() == 3


@settings(max_examples=150, deadline=None)
@given(mutated(YAML))
def test_mutated_yaml_loads_or_is_refused(try_to_load: Callable[..., None], content: bytes) -> None:
    try_to_load({"dataset.yaml": HEAD, "x.yaml": content})


@settings(max_examples=100, deadline=None)
@given(mutated(HEAD + "source: book\ncomplete: [HOLDS]\n"))
def test_a_mutated_head_loads_or_is_refused(try_to_load: Callable[..., None], content: bytes) -> None:
    try_to_load({"dataset.yaml": content, "x.yaml": YAML + "sources: [{id: book, name: Book}]\n"})


@settings(max_examples=120, deadline=None)
@given(mutated(LINES))
def test_mutated_json_lines_load_or_are_refused(try_to_load: Callable[..., None], content: bytes) -> None:
    try_to_load({"x.jsonl": content})


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes_load_or_are_refused(try_to_load: Callable[..., None], content: bytes) -> None:
    try_to_load({"dataset.yaml": HEAD, "x.yaml": content})
    try_to_load({"x.jsonl": content})


COVERAGE = """document: d.txt
lines:
  - {locator: "1", hash: 9f86d081884c7d65, states: [chief, director, chief REPORTS_TO director]}
  - {locator: "2", hash: 60303ae22b998861, left_out: a heading}
"""


@settings(max_examples=100, deadline=None)
@given(mutated(COVERAGE))
def test_a_mutated_coverage_file_is_checked_without_a_crash(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "coverage"
    document = folder / "d.txt"
    write(folder, {"x.yaml": ROLES, "coverage.yaml": content, "d.txt": "test\n\n other \n"})
    assert all(each.message and each.mend for each in check_coverage(folder, document))
