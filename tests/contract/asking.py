"""Every question with the parameters of its example, asked of any graph; and answers without the numbers of new facts."""

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from remit.api.cli.answering import answer_as_json
from remit.api.cli.ask import command_of
from remit.api.cli.options import Reading
from remit.graphmodel.errors import RemitError
from remit.graphmodel.graph import Graph
from remit.queries.question import Question
from remit.queries.registry import NAMES, question_named

_NUMBER = re.compile(r"(?<![\w-])0*2000000\d{3}(?!\w)")


def parameters_of(question: Question) -> Any:
    """The parameters of a question's example."""
    found: list[Any] = []

    def noted(asked: Question, _told: Reading, values: dict[str, Any]) -> None:
        found.append(asked.parameters(**values))

    command_of(question, noted).main(shlex.split(question.arguments), standalone_mode=False)
    return found[0]


def asked(graph: Graph, names: Iterable[str] = NAMES) -> dict[str, Any]:
    """What questions answer, every one unless some are named, as JSON, or what they refuse with; without the view."""
    return {name: _answer(graph, question_named(name)) for name in names}


def _answer(graph: Graph, question: Question) -> Any:
    parameters = parameters_of(question)
    try:
        answer = question.ask(graph, parameters)
    except RemitError as error:
        return [type(error).__name__, str(error)]
    told = answer_as_json(question, parameters, graph.view, answer)
    assert isinstance(told, dict)
    return {key: value for key, value in told.items() if key != "view"}


def numbered(told: Any, numbers: Mapping[int, int]) -> Any:
    """An answer with the numbers that drafted facts have once they are adopted."""
    text = json.dumps(told, sort_keys=True)
    return json.loads(_NUMBER.sub(lambda found: _padded(found[0], numbers), text))


def _padded(number: str, numbers: Mapping[int, int]) -> str:
    new = str(numbers[int(number)])
    return new.zfill(len(number)) if number.startswith("0") else new
