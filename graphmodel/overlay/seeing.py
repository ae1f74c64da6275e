"""What a view sees in facts: whether each is in force, and the nodes and edges of the port that they make."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Node, Said, Where
from remit.graphmodel.statements import STATED, Attributes, EdgeStatement, Fact, NodeStatement
from remit.graphmodel.stores.assembling import node_of
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.view import View


def counts_for(view: View, fact: Fact) -> bool:
    """Whether a view takes a fact into account at all: by its evidence and its data set."""
    said = fact.statement
    return not (view.strict and said.evidence != STATED) and (
        view.datasets is None or said.dataset in view.datasets
    )


def truth_of(view: View, fact: Fact) -> Truth:
    """Whether a fact is in force on the view's day; what is only proposed is not, unless asked for."""
    if fact.statement.standing == "proposed" and not view.proposed:
        return Truth.NO
    return fact.period.in_force(view.day)


def edge_in(view: View, fact: Fact) -> Edge:
    """A fact about an edge as the port has it."""
    told = told_of_edge(fact)
    return Edge(told.relation, told.subject, told.object, told.attributes, _said(view, fact), told.own_id)


def told_of_edge(fact: Fact) -> EdgeStatement:
    """What a fact about an edge states. Raises TypeError for one about a node."""
    if isinstance(fact.statement, EdgeStatement):
        return fact.statement
    raise TypeError(f"{fact.statement.id} is about a node")


def told_of_node(fact: Fact) -> NodeStatement:
    """What a fact about a node states. Raises TypeError for one about an edge."""
    if isinstance(fact.statement, NodeStatement):
        return fact.statement
    raise TypeError(f"{fact.statement.id} is about an edge")


def nodes_in(
    view: View, kinds: Mapping[str, str], versions: Iterable[Fact], complete: Mapping[str, Sequence[str]]
) -> dict[str, Node]:
    """Nodes of their versions; `kinds` gives the kind of each node by id, also of those without a version."""
    coded = {dataset: codes.bits(relations) for dataset, relations in complete.items()}
    of: dict[str, list[tuple[tuple[object, ...], Said]]] = defaultdict(list)
    for fact in versions:
        told = told_of_node(fact)
        row = (
            told.name,
            codes.packed(told.attributes),
            *codes.absences(told.attributes),
            fact.number,
            told.dataset,
            codes.EVIDENCE_CODE[told.evidence],
            codes.STANDING_CODE[told.standing],
        )
        of[told.node].append((row, _said(view, fact)))
    return {id: node_of(id, kind, of[id], coded, view.proposed) for id, kind in kinds.items()}


def listed_among(view: View, versions: Iterable[Fact], where: Where) -> dict[str, Truth]:
    """How certainly each node is listed: it counts, and for each attribute asked for a version in force fits."""
    live: dict[str, list[tuple[Truth, Attributes]]] = defaultdict(list)
    for fact in versions:
        if (truth := truth_of(view, fact)) is not Truth.NO:
            told = told_of_node(fact)
            live[told.node].append((truth, told.attributes))
    return {
        id: max(truth for truth, _ in versions_of)
        for id, versions_of in live.items()
        if all(any(_fits(each, key, values) for _, each in versions_of) for key, values in where.items())
    }


def listed(attributes: Attributes, key: str) -> list[str]:
    """An attribute that is a list of texts; empty where it is none."""
    value = attributes.get(key)
    return value if isinstance(value, list) else []


def _fits(attributes: Attributes, key: str, values: Iterable[object]) -> bool:
    value = attributes.get(key)
    return not isinstance(value, list) and value in values


def _said(view: View, fact: Fact) -> Said:
    told = fact.statement
    return Said(
        fact.number, told.dataset, told.evidence, told.standing, fact.period, told.valid_from, told.valid_to,
        fact.period.in_force(view.day), told.source, told.locator, fact.dated, told.reason, told.note, told.based_on,
    )  # fmt: skip
