"""Random small histories, views, needs and walks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from remit.graphmodel.days import Period
from remit.graphmodel.errors import BadValue, DataRefused, Problem, UnknownDataset
from remit.graphmodel.graph import Need, Side, Step, Where
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.relations import RELATION, has_standing
from remit.graphmodel.statements import EVIDENCE, Dataset, EdgeStatement, NodeStatement, Position
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from tests.drawing import author

NODES = {
    "x/council": "Agency", "x/board": "Committee", "x/team": "Unit", "x/chief": "Role", "x/manager": "Role",
    "y/officer": "Role", "y/officers": "Role", "x/pat": "Person", "y/sam": "Person", "x/review": "Duty",
    "x/report": "Duty", "x/act": "Source",
}  # fmt: skip
DATASETS = ("one", "two")
LINKED = (
    "REPORTS_TO", "HOLDS", "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR", "ONE_OF", "PART_OF", "SITS_ON", "ANSWERS_TO",
)  # fmt: skip
ENDS = [
    (relation, subject, object)
    for relation in LINKED
    for subject, kind in NODES.items()
    for object, other in NODES.items()
    if subject != object and RELATION[relation].joins(kind, other)
]
FIRST = (None, None, "2003", "2003-04", "2003-04-30", "2005-01-01")
LAST = (None, None, "ended", "2006", "2006-02", "2006-02-10", "2003-05-01")
NAMES = ("Chief Officer", "chief officers", "Head of Children’s Services", "The Review & Report", "Officér")
WORDS = ("", "chief", "officers", "children", "the review", "rev", "x", "y officer", "review children")
EDGES_OF_TIME = (
    "2003-01-01",
    "2003-04-30",
    "2003-12-31",
    "2004-06-30",
    "2005-01-01",
    "2006-02-10",
    "2006-12-31",
)
Said = NodeStatement | EdgeStatement


@dataclass(frozen=True)
class Loading:
    """A load of one data set."""

    head: Dataset
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Withdrawal:
    """A withdrawal of one data set."""

    dataset: str


Step_ = Loading | Withdrawal


def carry_out(store: Store, step: Step_) -> bool:
    """Do a step; whether it was not refused."""
    try:
        if isinstance(step, Withdrawal):
            store.withdraw(step.dataset, author())
        else:
            problems: list[Problem] = []
            store.load([step.head], step.said, author(), problems=problems)
    except (DataRefused, UnknownDataset):
        return False
    return True


@st.composite
def common(draw: st.DrawFn, dataset: str, premises: list[str], standing: bool) -> dict[str, Any]:
    """What any statement carries."""
    valid_from, valid_to = draw(st.sampled_from(FIRST)), draw(st.sampled_from(LAST))
    try:
        Period.between(valid_from, valid_to, 1)
    except BadValue:
        valid_to = None
    evidence = draw(st.sampled_from(("stated", "stated", "inferred", "assumed", "disputed")))
    based_on = []
    if evidence == "inferred" and premises:
        valid_to = None
        based_on = draw(st.lists(st.sampled_from(premises), min_size=1, max_size=2, unique=True))
    return {
        "dataset": dataset,
        "evidence": evidence,
        "standing": draw(st.sampled_from(("actual", "actual", "expected", "proposed"))) if standing else None,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "source": draw(st.sampled_from((None, "x/act"))),
        "locator": draw(st.sampled_from((None, "1.1"))),
        "reason": None if evidence == "stated" else "why",
        "based_on": tuple(based_on),
        "position": Position("random", 1, 1),
    }


@st.composite
def attributes(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Attributes of a node, with the words for absence."""
    drawn: dict[str, Any] = {}
    for key in ("none", "withheld", "not_applicable"):
        if names := draw(st.lists(st.sampled_from(("HOLDS", "REPORTS_TO")), max_size=1)):
            drawn[key] = names
    if draw(st.booleans()):
        drawn["aliases"] = [draw(st.sampled_from(NAMES))]
    if kind == "Role" and draw(st.booleans()):
        drawn["class"] = draw(st.booleans())
    if kind == "Role":
        drawn |= draw(st.sampled_from(({}, {"form": "post"}, {"form": "designation"})))
    if kind == "Duty":
        drawn["modality"] = draw(st.sampled_from(("must", "may")))
        drawn["theme"] = draw(st.sampled_from(("children", "plans")))
    if kind == "Source":
        drawn |= draw(st.sampled_from(({}, {"date": "2004-06"}, {"date": "2004-06-30"})))
    return drawn


@st.composite
def said_by(draw: st.DrawFn, dataset: str, others: list[str], known: set[str]) -> list[Said]:
    """What a data set says in one load: inferences rest on what comes before, or on another data set.

    `known` are the nodes said before; those said here are added to them.
    """
    said: list[Said] = []
    premises = list(others)
    everything = not known or draw(st.integers(0, 3)) == 0
    ids = list(NODES) if everything else draw(st.lists(st.sampled_from(list(NODES)), unique=True, max_size=6))
    for id in ids:
        kind = NODES[id]
        if everything and draw(st.booleans()):
            node = NodeStatement(dataset=dataset, node=id, kind=kind, name=id)
            node.standing = "actual" if kind in BODIES else None
        else:
            node = NodeStatement(
                node=id,
                kind=kind,
                name=draw(st.sampled_from(NAMES)),
                attributes=draw(attributes(kind)),
                **draw(common(dataset, premises, kind in BODIES)),
            )
        said.append(node)
        premises.append(node.id)
    known.update(ids)
    ends = [each for each in ENDS if each[1] in known and each[2] in known]
    edges = st.tuples(st.sampled_from(ends), st.sampled_from((None, None, None, f"{dataset}-term")))
    one_each = st.lists(edges, max_size=14, unique_by=lambda each: each[1] or each[0])
    for (relation, subject, object), own_id in draw(one_each):
        edge = EdgeStatement(
            relation=relation,
            subject=subject,
            object=object,
            own_id=own_id,
            attributes=draw(st.sampled_from(({}, {"how": "joint"}))) if relation == "ACCOUNTABLE_FOR" else {},
            **draw(common(dataset, premises, has_standing(NODES[subject], NODES[object]))),
        )
        said.append(edge)
        premises.append(edge.id)
    return said


@st.composite
def worlds(draw: st.DrawFn, most: int = 4) -> list[Step_]:
    """One to four changes; the second data set may rest on the first."""
    steps: list[Step_] = []
    loaded: list[str] = []
    known: set[str] = set()
    for place in range(draw(st.integers(1, most))):
        dataset = draw(st.sampled_from(DATASETS)) if place > 1 else DATASETS[place]
        if place > 1 and draw(st.integers(0, 4)) == 0:
            steps.append(Withdrawal(dataset))
            continue
        said = draw(said_by(dataset, loaded if dataset == "two" else [], known))
        complete = tuple(
            draw(st.lists(st.sampled_from(("HOLDS", "REPORTS_TO", "ONE_OF")), max_size=2, unique=True))
        )
        head = Dataset(dataset=dataset, title=dataset, date="2005", prefix=dataset, complete=complete)
        steps.append(Loading(head, tuple(said)))
        if dataset == "one":
            loaded = [each.id for each in said]
    return steps


@st.composite
def views(draw: st.DrawFn, last: int, known: list[str]) -> View:
    """A view of a history of so many changes."""
    day = draw(st.sampled_from((None, *EDGES_OF_TIME)))
    beside = draw(st.integers(-1, 1))
    limited = bool(known) and draw(st.booleans())
    return View(
        as_at=date.fromisoformat(day) + timedelta(days=beside) if day else None,
        known_at=draw(st.sampled_from((None, *range(last + 1)))),
        strict=draw(st.integers(0, 3)) == 0,
        proposed=draw(st.booleans()),
        datasets=frozenset(draw(st.lists(st.sampled_from(known), unique=True))) if limited else None,
    )


wheres: st.SearchStrategy[Where] = st.sampled_from(
    (
        {},
        {},
        {"modality": frozenset({"must"})},
        {"theme": frozenset({"plans", "children"})},
        {"class": frozenset({True})},
        {"theme": frozenset({"plans", None})},
        {"kinds": frozenset({None})},
        {"form": frozenset({"designation"})},
    )
)
NEED_HOLDER = Need("HOLDS", Side.OBJECT)
NOT_VACANT = Need("HOLDS", Side.OBJECT, confirmed=True)
THREE_DEEP = Need("REPORTS_TO", Side.SUBJECT, then=NOT_VACANT, members=True)
needs = st.sampled_from(
    (
        ("Role", NEED_HOLDER),
        ("Role", NOT_VACANT),
        ("Role", Need("REPORTS_TO", Side.SUBJECT, then=NOT_VACANT)),
        ("Role", Need("REPORTS_TO", Side.OBJECT, confirmed=True, then=Need("REPORTS_TO", Side.OBJECT))),
        ("Duty", Need("ACCOUNTABLE_FOR", Side.OBJECT)),
        ("Duty", Need("ACCOUNTABLE_FOR", Side.OBJECT, kinds=("Role", "Unit"), then=NOT_VACANT, members=True)),
        ("Duty", Need("ACCOUNTABLE_FOR", Side.OBJECT, where={"how": frozenset({"joint"})}, then=NEED_HOLDER)),
        ("Duty", Need("RESPONSIBLE_FOR", Side.OBJECT, kinds=("Agency",), members=True)),
        ("Person", Need("HOLDS", Side.SUBJECT, then=Need("ACCOUNTABLE_FOR", Side.SUBJECT))),
        ("Committee", Need("SITS_ON", Side.OBJECT, confirmed=True)),
        ("Role", Need("REPORTS_TO", Side.OBJECT, least=2)),
        ("Duty", Need("ACCOUNTABLE_FOR", Side.OBJECT, least=2, where={"how": frozenset({None})})),
        ("Duty", Need("ACCOUNTABLE_FOR", Side.OBJECT, kinds=("Role",), then=NOT_VACANT, least=2)),
        ("Role", Need("REPORTS_TO", Side.SUBJECT, then=Need("REPORTS_TO", Side.OBJECT, least=2))),
        ("Role", Need("HOLDS", Side.OBJECT, confirmed=True, least=2)),
        ("Duty", Need("ACCOUNTABLE_FOR", Side.OBJECT, members=True, then=THREE_DEEP)),
        (
            "Role",
            Need("HOLDS", Side.OBJECT, confirmed=True, then=Need("SITS_ON", Side.SUBJECT, confirmed=True)),
        ),
    )
)
edge_wheres: st.SearchStrategy[Where] = st.sampled_from(
    ({}, {"how": frozenset({"joint"})}, {"how": frozenset({"joint", None})}, {"how": frozenset({None})})
)
evidences = st.lists(st.sampled_from(EVIDENCE), unique=True)
walks = st.lists(
    st.builds(Step, st.sampled_from(LINKED), st.sampled_from(Side), st.booleans()),
    min_size=1,
    max_size=4,
    unique=True,
)
some_ids = st.lists(st.sampled_from([*NODES, "nobody"]), max_size=5)
