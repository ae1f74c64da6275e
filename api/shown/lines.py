"""Lines as numbered chains."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from remit.api.chains import chain
from remit.api.tables import numbered
from remit.queries.reporting_lines import Line


def lines_shown(rows: Sequence[Line]) -> Iterator[RenderableType]:
    """Lines as numbered chains."""
    for number, row in enumerate(rows, 1):
        if number > 1:
            yield ""
        yield numbered(number, chain(row))
