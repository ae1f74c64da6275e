"""What an answer rests on: the facts that were read for it, those that its rows show first, and what was looked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Annotated, Any

from remit.graphmodel.graph import Edge, Graph, Node, Said, Version
from remit.graphmodel.statements import Fact
from remit.queries.moments import ChangeMade, change_made
from remit.queries.question import Answer, Doc, Question
from remit.queries.recording import Noted, Recording
from remit.queries.telling import ends_of, said_by, statement_told, used_told


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact that was read to answer."""

    statement: Annotated[str, Doc("The id of the statement that it asserts.")]
    told: Annotated[str, Doc("What it says, in words.")]
    shown: Annotated[bool, Doc("Whether the rows show it; else it was read to decide.")]
    said: Annotated[Said, Doc("Who says so, where, on what evidence, for which days.")]
    fact: Annotated[int, Doc("Its number.")]
    asserted: Annotated[ChangeMade | None, Doc("The change that asserted it.")]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an answer rests on."""

    facts: tuple[FactUsed, ...]
    left_out: int
    looks: tuple[str, ...]


def explain(
    question: Question, graph: Graph, parameters: Any, most: int | None = None
) -> tuple[Answer[Any], Explanation]:
    """Ask a question, and tell what its answer rests on: at most `most` facts, those that its rows show first.

    What the question read is noted while it reads (see `recording`), since rows do not show all that a reason rests on;
    so there may be facts that decided nothing. Looks tell what was counted, or looked for and perhaps not found: where an
    answer says that something is not recorded, they are what it rests on.
    """
    recording = Recording(graph)
    answer = question.ask(recording, parameters)
    noted = recording.noted
    _name_ends(graph, noted)
    shown = frozenset(_shown(answer.rows))
    used = sorted(_used(graph, noted, shown), key=lambda each: (not each.shown, each.statement, each.fact))
    kept = used if most is None else used[:most]
    return answer, Explanation(
        tuple(_with_changes(graph, noted, kept)), len(used) - len(kept), tuple(noted.looks)
    )


def _name_ends(graph: Graph, noted: Noted) -> None:
    """Read the names of the ends of edges that were read without them."""
    ends = {id for edge in noted.edges.values() for id in (edge.subject, edge.object)}
    ends |= {id for fact in noted.facts.values() for id in ends_of(fact.statement)}
    noted.names |= {id: node.name for id, node in graph.nodes(ends - noted.names.keys()).items()}


def _used(graph: Graph, noted: Noted, shown: frozenset[int]) -> Iterator[FactUsed]:
    met: dict[int, Node | Edge] = {**noted.nodes, **noted.edges}
    for number, each in met.items():
        told = used_told(each, noted.names)
        yield FactUsed(each.statement, told, number in shown, each.said, number, None)
    for number, fact in noted.facts.items():
        if number not in met:
            told = statement_told(fact.statement, noted.names)
            said = said_by(fact, graph.view)
            yield FactUsed(fact.statement.id, told, number in shown, said, number, None)


def _shown(value: Any) -> Iterator[int]:
    """The numbers of the facts behind whatever a row holds."""
    if isinstance(value, Said):
        yield value.fact
    elif isinstance(value, Node | Edge | Version):
        yield value.said.fact
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _shown(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _shown(getattr(value, field.name))


def _with_changes(graph: Graph, noted: Noted, used: Sequence[FactUsed]) -> list[FactUsed]:
    """The same facts with the changes that asserted them."""
    asserted = {number: fact.asserted for number, fact in noted.facts.items()}
    asserted |= _asserting(graph, sorted({each.fact for each in used} - asserted.keys()))
    log = {change.number: change_made(change) for change in graph.log()}
    return [replace(each, asserted=log.get(asserted.get(each.fact, 0))) for each in used]


def _asserting(graph: Graph, numbers: Sequence[int]) -> dict[int, int]:
    """The change that asserted each fact, by number: numbers grow with changes, so a few looks tell of all between."""
    wide = graph.at(
        replace(
            graph.view, as_at=None, strict=False, proposed=True, datasets=None, known_at=graph.view.known_at
        )
    )
    known: dict[int, int] = {}

    def look(at: int) -> int:
        if at not in known:
            found: list[Fact] = wide.touched(0, numbers[at] - 1, 1)
            known[at] = found[0].asserted if found else 0
        return known[at]

    waiting = [(0, len(numbers) - 1)] if numbers else []
    while waiting:
        low, high = waiting.pop()
        if look(low) == look(high):
            known.update(dict.fromkeys(range(low, high + 1), known[low]))
        elif high - low > 1:
            middle = (low + high) // 2
            waiting += [(low, middle), (middle, high)]
    return {number: known[at] for at, number in enumerate(numbers)}
