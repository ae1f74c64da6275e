"""Classes that duties bind, and of which not all members are recorded: nobody can tell whether each answers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Where, fits, in_order
from remit.graphmodel.kinds import BODIES
from remit.queries.classes import complete
from remit.queries.english import agrees, counted
from remit.queries.question import Doc
from remit.queries.rules.check import CANNOT_TELL, Check, Hit
from remit.queries.touched import Touched


@dataclass(frozen=True, slots=True)
class OpenClass:
    """Settings."""

    where: Annotated[Where, Doc("Only duties whose attributes fit.")] = field(default_factory=dict)


def find(graph: Graph, settings: OpenClass) -> Iterator[Hit]:
    """Each class that is accountable for duties, and not said to have all its members recorded: it cannot be told.

    Of a class that is complete, the rule on members who are not covered tells.
    """
    classes = {node.id: node for kind in BODIES for node in graph.find(kind, {"class": frozenset((True,))})}
    unfinished = {id: node for id, node in classes.items() if not complete(node)}
    owned: dict[str, list[Edge]] = defaultdict(list)
    edges = graph.edges(("ACCOUNTABLE_FOR",), subjects=unfinished) if unfinished else []
    duties = graph.nodes({edge.object for edge in edges})
    for edge in sorted(edges, key=in_order):
        if _fits(duties[edge.object], settings.where):
            owned[edge.subject].append(edge)
    members = graph.tally("ONE_OF", Side.OBJECT, owned) if owned else {}
    for id, bound in owned.items():
        yield _hit(classes[id], [duties[edge.object] for edge in bound], members[id][1])


def _fits(duty: Node, where: Where) -> bool:
    return fits(duty.attributes, where) and duty.counts is not Truth.NO


def _hit(node: Node, duties: list[Node], members: int) -> Hit:
    recorded = f"{counted(members, 'member')} recorded, and perhaps more" if members else "no member recorded"
    number = counted(len(duties), "duty", "duties")
    verb = "binds" if len(duties) == 1 else "bind"
    told = f"{node.name} {agrees(node.name, 'has')} {recorded}; {number} {verb} every one."
    return Hit(node, told, CANNOT_TELL, tuple(duties))


def _near(touched: Touched, _settings: OpenClass) -> frozenset[str]:
    """Classes, and those that are accountable for what changed."""
    return (
        touched.nodes
        | touched.ends(("ACCOUNTABLE_FOR",), Side.SUBJECT)
        | touched.ends(("ONE_OF",), Side.OBJECT)
        | touched.beyond("ACCOUNTABLE_FOR", Side.OBJECT, touched.nodes)
        | touched.beyond("ONE_OF", Side.SUBJECT, touched.nodes)
    )


OPEN_CLASS = Check(
    "open-class",
    "Classes that duties bind, and of which not all members are recorded.",
    OpenClass,
    find,
    _near,
)
