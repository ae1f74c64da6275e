"""Rows of what a server has published, found by the numbers of facts, read page by page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from remit.graphmodel.history import Row
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EVIDENCE
from remit.graphmodel.store import Change
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement

PAGE = 10_000
WIDE = 20 * PAGE  # for what few facts have
ENDS = 19  # where the columns of an edge's row end, and the kinds of its ends begin
_MOST = 1_000_000_000
Span = tuple[int, int]  # numbers of facts, from the first to the last


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: of which data sets, known at which change (None: all ever), and those that some changes retracted."""

    datasets: Sequence[str] | None = None
    known_at: int | None = None
    elsewhere: Sequence[int] = ()


EVERY = Wanted()


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads facts published up to a change; what was retracted later is given as live. The ends' kinds follow an edge's row."""

    reader: Reader
    published: int

    def changes(self, after: int = 0, limit: int = _MOST) -> Iterator[tuple[Change, int]]:
        """Records of the change log strictly after a number, each with the number of the last fact there was then."""
        for row in self._rows("changes", after=after, limit=limit):
            number, at, who, why, operation, request, datasets, facts, *hashes, last_fact = row
            yield (
                Change(number, at, who, why, operation, request, tuple(datasets), facts, *hashes),
                last_fact,
            )

    def heads(self, first: int = 0) -> Iterator[Row]:
        """Heads of data sets numbered from a fact on."""
        return map(tuple, self._rows("history_heads", first=first))

    def nodes(self, spans: Iterable[Span], wanted: Wanted = EVERY) -> Iterator[Row]:
        """Facts about nodes, by number."""
        for part in parts(spans, PAGE):
            yield from self._sorted("history_nodes", spans=part, **_told(wanted))

    def edges(self, relation: str, spans: Iterable[Span], wanted: Wanted = EVERY) -> Iterator[Row]:
        """Facts about edges of a relation, by number, each with the kinds of its ends behind its columns."""
        for part in parts(spans, PAGE):
            yield from self._sorted("history_edges", (relation,), spans=part, **_told(wanted))

    def versions(self, ids: Sequence[str], wanted: Wanted) -> list[Row]:
        """Facts about nodes, by the ids of the nodes."""
        return self._sorted("fetch_versions", ids=ids, **_told(wanted))

    def between(self, relation: str, ends: Sequence[Sequence[str]], wanted: Wanted) -> list[Row]:
        """Facts about edges of a relation by subject, object and data set, with the kinds of their ends."""
        return self._sorted("fetch_edges", (relation,), rows=ends, **_told(wanted))

    def at(self, ids: Sequence[str], wanted: Wanted) -> list[Row]:
        """Facts about edges of any relation at some nodes, with the kinds of their ends."""
        evidence = len(EVIDENCE)
        return self._sorted("facts_at", tuple(RELATION), ids=ids, evidence=evidence, **_told(wanted))

    def marks(self, spans: Iterable[Span], after: int = 0) -> Iterator[Row]:
        """Marks set after a change, of facts by their numbers."""
        for part in parts(spans, WIDE):
            yield from self._sorted("history_marks", spans=part, after=after)

    def retracted_heads(self, before: int, after: int) -> Iterator[Row]:
        """Retractions, after a change, of heads numbered before a fact."""
        return map(tuple, self._rows("history_retracted_heads", first=before, after=after))

    def retracted_nodes(self, spans: Iterable[Span], after: int) -> Iterator[Row]:
        """Retractions, after a change, of facts about nodes."""
        for part in parts(spans, WIDE):
            yield from self._sorted("history_retracted_nodes", spans=part, after=after)

    def retracted_edges(self, relation: str, spans: Iterable[Span], after: int) -> Iterator[Row]:
        """Retractions, after a change, of facts about edges of a relation."""
        for part in parts(spans, WIDE):
            yield from self._sorted("history_retracted_edges", (relation,), spans=part, after=after)

    def anchors(self, ids: Sequence[str]) -> list[Row]:
        """Ids and kinds of those nodes that there are."""
        return self._sorted("fetch_nodes", ids=ids)

    def listed(self, name: str, **parameters: Any) -> list[Row]:
        """The rows of another statement that is told what is published."""
        return self._sorted(name, **parameters)

    def _sorted(self, name: str, types: tuple[str, ...] = (), **parameters: Any) -> list[Row]:
        return sorted(map(tuple, self._rows(name, types, **parameters)), key=_number)

    def _rows(self, name: str, types: tuple[str, ...] = (), **parameters: Any) -> list[Any]:
        text = statement(name, types=types) if types else statement(name)
        return self.reader.rows(text, {"published": self.published, **parameters}, "export")


def _number(row: Row) -> Any:
    return row[0]


def _told(wanted: Wanted) -> dict[str, Any]:
    datasets = None if wanted.datasets is None else list(wanted.datasets)
    return {"datasets": datasets, "known_at": wanted.known_at, "elsewhere": list(wanted.elsewhere)}


def parts(spans: Iterable[Span], size: int) -> Iterator[list[Span]]:
    """Spans of numbers cut and gathered into lists that hold at most `size` numbers each."""
    part: list[Span] = []
    room = size
    for first, last in spans:
        begin = first
        while begin <= last:
            end = min(last, begin + room - 1)
            part.append((begin, end))
            room -= end - begin + 1
            begin = end + 1
            if room == 0:
                yield part
                part, room = [], size
    if part:
        yield part


def joined(numbers: Iterable[int]) -> list[Span]:
    """Numbers as spans."""
    runs = groupby(enumerate(sorted(set(numbers))), key=lambda each: each[1] - each[0])
    found = []
    for _, run in runs:
        held = [number for _, number in run]
        found.append((held[0], held[-1]))
    return found
