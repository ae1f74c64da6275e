"""Where in an agency somebody is: the unit that one is, leads or is part of, and what lies below what, for a whole graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from remit.graphmodel.graph import Graph
from remit.queries.grouping import ends_of_all
from remit.queries.rules.present import present


@dataclass(frozen=True, slots=True)
class Places:
    """What is part of what, who leads what and who leads it, and who is over a role: a role and the units it leads; by ids."""

    part_of: Mapping[str, list[str]]
    leads: Mapping[str, list[str]]
    led_by: Mapping[str, list[str]]
    over: Mapping[str, list[str]]
    units: frozenset[str]
    all_agencies: frozenset[str]
    _met: dict[str, set[str]] = field(default_factory=dict)

    def of(self, id: str) -> list[str]:
        """The units and agencies that a node is or leads, else the units that it is part of; itself where there is none."""
        if id in self.units:
            return [id]
        led = self.leads.get(id, [])
        inside = [each for each in self.part_of.get(id, ()) if each in self.units]
        return led or inside or [id]

    def agencies(self, id: str) -> set[str]:
        """The agencies that a node belongs to by what it is part of or leads."""
        return _above((id, *self.leads.get(id, ())), (self.part_of,)) & self.all_agencies

    def topmost(self, ids: Iterable[str]) -> list[str]:
        """Those that lie below none of the others, by what they are part of or whom they report to; agencies apart."""
        asked = set(ids)
        others = asked - self.all_agencies
        return sorted(id for id in asked if not (self._over(id) & others) - {id})

    def _over(self, id: str) -> set[str]:
        """Everybody and everything above a node, it among them; worked out once."""
        if id not in self._met:
            self._met[id] = _above((id,), (self.part_of, self.led_by, self.over))
        return self._met[id]


def _above(starts: Iterable[str], ways: Iterable[Mapping[str, list[str]]]) -> set[str]:
    met = set(starts)
    waiting = list(met)
    while waiting:
        at = waiting.pop()
        for way in ways:
            for each in way.get(at, ()):
                if each not in met:
                    met.add(each)
                    waiting.append(each)
    return met


def places(graph: Graph) -> Places:
    """The places of all nodes, read as whole relations."""
    ids = {kind: frozenset(id for each in present(graph, kind) for id in each) for kind in ("Unit", "Agency")}
    leads = ends_of_all(graph.pairs("LEADS"))
    led_by: dict[str, list[str]] = defaultdict(list)
    for role, units in leads.items():
        for unit in units:
            led_by[unit].append(role)
    over = {
        role: [each for manager in managers for each in (manager, *leads.get(manager, ()))]
        for role, managers in ends_of_all(graph.pairs("REPORTS_TO")).items()
    }
    return Places(ends_of_all(graph.pairs("PART_OF")), leads, led_by, over, ids["Unit"], ids["Agency"])
