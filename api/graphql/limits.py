"""Bounds on a document, looked at before anything else is: how long, how deep, how wide once fragments are written out.

Each fragment is measured once, so that fragments within fragments cannot make the measuring itself long.
"""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from remit.api.refusals import TooMuch

MOST_TOKENS = 4000
MOST_CHARACTERS = 200_000
MOST_ALIASES = 100
MOST_FIELDS = 1000
DEEPEST = 20
_DEEPEST_NESTING = 2 * DEEPEST
_DEEPEST_FRAGMENTS = 50


@dataclass(frozen=True, slots=True)
class Measure:
    """What a selection has, once its fragments are written out: levels, fields and aliases."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0

    def beside(self, other: "Measure") -> "Measure":
        """Two selections side by side."""
        return Measure(max(self.depth, other.depth), self.fields + other.fields, self.aliases + other.aliases)

    def under_field(self, alias: bool) -> "Measure":
        """The selection below a field, with that field."""
        return Measure(self.depth + 1, self.fields + 1, self.aliases + alias)


NOTHING = Measure()


def check(document: DocumentNode) -> None:
    """Raise TooMuch where an operation of the document passes a bound."""
    ruler = _Ruler(document)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            measure = ruler.measure(definition.selection_set, 1)
            _bound("levels", measure.depth, DEEPEST)
            _bound("fields", measure.fields, MOST_FIELDS)
            _bound("aliases", measure.aliases, MOST_ALIASES)


def _bound(what: str, have: int, most: int) -> None:
    if have > most:
        raise TooMuch(f"the query has more than {most} {what}", "split it into several")


class _Ruler:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._measured: dict[str, Measure] = {}
        self._open: list[str] = []

    def measure(self, selections: SelectionSetNode, level: int) -> Measure:
        _bound("levels", level, _DEEPEST_NESTING)
        total = NOTHING
        for selection in selections.selections:
            if isinstance(selection, FragmentSpreadNode):
                total = total.beside(self._fragment(selection.name.value))
            elif isinstance(selection, FieldNode):
                below = (
                    self.measure(selection.selection_set, level + 1) if selection.selection_set else NOTHING
                )
                total = total.beside(below.under_field(selection.alias is not None))
            else:
                total = total.beside(self.measure(selection.selection_set, level + 1))  # type: ignore[attr-defined]
        return total

    def _fragment(self, name: str) -> Measure:
        if name in self._open or name not in self._fragments:
            return NOTHING
        if name not in self._measured:
            _bound("fragments within fragments", len(self._open) + 1, _DEEPEST_FRAGMENTS)
            self._open.append(name)
            self._measured[name] = self.measure(self._fragments[name].selection_set, 1)
            self._open.pop()
        return self._measured[name]
