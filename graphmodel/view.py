"""The view: which day is asked about, what was known, whose statements count.

Everything below the view answers inside it, so a question cannot forget one of its parts.
"""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class View:
    """What a graph is asked through.

    `as_at` is the civil day asked about (None: any day). `known_at` is the number of the last change to take into
    account (None: the last published one when the graph is opened). `strict` keeps stated facts only; `proposed`
    counts what is only recommended; `datasets` limits whose statements count (None: all). `scenario` is the what-if that
    is laid over the graph (OWNER/NAME), and `viewer` who asks: a private scenario is seen by its owner only.
    """

    as_at: date | None = None
    known_at: int | None = None
    strict: bool = False
    proposed: bool = False
    datasets: frozenset[str] | None = None
    scenario: str | None = None
    viewer: str | None = None

    @property
    def day(self) -> int | None:
        """The day asked about as an ordinal; None for any day."""
        return self.as_at.toordinal() if self.as_at else None

    def on_any_day(self) -> "View":
        """The same view without a day: what was, is or will be in force."""
        return replace(self, as_at=None)

    def with_evidence_of_any_sort(self) -> "View":
        """The same view with inferred and assumed facts."""
        return replace(self, strict=False)

    def with_proposed(self) -> "View":
        """The same view with what is only recommended."""
        return replace(self, proposed=True)
