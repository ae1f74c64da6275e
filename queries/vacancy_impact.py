"""What fails if a role falls vacant: duties, designations, chairs, quorums, delegations, lines below it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.queries.classes import classes_of
from remit.queries.cut_off import cut_off
from remit.queries.english import agrees, bracketed, listed
from remit.queries.holding import HOLDERS, VACANT, Holding, holding_of
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.only_one import Only, only_ones
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.seats_lost import seats_lost

FAILURES = (
    "accountable", "appointment", "chair", "delegation", "designation", "lead", "line", "quorum", "responsible",
    "scrutiny",
)  # fmt: skip
ACCOUNTABLE, APPOINTMENT, CHAIRED, DELEGATION, DESIGNATION, LEAD, LINE, QUORUM, RESPONSIBLE, SCRUTINY = (
    FAILURES
)
_SORT = {
    "ACCOUNTABLE_FOR": ACCOUNTABLE, "RESPONSIBLE_FOR": RESPONSIBLE, "LEADS": LEAD, "CARRIES": DESIGNATION,
    "APPOINTS": APPOINTMENT, "SCRUTINISES": SCRUTINY,
}  # fmt: skip
_WITHOUT = {
    ACCOUNTABLE: "Nobody is accountable for it", RESPONSIBLE: "Nobody is responsible for it", LEAD: "Nobody leads it",
    DESIGNATION: "Nobody carries it", APPOINTMENT: "Nobody is there to make the appointment",
    SCRUTINY: "It loses its only recorded scrutiny of this kind",
}  # fmt: skip
_COUNTED = {
    ACCOUNTABLE: ("duty has nobody accountable", "duties have nobody accountable"),
    RESPONSIBLE: ("duty has nobody responsible", "duties have nobody responsible"),
    LEAD: ("unit or agency has nobody to lead it", "units or agencies have nobody to lead them"),
    DESIGNATION: ("designation has nobody to carry it", "designations have nobody to carry them"),
    APPOINTMENT: ("appointment has nobody to make it", "appointments have nobody to make them"),
    SCRUTINY: ("scrutiny ends", "scrutinies end"),
    CHAIRED: ("committee loses its chair", "committees lose their chair"),
    QUORUM: ("committee loses its quorum", "committees lose their quorum"),
    DELEGATION: ("delegation has an end that nobody fills", "delegations have an end that nobody fills"),
    LINE: ("line up ends here", "lines up end here"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VacancyImpact:
    """Parameters."""

    role: Annotated[str, Doc("The role that falls vacant: an id, name or alias.", kinds=("Role",))]
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class FailsIfVacant:
    """Something that fails if nobody holds the role."""

    sort: Annotated[
        str,
        Doc(
            "What fails: a duty has nobody accountable or responsible, a committee no chair or quorum, somebody below no"
            " line up, and so on.",
            FAILURES,
        ),
    ]
    what: Annotated[Node, Doc("The duty, committee, designation, body or role that it fails for.")]
    sentence: Annotated[str, Doc("What happens to it, in plain English.")]
    certainty: Annotated[
        Truth,
        Doc("possibly: somebody else may see to it, as days or members are not known exactly."),
    ]
    edge: Annotated[Edge, Doc("The statement that says so.")]
    through: Annotated[Node | None, Doc("The class or designation through which it is the role's.")]
    about: Annotated[Node | None, Doc("Of a delegation: the duty handed on, where it is recorded.")]
    below: Annotated[int | None, Doc("Of a line: how many below lose theirs with it.")]
    key: Annotated[str, Doc("What makes it the same row.")]

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: VacancyImpact) -> Answer[FailsIfVacant]:
    """What fails on the day of the view if nobody holds the role then, by sort and id; the sentence counts all of it.

    A duty of a class holds for each member, so nobody answers for the role's part of it. A designation that nobody else
    carries fails with its own duties. Whoever is VACANT already does not count as somebody else.
    """
    first = checked_first(asked.first)
    role = node_named(graph, asked.role, ("Role",))
    found = _once(_failing(graph, role)) if role.counts is not Truth.NO else []
    rows, after = page_of_rows(found, first, _cursor, asked.after)
    holders = graph.reach((HOLDERS,), [role.id], hops=0)
    notes = notes_on(graph, [role.said, *(row.edge.said for row in rows)], [role])
    told = _sentence(role, holding_of(role, holders.edges, holders.nodes), found)
    return Answer(told, rows, after, notes=(*_of_class(role), *notes))


def _once(rows: Iterable[FailsIfVacant]) -> list[FailsIfVacant]:
    """Each row once, as sure as its surest statement, in the order of keys."""
    surest = {row.key: row for row in sorted(rows, key=lambda row: row.certainty)}
    return sorted(surest.values(), key=_cursor)


def _failing(graph: Graph, role: Node) -> Iterator[FailsIfVacant]:
    actors = dict(classes_of(graph, [role.id]).of[role.id])
    own = {role.id}
    begun: Mapping[str, Truth] = actors
    while begun:
        found, nodes = only_ones(graph, begun, own, actors)
        for only in found:
            yield _only(only, nodes[only.edge.subject] if only.edge.subject != role.id else None)
        begun = {
            only.object.id: only.certainty
            for only in found
            if only.edge.relation == "CARRIES" and only.object.id not in actors
        }
        actors |= begun
        own |= begun.keys()
    for lost in seats_lost(graph, actors, own):
        sort = QUORUM if lost.quorum else CHAIRED
        yield _row(sort, lost.committee, lost.sentence, lost.certainty, lost.edge)
    yield from _delegations(graph, role)
    for line in cut_off(graph, role.id):
        more = f", nor from {line.below:,} below it" if line.below else ""
        told = f"No other line leads up from it{more}."
        yield replace(_row(LINE, line.node, told, line.certainty, line.edge), below=line.below)


def _only(only: Only, through: Node | None) -> FailsIfVacant:
    sort = _SORT[only.edge.relation]
    told = _WITHOUT[sort]
    if through and through.is_class:
        told += f" in its part, which it has as one of {through.name}"
    elif through:
        told += f" with {through.name}, which nobody else carries"
    if only.not_counting:
        told += f"; {listed([node.name for node in only.not_counting])} would, but cannot be counted on"
    return _row(sort, only.object, f"{told}.", only.certainty, only.edge, through)


def _row(
    sort: str,
    what: Node,
    sentence: str,
    certainty: Truth,
    edge: Edge,
    through: Node | None = None,
    key: str = "",
) -> FailsIfVacant:
    parts = (sort, what.id, through.id if through else "", key)
    told = " ".join(part for part in parts if part)
    return FailsIfVacant(sort, what, sentence, certainty, edge, through, None, None, told)


def _delegations(graph: Graph, role: Node) -> Iterator[FailsIfVacant]:
    """What the role has handed on, and what was handed to it."""
    steps = (Step("DELEGATES_TO", leaf=True), Step("DELEGATES_TO", Side.OBJECT, leaf=True))
    reach = graph.reach(steps, [role.id], hops=0)
    duties = graph.nodes(id for edge in reach.edges if (id := edge.text("duty")))
    for edge in reach.edges:
        by = edge.subject == role.id
        other = reach.nodes[edge.object if by else edge.subject]
        what = edge.text("duty") or edge.text("function") or ""
        duty = duties.get(edge.text("duty") or "")
        matter = duty.name.rstrip(".") if duty else what
        kept = edge.text("accountability")
        handed = f"{matter}{bracketed(f'accountability {kept}' if kept else '')}"
        told = (
            f"What it handed to {other.name} has nobody to take it back: {handed}"
            if by
            else f"What {other.name} handed to it has nobody to do it: {handed}"
        )
        key = f"{'to' if by else 'by'} {what}"
        yield replace(_row(DELEGATION, other, f"{told}.", edge.said.in_force, edge, key=key), about=duty)


def _of_class(role: Node) -> Iterable[str]:
    if role.is_class:
        yield f"{role.name} {agrees(role.name, 'is')} a class of posts: this is what fails if none of them is held."


def _cursor(row: FailsIfVacant) -> str:
    return row.key


def _sentence(role: Node, holding: Holding | None, rows: Sequence[FailsIfVacant]) -> str:
    name = role.name
    if role.counts is Truth.NO:
        return f"{name} {agrees(name, 'is')} not there on that day, so nothing fails."
    held = holding.words if holding else ""
    begun = f"If {name}{bracketed(held)} {agrees(name, 'falls')} vacant,"
    if holding and holding.state == VACANT:
        begun = f"{name} {agrees(name, 'is')} {held}:"
    if not rows:
        return f"{begun} nothing that is recorded fails."
    counts = Counter((row.sort, row.certainty is Truth.POSSIBLY) for row in rows)
    told = [
        f"{number} {_COUNTED[sort][number > 1]}{bracketed('possibly' if possibly else '')}"
        for (sort, possibly), number in sorted(
            counts.items(), key=lambda each: (FAILURES.index(each[0][0]), each[0][1])
        )
    ]
    return f"{begun} {listed(told, most=len(told))}."


VACANCY_IMPACT = Question(
    "vacancy-impact",
    "What fails if a role falls vacant: duties, designations, chairs, quorums, delegations and lines below it.",
    VacancyImpact,
    FailsIfVacant,
    ask,
    '--dataset bath-nes-2003 --role "strategic director of social and housing services"',
    cursor=_cursor,
)
