"""Questions about whole lines for people: loops and ladders as chains, measures as tables."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from remit.api.chains import climb, held
from remit.api.tables import bracketed, cell, clean, hanging, named, numbered, said_in_words, table, title_of
from remit.graphmodel.days import Truth
from remit.graphmodel.relations import RELATION
from remit.queries.cross_agency import CrossingRow
from remit.queries.english import agrees, perhaps
from remit.queries.escalation import Climb
from remit.queries.loops import Loop
from remit.queries.single_points import SinglePoint
from remit.queries.span_and_layers import Measured


def loops_shown(rows: Sequence[Loop]) -> Iterator[RenderableType]:
    """Loops as chains that come back to where they begin."""
    for number, row in enumerate(rows, 1):
        if number > 1:
            yield ""
        first = row.hops[0].subject
        heading = Text.assemble((f"{title_of(row.line)}: ", "bold"), named(first, "bold"))
        others = [node for node in row.nodes if node.id not in {hop.subject.id for hop in row.hops}]
        parts: list[RenderableType] = [heading.append(bracketed(perhaps(row.certainty))), *climb(row.hops)]
        if others:
            parts.append(hanging("also joined: ", Text(", ").join(named(node) for node in others)))
        yield numbered(number, Group(*parts))


def measured_shown(rows: Sequence[Measured]) -> Iterator[RenderableType]:
    """Spans, layers and sizes as a table."""
    titles = ("Role", "Span", "Posts", "Layer", "Size", "Note")
    yield table(
        titles,
        ([row.role, row.span, row.posts, row.layer, row.size, _noted(row)] for row in rows),
        range(1, 5),
    )


def _noted(row: Measured) -> str:
    classes = f"classes: {', '.join(node.name for node in row.classes)}" if row.classes else ""
    unsure = "layer possibly" if row.layer_certainty is Truth.POSSIBLY else ""
    return "; ".join(each for each in (classes, "on a loop" if row.loop else "", unsure) if each)


def points_shown(rows: Sequence[SinglePoint]) -> Iterator[RenderableType]:
    """What hangs on each role as a table."""
    titles = ("Without", "Unowned duties", "Duties cut off", "Below cut off", "People cut off")
    yield table(
        titles, ([row.role, row.duties, row.duties_below, row.below, row.people] for row in rows), range(1, 5)
    )


def crossing_shown(rows: Sequence[CrossingRow]) -> Iterator[RenderableType]:
    """What crosses, one relation after another, with the agencies of its ends in brackets."""
    for row in rows:
        ends = [
            named(node).append(bracketed(*(each.name for each in agencies if each.id != node.id)))
            for node, agencies in ((row.subject, row.subject_agencies), (row.object, row.object_agencies))
        ]
        phrase = agrees(row.subject.name, RELATION[row.relation].phrase)
        told = "; ".join(dict.fromkeys(said_in_words(edge.said) for edge in row.edges))
        maybe = bracketed(perhaps(row.certainty))
        yield hanging("- ", Text.assemble(ends[0], f" {phrase} ", ends[1], f"{maybe} · {told}"))


def climbs_shown(rows: Sequence[Climb]) -> Iterator[RenderableType]:
    """Ladders as chains, with where each ends and the steps recorded along it."""
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield Text.assemble((f"{row.side}: ", "bold"), named(row.from_, "bold"))
        yield from climb(row.hops)
        if row.broken:
            yield hanging("  × ", Text(clean(row.broken.sentence)))
        elif not row.hops:
            yield Text.assemble("  is the one with authority over both", held(row.holding))
        for rung in row.steps:
            number_told = f"step {rung.step}" if rung.step else ""
            marks = bracketed(number_told, f"to {rung.power}" if rung.power else "", perhaps(rung.certainty))
            phrase = agrees(rung.from_.name, "escalates to")
            told = Text.assemble(
                named(rung.from_), f" {phrase} ", cell(rung.to), f"{marks} · {said_in_words(rung.said)}"
            )
            yield hanging("  ↑ ", told)
