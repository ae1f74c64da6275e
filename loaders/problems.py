"""The problems found while a source is read: kept up to a number, and what each shows kept short."""

from dataclasses import replace

from remit.graphmodel.errors import Problem

MOST_PROBLEMS = 10_000
_MOST_SHOWN = 600


class Problems(list[Problem]):
    """Problems found so far; past `MOST_PROBLEMS` the last one says that there are more."""

    def append(self, problem: Problem) -> None:
        """Keep a problem while there is room."""
        if len(self) < MOST_PROBLEMS:
            super().append(replace(problem, message=_brief(problem.message), mend=_brief(problem.mend)))
        elif not full(self):
            message = f"more than {MOST_PROBLEMS:,} problems were found, and the rest are not listed"
            super().append(Problem(problem.file, 0, 0, message, "mend the ones listed, then load again"))


def full(problems: list[Problem]) -> bool:
    """Whether so many are found already that reading on is no use."""
    return len(problems) > MOST_PROBLEMS


def in_order(problems: list[Problem]) -> list[Problem]:
    """Problems by file, line and column."""
    return sorted(problems, key=lambda each: (each.file, each.line, each.column))


def _brief(text: str) -> str:
    half = _MOST_SHOWN // 2
    return text if len(text) <= _MOST_SHOWN else f"{text[:half]} … {text[-half:]}"
