"""A made-up organisation of any size, as a few bytes a role: who reports to whom, and which roles are held.

agency -> chief -> 3 to 12 reports each, breadth first: reports have numbers next to one another
"""

import random
from array import array
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")
LEAST_SPAN, MOST_SPAN = 3, 12
HELD, VACANT, NOT_RECORDED = 0, 1, 2
FORMER_HOLDER, JOB_SHARE, SECOND_TERM = 1, 2, 4
NOBODY = -1
LEVELS = ("Chief Executive", "Director", "Head of Service", "Service Manager", "Team Manager", "Team Leader")
POSTS = ("Officer", "Practitioner", "Adviser", "Coordinator", "Analyst", "Assistant")


class Chance:
    """Choices that are the same for a seed in every version of Python: of `random`, only `random()` is promised to be."""

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random  # noqa: S311 - made-up data, no secret

    def below(self, number: int) -> int:
        """A whole number from 0 up to, not including, `number`."""
        return int(self._next() * number)

    def between(self, least: int, most: int) -> int:
        """A whole number, bounds included."""
        return least + self.below(most - least + 1)

    def happens(self, share: float) -> bool:
        """True for a share (0 to 1) of the calls."""
        return self._next() < share

    def one(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[self.below(len(items))]


class Organisation:
    """Roles by number; those of an agency lie side by side, its chief first."""

    def __init__(self, roles: int, seed: int) -> None:
        self.roles = roles
        self.parent = array("i", [NOBODY]) * roles
        self.first_report = array("i", [0]) * roles
        self.reports = bytearray(roles)
        self.level = bytearray(roles)
        self.agency = array("H", [0]) * roles
        self.holding = bytearray(roles)
        self.history = bytearray(roles)
        self.starts = _shares(roles, max(1, round(roles**0.5 / 8)), Chance(seed))
        chance = Chance(seed + 1)
        for agency in range(self.agencies):
            self._grow(agency, chance)
        self._hold(Chance(seed + 2))

    @property
    def agencies(self) -> int:
        """How many agencies there are."""
        return len(self.starts) - 1

    def roles_of(self, agency: int) -> range:
        """The roles of an agency, the chief first."""
        return range(self.starts[agency], self.starts[agency + 1])

    def reports_of(self, role: int) -> range:
        """The roles that a role manages."""
        return range(self.first_report[role], self.first_report[role] + self.reports[role])

    def title(self, role: int) -> str:
        """What a role is called, without its number."""
        return (
            LEVELS[min(self.level[role], len(LEVELS) - 1)] if self.reports[role] else POSTS[role % len(POSTS)]
        )

    def _grow(self, agency: int, chance: Chance) -> None:
        """Give each manager its reports; of these the first manages in turn, so that none is left over."""
        first, last = self.starts[agency], self.starts[agency + 1]
        managing = bytearray([1]) + bytearray(last - first - 1)
        following = first + 1
        for role in range(first, last):
            self.agency[role] = agency
            if not managing[role - first] or following == last:
                continue
            span = min(chance.between(LEAST_SPAN, MOST_SPAN), last - following)
            if last - following - span < LEAST_SPAN:  # no manager of one or two
                span = last - following
            self.first_report[role], self.reports[role] = following, span
            for place, report in enumerate(range(following, following + span)):
                self.level[report] = self.level[role] + 1
                managing[report - first] = place == 0 or chance.happens(0.5)
                in_no_line = place > 0 and not managing[report - first] and chance.happens(0.002)
                self.parent[report] = NOBODY if in_no_line else role
            following += span

    def _hold(self, chance: Chance) -> None:
        for role in range(self.roles):
            if chance.happens(0.14):
                self.holding[role] = VACANT if chance.happens(0.36) else NOT_RECORDED
            if chance.happens(0.03):
                self.history[role] |= FORMER_HOLDER
            if self.holding[role] == HELD and chance.happens(0.015):
                self.history[role] |= JOB_SHARE if chance.happens(0.8) else SECOND_TERM


def _shares(total: int, parts: int, chance: Chance) -> list[int]:
    """Where each part begins, and the end: parts of unlike size, none empty."""
    weights = [1 + chance.below(400) / 100 for _ in range(parts)]
    starts, reached = [0], 0.0
    for place, weight in enumerate(weights[:-1], 1):
        reached += weight
        start = int(total * reached / sum(weights))
        starts.append(min(max(start, starts[-1] + 1), total - parts + place))
    return [*starts, total]
