"""The aspects of an impact, in the order in which their effects are shown. A new one is a module, and a line here."""

from remit.queries.impacts import answers
from remit.queries.impacts.aspect import Aspect
from remit.queries.impacts.lines import LINES
from remit.queries.impacts.ownership import OWNERSHIP
from remit.queries.impacts.people import PEOPLE
from remit.queries.impacts.rules import RULES
from remit.queries.impacts.scrutiny import SCRUTINY
from remit.queries.impacts.spans import SPANS

ASPECTS: tuple[Aspect, ...] = (OWNERSHIP, LINES, *answers.ASPECTS, SCRUTINY, PEOPLE, SPANS, RULES)
SORTS = tuple(sort for aspect in ASPECTS for sort in aspect.sorts)
