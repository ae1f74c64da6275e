"""Who is accountable, responsible, consulted and informed, for the duties of a body, a source or a theme."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import UnknownName
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step, in_order
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.statements import STATED
from remit.queries.classes import classes_of
from remit.queries.english import agrees, counted, listed, page_of
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, in_chunks, page_of_rows
from remit.queries.provisions import duties_of_source
from remit.queries.question import FIRST, Answer, Doc, Question

A, R, C, I = LETTERS = ("A", "R", "C", "I")  # noqa: E741 - the letters by which such tables are known
LETTER = {"ACCOUNTABLE_FOR": A, "RESPONSIBLE_FOR": R, "CONSULTED_ON": C, "INFORMED_OF": I}
NOBODY_ACCOUNTABLE, NOBODY_RESPONSIBLE = "nobody accountable", "nobody responsible"
FLAGS = (NOBODY_ACCOUNTABLE, NOBODY_RESPONSIBLE)
TELLING = ("report", "inform")  # to whom a duty owes a report or a word is informed of it
_INSIDE = (Step("PART_OF", Side.OBJECT), Step("LEADS", Side.OBJECT))
_AROUND = (*(Step(relation, Side.OBJECT, leaf=True) for relation in LETTER), Step("OWED_TO", leaf=True))


@dataclass(frozen=True, slots=True)
class Raci:
    """Parameters."""

    scope: Annotated[
        str,
        Doc(
            "A body or role (its duties, and those of its parts and of who leads them), a source (the duties in it), or a theme.",
            kinds=(*BODIES, "Source"),
        ),
    ]
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the table, with the statement that it is made from."""

    node: Annotated[Node, Doc("The role or body.")]
    letter: Annotated[str, Doc("A accountable, R responsible, C consulted, I informed.", LETTERS)]
    inferred: Annotated[
        bool,
        Doc(
            "Whether no text says just so: its statement is not a stated one, or it follows from what is owed."
        ),
    ]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    edge: Annotated[Edge, Doc("The statement that it is made from, with its place.")]


@dataclass(frozen=True, slots=True)
class RaciRow:
    """A duty with its letters."""

    duty: Annotated[Node, Doc("The duty.")]
    letters: Annotated[tuple[Letter, ...], Doc("Who stands to it how: A, R, C, then I.")]
    flags: Annotated[tuple[str, ...], Doc("What the row lacks: nobody accountable, nobody responsible.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty",)


def ask(graph: Graph, asked: Raci) -> Answer[RaciRow]:
    """The duties of the scope in id order, each with its letters, made from the statements alone."""
    first = checked_first(asked.first)
    about, duties = _scope(graph, asked.scope, asked.after, first + 1)
    rows, after = page_of_rows(_rows(graph, duties), first, lambda row: row.duty.id, asked.after)
    said = [edge.said for row in rows for edge in (letter.edge for letter in row.letters)]
    notes = notes_on(graph, [*(row.duty.said for row in rows), *said], [about] if about else [])
    told = _sentence(about.name if about else f"the theme {asked.scope!r}", rows, asked, after is not None)
    return Answer(told, rows, after, notes=notes)


def _scope(graph: Graph, scope: str, after: str, least: int) -> tuple[Node | None, Iterable[Sequence[Node]]]:
    """The body or source of the scope (None: it is a theme), and its duties after an id, chunk by chunk."""
    try:
        about = node_named(graph, scope, (*BODIES, "Source"))
    except UnknownName:
        theme = {"theme": frozenset((scope.strip(),))}
        if not graph.find("Duty", theme, "", 1):
            raise
        return None, in_chunks(lambda start, most: graph.find("Duty", theme, start, most), _id, after, least)
    if about.kind == "Source":
        return about, duties_of_source(graph, about.id, after, least)
    return about, _duties_of_body(graph, about, after, least)


def _duties_of_body(graph: Graph, body: Node, after: str, least: int) -> Iterator[Sequence[Node]]:
    """What is assigned to a body, to all that is part of it, to who leads these, and to the classes that they are of."""
    inside = graph.reach(_INSIDE, [body.id]).nodes
    counting = [node.id for node in inside.values() if node.counts is not Truth.NO]
    classes = classes_of(graph, counting)
    able = {id for each in classes.of.values() for id in each}
    assigned = {edge.object for edge in graph.edges(tuple(LETTER), subjects=able)}
    ids = sorted(id for id in assigned if id > after)

    def listing(start: str, most: int) -> Sequence[str]:
        return [id for id in ids if id > start][:most]

    for chunk in in_chunks(listing, str, after, least):
        duties = graph.nodes(chunk)
        yield [duties[id] for id in chunk if duties[id].counts is not Truth.NO]


def _rows(graph: Graph, chunks: Iterable[Sequence[Node]]) -> Iterator[RaciRow]:
    for duties in chunks:
        reach = graph.reach(_AROUND, [duty.id for duty in duties], hops=0)
        by_duty: dict[str, list[Letter]] = defaultdict(list)
        for edge in sorted(reach.edges, key=in_order):
            if (made := _letter(edge, reach.nodes)) is not None:
                by_duty[edge.object if edge.relation in LETTER else edge.subject].append(made)
        for duty in duties:
            letters = sorted(by_duty[duty.id], key=lambda each: LETTERS.index(each.letter))
            yield RaciRow(duty, tuple(letters), _flags(letters))


def _letter(edge: Edge, nodes: dict[str, Node]) -> Letter | None:
    told = edge.relation not in LETTER
    if told and edge.text("act") not in TELLING:
        return None
    node = nodes[edge.object if told else edge.subject]
    if node.counts is Truth.NO:
        return None
    certainty = min(edge.said.in_force, node.counts)
    return Letter(node, LETTER.get(edge.relation, I), told or edge.said.evidence != STATED, certainty, edge)


def _flags(letters: Sequence[Letter]) -> tuple[str, ...]:
    there = {each.letter for each in letters}
    return tuple(flag for letter, flag in zip((A, R), FLAGS, strict=True) if letter not in there)


def _id(node: Node) -> str:
    return node.id


def _sentence(scope: str, rows: Sequence[RaciRow], asked: Raci, more: bool) -> str:
    if not rows:
        further = "further " if asked.after else ""
        return f"No {further}duty of {scope} is recorded."
    number = counted(len(rows), "duty", "duties")
    if more or asked.after:
        number = page_of(len(rows), "duty", "duties", bool(asked.after))
    letters = [letter for row in rows for letter in row.letters]
    each = Counter(letter.letter for letter in letters)
    told = [f"{number} of {scope}: {listed([f'{each[letter]} {letter}' for letter in LETTERS])}"]
    inferred = sum(letter.inferred for letter in letters)
    told += [
        f"{counted(inferred, 'letter')} {agrees('letter' if inferred == 1 else 'letters', 'is')} inferred"
    ]
    told += [
        f"{flag}: {counted(number_of, 'duty', 'duties')}"
        for flag in FLAGS
        if (number_of := sum(flag in row.flags for row in rows))
    ]
    return "; ".join(told) + "."


RACI = Question(
    "raci",
    "Who is accountable, responsible, consulted and informed, for the duties of a body, a source or a theme.",
    Raci,
    RaciRow,
    ask,
    '--dataset bath-nes-2003 --scope "Social and Housing Services"',
    cursor=lambda row: row.duty.id,
)
