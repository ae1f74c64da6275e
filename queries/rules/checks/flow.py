"""Reports and advice that one text asks for, and that nobody at the other end is known to expect, or to send."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.graph import Graph, Side
from remit.queries import near
from remit.queries.english import agrees
from remit.queries.expecting import OWN, TIES
from remit.queries.flows import FLOWS, Flows
from remit.queries.question import Doc
from remit.queries.rules.asking import rows_of
from remit.queries.rules.check import CANNOT_TELL, Check, Hit
from remit.queries.sending import ACTS
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class Flow:
    """Settings."""

    act: Annotated[str | None, Doc("Only flows of this sort.", ACTS)] = None


def find(graph: Graph, settings: Flow) -> Iterator[Hit]:
    """One hit for each receiver; another text may expect it, so one cannot tell."""
    told: set[str] = set()
    for row in rows_of(graph, FLOWS, Flows(act=settings.act, unmatched=True)):
        if row.receiver.id in told:
            continue
        told.add(row.receiver.id)
        name = row.receiver.name
        sender = row.sender.name if row.sender else "nobody that is recorded"
        what = f": {row.duty.name.rstrip('.')}" if row.duty else ""
        sentence = f"{name} {agrees(name, 'is')} owed by {sender} ({row.act}){what}. {row.why.rstrip('.')}."
        about = tuple(each for each in (row.sender, row.duty) if each)
        yield Hit(row.receiver, sentence, CANNOT_TELL, about, (row.said,))


def _near(touched: Touched, _settings: Flow) -> frozenset[str]:
    """Receivers of what duties ask for that changed, or whose owners did, and of advice; or who have other duties themselves."""
    actors = near.with_members(touched, touched.ids)
    duties = touched.ids | touched.beyond(OWN, Side.SUBJECT, touched.nodes)
    duties |= touched.beyond(TIES, Side.SUBJECT, duties) | touched.beyond(TIES, Side.OBJECT, duties)
    owners = touched.beyond(OWN, Side.OBJECT, duties)
    return (
        actors
        | near.with_members(touched, owners)
        | touched.beyond("OWED_TO", Side.SUBJECT, duties)
        | touched.beyond("INFORMED_OF", Side.OBJECT, duties)
        | touched.beyond("ADVISES", Side.SUBJECT, actors | owners)
    )


def _listing(touched: Touched, _settings: Flow, receivers: frozenset[str]) -> frozenset[str]:
    """What is owed to them, and who advises them."""
    return touched.beyond(("OWED_TO", "ADVISES"), Side.OBJECT, receivers) | touched.beyond(
        "INFORMED_OF", Side.SUBJECT, receivers
    )


FLOW = Check("flow", "What one end owes and the other is not known to expect.", Flow, find, _near, _listing)
