"""YAML in the documents: files of a data set, and parts of one."""

import re
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from remit.graphmodel.errors import DataRefused, Problem
from remit.graphmodel.kinds import KINDS, PLURALS, fields_of
from remit.graphmodel.relations import FORWARD, INVERSE, RELATIONS
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.tree import Mapping, Tree, read_tree
from remit.loaders import head
from remit.loaders.load import load
from remit.loaders.raw import COMMON

_NAMED = re.compile(r"# ([a-z0-9-]+(?:/[a-z0-9.-]+)*\.ya?ml)")
_COVERAGE = {"document", "lines"}
_FIELDS = {each.name for kind in KINDS for each in fields_of(kind)} | {"id", "standing", *COMMON}
_FIELDS |= {each.name for relation in RELATIONS for each in relation.fields} | {*FORWARD, *INVERSE}
# A part of a data set may speak of nodes that it does not show.
_ELSEWHERE = re.compile(r"no such node|there is no node|no node of this data set is called")
AUTHOR = Author("planner", "2026-01-01T00:00:00Z", "a part of a data set", "docs")


def path_named(text: str) -> str | None:
    """The file that a block's first line names."""
    named = _NAMED.fullmatch(text.partition("\n")[0].strip())
    return named[1] if named else None


def check_part(text: str) -> None:
    """Check a block that is no file of its own: keys and values must be right, whatever it leaves out."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "part.yaml"
        path.write_text(text + "\n", encoding="utf-8")
        problems: list[Problem] = []
        tree = read_tree(path, "part.yaml", problems)
        assert not problems, problems
        assert isinstance(tree, Mapping), "a part of a data set is a mapping"
        keys = {key.text or "" for key, _ in tree.items}
        if "dataset" in keys:
            assert keys <= set(head.KEYS), f"dataset.yaml has no {keys - set(head.KEYS)}"
        elif keys & {*PLURALS, "edges"}:
            _check_statements(Path(folder))
        elif not keys <= _COVERAGE:
            _check_fields(tree)


def _check_statements(folder: Path) -> None:
    (folder / "dataset.yaml").write_text("dataset: part\ntitle: Part\ndate: 2024\n", encoding="utf-8")
    with closing(SqliteStore.open(folder / "part.db", create=True)) as store:
        try:
            load(store, [folder], AUTHOR, dry_run=True)
        except DataRefused as refused:
            wrong = [problem for problem in refused.problems if not _ELSEWHERE.search(problem.message)]
            assert not wrong, "\n".join(map(str, wrong))


def _check_fields(tree: Tree) -> None:
    assert isinstance(tree, Mapping)
    for key, _ in tree.items:
        assert key.text in _FIELDS, f"nothing has a field {key.text!r}"
