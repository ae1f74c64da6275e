"""A number that is not known exactly: the least and the most that it may be."""

from dataclasses import dataclass
from typing import Annotated

from remit.queries.english import counted
from remit.queries.question import Doc


@dataclass(frozen=True, slots=True)
class Between:
    """A number, from the least to the most that it may be."""

    least: Annotated[int, Doc("The least that it may be: of a count, how many for certain.")]
    most: Annotated[int, Doc("The most that it may be: of a count, with those that only possibly are.")]

    @property
    def words(self) -> str:
        """The number, or both bounds: 3; 3 to 5."""
        return f"{self.least:,}" if self.least == self.most else f"{self.least:,} to {self.most:,}"

    def counted(self, noun: str, plural: str) -> str:
        """The number with its noun: 1 duty; 3 to 5 duties."""
        return f"{self.words} {counted(self.most, noun, plural).partition(' ')[2]}"
