"""What a body or role may do: its powers, what is delegated to it, whom it appoints, which disputes it settles."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.graphmodel.kinds import BODIES
from remit.queries.english import agrees, counted, is_plural, listed
from remit.queries.handed_on import what_of
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.ways import CLASS, COMMITTEE, DESIGNATION, OWN, UNIT, brought, way_of, ways_to

APPOINTS, ARBITRATES, DECIDES, DELEGATED, MAY = POWERS = (
    "appoints", "arbitrates", "decides", "delegated to it", "may do",
)  # fmt: skip
WAYS = (OWN, CLASS, DESIGNATION, UNIT, COMMITTEE)
_SETTLES = {"decide": DECIDES, "arbitrate": ARBITRATES}
_SHARES = ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")
_AT_EACH = (
    *(Step(relation, leaf=True) for relation in (*_SHARES, "APPOINTS")),
    *(Step(relation, Side.OBJECT, leaf=True) for relation in ("DELEGATES_TO", "ESCALATES_TO")),
)


@dataclass(frozen=True, slots=True)
class Powers:
    """Parameters."""

    of: Annotated[str, Doc("The body or role: an id, name or alias.", kinds=BODIES)]
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Power:
    """Something that it may do, by one way."""

    power: Annotated[
        str,
        Doc(
            "appoints somebody; decides or arbitrates what somebody escalates to it; delegated to it: a duty or function;"
            " may do: a duty that is a power, for which it is accountable or responsible.",
            POWERS,
        ),
    ]
    what: Annotated[
        Node | None,
        Doc(
            "The duty; the one appointed; the one who escalates. Null for a function that is no recorded duty."
        ),
    ]
    function: Annotated[str | None, Doc("The function delegated, where it is no recorded duty.")]
    by: Annotated[Node | None, Doc("Of what is delegated: by whom.")]
    may_sub_delegate: Annotated[
        bool | None, Doc("Of what is delegated: whether it may hand it on; null where that is not said.")
    ]
    way: Annotated[str, Doc("What brings it: own, class, designation, unit, committee.", WAYS)]
    through: Annotated[Node, Doc("The node that has it: itself, its class, designation, unit or committee.")]
    path: Annotated[tuple[Edge, ...], Doc("The relations that bring it, from the body or role on.")]
    certainty: Annotated[Truth, Doc("As certain as the weakest relation of the path.")]
    key: Annotated[str, Doc("What makes it the same row.")]

    KEY: ClassVar[tuple[str, ...]] = ("key",)


def ask(graph: Graph, asked: Powers) -> Answer[Power]:
    """Its powers by sort and id, each by the shortest path; the sentence counts all of them.

    They come by the ways by which duties do (see `carried_by`): a member has a share in the powers of its committee, and
    who leads a body in those of the body.
    """
    first = checked_first(asked.first)
    who, nodes, edges = brought(graph, asked.of, _AT_EACH)
    duties = {id for edge in edges if (id := edge.text("duty"))}
    nodes |= graph.nodes(duties - nodes.keys())
    found = _once(_powers(who, edges, nodes))
    rows, after = page_of_rows(found, first, _cursor, asked.after)
    notes = notes_on(graph, (edge.said for row in rows for edge in row.path), [who], edges)
    return Answer(_sentence(who, found), rows, after, notes=notes)


def _once(rows: Iterable[Power]) -> list[Power]:
    """Each power once for each node that it comes through, as sure as its surest statement, in the order of keys."""
    surest = {row.key: row for row in sorted(rows, key=lambda row: row.certainty)}
    return sorted(surest.values(), key=_cursor)


def _powers(who: Node, edges: Sequence[Edge], nodes: dict[str, Node]) -> Iterator[Power]:
    leaving: dict[str, list[Edge]] = defaultdict(list)
    coming: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        leaving[edge.subject].append(edge)
        coming[edge.object].append(edge)
    for at, path in ways_to(who, leaving, nodes):
        through = nodes[at]
        for edge in (
            *leaving[at],
            *(each for each in coming[at] if each.relation in ("DELEGATES_TO", "ESCALATES_TO")),
        ):
            if power := _power_of(edge, at, nodes):
                certainty = min(each.said.in_force for each in (*path, edge))
                yield _row(power, edge, through, (*path, edge), certainty, nodes)


def _power_of(edge: Edge, at: str, nodes: Mapping[str, Node]) -> str | None:
    """The sort of power that an edge gives the node at its end; None where it gives none."""
    if edge.relation == "APPOINTS":
        return APPOINTS
    if edge.relation in _SHARES:
        return MAY if nodes[edge.object].attributes.get("modality") == "may" else None
    if edge.object != at:
        return None
    if edge.relation == "ESCALATES_TO":
        return _SETTLES.get(edge.text("power") or "")
    return DELEGATED if edge.relation == "DELEGATES_TO" else None


def _row(
    power: str, edge: Edge, through: Node, path: tuple[Edge, ...], certainty: Truth, nodes: Mapping[str, Node]
) -> Power:
    handed = power == DELEGATED
    what = (
        nodes.get(edge.text("duty") or "")
        if handed
        else nodes[edge.subject if power in _SETTLES.values() else edge.object]
    )
    leave = edge.attributes.get("may_sub_delegate")
    return Power(
        power, what, edge.text("function") if handed else None, nodes[edge.subject] if handed else None,
        leave if handed and isinstance(leave, bool) else None, way_of(path[:-1]), through, path, certainty,
        " ".join((power, what.id if what else what_of(edge), through.id, edge.subject)),
    )  # fmt: skip


def _sentence(who: Node, rows: Sequence[Power]) -> str:
    if not rows:
        return f"No power of {who.name} is recorded."
    counts = Counter(row.power for row in rows)
    told = [f"{counts[power]} {power}" for power in POWERS if counts[power]]
    own = sum(1 for row in rows if row.way == OWN)
    return f"{who.name} {agrees(who.name, 'has')} {counted(len(rows), 'power')} ({own} of {'their' if is_plural(who.name) else 'its'} own): {listed(told)}."


def _cursor(row: Power) -> str:
    return row.key


POWERS_OF = Question(
    "powers",
    "What a body or role may do: its powers, what is delegated to it, whom it appoints, which disputes it settles.",
    Powers,
    Power,
    ask,
    '--dataset scotland-chief-officers --of "chief officers"',
    cursor=_cursor,
)
