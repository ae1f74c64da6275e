"""Everything ever said of a node and of its relations, the oldest assertion first, also what was retracted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.graph import Graph, Node, Said
from remit.graphmodel.statements import Fact, NodeStatement
from remit.queries.english import counted, listed
from remit.queries.moments import ChangeMade, change_made
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.telling import Differing, differing, ends_of, grouped, said_by, sort_of, statement_told


@dataclass(frozen=True, slots=True)
class History:
    """Parameters."""

    of: Annotated[str, Doc("The body, role, person, duty or source: its id, name or alias.")]
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Asserted:
    """An assertion: what was said, for which days, by which change, and by which change it was retracted."""

    fact: Annotated[int, Doc("The number of the fact; rows are in its order.")]
    statement: Annotated[str, Doc("The id of the statement.")]
    nth: Annotated[int, Doc("Which assertion of that statement it is, from 1.")]
    about: Annotated[str, Doc("The kind of the node, or the relation, that it is about.")]
    told: Annotated[str, Doc("What it says, in words.")]
    said: Annotated[Said, Doc("Who says so, where, on what evidence, for which days.")]
    asserted: Annotated[ChangeMade, Doc("The change that asserted it.")]
    retracted: Annotated[ChangeMade | None, Doc("The change that retracted it; null where it stands.")]
    differs: Annotated[
        tuple[Differing, ...], Doc("In what it differs from the assertion that it took the place of.")
    ]

    KEY: ClassVar[tuple[str, ...]] = ("statement", "nth")


def ask(graph: Graph, asked: History) -> Answer[Asserted]:
    """What was ever said of a node and of its relations in the data sets of the view, up to the change it knows.

    The view's day leaves nothing out: rows say for which days they hold, and whether they are in force on it.
    """
    first = checked_first(asked.first)
    node = node_named(graph, asked.of)
    facts = graph.facts((node.id,))
    page, after = page_of_rows(facts, first, _cursor_of_fact, asked.after)
    rows = list(_rows(graph, facts, page))
    notes = notes_on(graph, (row.said for row in rows), (node,))
    return Answer(_sentence(node, facts), rows, after, notes=notes)


def _rows(graph: Graph, facts: Sequence[Fact], page: Sequence[Fact]) -> Iterator[Asserted]:
    log = {change.number: change_made(change) for change in graph.log()} if page else {}
    nodes = graph.nodes({id for fact in page for id in ends_of(fact.statement)})
    names = {id: node.name for id, node in nodes.items()}
    said = grouped(facts)
    for fact in page:
        of_it = said[fact.statement.id]
        before = _replaced(fact, of_it)
        yield Asserted(
            fact.number,
            fact.statement.id,
            of_it.index(fact) + 1,
            sort_of(fact.statement),
            statement_told(fact.statement, names),
            said_by(fact, graph.view),
            log[fact.asserted],
            log.get(fact.retracted or 0),
            differing(before, fact) if before else (),
        )


def _replaced(fact: Fact, of_it: Sequence[Fact]) -> Fact | None:
    """What the change that asserted a fact retracted of the same statement: of several, the nearest in time."""
    old = [each for each in of_it if each.retracted == fact.asserted]
    begins = fact.period.from_earliest
    return min(old, key=lambda each: abs(each.period.from_earliest - begins), default=None)


def _sentence(node: Node, facts: Sequence[Fact]) -> str:
    if not facts:
        return f"Nothing was ever said of {node.name} ({node.id}) in this view."
    changes = {fact.asserted for fact in facts} | {fact.retracted for fact in facts if fact.retracted}
    gone = sum(fact.retracted is not None for fact in facts)
    told = f"{counted(len(facts), 'assertion')} about {node.name} ({node.id}) in {counted(len(changes), 'change')}"
    told += f", {gone:,} of them retracted since." if gone else ", all of which stand."
    names = list(
        dict.fromkeys(
            fact.statement.name
            for fact in facts
            if isinstance(fact.statement, NodeStatement) and fact.statement.node == node.id
        )
    )
    return told + (f" It has been called {listed(names)}." if len(names) > 1 else "")


def _cursor_of_fact(fact: Fact) -> str:
    return f"{fact.number:012}"


HISTORY = Question(
    "history",
    "Everything ever said of a node and its relations: for which days, by which change, retracted by which.",
    History,
    Asserted,
    ask,
    '--dataset bath-nes-2003 --of "team manager"',
    cursor=lambda row: f"{row.fact:012}",
)
