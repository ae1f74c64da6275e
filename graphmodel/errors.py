"""Every error Remit raises on purpose, as one tree.

Each says what is wrong and how to mend it. Faces (`api`) turn them into exit codes, HTTP statuses and GraphQL codes
in one place; nothing else of an exception reaches a user of the API.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


class RemitError(Exception):
    """The root: `message` says what is wrong, `mend` what to do about it."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message}: {self.mend}" if self.mend else self.message


class UsageError(RemitError):
    """The caller asked for something that cannot be asked."""


class BadValue(UsageError):
    """A value is not of the form that its field needs."""


class UnknownName(UsageError):
    """No node goes by that id, name or alias in the view."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that an ambiguous name may mean: its id, kind, name and the data sets that state it."""

    id: str
    kind: str
    name: str
    datasets: tuple[str, ...] = ()


class AmbiguousName(UsageError):
    """Several nodes go by that name; `candidates` lists them."""

    def __init__(self, name: str, candidates: tuple[Candidate, ...]) -> None:
        listed = "; ".join(f"{each.id} ({each.kind}, {each.name})" for each in candidates)
        super().__init__(f"{name!r} may mean {len(candidates)} nodes", f"ask by id: {listed}")
        self.candidates = candidates


class UnknownDataset(UsageError):
    """The store has no data set of that name."""


class UnknownChange(UsageError):
    """The store has published no such change."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a source: its place (line and column count from 1; 0: the whole file), what, and the mend."""

    file: str
    line: int
    column: int
    message: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}; {self.mend}"


class DataRefused(RemitError):
    """A load was refused: `problems` lists every one found; the store is as it was."""

    def __init__(self, problems: list[Problem]) -> None:
        noun = "problem" if len(problems) == 1 else "problems"
        super().__init__(f"{len(problems)} {noun} found; nothing was changed")
        self.problems = problems


class StoreError(RemitError):
    """A store cannot do what was asked of it."""


class StoreMissing(StoreError):
    """There is no store at the given place."""


class NotAStore(StoreError):
    """What is at the given place is not a store of Remit's."""


class StoreTooNew(StoreError):
    """The store was made by a newer version of Remit."""


class StoreBusy(StoreError):
    """What was asked has to wait for others, such as another writer, and the wait ran out."""


class StoreUnreachable(StoreError):
    """The server that has the store does not answer now; it may be asked again later."""


class StoreLimit(StoreError):
    """What was asked needs more time or memory than the server grants it."""


class UnknownRule(UsageError):
    """No pack has a rule of that code."""


class UnknownScenario(UsageError):
    """There is no scenario of that name, or none that the viewer may see."""


class UnknownBookmark(UsageError):
    """What was handed in as a bookmark is none that the store's server gave."""


class StoreDamaged(StoreError):
    """The store's records contradict each other."""


class Conflict(StoreError):
    """What was asked clashes with what the store has come to say since."""


def mend_of_unknown(written: str, known: Iterable[str]) -> str:
    """How to mend an unknown word: the nearest known one, or all of them."""
    return _mend_of_unknown(written[:100], tuple(known))


@lru_cache(maxsize=1000)
def _mend_of_unknown(written: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(written, known, n=1)
    return f"did you mean {near[0]}?" if near else f"use one of: {', '.join(known)}"
