"""Who holds a role: its holders, or which of the absences it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Node, Said, Side, Step
from remit.queries.question import Doc

HELD, VACANT, NOT_RECORDED, WITHHELD, NOT_APPLICABLE = (
    "held",
    "vacant",
    "holder not recorded",
    "withheld",
    "not applicable",
)
STATES = (HELD, VACANT, NOT_RECORDED, WITHHELD, NOT_APPLICABLE)
STAND_INS = ("acting", "interim", "cover")
HOLDERS = Step("HOLDS", Side.OBJECT, leaf=True)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a role."""

    person: Annotated[Node, Doc("The person.")]
    capacity: Annotated[str, Doc("How the role is held: substantive, acting, interim, cover, job share.")]
    said: Annotated[Said, Doc("Who says so, where, and for which days.")]


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a role, or why nobody is named."""

    state: Annotated[
        str, Doc("held; vacant (confirmed); holder not recorded; withheld; not applicable.", STATES)
    ]
    certainty: Annotated[Truth, Doc("Whether that is certain on the day asked about.")]
    holders: Annotated[tuple[Holder, ...], Doc("The holders.")] = ()

    @property
    def words(self) -> str:
        """The holders' names, or the absence: VACANT stands out; nothing where none can be, as of a class."""
        if self.state == NOT_APPLICABLE:
            return ""
        if self.holders:
            return ", ".join(each.person.name for each in self.holders)
        told = "VACANT" if self.state == VACANT else self.state
        return told if self.certainty is Truth.YES else f"possibly {told}"


def holding_of(role: Node, edges: Iterable[Edge], nodes: dict[str, Node]) -> Holding | None:
    """Who holds a role, from the HOLDS edges met; None for what is no role."""
    if role.kind != "Role":
        return None
    held = [edge for edge in edges if edge.relation == "HOLDS" and edge.object == role.id]
    if held:
        certainty = max(edge.said.in_force for edge in held)
        return Holding(
            HELD,
            certainty,
            tuple(Holder(nodes[edge.subject], edge.text("as") or "substantive", edge.said) for edge in held),
        )
    if confirmed := role.confirmed_none.get("HOLDS", Truth.NO):
        return Holding(VACANT, confirmed)
    for key, state in (("withheld", WITHHELD), ("not_applicable", NOT_APPLICABLE)):
        untold = role.attributes.get(key)
        if isinstance(untold, list) and "HOLDS" in untold:
            return Holding(state, Truth.YES)
    return Holding(NOT_APPLICABLE if role.is_class else NOT_RECORDED, Truth.YES)


def vacancy_of(role: Node, held: Iterable[Edge], nodes: Mapping[str, Node]) -> Truth:
    """How certainly a node is a VACANT role: confirmed to have no holder, and no HOLDS edge at it (`held`) says otherwise.

    A holder who is no longer there holds nothing. What is no role is never vacant.
    """
    confirmed = role.confirmed_none.get("HOLDS", Truth.NO)
    if not confirmed or role.kind != "Role":
        return Truth.NO
    filled = max((min(edge.said.in_force, nodes[edge.subject].counts) for edge in held), default=Truth.NO)
    return min(confirmed, Truth(2 - filled))


def stated_vacant(role: Node) -> list[Said]:
    """What is said of a role by those of its versions, in force on the day, that state themselves that nobody holds it."""
    versions = ((role.attributes, role.said), *((each.attributes, each.said) for each in role.others))
    return [
        said
        for attributes, said in versions
        if said.in_force and isinstance(none := attributes.get("none"), list) and "HOLDS" in none
    ]
