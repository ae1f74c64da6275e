"""Spans and layers beyond limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Side, Step
from remit.queries import near
from remit.queries.between import Between
from remit.queries.question import Doc
from remit.queries.rules.asking import rows_of
from remit.queries.rules.check import Check, Hit, outcome_of
from remit.queries.span_and_layers import LAYER, SPAN, SPAN_AND_LAYERS, SpanAndLayers
from remit.queries.touched import Touched

_MEASURES = (SPAN, LAYER)
_DOWN = (Step("REPORTS_TO", Side.OBJECT), Step("ONE_OF", Side.OBJECT))


@dataclass(frozen=True, slots=True)
class Measures:
    """Settings."""

    measure: Annotated[str, Doc("What to measure: direct reports, or the layer below the top.", _MEASURES)]
    most: Annotated[int, Doc("The most that passes.")]


def find(graph: Graph, settings: Measures) -> Iterator[Hit]:
    """Each role beyond the limit; the widest or deepest come first, so no more are read than that."""
    for row in rows_of(graph, SPAN_AND_LAYERS, SpanAndLayers(order=settings.measure)):
        measured: Between = row.span if settings.measure == SPAN else row.layer
        if measured.most <= settings.most:
            return
        told = (
            f"{row.role.name} has {measured.counted('direct report', 'direct reports')}"
            if settings.measure == SPAN
            else f"{row.role.name} is {measured.counted('layer', 'layers')} down, the top counted"
        )
        sure = Truth.YES if measured.least > settings.most else Truth.POSSIBLY
        yield Hit(row.role, f"{told}; more than {settings.most}.", outcome_of(sure))


def _near(touched: Touched, settings: Measures) -> frozenset[str]:
    """Managers of whoever came or went; of layers, all below them."""
    changed = touched.nodes | touched.met(("REPORTS_TO", "ONE_OF"))
    if settings.measure == LAYER:
        return touched.reached(_DOWN, changed)
    reporting = near.with_classes(touched, changed)
    return reporting | touched.beyond("REPORTS_TO", Side.SUBJECT, reporting)


def _listing(touched: Touched, settings: Measures, roles: frozenset[str]) -> frozenset[str]:
    """For a layer all above; for a span those who report, that are classes."""
    return (
        near.above(touched, roles)
        if settings.measure == LAYER
        else roles | touched.beyond("REPORTS_TO", Side.OBJECT, roles)
    )


MEASURES = Check("measures", "Spans and layers beyond limits.", Measures, find, _near, _listing)
