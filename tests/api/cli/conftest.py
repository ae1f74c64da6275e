"""Ways to run the command line, and stores to run it on."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from remit.api.cli.root import root
from remit.api.wiring import make_with_bundled

Run = Callable[..., Result]
BEGUN = """\
    dataset: my-council
    title: Scheme of delegation
    date: 2024-04
    prefix: my-council
    source: scheme
"""
ROLES = """\
    sources:
      - {id: scheme, name: Scheme of delegation, date: 2024-04}
    agencies:
      - {id: council, name: My Council, locator: "1"}
    roles:
      - {id: chief-executive, name: Chief Executive, locator: "1"}
      - id: director
        name: Director of Education
        locator: "2"
        reports_to: chief-executive
      - id: head
        name: Head of Schools
        locator: "3"
        reports_to: director
    people:
      - {id: ada, name: Ada Brown, locator: "2", holds: director}
    duties:
      - {id: plan, name: Publish a plan., modality: must, locator: "4", accountable: director}
      - {id: review, name: Review the plan., modality: must, locator: "5"}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `remit` in an empty folder, as somebody who has named no store."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REMIT_STORE", raising=False)
    monkeypatch.delenv("REMIT_DEBUG", raising=False)
    monkeypatch.setenv("REMIT_USER", "tester")
    monkeypatch.setenv("COLUMNS", "80")

    def run(*args: str | Path, given: str | None = None) -> Result:
        return CliRunner().invoke(root, [str(each) for each in args], input=given, prog_name="remit")

    return run


@pytest.fixture(scope="session")
def bundled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled data sets, for reading."""
    path = tmp_path_factory.mktemp("bundled") / "bundled.db"
    make_with_bundled(path)
    return path


@pytest.fixture
def ask(run: Run, bundled_file: Path) -> Run:
    """Ask a question of the bundled data sets."""
    return lambda *args: run("ask", *args, "--store", bundled_file)


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A small data set, in YAML, to edit."""
    folder = tmp_path / "council"
    folder.mkdir()
    (folder / "dataset.yaml").write_text(dedent(BEGUN), encoding="utf-8")
    (folder / "roles.yaml").write_text(dedent(ROLES), encoding="utf-8")
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    """Change the text of the data set's roles."""
    file = folder / "roles.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
