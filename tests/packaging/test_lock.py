import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ASKED = sorted(
    {
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["build-system"]["requires"],
    }
)
LOCKS = ("requirements.lock", "scripts/node.lock")


def locked(lock: str) -> list[tuple[Requirement, int]]:
    """Each package of a lock file, and how many hashes it has."""
    entries = (ROOT / lock).read_text().replace("\\\n", " ").splitlines()
    return [
        (Requirement(re.sub(r"\s--hash=\S+", "", entry)), entry.count("--hash=sha256:")) for entry in entries
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_hashes(lock: str) -> None:
    for package, hashes in locked(lock):
        assert re.fullmatch(r"==[\w.]+", str(package.specifier)), package
        assert hashes > 0, package


@pytest.mark.parametrize("asked", ASKED)
def test_the_lock_has_what_the_project_asks_for(asked: str) -> None:
    wish = Requirement(asked)
    versions = [
        next(iter(package.specifier)).version
        for package, _ in locked("requirements.lock")
        if canonicalize_name(package.name) == canonicalize_name(wish.name)
    ]

    assert versions, f"{wish.name} is not in requirements.lock: run make lock"
    assert [version for version in versions if version not in wish.specifier] == [], "run make lock"


@pytest.mark.parametrize("file", [*LOCKS, "pyproject.toml", ".npmrc"])
def test_no_file_says_where_packages_come_from(file: str) -> None:
    text = (ROOT / file).read_text()

    assert "://" not in text
    assert "index-url" not in text


def test_the_npm_lock_says_what_and_not_where() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    bundled = {name: package for name, package in packages.items() if name}

    assert [name for name, package in bundled.items() if "resolved" in package] == []
    assert [name for name, package in bundled.items() if "integrity" not in package] == []


def test_every_library_has_its_line_in_the_docs() -> None:
    page = (ROOT / "docs" / "libraries.md").read_text().lower()
    extras = [wish for extra in PROJECT["project"]["optional-dependencies"].values() for wish in extra]

    for asked in [*ASKED, *extras]:
        assert f"| {Requirement(asked).name.lower()} |" in page
