import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Run by itself: another test may already have loaded anything under any name.
LOAD_EVERYTHING = """
import importlib, pathlib, pkgutil, sys

import remit

def fail(name):
    raise

for module in pkgutil.walk_packages(remit.__path__, "remit.", onerror=fail):
    importlib.import_module(module.name)

root = pathlib.Path(sys.argv[1])
for name, module in sorted(sys.modules.items()):
    file = getattr(module, "__file__", None)
    if file and pathlib.Path(file).resolve().is_relative_to(root):
        print(name, pathlib.Path(file).resolve().relative_to(root))
"""


def loaded() -> list[tuple[str, Path]]:
    """Every module of the checkout, by the name it is loaded under, and its file, links followed."""
    run = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING, str(ROOT)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    pairs = (line.split(" ", 1) for line in run.stdout.splitlines())
    return [(name, Path(file)) for name, file in pairs if not file.startswith(".venv")]


def test_every_module_is_loaded_once_and_below_remit() -> None:
    names: dict[Path, list[str]] = {}
    for name, file in loaded():
        names.setdefault(file, []).append(name)

    assert {file: found for file, found in names.items() if len(found) > 1} == {}
    assert [name for found in names.values() for name in found if name.split(".")[0] != "remit"] == []


def test_every_file_is_a_module_that_loads() -> None:
    files = {file for _, file in loaded()}

    for package in ("graphmodel", "loaders", "queries", "api"):
        sources = {path.relative_to(ROOT) for path in (ROOT / package).rglob("*.py")}
        assert sources - files == set(), "a folder without __init__.py?"


def test_remit_links_to_the_packages_beside_it() -> None:
    for package in ("graphmodel", "loaders", "queries", "api"):
        link = ROOT / "remit" / package
        assert link.is_symlink()
        assert link.readlink() == Path("..", package)
