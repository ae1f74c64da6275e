"""Duties newly unowned and newly owned, and owners who change."""

from collections.abc import Iterator, Mapping, Sequence

from remit.queries.accountability_words import ownership_told, shares_told
from remit.queries.comparing import GAINED, LOST, OWNED, UNOWNED, Found
from remit.queries.impacts.aspect import ERROR, NOTE, WARNING, Aspect, Effect, Told
from remit.queries.touched import Touched

NEWLY_UNOWNED, NEWLY_OWNED = "duty newly unowned", "duty newly owned"
OWNER_GAINED, OWNER_LOST = "owner gained", "owner lost"
_SORT = {UNOWNED: NEWLY_UNOWNED, OWNED: NEWLY_OWNED, GAINED: OWNER_GAINED, LOST: OWNER_LOST}


def find(touched: Touched) -> Iterator[Effect]:
    """Of duties: what has no owner that had one, is owned that was not, and who came and went."""
    for each in touched.found:
        if each.sort in _SORT:
            subject, other = (each.duty, each.node) if each.duty else (each.node, "")
            what = f"{other} {each.share}".strip()
            yield Effect(subject, _SORT[each.sort], _severity(each, touched), each.certainty, what, other)


def _severity(each: Found, touched: Touched) -> str:
    if each.sort != UNOWNED:
        return NOTE
    return ERROR if touched.compared.node(each.node).text("modality") == "must" else WARNING


def told(touched: Touched, effects: Sequence[Effect]) -> Mapping[Effect, Told]:
    """Who owned it and who owns it; of an owner, what it was to the duty and what it is."""
    owned = ownership_told(touched.compared, [each.subject for each in effects if not each.other])
    return {each: (*_words(each, touched, owned), None) for each in effects}


def _words(each: Effect, touched: Touched, owned: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    if not each.other:
        return owned[each.subject]
    sort = GAINED if each.sort == OWNER_GAINED else LOST
    share = each.what.rpartition(" ")[2]
    return shares_told(Found(each.other, sort, each.certainty, each.subject, share), touched.compared)


OWNERSHIP = Aspect(
    "ownership",
    (NEWLY_UNOWNED, NEWLY_OWNED, OWNER_LOST, OWNER_GAINED),
    find,
    ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR", "HOLDS", "ONE_OF"),
    told,
)
