"""On which days duties that must be done are without an accountable owner, role or body: proof up to the vesting day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth, written_day
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph, Need, Node, Side
from remit.graphmodel.stores.needs import has
from remit.queries.day_ends import day_ends
from remit.queries.english import bracketed, counted, listed, perhaps
from remit.queries.moments import on_any_day
from remit.queries.notes import notes_on
from remit.queries.ownership import OWNED
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question

OWNER, ROLE, BODY = "owner", "role", "body"
MISSING = (OWNER, ROLE, BODY)
_MUST = {"modality": frozenset({"must"})}
_FILLED = Need("HOLDS", Side.OBJECT, confirmed=True)


def _accountable(kinds: tuple[str, ...], then: Need | None) -> Need:
    return Need("ACCOUNTABLE_FOR", Side.OBJECT, kinds=kinds, then=then)


# Each is met by any of its needs.
_NEEDS: Mapping[str, tuple[Need, ...]] = {
    OWNER: (OWNED,),
    ROLE: (
        replace(_accountable(("Role",), _FILLED), members=True),
        _accountable(("Agency", "Unit"), Need("LEADS", Side.OBJECT, kinds=("Role",), then=_FILLED)),
    ),
    BODY: (
        _accountable(("Agency", "Unit", "Committee"), None),
        _accountable(("Role",), Need("PART_OF", Side.SUBJECT)),
        _accountable(("Role",), Need("LEADS", Side.SUBJECT)),
    ),
}
_TOLD = {
    OWNER: "nobody answers for it",
    ROLE: "no role that is not vacant answers for it, itself or as the head of a body that does",
    BODY: "no body answers for it, itself or by a role that is part of it or leads it",
}


@dataclass(frozen=True, slots=True)
class CoverageByDay:
    """Parameters."""

    from_: Annotated[date, Doc("The first day.")]
    to: Annotated[
        date | None, Doc("The last day. Without it, the view's: of a scenario, the day it takes effect.")
    ] = None
    missing: Annotated[
        tuple[str, ...],
        Doc(
            "What a duty has to have. owner: whoever is accountable, as in unowned-duties; role: an accountable role, or the"
            " head of an accountable body, not vacant; body: an accountable body, or that of an accountable role.",
            MISSING,
        ),
    ] = MISSING
    theme: Annotated[str | None, Doc("Only duties on this theme.")] = None
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A duty, and days on end on which it lacks something."""

    duty: Annotated[Node, Doc("The duty.")]
    missing: Annotated[tuple[str, ...], Doc("What it lacks on these days.", MISSING)]
    from_day: Annotated[date, Doc("The first of these days.")]
    to_day: Annotated[date, Doc("The last of them.")]
    days: Annotated[int, Doc("How many they are.")]
    certainty: Annotated[Truth, Doc("possibly: days are not known exactly.")]
    sentence: Annotated[str, Doc("The same in plain English.")]

    KEY: ClassVar[tuple[str, ...]] = ("duty", "from_day")


Lack = tuple[tuple[str, Truth], ...]  # what is missing, and how certainly; empty where all is there


@dataclass(frozen=True, slots=True)
class _Span:
    """A duty that lacks something, from a day (ordinal) up to, not with, another."""

    duty: str
    lack: Lack
    begin: int
    end: int

    @property
    def cursor(self) -> str:
        return f"{self.duty} {date.fromordinal(self.begin)}"


def ask(graph: Graph, asked: CoverageByDay) -> Answer[Uncovered]:
    """Days on end, by duty; no row is the proof that nothing lacks on any of the days.

    The first day is looked at whole, then only those duties, and only on those days, where anything that may matter to
    them begins or ends.
    """
    first = checked_first(asked.first)
    begin, end = _days(graph, asked)
    ever = on_any_day(graph)
    duties = [node.id for node in ever.find("Duty", _where(asked))]
    ends = day_ends(ever, duties, begin + 1, end)
    spans = sorted(_spans(graph, asked, duties, ends, begin, end), key=lambda each: each.cursor)
    page, after = page_of_rows(spans, first, lambda each: each.cursor, asked.after)
    nodes = ever.nodes({each.duty for each in page})
    rows = [_row(nodes[each.duty], each) for each in page]
    told = _sentence(spans, len(duties), len(ends), begin, end)
    return Answer(told, rows, after, notes=notes_on(graph, (row.duty.said for row in rows)))


def _days(graph: Graph, asked: CoverageByDay) -> tuple[int, int]:
    last = asked.to or graph.view.as_at
    if last is None:
        raise BadValue("it is not said up to which day", "name the last day with to")
    if last < asked.from_:
        raise BadValue(f"the last day, {last}, comes before the first, {asked.from_}", "swap them")
    return asked.from_.toordinal(), last.toordinal()


def _spans(
    graph: Graph, asked: CoverageByDay, duties: Sequence[str], ends: Mapping[int, frozenset[str]], begin: int, end: int
) -> Iterable[_Span]:  # fmt: skip
    since: dict[str, tuple[int, Lack]] = {}
    for day in (begin, *sorted(ends)):
        looked_at = duties if day == begin else ends[day]
        then = graph.at(replace(graph.view, as_at=date.fromordinal(day), known_at=graph.view.known_at))
        lacking = _all_lacking(then, asked) if day == begin else _lacking(then, looked_at, asked)
        for id in looked_at:
            was, now = since.get(id), lacking.get(id, ())
            if was and was[1] == now:
                continue
            if was:
                yield _Span(id, was[1], was[0], day)
                del since[id]
            if now:
                since[id] = (day, now)
    for id, (first, lack) in since.items():
        yield _Span(id, lack, first, end + 1)


def _all_lacking(then: Graph, asked: CoverageByDay) -> dict[str, Lack]:
    """What all duties lack on the view's day, as lists of the port tell it."""
    found: dict[str, list[tuple[str, Truth]]] = defaultdict(list)
    for what in MISSING:
        if what in asked.missing:
            first, *others = (dict(then.lacking("Duty", need, _where(asked))) for need in _NEEDS[what])
            for id, truth in first.items():
                if least := min([truth, *(each.get(id, Truth.NO) for each in others)]):
                    found[id].append((what, least))
    return {id: tuple(each) for id, each in found.items()}


def _where(asked: CoverageByDay) -> dict[str, frozenset[str]]:
    return _MUST | ({"theme": frozenset({asked.theme})} if asked.theme else {})


def _lacking(then: Graph, ids: Iterable[str], asked: CoverageByDay) -> dict[str, Lack]:
    """What some duties lack on the view's day; those that are not there, or need not be done, lack nothing."""
    from remit.graphmodel.overlay.seeing import listed_among  # it reads how a store codes words

    there = listed_among(then.view, then.versions(ids), _where(asked))
    found: dict[str, list[tuple[str, Truth]]] = {id: [] for id in there}
    for what in MISSING:
        if what not in asked.missing:
            continue
        met = [has(then, list(there), need) for need in _NEEDS[what]]
        for id, counts in there.items():
            truth = min(counts, Truth(2 - max(each[id] for each in met)))
            if truth is not Truth.NO:
                found[id].append((what, truth))
    return {id: tuple(each) for id, each in found.items() if each}


def _row(duty: Node, span: _Span) -> Uncovered:
    certainty = max(truth for _, truth in span.lack)
    told = listed([_TOLD[what] + bracketed(perhaps(truth)) for what, truth in span.lack])
    days = f"From {written_day(span.begin)} to {written_day(span.end - 1)}"
    if span.end - span.begin == 1:
        days = f"On {written_day(span.begin)}"
    return Uncovered(
        duty, tuple(what for what, _ in span.lack), date.fromordinal(span.begin), date.fromordinal(span.end - 1),
        span.end - span.begin, certainty, f"{days}, {told}.",
    )  # fmt: skip


def _sentence(spans: Sequence[_Span], duties: int, days: int, begin: int, end: int) -> str:
    window = f"From {written_day(begin)} to {written_day(end)}"
    looked = f"something begins or ends on {counted(days, 'day')}"
    number = counted(duties, "duty that must be done", "duties that must be done")
    if not spans:
        return f"{window}, {number}: on every day none lacks anything; {looked}."
    lacking = len({each.duty for each in spans})
    counts = Counter(what for each in spans for what in {what for what, _ in each.lack})
    told = listed([f"{counts[what]:,} without {_A[what]}" for what in MISSING if counts[what]])
    return f"{window}, {number}: {lacking:,} {'lacks' if lacking == 1 else 'lack'} something on some day ({told}); {looked}."


_A = {OWNER: "an owner", ROLE: "a role", BODY: "a body"}
COVERAGE_BY_DAY = Question(
    "coverage-by-day",
    "On which days duties that must be done are without an accountable owner, role or body.",
    CoverageByDay,
    Uncovered,
    ask,
    "--dataset bath-nes-2003 --from 2003-06-25 --to 2004-04-01",
    cursor=lambda row: f"{row.duty.id} {row.from_day}",
)
