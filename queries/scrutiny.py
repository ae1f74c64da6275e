"""Who scrutinises, inspects or assures something, and whether they are independent of it."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Edge, Graph, Node, Said, Side, Step
from remit.graphmodel.kinds import ACTORS
from remit.queries.english import agrees, bracketed, counted, listed, perhaps, place_of
from remit.queries.grouping import by_end
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.scrutinised import WAYS, Met, scrutiny_met
from remit.queries.ties import Around, Tie, around, told

TIED, POSSIBLY_TIED, CANNOT_TELL, INDEPENDENT = VERDICTS = (
    "tied",
    "possibly tied",
    "cannot tell",
    "independent",
)
HOPS, MOST_HOPS = 3, 6


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """Parameters."""

    of: Annotated[
        str,
        Doc(
            "What is scrutinised: a body, role, person or duty, by id, name or alias.",
            kinds=(*ACTORS, "Duty"),
        ),
    ]
    hops: Annotated[int, Doc(f"How far to look for ties, from 1 to {MOST_HOPS} hops.")] = HOPS
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Scrutineer:
    """Somebody who looks into it, and what ties them to it."""

    scrutineer: Annotated[Node, Doc("Who scrutinises.")]
    how: Annotated[
        str | None, Doc("scrutiny, inspection, assurance, monitoring, oversight, holding to account.")
    ]
    about: Annotated[str | None, Doc("What it looks into.")]
    way: Annotated[
        str,
        Doc(
            "What is scrutinised: itself; a class that it is one of; a body that it is part of or leads; a duty that it is"
            " accountable for.",
            WAYS,
        ),
    ]
    through: Annotated[Node, Doc("The node that the statement names: itself, its class, body or duty.")]
    certainty: Annotated[Truth, Doc("As certain as the scrutiny, and that it concerns what was asked about.")]
    independence_claimed: Annotated[bool | None, Doc("Whether its source claims that it is independent.")]
    verdict: Annotated[
        str,
        Doc(
            "tied: a line, holder, seat or appointment leads from one to the other; possibly tied: on some days that the"
            " dates as written may mean; independent: none does, and all there are are recorded; cannot tell: none that is"
            " recorded.",
            VERDICTS,
        ),
    ]
    tie: Annotated[tuple[Edge, ...], Doc("The shortest tie, edge by edge from the scrutineer on.")]
    inside: Annotated[
        Node | None,
        Doc(
            "The nearest body that both are in (it may be one of the two), which alone is no tie; null where none is recorded."
        ),
    ]
    sentence: Annotated[str, Doc("The verdict in plain English.")]
    said: Annotated[Said, Doc("Who says that it scrutinises, and where.")]
    key: Annotated[str, Doc("What makes it the same row.")]

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: Scrutiny) -> Answer[Scrutineer]:
    """The scrutineers in the order of their ids, each once for every sort of scrutiny and everything it is through.

    Of a duty, those of the duty and those of its owners are meant. Ties are followed as `ties` says; absence of a tie says
    nothing where lines, holders, seats and appointments may exist that are not recorded.
    """
    first = checked_first(asked.first)
    if not 1 <= asked.hops <= MOST_HOPS:
        raise BadValue(f"hops is {asked.hops}", f"look for ties within 1 to {MOST_HOPS} hops")
    of = node_named(graph, asked.of, (*ACTORS, "Duty"))
    met = scrutiny_met(graph, of)
    found = {_key(edge): edge for edge in sorted(met.edges, key=lambda edge: edge.said.in_force)}
    page, after = page_of_rows(sorted(found), first, str, asked.after)
    rows = _rows(graph, [(key, found[key]) for key in page], met, asked.hops)
    notes = notes_on(graph, [of.said, *(row.said for row in rows)], [of], met.same)
    return Answer(_sentence(of, rows, len(found), asked), rows, after, notes=notes)


def _key(edge: Edge) -> str:
    return " ".join(filter(None, (edge.subject, edge.object, edge.text("how"), edge.text("about"))))


def _rows(graph: Graph, page: Sequence[tuple[str, Edge]], met: Met, hops: int) -> list[Scrutineer]:
    if not page:
        return []
    ends = {edge.subject for _, edge in page} | {*met.concerned}
    ties = around(graph, [id for id in ends if met.nodes[id].kind != "Duty"], hops)
    containers = graph.reach((Step("PART_OF"),), ends)
    above = by_end(containers.edges, "PART_OF", Side.SUBJECT)
    rows = []
    for key, edge in page:
        path = met.paths[edge.object]
        tie = _tie(edge, met, ties)
        verdict = _verdict(tie, ties)
        claimed = edge.attributes.get("independence_claimed")
        shared = _shared(edge.subject, met.concerned[0], above)
        inside = containers.nodes[shared] if shared else None
        certainty = min(
            [edge.said.in_force, met.nodes[edge.subject].counts, *(each.said.in_force for each in path)]
        )
        rows.append(
            Scrutineer(
                met.nodes[edge.subject], edge.text("how"), edge.text("about"),
                met.way(edge),
                met.nodes[edge.object], certainty, claimed if isinstance(claimed, bool) else None, verdict,
                tie.path if tie else (), inside, _told(verdict, tie, ties, inside, hops), edge.said, key,
            )
        )  # fmt: skip
    return rows


def _tie(edge: Edge, met: Met, ties: Around) -> Tie | None:
    """The surest and shortest tie of the scrutineer to whom it concerns."""
    found = [tie for end in met.concerned if end in ties.nodes and (tie := ties.tie(edge.subject, end))]
    return min(found, key=lambda tie: (-tie.certainty, len(tie.path)), default=None)


def _verdict(tie: Tie | None, ties: Around) -> str:
    if tie:
        return TIED if tie.certainty is Truth.YES else POSSIBLY_TIED
    return INDEPENDENT if ties.all_recorded() else CANNOT_TELL


def _shared(one: str, other: str, above: Mapping[str, Sequence[Edge]]) -> str | None:
    """The nearest body that both are in."""
    mine, theirs = _distances(one, above), _distances(other, above)
    return min(mine.keys() & theirs.keys(), key=lambda id: (mine[id] + theirs[id], id), default=None)


def _distances(start: str, above: Mapping[str, Sequence[Edge]]) -> dict[str, int]:
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for edge in above.get(at, ()):
            if edge.object not in found:
                found[edge.object] = found[at] + 1
                waiting.append(edge.object)
    return found


def _told(verdict: str, tie: Tie | None, ties: Around, inside: Node | None, hops: int) -> str:
    if tie:
        return f"{verdict.capitalize()} by {listed(tie.sorts)}: {told(tie.path, ties.nodes)}."
    within = f" Both are within {inside.name}." if inside else ""
    if verdict == INDEPENDENT:
        return f"Nothing ties them within {counted(hops, 'hop')}, and all that could is recorded.{within}"
    return f"Nothing that is recorded ties them within {counted(hops, 'hop')}.{within}"


def _sentence(of: Node, rows: Sequence[Scrutineer], number: int, asked: Scrutiny) -> str:
    name = of.name.rstrip(".")
    if not rows:
        return f"No {'further ' if asked.after else ''}scrutiny of {name} is recorded."
    who = list(dict.fromkeys(row.scrutineer.name for row in rows))
    most = f" (of {number:,} ways in which it is scrutinised)" if number > len(rows) else ""
    verdicts = Counter(row.verdict for row in rows)
    told_verdicts = [f"{verdicts[each]} {each}" for each in VERDICTS if verdicts[each]]
    verb = "is" if of.kind == "Duty" else agrees(name, "is")
    return f"{name} {verb} scrutinised by {listed(who)}{most}: {listed(told_verdicts)}{_claims(rows)}."


def _claims(rows: Sequence[Scrutineer]) -> str:
    """Who is said to be independent and is tied all the same."""
    claimed = [
        row.scrutineer.name + bracketed(place_of(row.said), perhaps(row.certainty))
        for row in rows
        if row.independence_claimed and row.verdict in (TIED, POSSIBLY_TIED)
    ]
    return f"; said to be independent, and tied: {listed(list(dict.fromkeys(claimed)))}" if claimed else ""


def _cursor(row: Scrutineer) -> str:
    return row.key


SCRUTINY = Question(
    "scrutiny",
    "Who scrutinises, inspects or assures it, and whether anything ties them to it.",
    Scrutiny,
    Scrutineer,
    ask,
    '--dataset surrey-2013 --of "operational teams"',
    cursor=_cursor,
)
