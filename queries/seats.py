"""Who sits on committees and counts: how many members can be there, as far as is recorded."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Graph, Node, Side, Step
from remit.queries.classes import Membership, classes_of, complete, members_of
from remit.queries.grouping import by_end
from remit.queries.holding import vacancy_of

CHAIR, VICE_CHAIR = "chair", "vice chair"
ONLOOKERS = ("adviser", "observer")
_OF_COMMITTEES = (Step("SITS_ON", Side.OBJECT, leaf=True), Step("ANSWERS_TO", leaf=True))
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Strength:
    """How many members can be there: `least` for certain; at `most` so many (None: nothing bounds it)."""

    least: int
    most: int | None

    def reaches(self, number: int) -> Truth | None:
        """Whether so many can be there; None where more may sit than are recorded, and one cannot tell."""
        if self.least >= number:
            return Truth.YES
        if self.most is None:
            return None
        return Truth.POSSIBLY if self.most >= number else Truth.NO


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of some committees and whom they answer to.

    `general` are the committees themselves and the classes they are of, `members` those of classes that sit, `held` who
    holds the roles that sit.
    """

    nodes: Mapping[str, Node]
    general: Mapping[str, Mapping[str, Truth]]
    seated: Mapping[str, Sequence[Edge]]
    answering: Mapping[str, Sequence[Edge]]
    members: Mapping[str, Mapping[str, Truth]]
    held: Mapping[str, Sequence[Edge]]

    def there(self, edge: Edge) -> Truth:
        """How certainly there is somebody to sit: the member exists and is not VACANT."""
        return min(edge.said.in_force, self.nodes[edge.subject].counts, self._filled(edge.subject))

    def vacant(self, edge: Edge) -> Truth:
        """How certainly the member is a VACANT role."""
        return vacancy_of(self.nodes[edge.subject], self.held.get(edge.subject, ()), self.nodes)

    def number(self, committee: Node, attribute: str) -> int | None:
        """A number that is stated of a committee, by its best version, by another, or of a class that it is one of."""
        for id in self.general.get(committee.id, {}):
            of = self.nodes[id]
            for attributes in (of.attributes, *(other.attributes for other in of.others)):
                if isinstance(number := attributes.get(attribute), int):
                    return number
        return None

    def complete(self, committee: str) -> bool:
        """Whether it is said that all its members are recorded."""
        return self.nodes[committee].confirmed_none.get("SITS_ON", Truth.NO) is Truth.YES

    def strength(self, committee: str, without: Collection[str] = _NOBODY) -> Strength:
        """How many members of a committee can be there; `without` the ids of roles that nobody is to speak for.

        Advisers, observers and members without a vote do not count. Two seats of one person are one member, a role of
        several posts may send as many, a class sends its recorded members. Nothing bounds the number where it is not
        said that all members of the committee, and of the classes that sit on it, are recorded.
        """
        certain: set[str] = set()
        possible: set[str] = set()
        further = 0
        bounded = self.complete(committee)
        for edge in filter(counts, self.seated.get(committee, ())):
            bounded = bounded and all(complete(each) for each in self._classes(edge.subject))
            for id, truth in self._sent(edge):
                if id in without or truth is Truth.NO:
                    continue
                who = self._who(id)
                if who not in possible:
                    further += self._posts(id) - 1
                possible.add(who)
                if truth is Truth.YES:
                    certain.add(who)
        return Strength(len(certain), len(possible) + further if bounded else None)

    def _sent(self, edge: Edge) -> Iterable[tuple[str, Truth]]:
        """Who comes for a seat: the member itself; of a class its recorded members, else somebody of it."""
        inside = {
            id: min(edge.said.in_force, self.nodes[edge.subject].counts, truth, self._filled(id))
            for id, truth in self.members.get(edge.subject, {}).items()
            if not self.nodes[id].is_class
        }
        if inside or any(complete(each) for each in self._classes(edge.subject)):
            return inside.items()
        return ((edge.subject, self.there(edge)),)

    def _classes(self, id: str) -> list[Node]:
        return [self.nodes[each] for each in self.members.get(id, ()) if self.nodes[each].is_class]

    def _filled(self, id: str) -> Truth:
        return Truth(2 - vacancy_of(self.nodes[id], self.held.get(id, ()), self.nodes))

    def _who(self, id: str) -> str:
        """The person who comes, where one is known to hold the role alone; else the role or body."""
        held = {edge.subject: edge.said.in_force for edge in self.held.get(id, ())}
        alone = len(held) == 1 and self._posts(id) == 1
        return next((person for person, truth in held.items() if alone and truth is Truth.YES), id)

    def _posts(self, id: str) -> int:
        posts = self.nodes[id].attributes.get("posts")
        return posts if isinstance(posts, int) else 1


def counts(edge: Edge) -> bool:
    """Whether who sits so counts as a member: no adviser, no observer, nobody without a vote."""
    return edge.text("capacity") not in ONLOOKERS and edge.attributes.get("voting") is not False


def seats_of(graph: Graph, committees: Sequence[str]) -> Seats:
    """The seats of committees, those of a class that a committee is one of too, in a handful of calls of the port."""
    general = classes_of(graph, committees)
    around = graph.reach(_OF_COMMITTEES, {id for classes in general.of.values() for id in classes}, hops=0)
    sitting = {edge.subject for edge in around.edges if edge.relation == "SITS_ON"}
    inside = members_of(graph, (id for id in sitting if around.nodes[id].is_class))
    sitting |= {id for members in inside.of.values() for id in members}
    holding = graph.edges(("HOLDS",), objects=sitting)
    nodes = {**general.nodes, **around.nodes, **inside.nodes}
    doubted = {edge.subject for edge in holding if nodes[edge.object].confirmed_none.get("HOLDS")}
    return Seats(
        nodes | graph.nodes(doubted),
        general.of,
        _said_of(committees, general, by_end(around.edges, "SITS_ON", Side.OBJECT)),
        _said_of(committees, general, by_end(around.edges, "ANSWERS_TO", Side.SUBJECT)),
        inside.of,
        by_end(holding, "HOLDS", Side.OBJECT),
    )


def _said_of(
    ids: Sequence[str], general: Membership, edges: Mapping[str, list[Edge]]
) -> dict[str, list[Edge]]:
    """The edges at nodes and at the classes they are of, each as certain as it is that they are of them."""
    return {
        id: [
            edge if truth >= edge.said.in_force else edge._replace(said=edge.said._replace(in_force=truth))
            for of, truth in general.of.get(id, {}).items()
            for edge in edges.get(of, ())
        ]
        for id in ids
    }
