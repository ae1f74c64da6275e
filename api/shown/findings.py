"""What rules found."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from remit.api.tables import bracketed, clean, hanging, said_in_words
from remit.queries.rules.check import CERTAIN
from remit.queries.rules.running import Finding


def findings_shown(rows: Sequence[Finding]) -> Iterator[RenderableType]:
    """What rules found, under the rule that found it."""
    for place, (code, group) in enumerate(groupby(rows, lambda row: row.code)):
        listed = list(group)
        if place:
            yield ""
        yield Text.assemble((listed[0].severity, "bold"), f" {code}")
        for row in listed:
            places = dict.fromkeys(said_in_words(said) for said in row.said[:2])
            certainty = row.outcome if row.outcome != CERTAIN else ""
            told = Text(clean(row.sentence)).append(f" [{row.subject.id}]", "dim")
            yield hanging("  - ", told.append(bracketed("; ".join(places), certainty)))
        yield hanging("    ", Text(f"Mend: {clean(listed[0].mend)}", "italic"))
