import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def checkout(folder: Path) -> Path:
    """A folder with as much of the project as set-up looks at before it makes anything."""
    (folder / "scripts").mkdir(parents=True)
    (folder / "scripts" / "setup.sh").write_text((ROOT / "scripts" / "setup.sh").read_text())
    (folder / "remit" / "graphmodel").mkdir(parents=True)
    (folder / "remit" / "graphmodel" / "__init__.py").touch()
    return folder


def set_up(folder: Path, python: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/setup.sh"],
        cwd=folder,
        env={**os.environ, "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_an_older_python_is_refused_by_name(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "project")
    old = program(tmp_path / "old-python", 'case "$2" in *platform*) echo 3.10.13 ;; *) exit 1 ;; esac')

    run = set_up(folder, old)

    assert run.returncode != 0
    assert "Remit needs Python 3.11 or later" in run.stderr
    assert f"{old} is Python 3.10.13" in run.stderr
    assert not (folder / ".venv").exists()


def test_a_python_without_venv_is_refused_with_the_mend(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "project")
    bare = program(
        tmp_path / "bare-python",
        'case "$2" in *platform*) echo 3.12.1 ;; *ensurepip*) exit 1 ;; esac',
    )

    run = set_up(folder, bare)

    assert run.returncode != 0
    assert "apt-get install python3-venv" in run.stderr


def test_a_python_that_is_not_there_is_named(tmp_path: Path) -> None:
    run = set_up(checkout(tmp_path / "project"), tmp_path / "nowhere")

    assert run.returncode != 0
    assert f"There is no {tmp_path}/nowhere that runs" in run.stderr


def test_a_checkout_without_links_is_named(tmp_path: Path) -> None:
    folder = checkout(tmp_path / "project")
    (folder / "remit" / "graphmodel" / "__init__.py").unlink()

    run = set_up(folder, tmp_path / "nowhere")

    assert run.returncode != 0
    assert "symbolic links" in run.stderr
