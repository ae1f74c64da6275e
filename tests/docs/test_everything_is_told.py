"""What there is to know is in the documents: commands, options, questions, settings, words, codes."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from remit.api.cli.root import COMMANDS, root
from remit.api.graphql import limits
from remit.api.graphql.call import MOST_FIELDS
from remit.api.statuses import INTERNAL, Status, status_of
from remit.graphmodel import errors, kinds, relations, statements
from remit.graphmodel.errors import RemitError
from remit.queries.breaks import REASONS as BREAKS
from remit.queries.holding import STATES
from remit.queries.registry import QUESTIONS
from tests.docs.blocks import PAGES, ROOT, name_of

DOCS = ROOT / "docs"
# Pages that a program writes from the code would mention everything, whatever it is.
WRITTEN = [page for page in PAGES if not re.match(r"docs/(cli|model|questions/.*)\.md", name_of(page))]
CODE = (
    "api",
    "graphmodel",
    "loaders",
    "queries",
    "scripts",
    "Makefile",
    "remit/__init__.py",
    "remit/__main__.py",
)


def text_of(pages: list[Path]) -> str:
    """The text of pages."""
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def commands(command: click.Command, name: str = "remit") -> Iterator[tuple[str, click.Command]]:
    """Every command below a command, by the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from commands(found, f"{name} {inner}")


def test_every_command_is_told_by_hand() -> None:
    told = text_of(WRITTEN)
    assert set(COMMANDS) == {name.split()[1] for name, _ in commands(root) if name != "remit"}
    for name, _ in commands(root):
        if not name.startswith("remit ask "):
            assert name in told, f"no page tells of {name}"


def test_every_option_is_told_besides_in_the_help() -> None:
    told = text_of([page for page in PAGES if name_of(page) != "docs/cli.md"])
    options = {
        tuple(parameter.opts): name
        for name, command in commands(root)
        for parameter in command.params
        if isinstance(parameter, click.Option)
    }
    missing = {
        forms: name
        for forms, name in options.items()
        if not any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", told) for form in forms)
    }
    assert len(options) > 20
    assert not missing


def test_every_question_has_its_page_and_is_listed() -> None:
    listed = (DOCS / "questions/README.md").read_text(encoding="utf-8")
    assert len(QUESTIONS) >= 7
    for question in QUESTIONS:
        assert f"]({question.name}.md)" in listed
        assert f"remit ask {question.name}" in (DOCS / f"questions/{question.name}.md").read_text(
            encoding="utf-8"
        )


def test_every_setting_is_told() -> None:
    files = [
        path
        for name in CODE
        for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*"))
    ]
    settings = {
        name
        for path in files
        if path.suffix in {".py", ".sh", ""} and path.is_file()
        for name in re.findall(r"\bREMIT_[A-Z][A-Z_]*\b", path.read_text(encoding="utf-8"))
    }
    told = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert {"REMIT_STORE", "REMIT_USER", "REMIT_DEBUG"} <= settings
    assert not {name for name in settings if f"`{name}`" not in told}


def test_every_exit_code_is_told() -> None:
    told = (DOCS / "settings.md").read_text(encoding="utf-8")
    for status in statuses():
        assert f"\n| {status.exit_code} | " in told, f"exit code {status.exit_code}"


def test_every_code_of_an_error_is_told_with_its_status() -> None:
    rows = [
        line.split("|")[1:3]
        for line in (DOCS / "graphql.md").read_text(encoding="utf-8").splitlines()
        if line[:2] == "| "
    ]
    for status in statuses():
        row = [cells for cells in rows if f"`{status.code}`" in cells[0]]
        assert row, f"docs/graphql.md does not tell of {status.code}"
        assert str(status.http) in row[0][1], f"{status.code} has the status {status.http}"


def statuses() -> list[Status]:
    """The status of every error that is raised on purpose, and of the others."""
    waiting: list[type[RemitError]] = [errors.RemitError]
    for each in waiting:
        waiting += each.__subclasses__()
    return [INTERNAL, *(status_of(each.__new__(each)) for each in waiting)]


def test_the_limits_that_are_told_are_those_of_the_code() -> None:
    told = (DOCS / "graphql.md").read_text(encoding="utf-8")
    for what, limit in (
        ("document", f"{limits.MOST_CHARACTERS:,} characters, {limits.MOST_TOKENS:,} tokens"),
        ("levels", f"{limits.DEEPEST}"), ("aliases", f"{limits.MOST_ALIASES}"),
        ("fields, fragments written out", f"{limits.MOST_FIELDS:,}"), ("fields of an answer", f"{MOST_FIELDS:,}"),
    ):  # fmt: skip
        assert f"\n| {what} | {limit} |" in told


WORDS = (
    *(kind.name for kind in kinds.KINDS), *kinds.STANDINGS, *kinds.MODALITIES, *kinds.FORCES, *kinds.SPHERES,
    *statements.EVIDENCE, *relations.LINES, *BREAKS[:-1], *STATES,
)  # fmt: skip


@pytest.mark.parametrize("word", dict.fromkeys(WORDS))
def test_every_word_is_explained(word: str) -> None:
    told = (DOCS / "words.md").read_text(encoding="utf-8")
    assert re.search(rf"\b{re.escape(word)}\b", told, re.IGNORECASE), (
        f"docs/words.md does not tell what {word} is"
    )


def test_every_kind_and_relation_is_in_the_model_page() -> None:
    told = (DOCS / "model.md").read_text(encoding="utf-8")
    for name in (*kinds.KIND, *relations.RELATION):
        assert f"\n### {name}\n" in told
