"""Asking a question of a store and writing its answer; what `ask` and `search` share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from remit.api.cli.options import Form, Reading
from remit.api.cli.output import tell, write_csv, write_json
from remit.api.clock import today
from remit.api.flat import csv_lines
from remit.api.jsonable import Json, jsonable
from remit.api.views import Asked, view_as_json, view_of
from remit.api.wiring import store_to_read, who
from remit.graphmodel.graph import Graph
from remit.graphmodel.view import View
from remit.queries.question import Answer, Question


@contextmanager
def graph_of(told: Reading) -> Iterator[Graph]:
    """The graph of the store and view that the command line names."""
    with store_to_read(told.store, tell) as store:
        asked = Asked(told.as_at or today(), told.known_at, told.strict, told.proposed, told.datasets)
        if told.scenario is None:
            yield store.graph(view_of(store, asked))
        else:
            from remit.api.planned import planned

            yield planned(store, told.scenario, asked, who(), day_given=told.as_at is not None)


def answer_question(question: Question, told: Reading, values: dict[str, Any]) -> None:
    """Ask a question of the registry and write the answer in the form wanted."""
    parameters = question.parameters(**values)
    with graph_of(told) as graph:
        answer = question.ask(graph, parameters)
        view = graph.view
    if told.form is Form.JSON:
        write_json(answer_as_json(question, parameters, view, answer))
    elif told.form is Form.CSV:
        write_csv(csv_lines(question.row, answer.rows))
        if answer.after:
            tell(f"More rows follow: add --after {answer.after}")
    else:
        from remit.api.texts import write_text

        write_text(question, answer, sys.stdout)


def answer_as_json(question: Question, parameters: Any, view: View, answer: Answer[Any]) -> Json:
    """An answer and what was asked, as one JSON object."""
    return {
        "question": question.name,
        "parameters": jsonable(parameters),
        "view": view_as_json(view),
        "sentence": answer.sentence,
        "rows": [jsonable(row) for row in answer.rows],
        "notes": list(answer.notes),
        "truncated": answer.truncated,
        "next": answer.after,
    }
