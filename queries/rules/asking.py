"""All rows of a question, page by page: for checks that look for what a question tells."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from remit.graphmodel.graph import Graph
from remit.queries.question import MOST_FIRST, Question


def rows_of(graph: Graph, question: Question, parameters: Any) -> Iterator[Any]:
    """Every row of a paged question, in its order; no more pages are asked for than are read."""
    asked = replace(parameters, first=MOST_FIRST)
    while True:
        answer = question.ask(graph, asked)
        yield from answer.rows
        if answer.after is None:
            return
        asked = replace(asked, after=answer.after)
