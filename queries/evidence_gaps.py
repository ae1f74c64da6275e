"""What is not well evidenced: facts without a source, must-lines that rest on inference, sources that disagree."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.graph import Graph, Node, Provenance
from remit.graphmodel.statements import EVIDENCE, EdgeStatement, Fact
from remit.queries.disagreements import Disagreement, disagreements
from remit.queries.english import counted, listed, page_of
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.resting import MustLine, must_lines_on
from remit.queries.telling import ends_of
from remit.queries.wording import fact_told

NO_SOURCE, RESTS, DISPUTED, DISAGREE = SORTS = (
    "no source", "a must-line rests on it", "disputed", "sources disagree",
)  # fmt: skip
_PHRASES = {
    NO_SOURCE: "without a source", RESTS: "that a must-line rests on and no text states", DISPUTED: "disputed",
    DISAGREE: "on which sources disagree",
}  # fmt: skip
_AT_ONCE = 400  # facts: a page stops early among them, and whoever reads all asks seldom


@dataclass(frozen=True, slots=True)
class EvidenceGaps:
    """Parameters."""

    sort: Annotated[str | None, Doc("Only gaps of this sort.", SORTS)] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class EvidenceGap:
    """A statement that is not well evidenced."""

    statement: Annotated[str, Doc("The id of the statement.")]
    sort: Annotated[str, Doc("What is wrong with its evidence.", SORTS)]
    sentence: Annotated[str, Doc("What it says, and what is wrong, in plain English.")]
    about: Annotated[tuple[Node, ...], Doc("The node that it is about, or both ends of the relation.")]
    evidence: Annotated[str, Doc("stated, inferred, assumed or disputed.", EVIDENCE)]
    source: Annotated[str | None, Doc("The source it names.")]
    locator: Annotated[str | None, Doc("The place in the source.")]
    reason: Annotated[str | None, Doc("Why it is inferred, assumed or disputed.")]
    duty: Annotated[Node | None, Doc("A must-duty whose line rests on it: one of those there may be.")]
    others: Annotated[tuple[str, ...], Doc("The statements that it disagrees with; both are kept.")]

    place: Annotated[str, Doc("Its place in the list, a cursor.", quiet=True)]

    KEY: ClassVar[tuple[str, ...]] = ("sort", "statement")


def ask(graph: Graph, asked: EvidenceGaps) -> Answer[EvidenceGap]:
    """Sort by sort: facts in the order in which they were asserted, disagreements in the order of ids."""
    first = checked_first(asked.first)
    rows, after = page_of_rows(_rows(graph, asked), first, _cursor, asked.after)
    notes = notes_on(graph, [node.said for row in rows for node in row.about])
    return Answer(_sentence(rows, asked, after is not None), rows, after, notes=notes)


def _rows(graph: Graph, asked: EvidenceGaps) -> Iterator[EvidenceGap]:
    place, _, key = asked.after.partition(" ")
    begun = int(place) if place.isdigit() else 0
    for number, sort in enumerate(SORTS):
        if number >= begun and asked.sort in (None, sort):
            yield from _of_sort(graph, sort, key if number == begun else "")


def _of_sort(graph: Graph, sort: str, begun: str) -> Iterator[EvidenceGap]:
    """The gaps of a sort, each with its place in the order of the sort, from a place on."""
    if sort == DISAGREE:
        return (_disagreeing(found) for found in disagreements(graph, begun))
    number = int(begun) if begun.isdigit() else 0
    if sort == RESTS:
        return _resting(graph, number)
    return _plain(graph, sort, number)


def _plain(graph: Graph, sort: str, after: int) -> Iterator[EvidenceGap]:
    evidence = frozenset(("disputed",)) if sort == DISPUTED else frozenset[str]()
    for facts in _facts(graph, evidence, sort == NO_SOURCE, after):
        nodes = graph.nodes({id for fact in facts for id in ends_of(fact.statement)})
        for fact in facts:
            why = "names no source" if sort == NO_SOURCE else "is disputed"
            yield _gap(fact, sort, nodes, f"{fact_told(fact, nodes)}: the statement {why}")


def _resting(graph: Graph, after: int) -> Iterator[EvidenceGap]:
    for facts in _facts(graph, frozenset(("inferred", "assumed")), False, after):
        for begun in range(0, len(facts), _AT_ONCE):
            for fact, line in must_lines_on(graph, facts[begun : begun + _AT_ONCE]):
                yield _gap(fact, RESTS, line.nodes, _rests(fact, line), line.duty)


def _rests(fact: Fact, line: MustLine) -> str:
    said = fact.statement
    if isinstance(said, EdgeStatement) and said.object == line.duty.id:
        return f"That {fact_told(fact, line.nodes)} is {said.evidence}, and no text states who is"
    what = (
        f"That {fact_told(fact, line.nodes)}"
        if isinstance(said, EdgeStatement)
        else f"{said.name}: that it exists"
    )
    duty = line.duty.name.rstrip(".")
    return f"{what} is {said.evidence}; the line of {line.owner.name}, accountable for {duty!r}, rests on it"


def _facts(graph: Graph, evidence: frozenset[str], unsourced: bool, after: int) -> Iterator[Sequence[Fact]]:
    def listing(begun: str, limit: int) -> Sequence[Fact]:
        return graph.asserted(Provenance(evidence, unsourced=unsourced), int(begun or after), limit)

    return in_chunks(listing, lambda fact: str(fact.number))


def _gap(fact: Fact, sort: str, nodes: dict[str, Node], told: str, duty: Node | None = None) -> EvidenceGap:
    said = fact.statement
    about = tuple(nodes[id] for id in ends_of(fact.statement) if id in nodes)
    return EvidenceGap(
        said.id, sort, told + ".", about, said.evidence, said.source, said.locator, said.reason, duty, (),
        _placed(sort, f"{fact.number:012}"),
    )  # fmt: skip


def _disagreeing(found: Disagreement) -> EvidenceGap:
    said = found.said
    return EvidenceGap(
        found.statement, DISAGREE, found.sentence, found.about, said.evidence, said.source, said.locator, said.reason,
        None, found.others, _placed(DISAGREE, found.place),
    )  # fmt: skip


def _placed(sort: str, place: str) -> str:
    return f"{SORTS.index(sort)} {place}"


def _cursor(row: EvidenceGap) -> str:
    return row.place


def _sentence(rows: Sequence[EvidenceGap], asked: EvidenceGaps, more: bool) -> str:
    if not rows:
        which = _PHRASES[asked.sort] if asked.sort else "whose evidence falls short"
        return f"There is no {'further ' if asked.after else ''}statement {which}."
    number = counted(len(rows), "statement")
    if more or asked.after:
        number = page_of(len(rows), "statement", "statements", bool(asked.after))
    each = Counter(row.sort for row in rows)
    return f"{number} whose evidence falls short: {listed([f'{n} {_PHRASES[sort]}' for sort, n in each.items()])}."


EVIDENCE_GAPS = Question(
    "evidence-gaps",
    "What is not well evidenced: facts without a source, must-lines on inference, sources that disagree.",
    EvidenceGaps,
    EvidenceGap,
    ask,
    "--dataset bath-nes-2003",
    cursor=_cursor,
)
