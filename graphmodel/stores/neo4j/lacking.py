"""What nodes lack, in two statements whatever their number: who may fall short, and how able the far ends are.

For needs of the common shape only: conditions on edges, and needs of needs, are left to `stores.needs`.
"""

from collections.abc import Mapping
from typing import Any

from remit.graphmodel.days import TRUTHS, Truth
from remit.graphmodel.graph import Need, Side, Where
from remit.graphmodel.kinds import KIND
from remit.graphmodel.stores.neo4j.statements import statement
from remit.graphmodel.stores.neo4j.walking import Ask
from remit.graphmodel.stores.sqlite import codes

PAGE = 100_000
ENOUGH = 5_000
_NOTHING = Need("HOLDS", Side.OBJECT)


def is_common(need: Need) -> bool:
    """Whether the two statements can answer for a need."""
    then = need.then
    plain_then = then is None or not (then.where or then.then or then.members or then.least > 1)
    return not (need.where or need.confirmed) and plain_then and need.least == 1


def lacking(
    ask: Ask, complete: Mapping[str, int], kind: str, need: Need, where: Where, after: str, limit: int
) -> list[tuple[str, Truth]]:
    """Ids of nodes of a kind without what a common need asks, and how certainly so, in id order."""
    then = need.then or _NOTHING
    bit = codes.bits([then.relation])
    more = {
        "confirmed": then.confirmed, "members": need.members, "then": need.then is not None, "bit": bit,
        "by_members": bool(bit & codes.BY_MEMBERS),
        "bearers": [each for each in KIND if codes.of_kind(each) & bit],
        "complete": [dataset for dataset, bits in complete.items() if bits & bit] if then.confirmed else [],
    }  # fmt: skip
    text = statement("lacking", kind, side=need.side, relation=(need.relation,))
    found: list[tuple[str, Truth]] = []
    known: dict[str, int] = {}
    while len(found) < limit:
        size = min(limit - len(found), PAGE)
        (page,) = ask(
            text, after=after, limit=size, where=fits(where), kinds=list(need.kinds),
            plain=need.then is None or then.confirmed, **more,
        )  # fmt: skip
        far = [id for id in {end[0] for row in page for end in row[2]} if id not in known]
        known |= _able(ask, far, then, more)
        for id, counts, ends in page:
            met = max((min(truth, known[end]) for end, truth in ends), default=0)
            if lacks := min(counts, 2 - met):
                found.append((id, TRUTHS[lacks]))
        if len(page) < size:
            break
        after = page[-1][0]
    return found


def _able(ask: Ask, ids: list[str], then: Need, more: Mapping[str, Any]) -> dict[str, int]:
    text = statement("able", side=then.side, relation=(then.relation,))
    able: dict[str, int] = {}
    for start in range(0, len(ids), ENOUGH):
        (found,) = ask(text, ids=ids[start : start + ENOUGH], kinds=list(then.kinds), **more)
        able |= dict(found)
    return able


def fits(where: Where | None) -> list[list[Any]]:
    """Conditions on the attributes of nodes, as the statements take them: the values, and whether none fits as well."""
    return [
        [key, sorted((each for each in values if each is not None), key=str), None in values]
        for key, values in (where or {}).items()
    ]
