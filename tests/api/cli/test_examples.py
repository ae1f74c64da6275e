"""The examples of every help text run as they are written."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from remit.api.cli.root import root
from remit.api.what_if import EXAMPLE
from tests.api.cli.conftest import Run
from tests.api.cli.test_check import PACK
from tests.api.cli.test_help import commands
from tests.servers.sharing import Servers, needed, versions

SERVER = "neo4j://host"


def examples() -> list[str]:
    found: dict[str, None] = {}
    for path in commands():
        command: click.Command | None = root
        for name in path:
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), name)
        found |= dict.fromkeys(getattr(command, "examples", ()))
    return [each for each in found if not each.startswith("remit serve")]


@pytest.fixture
def remit_on_path(tmp_path: Path) -> str:
    """A PATH that has a `remit`, whatever the environment of the tests is called."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "remit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m remit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return f"{programs}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize("example", [each for each in examples() if SERVER not in each])
def test_an_example_runs(
    run: Run, council: Path, bundled_file: Path, remit_on_path: str, example: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    council.rename("my-council")
    for named in ("remit.db", "council.db", "thousand.db"):
        shutil.copy(bundled_file, named)
    Path("our-rules.yaml").write_text(PACK, encoding="utf-8")
    if "--withdraw" in example:
        words = shlex.split(example)
        accepted = run(*words[1:4], "--reason", "known", "--until", "2100-01-01", "--store", "remit.db")
        assert accepted.exit_code == 0, accepted.output
    if "load thousand" in example:
        run("generate", "--roles", "20", "-o", "thousand")
    if "what-if" in example or "--scenario" in example:
        keep_scenarios(run, example, monkeypatch)
    done = subprocess.run(
        example, shell=True, capture_output=True, text=True, timeout=60, check=False,
        env=os.environ | {"PATH": remit_on_path},
    )  # fmt: skip
    # Nobody's store has the hash of an example; a check that finds something says so.
    expected = 1 if "--expect" in example or example.startswith("remit check") else 0
    assert done.returncode == expected, done.stderr
    assert done.stdout or done.stderr


STEPS = ("submit", "approve", "adopt", "undo")


def keep_scenarios(run: Run, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenarios that an example speaks of, in the state that it needs."""
    Path("plans").mkdir()
    shutil.copy(EXAMPLE, "plans/one-director.yaml")
    Path("more.yaml").write_text(
        "- rename: bath-nes/chief-executive\n  to: Head of Paid Service\n", encoding="utf-8"
    )
    if "what-if new" in example:
        return
    monkeypatch.setenv("REMIT_USER", "pat")
    for args in (("new", "--example"), ("share", "one-director")):
        assert run("what-if", *args, "--store", "remit.db").exit_code == 0
    monkeypatch.setenv("REMIT_USER", "tester")
    assert run("what-if", "new", "--example", "--store", "remit.db").exit_code == 0
    step = next((place for place, name in enumerate(STEPS) if f"what-if {name}" in example), 0)
    for name in STEPS[:step]:
        assert run("what-if", name, "one-director", "--store", "remit.db").exit_code == 0


@pytest.mark.xdist_group(f"neo4j-{versions()[0]}")
@pytest.mark.parametrize("example", [each for each in examples() if SERVER in each])
def test_an_example_on_a_server_runs(
    run: Run, bundled_file: Path, remit_on_path: str, neo4j_servers: Servers, example: str
) -> None:
    shutil.copy(bundled_file, "remit.db")
    with needed():
        neo4j_servers.address(versions()[0])
    with neo4j_servers.emptied(versions()[0]) as address:
        for written in (f"remit store prepare --store {SERVER}", example):
            done = subprocess.run(
                written.replace(SERVER, address.uri), shell=True, capture_output=True, text=True, timeout=120,
                check=False, env=os.environ | {
                    "PATH": remit_on_path, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password,
                    "REMIT_STORE": address.uri,
                },
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            assert done.stdout or done.stderr
