"""A scenario worked out on a graph: its operations become the facts that fall away and those that are added."""

from dataclasses import dataclass, replace
from datetime import date

import networkx

from remit.graphmodel.changes import FIRST_DRAFTED, Changes
from remit.graphmodel.errors import UsageError
from remit.graphmodel.graph import Graph, Side, Step
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.overlay.settling import settled
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.graphmodel.store import Author
from remit.graphmodel.view import View
from remit.queries.what_if.desk import Desk, Looks
from remit.queries.what_if.effects import End, Refused
from remit.queries.what_if.operations import OPERATIONS
from remit.queries.what_if.scenario import Operation, Scenario


@dataclass(frozen=True, slots=True)
class Refusal:
    """An operation (its place, from 0) that cannot be carried out, why, and how to mend it."""

    place: int
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """What a scenario would change, and the operations that were left out because they cannot be carried out."""

    changes: Changes
    refusals: tuple[Refusal, ...]


def expanded(scenario: Scenario, graph: Graph, author: Author) -> Expanded:
    """Work a scenario out on a graph as known in its view; an operation that is refused leaves the others standing.

    All that the operations look at is read first, whatever their number: a read for the nodes, one for their versions, and
    one for each set of relations.
    """
    wide = graph.at(View(known_at=graph.view.known_at, proposed=True))
    refusals: dict[int, Refusal] = {}
    while True:
        changes = _carried_out(scenario, wide, author, refusals)
        loops = _loops(Overlay(wide, changes), changes, scenario)
        if not loops:
            return Expanded(changes, tuple(refusals[place] for place in sorted(refusals)))
        refusals |= loops


def _carried_out(scenario: Scenario, wide: Graph, author: Author, refusals: dict[int, Refusal]) -> Changes:
    names, looks = asked_by(scenario)
    desk = Desk(wide, scenario.dataset, names, looks)
    title = NodeStatement(
        dataset=scenario.dataset, node=scenario.source, kind="Source", name=scenario.title,
        valid_from=scenario.day.isoformat(),
    )  # fmt: skip
    for place, operation in enumerate(scenario.operations):
        if operation.off or place in refusals:
            continue
        try:
            found = desk.found(operation.subject)
            _refuse_ended(operation, found.id if found else "", desk)
            effects = list(OPERATIONS[operation.what].expand(operation, found, desk))
        except UsageError as error:
            refusals[place] = Refusal(place, error.message, error.mend)
            continue
        for effect in effects:
            if isinstance(effect, End):
                desk.end(effect.fact, effect.day, place)
            else:
                stated = replace(
                    effect, source=scenario.source, locator=f"operation {place + 1}: {operation.told}"
                )
                desk.state(stated, place, operation.day.toordinal())
    if desk.added:
        desk.state(title, None, scenario.day.toordinal())
    removed = tuple(sorted(desk.removed, key=lambda fact: fact.number))
    pin = wide.view.known_at or 0
    told = tuple(f"operation {place + 1}: {each.told}" for place, each in enumerate(scenario.operations))
    changes = Changes(pin, author, removed, _with_own_ids(desk, scenario), desk.because, told)
    return settled(wide, changes)


def asked_by(scenario: Scenario) -> tuple[dict[str, None], dict[str, Looks]]:
    """The names of the nodes that operations speak of, and what is looked at beside each."""
    names: dict[str, None] = {}
    looks: dict[str, dict[Side, tuple[str, ...]]] = {}
    for operation in scenario.operations:
        kind = OPERATIONS[operation.what]
        told = [value for key in kind.nodes for value in operation.values.get(key, ())]
        names |= dict.fromkeys([operation.subject, *told])
        beside = [(name, of) for key, of in kind.beside.items() for name in operation.values.get(key, ())]
        for name, of in ((operation.subject, kind.looks), *beside):
            mine = looks.setdefault(name, {})
            for side, relations in of.items():
                mine[side] = tuple(dict.fromkeys((*mine.get(side, ()), *relations)))
    return names, dict(looks)


def _refuse_ended(operation: Operation, id: str, desk: Desk) -> None:
    """Refuse to change what is in force neither on the day nor on the one before."""
    day = operation.day.toordinal()
    versions = desk.versions(id)
    if versions and not any(fact.period.in_force(each) for fact in versions for each in (day - 1, day)):
        raise Refused(f"{id} is not there on {operation.day}", "choose a day on which it is in force")


def _with_own_ids(desk: Desk, scenario: Scenario) -> tuple[Fact, ...]:
    """The added facts; an edge that was there before under the same statement gets an id of its own."""
    gone = {fact.number for fact in desk.removed}
    drafted = [fact.statement.id for fact in desk.added.values()]
    taken = {fact.statement.id for fact in desk.graph.stated(drafted) if fact.number not in gone}
    facts = []
    for fact in desk.added.values():
        told = fact.statement
        if isinstance(told, EdgeStatement) and told.own_id is None:
            again = told.id in taken
            taken.add(told.id)
            own = f"{scenario.source}#{fact.number - FIRST_DRAFTED}" if again else None
            facts.append(replace(fact, statement=replace(told, own_id=own)))
        else:
            facts.append(fact)
    return tuple(facts)


def _loops(overlay: Overlay, changes: Changes, scenario: Scenario) -> dict[int, Refusal]:
    """Operations that draw a reporting line on which somebody would answer to themselves, on the day it begins."""
    found: dict[int, Refusal] = {}
    drawn: dict[date, list[tuple[EdgeStatement, int]]] = {}
    for fact in changes.added:
        told = fact.statement
        if (
            isinstance(told, EdgeStatement)
            and told.relation == "REPORTS_TO"
            and told.source == scenario.source
        ):
            place = changes.because[fact.number]
            drawn.setdefault(scenario.operations[place].day, []).append((told, place))
    for day, lines in drawn.items():
        reach = overlay.at(View(as_at=day)).reach([Step("REPORTS_TO")], [told.subject for told, _ in lines])
        graph = networkx.DiGraph((edge.subject, edge.object) for edge in reach.edges)
        for told, place in lines:
            if graph.has_node(told.object) and networkx.has_path(graph, told.object, told.subject):
                message = f"{told.subject} would answer to itself by way of {told.object}"
                found[place] = Refusal(place, message, "change the line above it first, or name another")
    return found
