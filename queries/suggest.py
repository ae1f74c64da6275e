"""Who might take the duties that a change, or a scenario, leaves without an owner; nothing is assigned by it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node
from remit.graphmodel.kinds import BODIES
from remit.queries.comparing import UNOWNED, compare, differences
from remit.queries.english import agrees, bracketed, counted, perhaps
from remit.queries.moments import SINCE, UNTIL, Span, as_known_at, span_of
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.scope import scope_of_changes

SUCCESSOR, MANAGER, SIBLING = "successor", "line manager", "owner of like duties"
REASONS = (SUCCESSOR, MANAGER, SIBLING)
MOST_LIKE = 1000  # duties of the same themes that are looked at
MOST_OWNERS = 3


@dataclass(frozen=True, slots=True)
class Suggest:
    """Parameters."""

    since: Annotated[str | None, Doc(f"{SINCE} Without it: the change before `until`.")] = None
    until: Annotated[str | None, Doc(UNTIL)] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who might take a duty, and why."""

    duty: Annotated[Node, Doc("The duty that nobody answers for any longer.")]
    candidate: Annotated[Node, Doc("Who might take it.")]
    reason: Annotated[
        str,
        Doc(
            "successor of the one who had it; line manager of that one; owner of like duties: of the same theme in the same"
            " data set.",
            REASONS,
        ),
    ]
    former: Annotated[Node | None, Doc("Who had it.")]
    sentence: Annotated[str, Doc("Why, in plain English.")]
    operation: Annotated[
        str | None,
        Doc("The operation of a scenario that would give it to the candidate, to be put before it is lost."),
    ]
    certainty: Annotated[Truth, Doc("possibly: the duty may have had no owner before, or have one after.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty", "candidate", "reason")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A duty newly unowned: ids of who had it, and how certain the gap is."""

    duty: Node
    former: tuple[str, ...]
    certainty: Truth


def ask(graph: Graph, asked: Suggest) -> Answer[Suggestion]:
    """By duty: its successor first, then line managers, then owners of like duties."""
    first = checked_first(asked.first)
    span = span_of(graph, asked.since, asked.until)
    before, after = as_known_at(graph, span.since), as_known_at(graph, span.until)
    gaps = _gaps(before, after, span)
    rows = sorted(_suggestions(before, after, gaps), key=_cursor)
    page, onwards = page_of_rows(rows, first, _cursor, asked.after)
    notes = notes_on(after, (row.candidate.said for row in page))
    return Answer(_sentence(span, gaps, rows), page, onwards, notes=notes)


def _gaps(before: Graph, after: Graph, span: Span) -> list[_Gap]:
    scope = scope_of_changes(before, after, span.since, span.datasets(after.view))
    lost = {
        found.node: found.certainty
        for found in differences(compare(before, after, scope), scope)
        if found.sort == UNOWNED
    }
    duties = after.nodes(lost)
    former: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in before.edges(("ACCOUNTABLE_FOR",), objects=duties) if duties else ():
        former[edge.object][edge.subject] = None
    return [_Gap(duty, tuple(former[id]), lost[id]) for id, duty in duties.items()]


def _suggestions(before: Graph, after: Graph, gaps: Sequence[_Gap]) -> Iterator[Suggestion]:
    if not gaps:
        return
    owners = {id for gap in gaps for id in gap.former}
    successors = _far(after.edges(("SUCCEEDS",), objects=owners), of_object=True)
    managers = _far(before.edges(("REPORTS_TO", "ANSWERS_TO"), subjects=owners), of_object=False)
    likes = _owners_of_like(after, [gap.duty for gap in gaps])
    ids = {*owners, *(id for found in (successors, managers) for each in found.values() for id in each)}
    nodes = after.nodes(ids | {id for counts in likes.values() for id in counts})
    for gap in gaps:
        met: set[str] = set()
        for reason, of in ((SUCCESSOR, successors), (MANAGER, managers)):
            for owner in gap.former:
                for id in of.get(owner, ()):
                    if id not in met and _may(nodes, id):
                        met.add(id)
                        yield _row(gap, nodes[id], reason, nodes.get(owner))
        former = nodes.get(gap.former[0]) if gap.former else None
        fit = [(id, count) for id, count in likes[_likeness(gap.duty)].most_common() if _may(nodes, id)]
        for id, count in [each for each in fit if each[0] not in met][:MOST_OWNERS]:
            yield _row(gap, nodes[id], SIBLING, former, count)


def _far(edges: Iterable[Edge], *, of_object: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        near, far = (edge.object, edge.subject) if of_object else (edge.subject, edge.object)
        found[near].append(far)
    return found


def _may(nodes: Mapping[str, Node], id: str) -> bool:
    """Whether it is there on the day and may answer for a duty."""
    return id in nodes and nodes[id].counts is not Truth.NO and nodes[id].kind in BODIES


def _likeness(duty: Node) -> tuple[str, str]:
    return duty.said.dataset, duty.text("theme") or ""


def _owners_of_like(after: Graph, duties: Sequence[Node]) -> dict[tuple[str, str], Counter[str]]:
    """By data set and theme: who answers for duties of it, and for how many."""
    found: dict[tuple[str, str], Counter[str]] = {_likeness(duty): Counter() for duty in duties}
    themes = frozenset(theme for _, theme in found if theme)
    like = after.find("Duty", {"theme": themes}, limit=MOST_LIKE) if themes else []
    of = {duty.id: _likeness(duty) for duty in like if _likeness(duty) in found}
    for edge in after.edges(("ACCOUNTABLE_FOR",), objects=of) if of else ():
        found[of[edge.object]][edge.subject] += 1
    return found


def _row(gap: _Gap, candidate: Node, reason: str, former: Node | None, count: int = 0) -> Suggestion:
    who = former.name if former else "nobody"
    told = {
        SUCCESSOR: f"{candidate.name} {agrees(candidate.name, 'succeeds')} {who}, who had it",
        MANAGER: f"{who}, who had it, reported or answered to {candidate.name}",
        SIBLING: f"{candidate.name} {agrees(candidate.name, 'answers')} for {counted(count, 'duty', 'duties')} on the same theme",
    }[reason]
    operation = (
        f"- {{transfer duties: {former.id}, to: {candidate.id}, duties: {gap.duty.id}}}" if former else None
    )
    return Suggestion(gap.duty, candidate, reason, former, f"{told}.", operation, gap.certainty)


def _cursor(row: Suggestion) -> str:
    return f"{row.duty.id} {REASONS.index(row.reason)} {row.candidate.id}"


def _sentence(span: Span, gaps: Sequence[_Gap], rows: Sequence[Suggestion]) -> str:
    if not gaps:
        return f"{span.told}, no duty came to be without an owner."
    number = counted(len(gaps), "duty", "duties")
    verb = agrees("duties" if len(gaps) > 1 else "duty", "is")
    possibly = sum(gap.certainty is Truth.POSSIBLY for gap in gaps)
    unsure = bracketed(f"{possibly} {perhaps(Truth.POSSIBLY)}" if possibly else "")
    helped = len({row.duty.id for row in rows})
    return f"{span.told}, {number} {verb} newly unowned{unsure}; there are candidates for {helped}."


SUGGEST = Question(
    "suggest",
    "Who might take the duties that a change, or a scenario, leaves without an owner.",
    Suggest,
    Suggestion,
    ask,
    "--dataset bath-nes-2003",
    cursor=_cursor,
)
