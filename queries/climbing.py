"""Lines in words: hop by hop, with the kind of line, who holds what is reached, where it stands, how certain it is."""

from collections.abc import Iterable

from remit.queries.english import agrees, bracketed, perhaps, place_of
from remit.queries.lines import PHRASES, Hop


def climb_told(hops: Iterable[Hop]) -> str:
    """The hops of a line: Team Managers report to Group Managers (13.4, inferred); and so on."""
    return "; ".join(
        f"{hop.subject.name} {agrees(hop.subject.name, PHRASES[hop.relation])} {hop.object.name}"
        + bracketed(
            f"{hop.line} line" if hop.line in ("professional", "functional") else "",
            hop.holding.words if hop.holding else "", place_of(hop.said), perhaps(hop.certainty),
        )
        for hop in hops
    )  # fmt: skip
