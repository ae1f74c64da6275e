"""The questions there are. A new one is its own file and one line here."""

from remit.queries.accountability_chain import ACCOUNTABILITY_CHAIN
from remit.queries.carried_by import CARRIED_BY
from remit.queries.committee import COMMITTEE
from remit.queries.duties import DUTIES
from remit.queries.question import Question
from remit.queries.reporting_lines import REPORTING_LINES
from remit.queries.search import SEARCH
from remit.queries.unowned_duties import UNOWNED_DUTIES

QUESTIONS: tuple[Question, ...] = (
    REPORTING_LINES,
    UNOWNED_DUTIES,
    ACCOUNTABILITY_CHAIN,
    CARRIED_BY,
    COMMITTEE,
    DUTIES,
    SEARCH,
)
