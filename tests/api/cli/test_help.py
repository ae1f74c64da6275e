"""Help: quick, with an example for every command, and the same short texts wherever they stand."""

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from remit import __version__
from remit.api.cli.group import Command, Group
from remit.api.cli.root import COMMANDS, root
from tests.api.cli.conftest import Run

HEAVY = (
    "rich",
    "strawberry",
    "graphql",
    "starlette",
    "uvicorn",
    "anyio",
    "yaml",
    "networkx",
    "neo4j",
    "sqlite3",
)
LOADED = "import sys; from remit.api.cli import main\ntry: main({args!r})\nfinally: print(*sys.modules, file=sys.stderr)"


def commands(command: click.Command = root, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, (*path, name))


each_command = pytest.mark.parametrize("path", list(commands()), ids=lambda path: " ".join(path) or "remit")


@each_command
def test_every_help_has_an_example(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    head, _, examples = result.stdout.rpartition("\nExample")
    assert f"remit {' '.join(path)}".strip() in examples
    assert max(map(len, head.splitlines())) <= 80


@each_command
def test_the_examples_are_commands_that_can_be_read(path: tuple[str, ...]) -> None:
    context = click.Context(root)
    command: click.Command | None = root
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(context, name)
    assert isinstance(command, Command | Group)
    assert command.get_help(context)  # some examples are only made for the help
    assert command.examples
    assert all(example.startswith("remit ") for example in command.examples)


@pytest.mark.parametrize(
    "args", [["--help"], ["ask", "--help"], ["load", "--help"], ["serve", "--help"]], ids=" ".join
)
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(args=args)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert loaded & set(HEAVY) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name: str) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.name == name
    assert command.help


def test_an_unknown_command_suggests_a_near_one(run: Run) -> None:
    result = run("serch", "x")
    assert result.exit_code == 2
    assert "There is no command 'serch'. Did you mean search?" in result.stderr
    assert "There are: serve, ask" in run("zzz").stderr


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"remit {__version__}\n"
