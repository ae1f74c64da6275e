"""Must-duties whose line is only inferred, and statements on which sources disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.graph import Graph, Side
from remit.queries import near
from remit.queries.disagreements import ONLY_ONE
from remit.queries.evidence_gaps import EVIDENCE_GAPS, SORTS, EvidenceGaps
from remit.queries.question import Doc
from remit.queries.rules.asking import rows_of
from remit.queries.rules.check import Check, Hit
from remit.queries.touched import Touched

_SINGLE = tuple((relation, side.other) for relation, side in ONLY_ONE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Settings."""

    sort: Annotated[str, Doc("What is wrong with the evidence.", SORTS)]


def find(graph: Graph, settings: Evidence) -> Iterator[Hit]:
    """One hit for each node that a statement is about: its first gap."""
    told: set[str] = set()
    for row in rows_of(graph, EVIDENCE_GAPS, EvidenceGaps(sort=settings.sort)):
        subject, *others = row.about
        if subject.id not in told:
            told.add(subject.id)
            about = (*others, *([row.duty] if row.duty else []))
            yield Hit(subject, row.sentence, about=about)


def _near(touched: Touched, _settings: Evidence) -> frozenset[str]:
    """Whatever is above an owner or a line that changed, or has something else of which it is to have one."""
    changed = touched.ids | touched.beyond("ACCOUNTABLE_FOR", Side.OBJECT, touched.ids)
    beside = (touched.beyond(relation, side, touched.nodes) for relation, side in _SINGLE)
    return near.above(touched, changed).union(*beside)


EVIDENCE = Check("evidence", "Statements that are not well evidenced.", Evidence, find, _near)
