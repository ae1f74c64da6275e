"""A scenario: a named list of operations on an organisation, each from a day on and for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: `what` is its name in the table of operations, `subject` the node it is about (id, name or alias).

    `values` are its other keys as written. `day` (as_at axis) is the first day on which it holds; one that is `off` does
    nothing. `line` is its place in the file, from 1.
    """

    what: str
    subject: str
    values: Mapping[str, tuple[str, ...]]
    day: date
    reason: str
    off: bool = False
    line: int = 0

    def value(self, key: str) -> str:
        """The value of a key that has one; empty where it is not written."""
        return self.values[key][0] if self.values.get(key) else ""

    @property
    def told(self) -> str:
        """The operation in words: abolish bath-nes/director-of-education."""
        return f"{self.what} {self.subject}"


@dataclass(frozen=True, slots=True)
class Scenario:
    """Operations in order. New statements belong to `dataset`; `day` (as_at axis) is the one on which it takes effect."""

    name: str
    title: str
    dataset: str
    day: date
    operations: tuple[Operation, ...]

    @property
    def source(self) -> str:
        """The id of the node that stands for it as a source."""
        return f"what-if/{self.name}"
