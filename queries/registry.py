"""The questions there are. A new one is its own file, named as the question is, and one line here.

A question's module is only imported when the question is used, so that one command does not pay for all of them.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import overload

from remit.queries.question import Question

NAMES = (
    "reporting-lines",
    "unowned-duties",
    "accountability-chain",
    "carried-by",
    "committee",
    "duties",
    "search",
    "over-owned-duties",
    "vacancies",
    "vacancy-impact",
    "committee-gaps",
    "scrutiny",
    "escalation",
    "span-and-layers",
    "loops",
    "single-points",
    "coverage",
    "raci",
    "delegations",
    "evidence-gaps",
    "designations",
    "cross-agency",
    "changes",
    "accountability-diff",
    "impact",
    "suggest",
    "coverage-by-day",
    "history",
    "due",
    "flows",
    "outstanding",
    "when",
    "powers",
    "check",
)


def question_named(name: str) -> Question:
    """The question of a name; KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    module = import_module(f"remit.queries.{name.replace('-', '_')}")
    return next(each for each in vars(module).values() if isinstance(each, Question) and each.name == name)


class _Questions(Sequence[Question]):
    """The questions in their order, each read when it is reached."""

    @overload
    def __getitem__(self, place: int) -> Question: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Question]: ...

    def __getitem__(self, place: int | slice) -> Question | Sequence[Question]:
        if isinstance(place, slice):
            return tuple(question_named(name) for name in NAMES[place])
        return question_named(NAMES[place])

    def __len__(self) -> int:
        return len(NAMES)

    def __iter__(self) -> Iterator[Question]:
        return (question_named(name) for name in NAMES)


QUESTIONS: Sequence[Question] = _Questions()
