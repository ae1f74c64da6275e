"""Random lines for laws: several tops, loops, matrix lines, classes; certain, possible and ended; and their histories.

`told(...)` states them, `stored(...)` puts them into a store. A hop is (subject, line, object); its days say how certain
it is on DAY.
"""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from remit.graphmodel.relations import has_standing
from remit.graphmodel.statements import Attributes, Dataset, EdgeStatement, NodeStatement
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.queries.lines import LINES

DAY = date(2020, 6, 1)
ROLES = tuple(f"x/role-{number}" for number in range(6))
BOARDS = ("x/board-0", "x/board-1")
CLASS = "x/class"
AGENCIES = ("x/agency-0", "x/agency-1")
PEOPLE = ("x/ann", "x/bob")
DUTIES = ("x/duty-0", "x/duty-1", "x/duty-2")
KINDS = {
    **dict.fromkeys(AGENCIES, "Agency"), **dict.fromkeys(BOARDS, "Committee"), **dict.fromkeys((*ROLES, CLASS), "Role"),
    **dict.fromkeys(PEOPLE, "Person"), **dict.fromkeys(DUTIES, "Duty"),
}  # fmt: skip
CERTAIN, POSSIBLE, ENDED = (None, None), (None, "2020"), (None, "2019-01-01")
AUTHOR = Author("tester", "2020-06-01T12:00:00Z", "a test", "request-1")
Days = tuple[str | None, str | None]


@dataclass(frozen=True)
class Said:
    """An edge that a test states, and for which days."""

    subject: str
    relation: str
    object: str
    line: str = ""
    days: Days = CERTAIN

    @property
    def statement(self) -> EdgeStatement:
        standing = "actual" if has_standing(KINDS[self.subject], KINDS[self.object]) else None
        attributes: Attributes = {"line": self.line} if self.relation == "REPORTS_TO" else {}
        return EdgeStatement(
            dataset="x", relation=self.relation, subject=self.subject, object=self.object, attributes=attributes,
            standing=standing, own_id=f"x/{self.line}-{self.subject[2:]}-{self.object[2:]}" if attributes else None,
            valid_from=self.days[0], valid_to=self.days[1],
        )  # fmt: skip


def hop(subject: str, line: str, object: str, days: Days) -> Said:
    """A line: management, professional and functional ones are REPORTS_TO, that of accountability ANSWERS_TO."""
    relation = (
        "ANSWERS_TO" if line == "accountability" or not {subject, object} <= {*ROLES, CLASS} else "REPORTS_TO"
    )
    return Said(subject, relation, object, line if relation == "REPORTS_TO" else "accountability", days)


some_days = st.sampled_from((CERTAIN, CERTAIN, CERTAIN, POSSIBLE, ENDED))
in_lines = st.sampled_from((*ROLES, *ROLES, *BOARDS, CLASS))
hops = st.builds(hop, in_lines, st.sampled_from(LINES), in_lines, some_days).filter(
    lambda each: each.subject != each.object
)
memberships = st.builds(
    Said, st.sampled_from(ROLES), st.just("ONE_OF"), st.just(CLASS), st.just(""), some_days
)
holdings = st.builds(
    Said, st.sampled_from(PEOPLE), st.just("HOLDS"), st.sampled_from(ROLES), st.just(""), some_days
)
ownings = st.builds(
    Said, st.sampled_from((*ROLES, BOARDS[0], AGENCIES[0])), st.just("ACCOUNTABLE_FOR"), st.sampled_from(DUTIES), st.just(""),
    some_days,
)  # fmt: skip
parts = st.builds(
    Said,
    st.sampled_from((*ROLES, *BOARDS, CLASS)),
    st.just("PART_OF"),
    st.sampled_from(AGENCIES),
    st.just(""),
    some_days,
)


def several(*kinds: st.SearchStrategy[Said], most: int = 14) -> st.SearchStrategy[list[Said]]:
    """Edges of these sorts, none stated twice."""
    return st.lists(st.one_of(*kinds), max_size=most, unique_by=lambda each: each.statement.id)


def nodes() -> Iterator[NodeStatement]:
    """Every node, always there; the class is marked as one."""
    for id, kind in KINDS.items():
        standing = "actual" if kind in ("Agency", "Committee", "Role") else None
        attributes: Attributes = {"class": True} if id == CLASS else {}
        yield NodeStatement(
            dataset="x", node=id, kind=kind, name=id, standing=standing, attributes=attributes
        )


@contextlib.contextmanager
def stored(*loads: Iterable[Said]) -> Iterator[SqliteStore]:
    """A store into which each load goes as a change, in order: each puts the whole in the place of the one before."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore.open(Path(folder) / "x.db", create=True)
        try:
            for load in loads:
                head = Dataset(dataset="x", title="x", date="2018-01-01", prefix="x")
                store.load([head], [*nodes(), *(each.statement for each in load)], AUTHOR, problems=[])
            yield store
        finally:
            store.close()
