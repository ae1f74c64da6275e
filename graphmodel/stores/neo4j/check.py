"""What is missing or damaged in a database, found in a few statements that only read.

It looks at what is there: constraints and indexes, the change log, every fact by its number, anchors and versions. That
each fact still says what it said is for `verify` to prove, which copies all of them and follows the chain of hashes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from remit.graphmodel.drafts import broken
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.store import Checked, Finding
from remit.graphmodel.stores.neo4j.drafts import every
from remit.graphmodel.stores.neo4j.numbers import PART, Gap, Numbers
from remit.graphmodel.stores.neo4j.prepare import FORMAT, missing, unfit
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement

MOST = 20
PATIENCE = 10  # times the limit of a question: a check reads all of the store
MOST_PARTS = 200
RESTORE = "restore a backup"
_TYPES = tuple(RELATION)


@dataclass(frozen=True, slots=True)
class State:
    """What is noted of the store: `made` is its format (None: nothing is noted), `free` that nobody holds the lease."""

    made: int | None
    published: int
    next_fact: int | None
    hash: str | None
    holder: str | None
    until: str
    free: bool


def check(reader: Reader) -> Checked:
    """All findings about the database, and a note where it is being written now."""
    patient = Reader(reader.driver, replace(reader.place, seconds=reader.place.seconds * PATIENCE))
    findings = [Finding(what, mend) for what, mend in unfit(patient)]
    log = patient.rows(statement("check_changes"), {}, "check")
    state = _state(patient, log)
    if state.made is not None and state.made > FORMAT:
        what = f"the store has format {state.made}; this version of Remit knows {FORMAT}"
        return Checked([*findings, Finding(what, "update Remit")], [])
    left = _left(patient, state)
    written = not state.free or (any(left) and _state(patient, log) != state)
    findings += _log(state, log)
    findings += _facts(patient, state, {number: told for number, _, told in log})
    findings += _anchors(patient, written or any(left))
    findings += _versions(patient, state)
    findings += _notes(patient, state)
    findings += [Finding(what, RESTORE) for what in broken(every(patient))]
    if written:
        return Checked(
            findings, [f"it is being written now: {state.holder} holds the lease until {state.until}"]
        )
    if state.made is not None and any(left):
        what = (
            "a writer that has ended left {:,} facts and {:,} marks of batches that are not published".format(
                *left
            )
        )
        findings.append(Finding(what, "the next load or withdrawal undoes them; till then nobody sees them"))
    return Checked(findings, [])


def _state(reader: Reader, log: Sequence[Any]) -> State:
    made, published, next_fact, last, holder, until, now = reader.rows(statement("check_state"), {}, "check")[
        0
    ]
    if made is None:
        published = log[-1][0] if log else 0
    day = datetime.fromtimestamp((until or 0) / 1000, UTC)
    free = holder is None or until < now
    return State(made, published, next_fact, last, holder, f"{day:%Y-%m-%d %H:%M:%S} UTC", free)


def _log(state: State, log: list[Any]) -> Iterator[Finding]:
    numbers = [number for number, *_ in log]
    if state.made is None:
        if log:
            yield Finding("it is not noted what is published: the node RemitMeta is gone", RESTORE)
        return
    if gone := sorted({*range(1, state.published + 1)} - {*numbers}):
        yield Finding(f"changes are missing in the change log: {some(gone, len(gone))}", RESTORE)
    if beyond := [number for number in numbers if number > state.published]:
        yield Finding(f"the change log goes beyond what is published: {some(beyond, len(beyond))}", RESTORE)
    last = {number: told for number, told, _ in log}.get(state.published)
    if last is not None and last != state.hash:
        yield Finding("the hash noted for the last change is not the one in the change log", RESTORE)


def _facts(reader: Reader, state: State, datasets: Mapping[int, list[str]]) -> Iterator[Finding]:
    bound: dict[str, Any] = {"published": state.published, "size": PART}
    numbers = Numbers(reader.rows(statement("check_facts", types=_TYPES), bound, "check"))
    end = numbers.end if state.next_fact is None else state.next_fact
    torn = numbers.torn(end)
    looked, unseen = torn[:MOST_PARTS], torn[MOST_PARTS:]
    present: list[int] = []
    if looked:
        rows = reader.rows(statement("check_numbers", types=_TYPES), {**bound, "parts": looked}, "check")
        present = [fact for (fact,) in rows]
    for gap in numbers.gaps(looked, present, end, state.published):
        told = sorted({n for change in range(gap.first, gap.last + 1) for n in datasets.get(change, ())})
        yield Finding(f"{_gone(gap)}; it speaks of {', '.join(told) or 'no known data set'}", _again(told))
    if more := numbers.lacking(unseen, end):
        yield Finding(f"{more:,} more facts are gone", RESTORE)
    if twice := numbers.twice(present):
        yield Finding(f"facts are there more than once: {some(twice, len(twice))}", RESTORE)
    if numbers.end > end:
        yield Finding(
            f"facts are numbered beyond {end - 1}, the last one published: up to {numbers.end - 1}", RESTORE
        )
    if numbers.odd:
        yield Finding(f"facts retracted before they were asserted: {numbers.odd:,}", RESTORE)


def _gone(gap: Gap) -> str:
    facts = "1 fact" if gap.count == 1 else f"{gap.count:,} facts"
    verb = "is" if gap.count == 1 else "are"
    change = f"change {gap.first}" if gap.first == gap.last else f"changes {gap.first} to {gap.last}"
    listed = [f"{low}" if low == high else f"{low} to {high}" for low, high in gap.ranges]
    return f"{facts} of {change} {verb} gone (number {some(listed, len(listed))})"


def _anchors(reader: Reader, bare: bool) -> Iterator[Finding]:
    """Findings about anchors; `bare` says that some may have no fact yet, as a writer is at work or has ended early."""
    given = {"kinds": list(KIND), "writing": bare, "most": MOST}
    for wrong, times, ids in reader.rows(statement("check_nodes"), given, "check"):
        what = "nodes whose label is not their kind" if wrong == "kind" else "nodes that no fact states"
        yield Finding(f"{what}: {some(ids, times)}", RESTORE)
    if "remit_id" in missing(reader):
        times, ids = reader.rows(statement("check_twice"), {"most": MOST}, "check")[0]
        if times:
            yield Finding(f"ids that several nodes bear: {some(ids, times)}", RESTORE)


def _versions(reader: Reader, state: State) -> Iterator[Finding]:
    told = {
        "loose": "facts about a node that is gone",
        "words": "facts about nodes that have lost the words they are searched by",
        "names": "facts about nodes that have lost the names they go by",
    }
    bound = {"published": state.published, "most": MOST}
    for wrong, times, datasets, facts in reader.rows(statement("check_versions"), bound, "check"):
        what = f"{told[wrong]}, of {', '.join(sorted(datasets))}: {some(facts, times)}"
        yield Finding(what, _again(sorted(datasets)))


def _notes(reader: Reader, state: State) -> Iterator[Finding]:
    """Findings about what is noted beside facts, by which a later change finds them."""
    bound = {"published": state.published}
    ((resting, premises, owning, own_ids),) = reader.rows(
        statement("check_notes", types=_TYPES), bound, "check"
    )
    for what, facts, noted in (
        ("what a fact rests on", resting, premises), ("the id that a fact has of its own", owning, own_ids),
    ):  # fmt: skip
        if facts != noted:
            yield Finding(f"{what} is noted for {noted:,} of {facts:,}", RESTORE)


def _left(reader: Reader, state: State) -> list[int]:
    """How many facts are there beyond what is published, and marks of batches."""
    (left,) = reader.rows(statement("check_left", types=_TYPES), {"published": state.published}, "check")
    return list(left)


def _again(datasets: list[str]) -> str:
    if not datasets:
        return RESTORE
    them = "them" if len(datasets) > 1 else "it"
    return f"{RESTORE}; without one, withdraw {', '.join(datasets)} and load {them} again, which does not mend the past"


def some(listed: Iterable[object], times: int) -> str:
    """The first of what is listed, and how many more there are."""
    shown = [str(each) for each in listed][:MOST]
    more = times - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")
