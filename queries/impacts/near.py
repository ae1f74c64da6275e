"""The nodes whose rows of a question a change may concern: what each of them hangs on, walked from the change's end."""

from remit.graphmodel.graph import Side
from remit.queries.impacts.aspect import Touched

SUBJECT, OBJECT = Side.SUBJECT, Side.OBJECT
_DERIVED = ("LEADS", "CARRIES", "ONE_OF")  # by which somebody has what a body, a designation or a class has


def roles(touched: Touched) -> frozenset[str]:
    """Roles that came or went, whose holders did, or that a person holds of whom something else is said."""
    return touched.nodes | touched.ends(("HOLDS",), OBJECT) | touched.beyond("HOLDS", SUBJECT, touched.nodes)


def duties(touched: Touched) -> frozenset[str]:
    """Duties that owners came to or left, or whose owners themselves, or their classes, came or went."""
    owners = touched.nodes | touched.ends(("ONE_OF",), SUBJECT) | touched.ends(("ONE_OF",), OBJECT)
    return (
        touched.nodes
        | touched.ends(("ACCOUNTABLE_FOR",), OBJECT)
        | touched.beyond("ACCOUNTABLE_FOR", SUBJECT, owners)
    )


def committees(touched: Touched) -> frozenset[str]:
    """Committees of whose seats, members or superiors anything changed; what is said of a class holds for its members."""
    members = roles(touched) | touched.ends(("ONE_OF",), SUBJECT) | touched.ends(("ONE_OF",), OBJECT)
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
    for side in (SUBJECT, OBJECT):
        own |= touched.ends(("DELEGATES_TO", *_DERIVED), side)
    own |= touched.beyond(_DERIVED, OBJECT, own)
    met = own | touched.beyond("DELEGATES_TO", OBJECT, own)
    waiting = met
    while waiting := touched.beyond("DELEGATES_TO", SUBJECT, waiting) - met:
        met |= waiting
    return met
