"""Nodes that a search found."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from remit.api.tables import table
from remit.queries.search import FoundRow


def found_shown(rows: Sequence[FoundRow]) -> Iterator[RenderableType]:
    """Nodes found, nearest first."""
    yield table(("Kind", "Found"), ((row.node.kind, row.node) for row in rows))
