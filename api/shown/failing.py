"""What fails if a role falls vacant."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from remit.api.tables import cell, clean, hanging, said_in_words, title_of
from remit.graphmodel.days import Truth
from remit.queries.vacancy_impact import FailsIfVacant


def failing_shown(rows: Sequence[FailsIfVacant]) -> Iterator[RenderableType]:
    """What fails, under the sort of failure; what happens to it is told once where it is the same for all."""

    def sort_of(row: FailsIfVacant) -> tuple[str, str]:
        return row.sort, row.through.id if row.through else ""

    for place, (_, group) in enumerate(groupby(sorted(rows, key=sort_of), sort_of)):
        listed = list(group)
        alike = len({row.sentence for row in listed}) == 1
        if place:
            yield ""
        heading = Text.assemble((title_of(listed[0].sort), "bold"))
        yield heading.append(f": {clean(listed[0].sentence)}" if alike else "")
        for row in listed:
            told = cell(row.what).append("" if alike else f" · {clean(row.sentence)}")
            if row.certainty is Truth.POSSIBLY:
                told.append(" · possibly")
            yield hanging("  - ", told.append(f" · {said_in_words(row.edge.said)}"))
