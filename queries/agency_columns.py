"""The agencies of all nodes at once, as columns: by what they are part of, by their class, and by what they lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph
from remit.queries.columns import Flags, Ints
from remit.queries.hierarchy import Hierarchy
from remit.queries.line_graph import Places, columns

Sets = list[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Belonging:
    """To which agencies nodes belong: `sets[numbers[node]]`, ids by their number in `places`; the first set is empty."""

    numbers: Ints
    sets: Sets

    def of(self, nodes: Ints) -> Ints:
        """The numbers of the sets of some nodes; that of the empty one for those that belong nowhere."""
        known = nodes < len(self.numbers)
        return np.where(known, self.numbers[np.where(known, nodes, 0)], 0)


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """The agencies that nodes belong to, for certain and possibly; `alike` has the classes of agencies that each is of."""

    places: Places
    certain: Belonging
    possible: Belonging
    alike: Mapping[int, frozenset[int]]


def agency_columns(graph: Graph) -> AgencyColumns:
    """The agencies of all nodes, in one read for each relation.

    An agency is its own. Others belong to the agencies of what they are part of, and of a class that they are one of; a
    role also to those of what it leads itself.
    """
    places = Places()
    found = graph.find("Agency")
    agencies = dict(zip(places.of([node.id for node in found]).tolist(), found, strict=True))
    part, membership, leading = (
        columns(places, graph.pairs(each)) for each in ("PART_OF", "ONE_OF", "LEADS")
    )
    among = np.isin(membership[0], np.array(list(agencies), dtype=np.int64))
    belonging = [np.concatenate((one, other[~among])) for one, other in zip(part, membership, strict=True)]
    classes = Hierarchy(len(places.ids), membership[0][among], membership[1][among])
    numbers, sets = classes.handed_down({at: frozenset({at}) for at in agencies})
    alike = {at: sets[numbers[at]] for at in agencies}
    known = {at for at, node in agencies.items() if node.counts is Truth.YES}

    def handed(part_of: Flags, leads: Flags, own: Iterable[int]) -> Belonging:
        tree = Hierarchy(len(places.ids), belonging[0][part_of], belonging[1][part_of])
        return _with_led(
            *tree.handed_down({at: frozenset({at}) for at in own}), leading[0][leads], leading[1][leads]
        )

    sure_part, sure_leads = belonging[2].astype(np.bool_), leading[2]
    possible = handed(np.ones_like(sure_part), np.ones_like(sure_leads), agencies)
    sure = sure_part.all() and sure_leads.all() and len(known) == len(agencies)
    return AgencyColumns(places, possible if sure else handed(sure_part, sure_leads, known), possible, alike)


def _with_led(numbers: Ints, sets: Sets, roles: Ints, led: Ints) -> Belonging:
    """What nodes belong to, with what the units and agencies belong to that they lead."""
    number = {each: place for place, each in enumerate(sets)}
    found = numbers.copy()
    for role, unit in zip(roles.tolist(), led.tolist(), strict=True):
        if numbers[unit] != found[role]:
            both = sets[found[role]] | sets[numbers[unit]]
            if both not in number:
                number[both] = len(sets)
                sets.append(both)
            found[role] = number[both]
    return Belonging(found, sets)
