"""Executing an operation level by level: a field is resolved for all the objects of a level, then what they wait for is
read at once, then the level below is made.

So nothing is ever awaited, and the store is asked once for a level, whatever the number of objects. What GraphQL says of
null holds: an error in a field that may not be null makes null of the nearest thing above it that may.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from graphql import (
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    located_error,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values

from remit.api.graphql.call import Call, Later
from remit.api.graphql.errors import stops
from remit.api.graphql.forms import Form, form_of

MOST_ERRORS = 50
Resolve = Callable[[GraphQLField, Call, Mapping[str, Any]], Callable[[Any], Any]]
"""Gives, of a field and its arguments, what resolves it for one object."""
Place = tuple[Any, Any, Any, bool]
"""Where a value stands: the place of what holds it, that dict or list, its key there, and whether it may be null."""

_LISTS = (list, tuple)


@dataclass(slots=True)
class Objects:
    """Objects of one type that stand in the same place of the selection: what each is, is written into, and stands."""

    type: GraphQLObjectType
    selected: list[FieldDetails]
    values: list[Any] = field(default_factory=list)
    written: list[dict[str, Any]] = field(default_factory=list)
    places: list[Place | None] = field(default_factory=list)

    def add(self, value: Any, place: Place | None) -> dict[str, Any]:
        """Add an object; what it is written into."""
        written: dict[str, Any] = {}
        self.values.append(value)
        self.written.append(written)
        self.places.append(place)
        return written


@dataclass(slots=True)
class Asked:
    """A field of some objects, with its values; those that failed are Failed, those to be read Later."""

    objects: Objects
    key: str
    selected: list[FieldDetails]
    form: Form
    values: list[Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """What was raised in place of a value."""

    error: Exception


class _Stopped(Exception):
    """An answer that is given up as a whole."""


class Operation:
    """One operation of a document that is valid, to be executed for a call. `resolve` resolves fields."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, call: Call, resolve: Resolve
    ) -> None:  # fmt: skip
        self._schema = schema
        self._operation = operation
        self._call = call
        self._resolve = resolve
        self._fragments = {
            each.name.value: FragmentDetails(each)
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self._variables = VariableValues({}, {})
        self._errors: list[GraphQLError] = []
        self._data: dict[str, Any] | None = None

    def run(self, variables: Mapping[str, Any]) -> ExecutionResult:
        """The answer; without data where the variables do not fit, or where the answer was given up."""
        root = self._schema.get_root_type(self._operation.operation)
        if root is None:
            kind = self._operation.operation.value
            return ExecutionResult(None, [GraphQLError(f"There is no {kind} here.", self._operation)])
        read = get_variable_values(
            self._schema, self._operation.variable_definitions or (), dict(variables), MOST_ERRORS
        )
        if isinstance(read, list):
            return ExecutionResult(None, read)
        self._variables = read
        top = Objects(root, [])
        self._data = top.add(self._call, None)
        try:
            level = [top]
            while level:
                level = self._below(self._ask(level))
        except _Stopped:
            return ExecutionResult(None, self._errors)
        return ExecutionResult(self._data, self._errors or None)

    def _ask(self, level: Sequence[Objects]) -> list[Asked]:
        """Every field of a level, with values that are at hand: what was to be read later is read at once."""
        found = []
        for objects in level:
            for key, selected in self._fields(objects).items():
                found.append(self._values(objects, key, selected))
        waiting = [each for each in found if any(type(value) is Later for value in each.values)]
        for lens in {value.lens for each in waiting for value in each.values if type(value) is Later}:
            try:
                lens.read()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is an error of the fields that wait
                for each in waiting:
                    each.values = [
                        Failed(error) if type(value) is Later and value.lens is lens else value
                        for value in each.values
                    ]
        for each in waiting:
            each.values = [_taken(value) if type(value) is Later else value for value in each.values]
        return found

    def _fields(self, objects: Objects) -> dict[str, list[FieldDetails]]:
        if not objects.selected:
            return collect_fields(
                self._schema, self._fragments, self._variables, objects.type, self._operation
            ).grouped_field_set
        return collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, objects.type, objects.selected
        ).grouped_field_set

    def _values(self, objects: Objects, key: str, selected: list[FieldDetails]) -> Asked:
        node = selected[0].node
        name = node.name.value
        definition = cast("GraphQLField", self._schema.get_field(objects.type, name))  # the document is valid
        asked = Asked(objects, key, selected, form_of(definition.type), [])
        if name == "__typename":
            asked.values = [objects.type.name] * len(objects.values)
            return asked
        try:
            self._call.spend(len(objects.values))
            given = get_argument_values(definition, node, self._variables)
            resolve = self._resolve(definition, self._call, given)
        except Exception as error:  # noqa: BLE001 - it becomes an error of the answer
            asked.values = [Failed(error)] * len(objects.values)
            return asked
        for value in objects.values:
            try:
                asked.values.append(resolve(value))
            except Exception as error:  # noqa: BLE001 - so does this
                asked.values.append(Failed(error))
        return asked

    def _below(self, level: Sequence[Asked]) -> list[Objects]:
        """Write the values of a level; the objects that stand in it, which are to be asked next."""
        below: list[Objects] = []
        for asked in level:
            if asked.form.leaf:
                self._write_leaves(asked)
            else:
                below += self._write_objects(asked)
        return below

    def _write_leaves(self, asked: Asked) -> None:
        key, form = asked.key, asked.form
        for value, written, above in zip(
            asked.values, asked.objects.written, asked.objects.places, strict=True
        ):
            if form.many and type(value) in _LISTS:
                written[key] = items = [None] * len(value)
                place = (above, written, key, form.nullable)
                for index, item in enumerate(value):
                    self._write_leaf(asked, item, (place, items, index, form.item_nullable))
            else:
                self._write_leaf(asked, value, (above, written, key, form.nullable))

    def _write_leaf(self, asked: Asked, value: Any, place: Place) -> None:
        if value is None or type(value) is Failed:
            self._nothing(asked, value, place)
            return
        try:
            place[1][place[2]] = asked.form.write(value)
        except Exception as error:  # noqa: BLE001 - a value that has no such form
            self._nothing(asked, Failed(error), place)

    def _write_objects(self, asked: Asked) -> list[Objects]:
        key, form = asked.key, asked.form
        of_type: dict[str, Objects] = {}
        for value, written, above in zip(
            asked.values, asked.objects.written, asked.objects.places, strict=True
        ):
            place = (above, written, key, form.nullable)
            if value is None or type(value) is Failed:
                self._nothing(asked, value, place)
            elif form.many:
                items: list[Any] = [None] * len(value)
                written[key] = items
                for index, item in enumerate(value):
                    self._write_object(asked, of_type, item, (place, items, index, form.item_nullable))
            else:
                self._write_object(asked, of_type, value, place)
        return list(of_type.values())

    def _write_object(self, asked: Asked, of_type: dict[str, Objects], value: Any, place: Place) -> None:
        if value is None:
            self._nothing(asked, None, place)
            return
        name = asked.form.name_of(value)
        if name not in of_type:
            of_type[name] = Objects(cast("GraphQLObjectType", self._schema.get_type(name)), asked.selected)
        place[1][place[2]] = of_type[name].add(value, place)

    def _nothing(self, asked: Asked, value: Failed | None, place: Place) -> None:
        """Write null at a place, or at the nearest above it that may be null; an error where one is due."""
        nodes = [each.node for each in asked.selected]
        if value is not None:
            self._errors.append(located_error(value.error, nodes, _path(place)))
            if stops(value.error):
                raise _Stopped
        elif not place[3]:
            what = (
                f"Cannot return null for non-nullable field {asked.objects.type.name}.{nodes[0].name.value}."
            )
            self._errors.append(GraphQLError(what, nodes, path=_path(place)))
        at: Place | None = place
        while at is not None and not at[3]:
            at = at[0]
        if at is None:
            self._data = None
        else:
            at[1][at[2]] = None


def _taken(value: Later[Any]) -> Any:
    try:
        return value.take()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is an error of the field
        return Failed(error)


def _path(place: Place | None) -> list[str | int]:
    path = []
    while place is not None:
        path.append(place[2])
        place = place[0]
    return path[::-1]
