"""Facts as an overlay records them: what its changes take away is retracted by the change that they would be."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from remit.graphmodel.changes import WHAT_IF
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Provenance
from remit.graphmodel.overlay.seeing import truth_of
from remit.graphmodel.statements import Fact, NodeStatement
from remit.graphmodel.store import Change

if TYPE_CHECKING:
    from remit.graphmodel.overlay.graph import Overlay


def facts(overlay: "Overlay", ids: frozenset[str]) -> list[Fact]:
    """All that was ever said of some nodes and of the edges at them, by number."""
    added = (fact for fact in overlay.drafted.added if ids.intersection(_ends(fact)))
    return [*_as_left(overlay, overlay.base.facts(ids)), *added]


def touched(overlay: "Overlay", since: int, after: int, limit: int) -> list[Fact]:
    """Facts asserted or retracted after a change, by number, strictly after a fact."""
    drafted = overlay.drafted
    if since >= drafted.change:
        return []
    earlier = overlay.base.touched(since, after, limit) if since < drafted.change - 1 else []
    found = {fact.number: fact for fact in _as_left(overlay, earlier)}
    # Read again, as what operations removed may not know which change had asserted it.
    removed = overlay.base.stated({fact.statement.id for fact in drafted.removed.values()})
    found |= {
        fact.number: fact
        for fact in _as_left(overlay, removed)
        if fact.number in drafted.removed and fact.number > after
    }
    found |= {fact.number: fact for fact in drafted.added if fact.number > after}
    return [found[number] for number in sorted(found)[:limit]]


def asserted(overlay: "Overlay", of: Provenance, after: int, limit: int) -> list[Fact]:
    """Facts in force of a provenance, by number, strictly after a fact."""
    drafted = overlay.drafted
    page = overlay.base.asserted(of, after, limit + len(drafted.removed))
    added = (
        fact
        for fact in drafted.added
        if fact.number > after and truth_of(overlay.view, fact) is not Truth.NO and of.fits(fact.statement)
    )
    return [*(fact for fact in page if fact.number not in drafted.removed), *added][:limit]


def read_in(overlay: "Overlay", kind: str, sources: frozenset[str]) -> list[Fact]:
    """Versions in force of nodes of a kind that are read in some sources, by number."""
    found = [
        fact for fact in overlay.base.read_in(kind, sources) if fact.number not in overlay.drafted.removed
    ]
    added = [
        fact
        for fact in overlay.drafted.added
        if isinstance(fact.statement, NodeStatement)
        and fact.statement.kind == kind
        and fact.statement.source in sources
        and truth_of(overlay.view, fact) is not Truth.NO
    ]
    return [*found, *added]


def log(overlay: "Overlay", after: int) -> list[Change]:
    """Records of the change log after a number; the last is the change that the overlay would be."""
    changes, drafted = overlay.changes, overlay.drafted
    if after >= drafted.change:
        return []
    datasets = sorted({fact.statement.dataset for fact in (*changes.removed, *changes.added)})
    author = changes.author
    record = Change(
        drafted.change, author.at, author.who, author.why, WHAT_IF, author.request, tuple(datasets), "", "", ""
    )  # fmt: skip
    return [*overlay.base.log(after), record]


def _as_left(overlay: "Overlay", found: Iterable[Fact]) -> list[Fact]:
    drafted = overlay.drafted
    return [
        replace(fact, retracted=drafted.change) if fact.number in drafted.removed else fact for fact in found
    ]


def _ends(fact: Fact) -> tuple[str, ...]:
    told = fact.statement
    return (told.node,) if isinstance(told, NodeStatement) else (told.subject, told.object)
