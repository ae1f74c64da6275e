"""An answer explained: the command that asks it again exactly, the facts that it rests on, what was looked for."""

from dataclasses import dataclass
from typing import Annotated, Any

from remit.api.rerun import rerun
from remit.graphmodel.graph import Graph
from remit.queries.explaining import FactUsed, explain
from remit.queries.question import Answer, Doc, Question


@dataclass(frozen=True, slots=True)
class Explained:
    """What an answer rests on, and how to ask for it again."""

    command: Annotated[
        str,
        Doc(
            "The command that asks it again exactly, with what was left open spelled out: day, change, defaults."
        ),
    ]
    facts: Annotated[
        tuple[FactUsed, ...], Doc("The facts that were read for it, those that its rows show first.")
    ]
    left_out: Annotated[int, Doc("How many more were read, beyond those listed.")]
    looks: Annotated[tuple[str, ...], Doc("What was counted, or looked for and perhaps not found.")]


def explained(
    question: Question, parameters: Any, graph: Graph, *, store: str | None = None, most: int | None = None
) -> tuple[Answer[Any], Explained]:
    """Ask a question and explain its answer; `store` goes into the command, `most` bounds the facts."""
    answer, told = explain(question, graph, parameters, most)
    return answer, Explained(
        rerun(question, parameters, graph.view, store), told.facts, told.left_out, told.looks
    )
