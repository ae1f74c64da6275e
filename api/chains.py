"""Reporting lines for people: each an indented chain, one hop a line, from the bottom to the top.

Team Managers [bath-nes/team-managers], holder not recorded
└ report to Group Managers [bath-nes/group-managers], holder not recorded · 13.4 in bath-nes/guide, inferred
└ report to …
"""

from collections.abc import Container, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from remit.api.tables import bracketed, clean, hanging, marks, named, said_in_words
from remit.graphmodel.days import Truth
from remit.queries.english import agrees
from remit.queries.holding import NOT_APPLICABLE, VACANT, Holding
from remit.queries.lines import MEMBERSHIP, PHRASES, Hop
from remit.queries.reporting_lines import Line

DEEPEST = 24


def chain(line: Line) -> Group:
    """A line as a chain, from where it begins."""
    begin = Text.assemble(named(line.from_, "bold"), held(line.holding))
    parts: list[RenderableType] = [begin, *climb(line.hops, {node.id for node in line.joins})]
    if line.broken:
        told = Text.assemble(
            (f"breaks here ({line.broken.reason}): ", "bold red"), clean(line.broken.sentence)
        )
        parts.append(hanging(_branch(len(line.hops), "× "), told))
    return Group(*parts)


def climb(hops: Sequence[Hop], joins: Container[str] = ()) -> Iterator[RenderableType]:
    """The hops of a line, each a step further in; the source is named where it changes."""
    source: str | None = None
    for depth, hop in enumerate(hops):
        yield hanging(_branch(depth), _told(hop, source, hop.object.id in joins))
        source = hop.said.source


def held(holding: Holding | None) -> Text:
    """Who holds a role, after a comma; VACANT stands out."""
    if holding is None:
        return Text()
    if holding.state == NOT_APPLICABLE:
        return Text(", a class of roles")
    return Text.assemble(", ", (clean(holding.words), "bold red" if holding.state == VACANT else ""))


def _branch(depth: int, marker: str = "└ ") -> str:
    return " " * min(2 * depth, DEEPEST) + marker


def _told(hop: Hop, source: str | None, joins: bool) -> Text:
    phrase = agrees(hop.subject.name, PHRASES.get(hop.relation, hop.relation))
    told = [said_in_words(hop.said, beside=source)]
    if hop.line not in ("management", "accountability", MEMBERSHIP):
        told.insert(0, f"{hop.line} line")
    if hop.certainty is Truth.POSSIBLY and hop.said.in_force is not Truth.POSSIBLY:
        told.append("possibly")
    if joins:
        told.append("lines join here")
    marked = bracketed(*marks(hop.object))
    return Text.assemble(
        f"{phrase} ", named(hop.object, "bold"), marked, held(hop.holding), f" · {' · '.join(told)}"
    )
