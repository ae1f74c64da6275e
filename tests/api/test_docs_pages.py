"""The pages made from the code are as the code makes them, and what they show runs."""

import re
import shlex
from pathlib import Path

import click
import pytest
from graphql import build_schema, parse, validate

from remit.api.cli.root import root
from remit.api.docs_pages import main, pages
from remit.queries.registry import QUESTIONS

ROOT = Path(__file__).parents[2]
MEND = "run: python -m remit.api.docs_pages"


@pytest.mark.parametrize("name", pages())
def test_pages_are_up_to_date(name: str) -> None:
    page = ROOT / "docs" / name
    assert page.is_file(), MEND
    assert page.read_text(encoding="utf-8") == pages()[name], MEND


def test_no_page_is_left_of_a_question_that_is_gone() -> None:
    found = {f"questions/{path.name}" for path in (ROOT / "docs" / "questions").glob("*.md")}
    assert found == {name for name in pages() if name.startswith("questions/")}, MEND


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_graphql_of_each_page_fits_the_schema(question: object) -> None:
    schema = build_schema((ROOT / "api/graphql/schema.graphql").read_text(encoding="utf-8"))
    page = pages()[f"questions/{getattr(question, 'name')}.md"]  # noqa: B009
    (query,) = re.findall(r"```graphql\n(.*?)```", page, re.DOTALL)
    assert validate(schema, parse(query)) == []


def test_the_page_of_commands_has_every_command() -> None:
    text = pages()["cli.md"]
    headings = re.findall(r"^##+ (remit.*)$", text, re.MULTILINE)
    for path in headings:
        command: click.Command | None = root
        for name in shlex.split(path)[1:]:
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), name)
        assert command is not None
    assert {f"remit {name}" for name in root.list_commands(click.Context(root))} <= set(headings)


def test_writing_takes_away_old_pages(tmp_path: Path) -> None:
    old = tmp_path / "questions" / "gone.md"
    old.parent.mkdir()
    old.write_text("gone", encoding="utf-8")
    main(tmp_path)
    assert not old.exists()
    assert (tmp_path / "model.md").is_file()


def test_pages_name_nothing_of_this_machine() -> None:
    home = str(Path.home())
    assert not any(home in text or str(ROOT) in text for text in pages().values())
