"""The nodes whose answer to a need may differ once changes are made."""

from remit.graphmodel.graph import Graph, Need, Side
from remit.graphmodel.overlay.drafted import Drafted


def affected(base: Graph, drafted: Drafted, need: Need) -> frozenset[str]:
    """Nodes of any kind, through what the far end must have in turn; two calls of the port for each level of the need."""
    found = drafted.changed | drafted.ends_of(need.relation, need.side)
    far = drafted.changed
    if need.then is not None:
        far |= affected(base, drafted, need.then)
    if need.members:
        far |= drafted.ends_of("ONE_OF", Side.OBJECT)
        far |= {edge.object for edge in base.edges(("ONE_OF",), subjects=far)}
    return found | _near(base, need, far) if far else found


def _near(base: Graph, need: Need, far: frozenset[str]) -> frozenset[str]:
    """The near ends of edges that lead to some far ends; those of changed edges are known already."""
    if need.side is Side.SUBJECT:
        return frozenset(edge.subject for edge in base.edges((need.relation,), objects=far))
    return frozenset(edge.object for edge in base.edges((need.relation,), subjects=far))
