"""Graphs for tests of questions, stated in YAML as a user would."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from remit.graphmodel.graph import Graph
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.loaders.load import load
from remit.queries.question import Answer
from remit.queries.registry import question_named

TODAY = date(2020, 6, 1)
AUTHOR = Author("tester", "2020-06-01T12:00:00Z", "a test", "request-1")


class Stated:
    """A store that says what the YAML of a test says, and the questions over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = SqliteStore.open(folder / "remit.db", create=True)

    def say(self, text: str, dataset: str = "x", head: str = "") -> "Stated":
        """Load a data set (date 2020-01-01, prefix as its name) whose statements are `text`."""
        place = self.folder / dataset
        place.mkdir(exist_ok=True)
        (place / "dataset.yaml").write_text(f"dataset: {dataset}\ntitle: {dataset}\ndate: 2020-01-01\n{head}")
        (place / "statements.yaml").write_text(text)
        load(self.store, [place], AUTHOR)
        return self

    def graph(self, as_at: date | None = TODAY, **view: Any) -> Graph:
        """The graph through a view."""
        return self.store.graph(View(as_at=as_at, **view))

    def ask(self, question: str, view: dict[str, Any] | None = None, **parameters: Any) -> Answer[Any]:
        """Ask a question by its name."""
        asked = question_named(question)
        return asked.ask(self.graph(**(view or {})), asked.parameters(**parameters))


@pytest.fixture
def stated(tmp_path: Path) -> Iterator[Stated]:
    """An empty store to state things in."""
    made = Stated(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def ways() -> Callable[[Answer[Any]], list[list[str]]]:
    """The lines of an answer as lists of ids without their prefix."""

    def short(answer: Answer[Any]) -> list[list[str]]:
        return [
            [each.partition("/")[2] for each in (row.from_.id, *(hop.object.id for hop in row.hops))]
            for row in answer.rows
        ]

    return short
