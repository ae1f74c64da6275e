"""What an aspect of an impact is: sorts of effects, how much each matters, and the function that finds them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from remit.graphmodel.days import Truth
from remit.queries.rules.rule import ERROR, NOTE, SEVERITIES, WARNING
from remit.queries.touched import Touched

__all__ = ["ERROR", "NOTE", "SEVERITIES", "WARNING", "Aspect", "Effect", "Told", "certainly"]


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: on whom (`subject`, `other`: ids), of which sort, and `what` tells it from others of that sort there.

    `before` and `after` are in words; empty where `Aspect.told` gives them for those that are shown.
    """

    subject: str
    sort: str
    severity: str
    certainty: Truth = Truth.YES
    what: str = ""
    other: str = ""
    before: str = ""
    after: str = ""


Told = tuple[str, str, int | None]  # before and after in words, and how many are below


def as_found(_touched: Touched, effects: Sequence[Effect]) -> Mapping[Effect, Told]:
    """Effects that were found with their words."""
    return {each: (each.before, each.after, None) for each in effects}


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect: its name, the sorts of its effects in their order, and what finds them.

    `relations` are those that may cause its effects, besides what is said of nodes (none: any). `told` puts into words
    those effects that are shown. By law, what `find` finds on the nodes that the change touches is
    what it would find by comparing everything.
    """

    name: str
    sorts: tuple[str, ...]
    find: Callable[[Touched], Iterable[Effect]]
    relations: tuple[str, ...] = ()
    told: Callable[[Touched, Sequence[Effect]], Mapping[Effect, Told]] = as_found


def certainly(was: Truth, now: Truth) -> Truth:
    """How certain it is that something came to be so, or ceased to be."""
    return Truth.YES if {was, now} == {Truth.YES, Truth.NO} else Truth.POSSIBLY
