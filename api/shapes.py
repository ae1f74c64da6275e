"""Which rows have a shape of their own for people to read; all other rows have a general one (see `texts`).

A shape is read when it is used, as it needs the module of its question, which the command has read already.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from rich.console import RenderableType

Shape = Callable[[Sequence[Any]], Iterator[RenderableType]]
# The class of the row, with the module it is declared in: the function, with the module in `remit.api.shown`.
SHAPES = {
    "reporting_lines.Line": "lines.lines_shown",
    "carried_by.Carried": "carried.carried_shown",
    "vacancy_impact.FailsIfVacant": "failing.failing_shown",
    "search.FoundRow": "found.found_shown",
    "changes.Changed": "over_time.changed_shown",
    "history.Asserted": "over_time.asserted_shown",
    "accountability_diff.AccountabilityChange": "over_time.accountability_shown",
    "impact.Consequence": "over_time.impact_shown",
    "raci.RaciRow": "matrices.raci_shown",
    "coverage.Covered": "matrices.coverage_shown",
    "running.Finding": "findings.findings_shown",
    "loops.Loop": "structure.loops_shown",
    "span_and_layers.Measured": "structure.measured_shown",
    "single_points.SinglePoint": "structure.points_shown",
    "cross_agency.CrossingRow": "structure.crossing_shown",
    "escalation.Climb": "structure.climbs_shown",
}


def shape_of(row: type) -> Shape | None:
    """The function that shows rows of a type; None where they have no shape of their own."""
    named = SHAPES.get(f"{row.__module__.rpartition('.')[2]}.{row.__name__}")
    if named is None:
        return None
    module, _, function = named.partition(".")
    shape: Shape = getattr(import_module(f"remit.api.shown.{module}"), function)
    return shape
