"""Duties with several owners and no word that they share it; provisions that one agency implements twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.graph import Graph, Side
from remit.graphmodel.kinds import MODALITIES
from remit.queries import near
from remit.queries.over_owned_duties import OVER_OWNED_DUTIES, REASONS, TWICE, OverOwnedDuties
from remit.queries.question import Doc
from remit.queries.rules.asking import rows_of
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class OverOwned:
    """Settings."""

    reasons: Annotated[tuple[str, ...], Doc("Which of the two.", REASONS)] = REASONS
    modality: Annotated[
        tuple[str, ...],
        Doc("Only duties that bind so; what is implemented twice is told whatever binds.", MODALITIES),
    ] = MODALITIES


def find(graph: Graph, settings: OverOwned) -> Iterator[Hit]:
    """One hit for each duty or provision."""
    told: set[str] = set()
    for row in rows_of(graph, OVER_OWNED_DUTIES, OverOwnedDuties()):
        binding = row.duties or row.subject.text("modality") in settings.modality
        if row.reason in settings.reasons and binding and row.subject.id not in told:
            told.add(row.subject.id)
            others = row.duties or tuple(owner.node for owner in row.owners)
            said = tuple(owner.said for owner in row.owners) or tuple(duty.said for duty in row.duties)
            sentence = f"{row.subject.name.rstrip('.')}: {row.sentence}"
            yield Hit(row.subject, sentence, outcome_of(row.certainty), others, said)


def _near(touched: Touched, settings: OverOwned) -> frozenset[str]:
    """Duties with other owners; and provisions that other duties implement, or duties that bind other agencies."""
    duties = near.duties(touched)
    if TWICE not in settings.reasons:
        return duties
    bound = duties | touched.beyond("ACCOUNTABLE_FOR", Side.SUBJECT, near.belonging(touched))
    provisions = touched.beyond("IMPLEMENTS", Side.SUBJECT, bound) | touched.ends(
        ("IMPLEMENTS",), Side.OBJECT
    )
    return duties | provisions | touched.ends(("PART_OF",), Side.SUBJECT)


OVER_OWNED = Check(
    "over-owned", "Duties with several owners that are not said to share it.", OverOwned, find, _near
)
