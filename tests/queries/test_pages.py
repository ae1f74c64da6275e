"""Pages of every list question join up to the whole list, over the bundled data sets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from remit.graphmodel.graph import Graph
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.loaders.bundled import bundled
from remit.loaders.load import load
from remit.queries.question import Question
from remit.queries.registry import QUESTIONS
from tests.queries.conftest import AUTHOR

MOST = 1000
NEEDED: dict[str, dict[str, Any]] = {
    "raci": {"scope": "bath-nes/council"},
    "coverage": {"source": "west-mercia/chapter-2-2"},
    "when": {"text": "review"},
    "due": {"occasions": True},
}


def _askable(question: Question) -> bool:
    try:
        question.parameters(**NEEDED.get(question.name, {}))
    except TypeError:
        return False
    return question.paged


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    store = SqliteStore.open(tmp_path_factory.mktemp("pages") / "remit.db", create=True)
    load(store, bundled(), AUTHOR)
    yield store.graph(View(as_at=date(2014, 2, 15)))
    store.close()


@pytest.mark.parametrize(
    "question", [each for each in QUESTIONS if _askable(each)], ids=lambda question: str(question.name)
)
def test_small_pages_join_up_to_the_whole(graph: Graph, question: Question) -> None:
    asked = question.parameters(**NEEDED.get(question.name, {}), first=MOST)
    cursor = question.cursor
    assert cursor is not None

    def key(row: Any) -> list[object]:
        return [getattr(value, "id", value) for value in (getattr(row, name) for name in row.KEY)]

    answer = question.ask(graph, asked)
    whole = [key(row) for row in answer.rows]
    assert len({str(each) for each in whole}) == len(whole)
    paged: list[list[object]] = []
    after: str | None = ""
    small = max(1, len(whole) // 7)
    while after is not None and len(paged) < MOST:
        page = question.ask(graph, replace(asked, first=small, after=after))
        assert len(page.rows) == small or page.after is None
        paged += [key(row) for row in page.rows]
        assert page.after in (None, cursor(page.rows[-1]) if page.rows else None)
        after = page.after
    assert paged[:MOST] == whole
