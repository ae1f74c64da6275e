"""Whether a scenario still fits a graph that moved on: what its operations looked at then, against what is there now."""

from collections.abc import Iterator
from dataclasses import dataclass

from remit.graphmodel.days import as_date
from remit.graphmodel.graph import Graph
from remit.graphmodel.statements import Fact, NodeStatement
from remit.graphmodel.view import View
from remit.queries.what_if.desk import Desk, Looks
from remit.queries.what_if.expanding import asked_by
from remit.queries.what_if.operations import OPERATIONS
from remit.queries.what_if.scenario import Operation, Scenario

ABSENT = "not stated"


@dataclass(frozen=True, slots=True)
class Clash:
    """What an operation (its place, from 0) looked at, and that has changed since: what was there, is there, and yours.

    `statement` is the id of a statement, or a name that leads to another node now.
    """

    place: int
    statement: str
    base: str
    live: str
    yours: str


def clashes(scenario: Scenario, base: Graph, live: Graph) -> list[Clash]:
    """What has changed between two states of a graph of all that a scenario's operations look at, and of what was absent.

    Kind, name, ends, validity and attributes count; where a thing is written (source, locator, note) does not. The port is
    read as for working the scenario out, twice, whatever the number of operations.
    """
    names, looks = asked_by(scenario)
    before, after = (
        Desk(graph.at(View(known_at=graph.view.known_at, proposed=True)), scenario.dataset, names, looks)
        for graph in (base, live)
    )
    found = []
    for place, operation in enumerate(scenario.operations):
        if operation.off:
            continue
        was, now = dict(_looked_at(operation, before)), dict(_looked_at(operation, after))
        found += [
            Clash(place, key, was.get(key, ABSENT), now.get(key, ABSENT), operation.told)
            for key in sorted(was.keys() | now.keys())
            if was.get(key) != now.get(key)
        ]
    return found


def _looked_at(operation: Operation, desk: Desk) -> Iterator[tuple[str, str]]:
    """What an operation looks at, in words: by statement, and by the names that it goes by."""
    kind = OPERATIONS[operation.what]
    beside = [(name, of) for key, of in kind.beside.items() for name in operation.values.get(key, ())]
    other: list[tuple[str, Looks]] = [
        (name, {}) for key in kind.nodes for name in operation.values.get(key, ())
    ]
    facts: dict[int, Fact] = {}
    for name, looks in ((operation.subject, kind.looks), *beside, *other):
        node = desk.found(name)
        yield name, node.id if node else ABSENT
        if node is not None:
            facts |= {fact.number: fact for fact in desk.versions(node.id)}
            for side, relations in looks.items():
                facts |= {fact.number: fact for fact in desk.edges(relations, side, node.id)}
    told: dict[str, list[str]] = {}
    for _, fact in sorted(facts.items()):
        if not fact.period.ended_by(operation.day.toordinal()):
            told.setdefault(fact.statement.id, []).append(_in_words(fact))
    yield from ((statement, "; ".join(sorted(words))) for statement, words in told.items())


def _in_words(fact: Fact) -> str:
    told = fact.statement
    of = f"{told.kind} {told.name}" if isinstance(told, NodeStatement) else "stated"
    days = [
        f"{word} {day}"
        for word, day in (
            ("from", as_date(fact.period.from_latest) if told.valid_from else None),
            ("to", as_date(fact.period.to_latest)),
        )
        if day
    ]
    attributes = [f"{key} {value}" for key, value in sorted(told.attributes.items())]
    standing = [told.standing] if told.standing not in (None, "actual") else []
    evidence = [told.evidence] if told.evidence != "stated" else []
    return ", ".join([of, *days, *attributes, *standing, *evidence])
