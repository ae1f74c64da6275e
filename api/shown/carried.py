"""What somebody carries."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from remit.api.tables import bracketed, cell, clean, hanging, said_in_words, title_of
from remit.queries.carried_by import SHARES, WAYS, Carried
from remit.queries.ways import OWN


def carried_shown(rows: Sequence[Carried]) -> Iterator[RenderableType]:
    """What somebody carries, under the way that brings it."""

    def way_of(row: Carried) -> tuple[int, int, str]:
        return WAYS.index(row.way), SHARES.index(row.share), row.through.id

    for place, (_, group) in enumerate(groupby(sorted(rows, key=way_of), way_of)):
        listed = list(group)
        first = listed[0]
        heading = Text.assemble((f"{title_of(first.way)}, as {first.share}", "bold"))
        if first.way != OWN:
            brought = (said_in_words(edge.said) for edge in first.path[:-1] or first.path)
            heading.append(": ").append_text(cell(first.through)).append(bracketed("; ".join(brought)))
        if place:
            yield ""
        yield heading
        for row in listed:
            yield hanging("  - ", _carried(row))


def _carried(row: Carried) -> Text:
    said = row.path[-1].said
    if row.duty is None:
        return Text(f"{clean(row.function or '')} · {said_in_words(said)}")
    same = (said.evidence, said.locator, said.source) == (
        row.duty.said.evidence,
        row.duty.said.locator,
        row.duty.said.source,
    )
    return cell(row.duty) if same else cell(row.duty).append(f" · {said_in_words(said)}")
