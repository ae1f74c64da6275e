"""The checks there are, by name. A new one is its own file and one line here."""

from remit.queries.rules.check import Check
from remit.queries.rules.checks.authority import AUTHORITY
from remit.queries.rules.checks.both_ends import BOTH_ENDS
from remit.queries.rules.checks.committee_gap import COMMITTEE_GAP
from remit.queries.rules.checks.crossing import CROSSING
from remit.queries.rules.checks.dangling import DANGLING
from remit.queries.rules.checks.delegation import DELEGATION
from remit.queries.rules.checks.ended import ENDED
from remit.queries.rules.checks.ends import ENDS
from remit.queries.rules.checks.evidence import EVIDENCE
from remit.queries.rules.checks.flow import FLOW
from remit.queries.rules.checks.having import HAVING
from remit.queries.rules.checks.incompatible import INCOMPATIBLE
from remit.queries.rules.checks.independence import INDEPENDENCE
from remit.queries.rules.checks.lacking import LACKING
from remit.queries.rules.checks.left import LEFT
from remit.queries.rules.checks.loops import IN_LOOPS
from remit.queries.rules.checks.measures import MEASURES
from remit.queries.rules.checks.open_class import OPEN_CLASS
from remit.queries.rules.checks.outside import OUTSIDE
from remit.queries.rules.checks.over_owned import OVER_OWNED
from remit.queries.rules.checks.overloaded import OVERLOADED
from remit.queries.rules.checks.owner_gap import OWNER_GAP
from remit.queries.rules.checks.scattered import SCATTERED
from remit.queries.rules.checks.superseded import SUPERSEDED
from remit.queries.rules.checks.uncited import UNCITED
from remit.queries.rules.checks.unowned import UNOWNED
from remit.queries.rules.checks.vacant import VACANT

CHECKS: tuple[Check, ...] = (
    LACKING,
    HAVING,
    UNOWNED,
    OPEN_CLASS,
    OWNER_GAP,
    AUTHORITY,
    SCATTERED,
    OVERLOADED,
    ENDS,
    OUTSIDE,
    ENDED,
    BOTH_ENDS,
    INCOMPATIBLE,
    LEFT,
    VACANT,
    SUPERSEDED,
    DANGLING,
    UNCITED,
    COMMITTEE_GAP,
    DELEGATION,
    EVIDENCE,
    FLOW,
    INDEPENDENCE,
    IN_LOOPS,
    MEASURES,
    OVER_OWNED,
    CROSSING,
)
CHECK: dict[str, Check] = {check.name: check for check in CHECKS}
