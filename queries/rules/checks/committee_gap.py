"""What committees lack: a quorum within reach, members, a chair, somebody to answer to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.graph import Graph
from remit.queries import near
from remit.queries.committee_gaps import CANNOT_TELL as UNTOLD
from remit.queries.committee_gaps import COMMITTEE_GAPS, GAPS, CommitteeGaps
from remit.queries.question import Doc
from remit.queries.rules.asking import rows_of
from remit.queries.rules.check import CANNOT_TELL, Check, Hit, outcome_of
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class Gap:
    """Settings."""

    gap: Annotated[str, Doc("What it lacks.", GAPS)]


def find(graph: Graph, settings: Gap) -> Iterator[Hit]:
    """Each committee with the gap; where it is not confirmed, one cannot tell."""
    for row in rows_of(graph, COMMITTEE_GAPS, CommitteeGaps(gaps=(settings.gap,))):
        outcome = CANNOT_TELL if row.verdict == UNTOLD else outcome_of(row.certainty)
        yield Hit(row.committee, row.sentence, outcome)


def _near(touched: Touched, _settings: Gap) -> frozenset[str]:
    return near.committees(touched)


COMMITTEE_GAP = Check("committee-gap", "What committees lack.", Gap, find, _near)
