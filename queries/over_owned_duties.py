"""Which duties have several owners without a recorded reason, and which provisions are implemented twice in one agency."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Need, Node, Said, Side, in_order
from remit.graphmodel.kinds import BODIES, FORCES, MODALITIES, SPHERES
from remit.queries.classes import Membership, classes_of
from remit.queries.english import agrees, bracketed, counted, listed, page_of, perhaps, place_of
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, filters, in_chunks, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.twice import Twice, implemented_twice

NOT_SHARED = "no sharing recorded"
PARTLY = "shared by some only"
NO_REASON = "no reason recorded"
TWICE = "implemented twice"
REASONS = (NOT_SHARED, PARTLY, NO_REASON, TWICE)
SHARED = ("joint", "divided", "individual and collective")
_SEVERAL = Need("ACCOUNTABLE_FOR", Side.OBJECT, kinds=BODIES, least=2)


@dataclass(frozen=True, slots=True)
class OverOwnedDuties:
    """Parameters."""

    modality: Annotated[str | None, Doc("Only duties that bind so.", MODALITIES)] = None
    force: Annotated[str | None, Doc("Only duties of this force.", FORCES)] = None
    sphere: Annotated[str | None, Doc("Only duties of this sphere.", SPHERES)] = None
    theme: Annotated[str | None, Doc("Only duties on this theme.")] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class OneOwner:
    """One of several owners."""

    node: Annotated[Node, Doc("Who is accountable.")]
    how: Annotated[str, Doc("sole where nothing else is said; joint, divided, individual and collective.")]
    reason: Annotated[str | None, Doc("Why it is shared.")]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    said: Annotated[Said, Doc("Who says so, and where.")]


@dataclass(frozen=True, slots=True)
class OverOwned:
    """A duty with too many owners, or a provision that an agency implements twice."""

    subject: Annotated[Node, Doc("The duty; or the duty or provision that is implemented twice.")]
    reason: Annotated[str, Doc("What is wrong with it.", REASONS)]
    within: Annotated[
        str, Doc("Of what is implemented twice: the agency, or the data set where no agency is recorded.")
    ]
    certainty: Annotated[Truth, Doc("possibly: there may be one owner only, as days are not known exactly.")]
    sentence: Annotated[str, Doc("The same in plain English.")]
    owners: Annotated[tuple[OneOwner, ...], Doc("Who is accountable.")]
    duties: Annotated[tuple[Node, ...], Doc("The duties that implement the provision.")]

    KEY: ClassVar[tuple[str, ...]] = ("subject", "reason", "within")


def ask(graph: Graph, asked: OverOwnedDuties) -> Answer[OverOwned]:
    """In the order of ids: duties with several owners, and what is implemented twice."""
    first = checked_first(asked.first)
    where = filters(modality=asked.modality, force=asked.force, sphere=asked.sphere, theme=asked.theme)
    begun = asked.after.partition(" ")[0]
    twice = (_twice(each) for each in implemented_twice(graph, begun, where))
    rows, after = page_of_rows(
        merge(_several(graph, where, begun), twice, key=_cursor), first, _cursor, asked.after
    )
    notes = notes_on(graph, [owner.said for row in rows for owner in row.owners])
    return Answer(_sentence(rows, asked, after is not None), rows, after, notes=notes)


def _several(graph: Graph, where: Mapping[str, frozenset[str]], begun: str) -> Iterator[OverOwned]:
    """The duties with two owners or more that share them without saying so."""
    for chunk in in_chunks(
        lambda after, limit: graph.having("Duty", _SEVERAL, where, after, limit), _id, begun
    ):
        truths = dict(chunk)
        by_duty: dict[str, list[Edge]] = defaultdict(list)
        for edge in sorted(graph.edges(("ACCOUNTABLE_FOR",), objects=truths), key=in_order):
            by_duty[edge.object].append(edge)
        suspect = {duty: edges for duty, edges in by_duty.items() if _why(edges) is not None}
        nodes = graph.nodes(
            {id for edges in suspect.values() for edge in edges for id in (edge.subject, edge.object)}
        )
        classes = classes_of(graph, {edge.subject for edges in suspect.values() for edge in edges})
        for duty in truths:
            owners = _owners(suspect.get(duty, ()), nodes, classes)
            if len(owners) > 1 and (reason := _why([edge for edge, _ in owners])) is not None:
                yield _row(nodes[duty], reason, owners, nodes)


def _why(edges: Sequence[Edge]) -> str | None:
    """What is wrong with the way these share a duty; None where sharing and its reason are recorded."""
    shared = [edge for edge in edges if edge.text("how") in SHARED]
    if not shared:
        return NOT_SHARED
    if len({edge.subject for edge in shared}) < len({edge.subject for edge in edges}):
        return PARTLY
    return None if all(edge.said.reason for edge in shared) else NO_REASON


def _owners(
    edges: Sequence[Edge], nodes: Mapping[str, Node], classes: Membership
) -> list[tuple[Edge, Truth]]:
    """Each owner that counts once, by what marks it as sharing; one of a class that is an owner too owns as such."""
    counting = {edge.subject for edge in edges if nodes[edge.subject].counts is not Truth.NO}
    found: dict[str, tuple[Edge, Truth]] = {}
    for edge in edges:
        node = nodes[edge.subject]
        truth = min(edge.said.in_force, node.counts)
        if truth is Truth.NO or (set(classes.of.get(node.id, ())) & counting) - {node.id}:
            continue
        marked = (edge.text("how") in SHARED, edge.said.reason is not None, truth)
        if node.id not in found or marked > (
            found[node.id][0].text("how") in SHARED, found[node.id][0].said.reason is not None, found[node.id][1],
        ):  # fmt: skip
            found[node.id] = (edge, truth)
    return list(found.values())


def _row(
    duty: Node, reason: str, owners: Sequence[tuple[Edge, Truth]], nodes: Mapping[str, Node]
) -> OverOwned:
    shown = tuple(
        OneOwner(nodes[edge.subject], edge.text("how") or "sole", edge.said.reason, truth, edge.said)
        for edge, truth in owners
    )
    second = sorted((truth for _, truth in owners), reverse=True)[1]
    names = listed(
        [owner.node.name + bracketed(place_of(owner.said), perhaps(owner.certainty)) for owner in shown]
    )
    told = {
        NOT_SHARED: "each by itself",
        PARTLY: "only some of them jointly or for a part",
        NO_REASON: "together, and no reason is recorded",
    }[reason]
    sentence = f"{names} are accountable, {told}."
    return OverOwned(duty, reason, "", min(second, duty.counts), sentence, shown, ())


def _twice(found: Twice) -> OverOwned:
    owners = tuple(
        OneOwner(
            node,
            edge.text("how") or "sole",
            edge.said.reason,
            min(edge.said.in_force, node.counts),
            edge.said,
        )
        for node, edge in found.owners
    )
    names = listed(list(dict.fromkeys(owner.node.name for owner in owners)))
    place = found.within_name
    sentence = f"In {place}, {counted(len(found.duties), 'duty', 'duties')} of unlike owners put it into effect: {names}."
    return OverOwned(found.provision, TWICE, found.within, found.certainty, sentence, owners, found.duties)


def _id(found: tuple[str, Truth]) -> str:
    return found[0]


def _cursor(row: OverOwned) -> str:
    return f"{row.subject.id} {row.within}"


def _sentence(rows: Sequence[OverOwned], asked: OverOwnedDuties, more: bool) -> str:
    if not rows:
        further = "further " if asked.after else ""
        return f"No {further}duty has several owners without a reason, and no provision is implemented twice."
    number = counted(len(rows), "duty or provision", "duties or provisions")
    if more or asked.after:
        number = page_of(len(rows), "duty or provision", "duties or provisions", bool(asked.after))
    reasons = Counter(row.reason + bracketed(perhaps(row.certainty)) for row in rows)
    verb = agrees("duties" if len(rows) > 1 else "duty", "has")
    return f"{number} {verb} too many owners: {listed([f'{n} {why}' for why, n in reasons.most_common()])}."


OVER_OWNED_DUTIES = Question(
    "over-owned-duties",
    "Which duties have several owners without a recorded reason, and which provisions an agency implements twice.",
    OverOwnedDuties,
    OverOwned,
    ask,
    "--dataset scotland-chief-officers",
    cursor=_cursor,
)
