"""What must happen when something is so: duties whose conditions have the words, with owners and deadline."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph, Node, Side, Step, in_order
from remit.graphmodel.names import singular, words
from remit.queries.english import counted, duty_told, listed, page_of
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question

MOST_CANDIDATES = 2000
CONDITIONS = ("when", "unless", "within")
_LITTLE = frozenset({
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "if", "in", "is", "it",
    "its", "of", "on", "or", "that", "the", "their", "there", "this", "to", "was", "what", "when", "where", "which",
    "who", "will", "with", "within",
})  # fmt: skip
_OWNERS = (
    Step("ACCOUNTABLE_FOR", Side.OBJECT, leaf=True),
    Step("RESPONSIBLE_FOR", Side.OBJECT, leaf=True),
)
# How near a word is, by where it is found and how: the condition before the rest, whole words before their beginnings.
_WHOLE_IN_CONDITION, _BEGUN_IN_CONDITION, _ELSEWHERE = 9, 6, 1


@dataclass(frozen=True, slots=True)
class When:
    """Parameters."""

    text: Annotated[str, Doc("What happens, in a few words or the beginnings of words: allegation staff.")]
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class OnCondition:
    """A duty that a condition brings about, or takes away."""

    duty: Annotated[Node, Doc("The duty.")]
    when: Annotated[str | None, Doc("The condition under which it applies.")]
    unless: Annotated[str | None, Doc("The condition under which it does not.")]
    within: Annotated[str | None, Doc("How soon after its occasion it is to be done.")]
    due: Annotated[str | None, Doc("The last day to do it, as written.")]
    accountable: Annotated[tuple[Node, ...], Doc("Who is accountable for it.")]
    responsible: Annotated[tuple[Node, ...], Doc("Who does it.")]
    rank: Annotated[
        int, Doc("How near the condition is to the words, in hundredths; higher is nearer.", quiet=True)
    ]
    certainty: Annotated[Truth, Doc("Whether the duty is in force on the day asked about.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty",)


def ask(graph: Graph, asked: When) -> Answer[OnCondition]:
    """Duties on a condition that have all the words, nearest first: in the condition, then elsewhere."""
    first = checked_first(asked.first)
    wanted = _wanted(asked.text)
    found, cut = _candidates(graph, wanted)
    ranked = {node.id: rank for node in found if (rank := _rank(wanted, node))}
    nodes = {node.id: node for node in found if node.id in ranked}
    page, after = page_of_rows(sorted(nodes, key=lambda id: _cursor(ranked[id], id)), first,
                               lambda id: _cursor(ranked[id], id), asked.after)  # fmt: skip
    rows = _rows(graph, [nodes[id] for id in page], ranked)
    notes = notes_on(graph, (row.duty.said for row in rows))
    return Answer(_sentence(rows, asked, after is not None, cut), rows, after, truncated=cut, notes=notes)


def _wanted(text: str) -> list[str]:
    """The words that count; BadValue where there are none."""
    found = list(dict.fromkeys(singular(word) for word in words(text) if word not in _LITTLE))
    if not found:
        raise BadValue("there is nothing to look for", "write a word or two of what happens")
    return found


def _candidates(graph: Graph, wanted: Sequence[str]) -> tuple[list[Node], bool]:
    """Duties that may fit, and whether there may be more of them.

    The search takes whole words and the beginning of the last, so each word has its turn to be the beginning; and where
    several are beginnings, the longest is searched for alone.
    """
    turns = [" ".join([*(word for word in wanted if word != last), last]) for last in wanted]
    found: dict[str, Node] = {}
    cut = False
    for text in dict.fromkeys((*turns, max(wanted, key=len))):
        met = graph.search(text, ("Duty",), MOST_CANDIDATES)
        cut = cut or len(met) == MOST_CANDIDATES
        found |= {each.node.id: each.node for each in met if each.node.counts is not Truth.NO}
    return list(found.values()), cut


def _rank(wanted: Sequence[str], duty: Node) -> int:
    """How near a duty is, 0 where it does not fit: every word is found, and one of them in a condition.

    A duty to be done so soon after its occasion names the occasion in its own text, so there the text will do.
    """
    conditions = _folded(duty.text(key) for key in CONDITIONS)
    if not conditions:
        return 0
    rest = _folded((duty.name, duty.text("theme")))
    found = [_place(word, conditions, rest) for word in wanted]
    if 0 in found or (max(found) == _ELSEWHERE and not duty.text("within")):
        return 0
    return 100 * sum(found) // (_WHOLE_IN_CONDITION * len(wanted))


def _place(word: str, conditions: set[str], rest: set[str]) -> int:
    if word in conditions:
        return _WHOLE_IN_CONDITION
    if any(each.startswith(word) for each in conditions):
        return _BEGUN_IN_CONDITION
    return _ELSEWHERE if any(each.startswith(word) for each in rest) else 0


def _folded(texts: Iterable[str | None]) -> set[str]:
    return {singular(word) for text in texts for word in words(text or "")}


def _cursor(rank: int, id: str) -> str:
    return f"{100 - rank:03} {id}"


def _rows(graph: Graph, duties: Sequence[Node], ranked: dict[str, int]) -> list[OnCondition]:
    reach = graph.reach(_OWNERS, [duty.id for duty in duties], hops=0)
    who: dict[tuple[str, str], dict[str, Node]] = defaultdict(dict)
    for edge in sorted(reach.edges, key=in_order):
        who[edge.object, edge.relation][edge.subject] = reach.nodes[edge.subject]
    return [
        OnCondition(
            duty, duty.text("when"), duty.text("unless"), duty.text("within"), duty.text("due"),
            tuple(who[duty.id, "ACCOUNTABLE_FOR"].values()), tuple(who[duty.id, "RESPONSIBLE_FOR"].values()),
            ranked[duty.id], duty.counts,
        )
        for duty in duties
    ]  # fmt: skip


def _sentence(rows: Sequence[OnCondition], asked: When, more: bool, cut: bool) -> str:
    if not rows:
        further = "further " if asked.after else ""
        among = f" among the {MOST_CANDIDATES:,} looked at: add a word" if cut else ""
        return f"No {further}duty is recorded whose condition has {asked.text.strip()!r}{among}."
    number = counted(len(rows), "duty", "duties")
    if more or asked.after:
        number = page_of(len(rows), "duty", "duties", bool(asked.after))
    nearest = rows[0]
    owners = listed([node.name for node in nearest.accountable]) or "nobody recorded"
    return f"{number} on the condition {asked.text.strip()!r}. Nearest: {duty_told(nearest.duty)}; accountable: {owners}."


WHEN = Question(
    "when",
    "What must happen when something is so: the duties on that condition, with owners and deadline.",
    When,
    OnCondition,
    ask,
    '--text "allegation"',
    cursor=lambda row: _cursor(row.rank, row.duty.id),
)
