"""Duties against roles and agencies, for people: letters in a table, and the agencies that cover a duty under it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from remit.api.tables import bracketed, cell, clean, hanging, table
from remit.queries.coverage import Covered
from remit.queries.covering import CANNOT_TELL, MISSING, NOT_APPLICABLE
from remit.queries.english import perhaps
from remit.queries.raci import FLAGS, LETTERS, Letter, RaciRow

_NOT_COVERED = (MISSING, NOT_APPLICABLE, CANNOT_TELL)
_NOBODY = dict(zip(LETTERS, FLAGS, strict=False))


def raci_shown(rows: Sequence[RaciRow]) -> Iterator[RenderableType]:
    """Duties with who stands to them how; after each name its place, and the evidence where no text says just so."""
    yield table(("Duty", *LETTERS), ((row.duty, *(_cell(row, letter) for letter in LETTERS)) for row in rows))


def _cell(row: RaciRow, letter: str) -> Text:
    told = [_told(each) for each in row.letters if each.letter == letter]
    return Text("\n").join(told) if told else Text("nobody" if _NOBODY.get(letter) in row.flags else "")


def _told(letter: Letter) -> Text:
    said = letter.edge.said
    inferred = (said.evidence if said.evidence != "stated" else "owed to") if letter.inferred else ""
    parts = (said.locator or "", inferred, perhaps(letter.certainty))
    return Text(clean(letter.node.name) + bracketed(", ".join(part for part in parts if part)))


def coverage_shown(rows: Sequence[Covered]) -> Iterator[RenderableType]:
    """Duties, and under each the agencies that it binds, with the state and why."""
    for place, (_, group) in enumerate(groupby(rows, lambda row: row.duty.id)):
        for number, row in enumerate(group):
            if not number:
                if place:
                    yield ""
                yield cell(row.duty)
            yield hanging("  - ", _covered(row))


def _covered(row: Covered) -> Text:
    agency = cell(row.agency) if row.agency else Text("no agency")
    told = f"{row.state}: " if row.state in _NOT_COVERED else ""
    return agency.append(f" · {told}{clean(row.sentence)}")
