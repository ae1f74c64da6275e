"""The wheel, built both ways from a copy of the tree, and installed where there is no checkout."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import remit

ROOT = Path(__file__).parents[2]
PACKAGES = ("graphmodel", "loaders", "queries", "api")
DATA = ("planted.yaml", "planted.json", "planted.sql", "planted.cypher", "planted.html", "planted.md")
PAGE_FILES = ("graphiql.min.js", "graphiql.min.css", "react.production.min.js", "LICENSES.txt")
TREE = ("remit", *PACKAGES, "pyproject.toml", "LICENSE", ".gitignore", "README.md")

# One worker builds; the others leave these tests to it.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """What a program prints, run without anything of this process's Python."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Built:
    """A copy of the tree and the wheels made of it."""

    tree: Path
    from_tree: Path
    from_sdist: Path

    @staticmethod
    def files(wheel: Path) -> set[str]:
        """The names of all files in a wheel."""
        with zipfile.ZipFile(wheel) as opened:
            return {name for name in opened.namelist() if not name.endswith("/")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tree is copied, so that files of every sort can be planted in it."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tree.mkdir()
    for name in TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, tree / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
            )
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, tree)
    for package in PACKAGES:
        for name in DATA:
            planted = tree / package / "templates" / name
            planted.parent.mkdir(exist_ok=True)
            planted.write_text("planted\n")
        (tree / package / "__pycache__").mkdir()
        (tree / package / "__pycache__" / "planted.cpython-311.pyc").write_bytes(b"planted")
    page = tree / "api" / "static" / "graphiql"
    page.mkdir(parents=True, exist_ok=True)
    for name in PAGE_FILES:
        (page / name).write_text("planted\n")

    build = (sys.executable, "-m", "build", "--no-isolation")
    run(*build, "--wheel", "--outdir", folder / "a", tree)
    run(*build, "--outdir", folder / "b", tree)  # the sdist, and from it the wheel
    return Built(tree, next((folder / "a").glob("*.whl")), next((folder / "b").glob("*.whl")))


def test_both_wheels_hold_the_same(built: Built) -> None:
    assert Built.files(built.from_tree) == Built.files(built.from_sdist)


def test_remit_is_the_only_name_the_wheel_adds(built: Built) -> None:
    metadata = f"remit-{remit.__version__}.dist-info"

    assert {name.split("/")[0] for name in Built.files(built.from_tree)} == {"remit", metadata}


def test_the_wheel_holds_every_file_of_the_packages(built: Built) -> None:
    sources = [path for package in PACKAGES for path in (built.tree / package).rglob("*") if path.is_file()]
    wanted = {
        f"remit/{path.relative_to(built.tree)}"
        for path in sources
        if path.parent.name not in {"__pycache__", "graphiql"}
    }
    wanted |= {f"remit/api/static/graphiql/{name}" for name in PAGE_FILES}
    wanted |= {f"remit/{package}/templates/{name}" for package in PACKAGES for name in DATA}
    wanted |= {"remit/__init__.py", "remit/__main__.py", "remit/py.typed"}

    assert wanted - Built.files(built.from_sdist) == set()


def test_the_wheel_holds_nothing_that_was_left_over(built: Built) -> None:
    files = Built.files(built.from_sdist)

    assert [name for name in files if name.endswith(".pyc") or "__pycache__" in name] == []
    assert "remit/api/static/graphiql/made-from" not in files


def needed(name: str, seen: dict[str, importlib.metadata.Distribution]) -> None:
    """Add to `seen` what an installed distribution needs to run, itself and extras left out."""
    for text in importlib.metadata.requires(name) or ():
        wish = Requirement(text)
        key = canonicalize_name(wish.name)
        if key not in seen and (wish.marker is None or wish.marker.evaluate({"extra": ""})):
            seen[key] = importlib.metadata.distribution(wish.name)
            needed(wish.name, seen)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The bin folder of an environment that has the wheel and, by links, only what its metadata asks for.

    So a dependency that the code uses and pyproject.toml does not name is missing here, and no network is asked.
    """
    environment = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--no-deps", "--no-index", built.from_sdist)

    libraries: dict[str, importlib.metadata.Distribution] = {}
    needed("remit", libraries)
    for library in libraries.values():
        for top in {file.parts[0] for file in library.files or ()} - {"..", "__pycache__"}:
            (site / top).symlink_to(Path(str(library.locate_file(top))))
    run(*pip, "check")
    yield environment / "bin"
    shutil.rmtree(environment)


def test_the_commands_run_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    assert remit.__version__ in run(installed / "remit", "--version", cwd=tmp_path)
    assert "Usage" in run(installed / "remit", "--help", cwd=tmp_path)
    assert "Usage" in run(installed / "python", "-m", "remit", "--help", cwd=tmp_path)


def test_remit_is_the_one_that_was_installed(installed: Path, tmp_path: Path) -> None:
    file = run(installed / "python", "-c", "import remit; print(remit.__file__)", cwd=tmp_path)

    assert Path(file.strip()).is_relative_to(installed.parent)


def test_every_module_loads_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    walk = """
import importlib, pkgutil, sys, remit
for module in pkgutil.walk_packages(remit.__path__, "remit.", onerror=lambda name: sys.exit(f"{name} does not load")):
    importlib.import_module(module.name)
    print(module.name)
"""
    names = run(installed / "python", "-c", walk, cwd=tmp_path).split()

    assert {f"remit.{package}" for package in PACKAGES} <= set(names)
