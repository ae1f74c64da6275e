"""An explanation as people read it: the sentence, how to ask again, what was looked for, the facts."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from rich.console import Group, RenderableType
from rich.text import Text

from remit.api.explained import Explained
from remit.api.shown.over_time import change_told
from remit.api.streams import write
from remit.api.tables import clean, hanging, said_in_words, show
from remit.queries.english import counted
from remit.queries.explaining import FactUsed

MOST_LISTED = 50


def write_explained(sentence: str, told: Explained, stream: TextIO) -> None:
    """Write an explanation; what rows show comes before what was only read to decide."""
    shown = [fact for fact in told.facts if fact.shown]
    read = [fact for fact in told.facts if not fact.shown]
    show(Group(Text(clean(sentence)), "", Text("Ask it again, exactly:", "bold")), stream)
    write(f"  {clean(told.command)}\n", stream)  # whole, however long: it is there to be copied
    parts: list[RenderableType] = []
    if told.looks:
        parts += [
            "",
            Text("Looked for:", "bold"),
            *(hanging("  - ", Text(clean(look))) for look in told.looks),
        ]
    parts += _listed(f"Shown in the answer: {counted(len(shown), 'fact')}", shown)
    parts += _listed(f"Read besides, to decide: {counted(len(read), 'fact')}", read)
    if not told.facts:
        parts += ["", Text("No fact was read.")]
    show(Group(*parts), stream)


def _listed(title: str, facts: list[FactUsed]) -> Iterator[RenderableType]:
    if not facts:
        return
    yield from ("", Text(title, "bold"))
    yield from _by_change(facts[:MOST_LISTED])
    if len(facts) > MOST_LISTED:
        yield Text(f"  … and {len(facts) - MOST_LISTED:,} more; --json and --csv list all", "italic")


def _by_change(facts: Iterable[FactUsed]) -> Iterator[RenderableType]:
    for change, group in groupby(facts, lambda fact: fact.asserted):
        if change:
            yield hanging("  ", change_told(change))
        for fact in group:
            yield hanging("  - ", Text(f"{clean(fact.told)} · {said_in_words(fact.said)}"))
