"""Days on which nobody owned a duty, between two owners."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

from remit.graphmodel.days import BEFORE_ALL, Period, written_day
from remit.graphmodel.graph import Edge, Graph, Need, Node, Side, Where, in_order
from remit.queries.english import agrees, counted
from remit.queries.moments import on_any_day
from remit.queries.ownership import OWNERS
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, CERTAIN, POSSIBLE, Check, Hit
from remit.queries.touched import Touched

_TWO = Need("ACCOUNTABLE_FOR", Side.OBJECT, kinds=OWNERS, least=2)


@dataclass(frozen=True, slots=True)
class OwnerGap:
    """Settings."""

    where: Annotated[Where, Doc("Only duties whose attributes fit.")] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Term:
    """The days on which somebody is accountable, and the assertion that says so."""

    period: Period
    owner: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class _Gap:
    """Days (ordinals, the last not in it) without an owner, and who owned before and after."""

    first: int
    beyond: int
    before: _Term
    after: _Term


def find(graph: Graph, settings: OwnerGap) -> Iterator[Hit]:
    """Each duty of the view's day that had owners before and after days without one, whatever day that was.

    Where the days are partial, the gap may be none; where the later owner has no first day at all, it cannot be told.
    """
    ever = on_any_day(graph)
    duties = [id for id, _ in ever.having("Duty", _TWO, settings.where)]
    by_duty: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(ever.edges(("ACCOUNTABLE_FOR",), objects=duties), key=in_order) if duties else ():
        by_duty[edge.object].append(edge)
    far = ever.nodes({edge.subject for edges in by_duty.values() for edge in edges})
    for id, duty in graph.nodes(duties).items():
        terms = [term for edge in by_duty[id] if (term := _term(edge, far[edge.subject]))]
        if duty.counts and (hit := _hit(duty, terms)):
            yield hit


def _term(edge: Edge, owner: Node) -> _Term | None:
    """The days of an assignment on which its owner is there too; None for what owns nothing.

    That it is not said since when an owner exists puts no assignment in doubt, nor does an owner with several versions.
    """
    if owner.kind not in OWNERS or owner.said.proposed:
        return None
    own = owner.said.period
    if not owner.said.valid_from:
        own = replace(own, from_earliest=BEFORE_ALL, from_latest=BEFORE_ALL)
    period = edge.said.period if owner.others else edge.said.period.within(own)
    return _Term(period, owner, edge) if period else None


def _hit(duty: Node, terms: Sequence[_Term]) -> Hit | None:
    sure = _gap([(term.period.from_earliest, term.period.to_latest, term) for term in terms])
    gap = sure or _gap(
        [
            (min(term.period.from_latest, term.period.to_earliest), term.period.to_earliest, term)
            for term in terms
        ]
    )
    if gap is None:
        return None
    outcome = CERTAIN if sure else POSSIBLE if gap.after.edge.said.valid_from else CANNOT_TELL
    told = f"{duty.name.rstrip('.')}: {_sentence(gap, outcome)}"
    about = (gap.before.owner, gap.after.owner)
    return Hit(duty, told, outcome, about, (gap.before.edge.said, gap.after.edge.said))


def _sentence(gap: _Gap, outcome: str) -> str:
    before, after = gap.before.owner.name, gap.after.owner.name
    if outcome == CANNOT_TELL:
        since = f"since when {after} {agrees(after, 'has')} done so is not recorded"
        return f"{before} owned it until {written_day(gap.first)}, and {since}."
    nobody, at_most = ("nobody", "") if outcome == CERTAIN else ("perhaps nobody", "up to ")
    days = f"{at_most}{counted(gap.beyond - gap.first, 'day')} from {written_day(gap.first)}"
    return f"{nobody} owned it for {days}, between {before} and {after}."


def _gap(spans: list[tuple[int, int, _Term]]) -> _Gap | None:
    """The first days that no span covers, between two that do."""
    spans.sort(key=lambda span: span[:2])
    before: tuple[int, int, _Term] | None = None
    for span in spans:
        if before and span[0] > before[1]:
            return _Gap(before[1], span[0], before[2], span[2])
        if before is None or span[1] > before[1]:
            before = span
    return None


def _near(touched: Touched, _settings: OwnerGap) -> frozenset[str]:
    """Duties that change, or that somebody who changes ever owned."""
    return (
        touched.nodes
        | touched.ends(("ACCOUNTABLE_FOR",), Side.OBJECT)
        | touched.ever.beyond("ACCOUNTABLE_FOR", Side.SUBJECT, touched.nodes)
    )


OWNER_GAP = Check(
    "owner-gap", "Days on which nobody owned a duty, between two owners.", OwnerGap, find, _near
)
