"""The nodes whose rows of a question a change may concern: what each of them hangs on, walked from the change's end."""

from collections.abc import Iterable

from remit.graphmodel.graph import Need, Side, Step
from remit.queries.ownership import ASSIGNMENTS
from remit.queries.touched import Touched

SUBJECT, OBJECT = Side.SUBJECT, Side.OBJECT
UP = (Step("REPORTS_TO"), Step("ANSWERS_TO"), Step("ONE_OF"))
_PARTS = (Step("PART_OF", OBJECT), Step("ONE_OF", OBJECT))
_DERIVED = ("LEADS", "CARRIES", "ONE_OF")  # by which somebody has what a body, a designation or a class has


def roles(touched: Touched) -> frozenset[str]:
    """Roles that came or went, whose holders did, or that a person holds of whom something else is said."""
    return touched.nodes | touched.ends(("HOLDS",), OBJECT) | touched.beyond("HOLDS", SUBJECT, touched.nodes)


def duties(touched: Touched) -> frozenset[str]:
    """Duties that owners came to or left, or whose owners themselves, or their classes, came or went."""
    owners = touched.nodes | touched.met(("ONE_OF",))
    return (
        touched.nodes
        | touched.ends(("ACCOUNTABLE_FOR",), OBJECT)
        | touched.beyond("ACCOUNTABLE_FOR", SUBJECT, owners)
    )


def assigned(touched: Touched) -> frozenset[str]:
    """Duties to which others are assigned, or whose owners, their classes or holders came or went."""
    owners = roles(touched) | touched.met(("ONE_OF",))
    owners |= touched.beyond("ONE_OF", SUBJECT, owners)
    return touched.nodes | touched.ends(ASSIGNMENTS, OBJECT) | touched.beyond(ASSIGNMENTS, SUBJECT, owners)


def committees(touched: Touched) -> frozenset[str]:
    """Committees of whose seats, members or superiors anything changed; what is said of a class holds for its members."""
    members = roles(touched) | touched.met(("ONE_OF",))
    members |= touched.beyond("ONE_OF", SUBJECT, members)
    own = (
        touched.nodes
        | touched.ends(("SITS_ON",), OBJECT)
        | touched.ends(("ANSWERS_TO",), SUBJECT)
        | touched.ends(("ONE_OF",), SUBJECT)
        | touched.beyond("SITS_ON", SUBJECT, members)
        | touched.beyond("ANSWERS_TO", OBJECT, touched.nodes)
    )
    return own | touched.beyond("ONE_OF", OBJECT, own)


def delegators(touched: Touched) -> frozenset[str]:
    """Whoever delegates, and whose right to it, or whose delegate, may be concerned; and those whom they handed it to."""
    own = touched.nodes | roles(touched) | touched.ends(("ACCOUNTABLE_FOR",), SUBJECT)
    own |= touched.beyond("ACCOUNTABLE_FOR", OBJECT, touched.nodes)  # of a duty that came or went
    own |= touched.met(("DELEGATES_TO", *_DERIVED))
    own |= touched.beyond(_DERIVED, OBJECT, own)
    met = own | touched.beyond("DELEGATES_TO", OBJECT, own)
    waiting = met
    while waiting := touched.beyond("DELEGATES_TO", SUBJECT, waiting) - met:
        met |= waiting
    return met


def needing(touched: Touched, *needs: Need) -> frozenset[str]:
    """The nodes that may come to have, or to lack, what a need asks for."""
    return touched.nodes.union(*(_needing(touched, need) for need in needs))


def _needing(touched: Touched, need: Need) -> frozenset[str]:
    far = touched.nodes | (_needing(touched, need.then) if need.then else frozenset())
    if need.members:
        far |= touched.ends(("ONE_OF",), OBJECT) | touched.beyond("ONE_OF", SUBJECT, far)
    return (
        touched.nodes
        | touched.ends((need.relation,), need.side)
        | touched.beyond(need.relation, need.side.other, far)
    )


def above(touched: Touched, ids: Iterable[str]) -> frozenset[str]:
    """Some nodes, and all above them by lines, their own and those of their classes."""
    return touched.reached(UP, ids)


def with_members(touched: Touched, ids: Iterable[str]) -> frozenset[str]:
    """Some nodes, and those of whom what is said of these holds as members of a class."""
    return touched.reached((Step("ONE_OF", OBJECT),), ids)


def with_classes(touched: Touched, ids: Iterable[str]) -> frozenset[str]:
    """Some nodes, and the classes that they are of."""
    return touched.reached((Step("ONE_OF"),), ids)


def belonging(touched: Touched) -> frozenset[str]:
    """Whoever may come to belong to another agency: what is part of whatever was moved, and who leads it."""
    moved = touched.moving | touched.ends(("PART_OF", "LEADS", "ONE_OF"), SUBJECT)
    below = touched.reached(_PARTS, moved | touched.ends(("ONE_OF",), OBJECT))
    return below | touched.beyond("LEADS", OBJECT, below)
