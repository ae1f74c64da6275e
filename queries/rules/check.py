"""What a check is: it looks for one sort of thing, and rules set it to what they need."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Said

if TYPE_CHECKING:
    from remit.queries.touched import Touched

CERTAIN, POSSIBLE, CANNOT_TELL = "yes", "possibly", "cannot tell"
OUTCOMES = (CERTAIN, POSSIBLE, CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a check found: a node, a sentence about it, how certain it is, who else is concerned, where it is said.

    A check finds at most one thing about a node; `about` holds the others that it concerns.
    """

    subject: Node
    sentence: str
    outcome: str = CERTAIN
    about: tuple[Node, ...] = ()
    said: tuple[Said, ...] = ()


def those(_touched: "Touched", _settings: Any, subjects: frozenset[str]) -> frozenset[str]:
    """It is enough to list the subjects."""
    return subjects


def everybody(_touched: "Touched", _settings: Any, _subjects: frozenset[str]) -> None:
    """All must be listed."""
    return


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name as packs write it, what it looks for, its settings, and the function that finds.

    `settings` is a frozen dataclass whose fields are `Annotated[type, Doc(...)]`; a pack gives them under `with`.
    `find` takes the graph and settings, and gives hits in any order; it never guesses: where it would need to know what
    is not recorded, the outcome is CANNOT_TELL.
    `near` gives the subjects about which a change may alter what is found, and `listing` those whom `find` must list to
    judge these (None: everybody); the ids of nodes. By law, it finds about them on a graph that lists no others what it
    finds on the whole, and about others the same before and after.
    """

    name: str
    summary: str
    settings: type[Any]
    find: Callable[[Graph, Any], Iterable[Hit]]
    near: Callable[["Touched", Any], frozenset[str]]
    listing: Callable[["Touched", Any, frozenset[str]], frozenset[str] | None] = those


def outcome_of(truth: Truth) -> str:
    """The outcome of what is certainly or possibly so."""
    return CERTAIN if truth is Truth.YES else POSSIBLE
