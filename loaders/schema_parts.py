"""The parts that the schemas of all files are made of: texts, days, ids, references, what every statement carries.

A file's texts may look like numbers or truth values to a reader of YAML, so wherever a text may stand, those may too.
"""

from collections.abc import Iterable
from typing import Any

from remit.graphmodel.fields import Field, FieldType
from remit.graphmodel.kinds import STANDING
from remit.graphmodel.relations import RELATION, Relation
from remit.graphmodel.statements import EVIDENCE, STATED
from remit.loaders import raw

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": "\\S", "maxLength": raw.MOST_OF_TEXT}
DAY: Schema = {"type": ["string", "integer"], "pattern": "^\\s*[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\\s*$"}
DAY |= {"minimum": 1, "maximum": 9999}
END: Schema = {"anyOf": [DAY, {"const": "ended"}]}
COUNT: Schema = {
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": 999_999_999,
    "pattern": "^\\s*[0-9]{1,9}\\s*$",
}
FLAG: Schema = {"enum": [True, False, "true", "false"]}
ID: Schema = {"type": ["string", "number"], "pattern": f"^{raw.ID.pattern}$", "maxLength": raw.MOST_OF_ID}
DATASET: Schema = {"type": ["string", "number"], "pattern": f"^{raw.DATASET.pattern}$"}
REFERENCE: Schema = {"type": ["string", "number"], "pattern": "\\S"}
WHOLE_ID: Schema = {"type": "string", "pattern": f"^{raw.ID.pattern[:-1]}+$", "maxLength": raw.MOST_OF_ID}
RELATION_NAMES: Schema = {"enum": list(RELATION)}


def titled(schema: Schema, doc: str) -> Schema:
    """A schema with its description."""
    return {**schema, "description": doc}


def listed(items: Schema) -> Schema:
    """A list, or one alone."""
    return {"anyOf": [{"type": "array", "items": items}, items]}


def many(items: Schema) -> Schema:
    """A list, or nothing."""
    return {"type": ["array", "null"], "items": items}


def mapping(keys: dict[str, Any], required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others."""
    schema: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def field(field: Field) -> Schema:
    """The values of a field."""
    return titled(_of_type(field), field.doc)


def _of_type(field: Field) -> Schema:
    simple = {FieldType.COUNT: COUNT, FieldType.FLAG: FLAG, FieldType.DAY: DAY, FieldType.NODE: REFERENCE}
    if field.type is FieldType.CHOICE:
        return {"enum": list(field.choices)}
    if field.type is FieldType.TEXTS:
        return listed(TEXT)
    if field.type is FieldType.NODES:
        return listed(REFERENCE)
    return listed(RELATION_NAMES) if field.type is FieldType.RELATIONS else simple.get(field.type, TEXT)


def carried(*, standing: bool) -> dict[str, Schema]:
    """What every statement may carry, by reference to `definitions`."""
    keys = (key for key in definitions() if standing or key != "standing")
    return {key: {"$ref": f"#/definitions/{key}"} for key in keys}


def definitions() -> dict[str, Schema]:
    """The definitions that schemas refer to."""
    evidence = (
        "stated: one passage says so; inferred: from order, title or other statements; "
        "assumed: from knowledge outside the text; disputed."
    )
    premise: Schema = {
        "anyOf": [{"type": ["string", "number"]}, {"type": "object", "additionalProperties": TEXT}]
    }
    return {
        "source": titled(REFERENCE, "The source that says so."),
        "locator": titled(TEXT, "Where in the source: paragraph, page, cell or line."),
        "evidence": titled({"enum": list(EVIDENCE)}, evidence),
        "reason": titled(TEXT, "Why it is inferred, assumed or disputed; why ownership is joint or divided."),
        "based_on": titled(
            listed(premise), "The statements it rests on: ids of nodes, or SUBJECT RELATION OBJECT."
        ),
        "valid_from": titled(DAY, "The first day in force, which may be partial."),
        "valid_to": titled(END, "The first day no longer in force, which may be partial, or the word ended."),
        "note": titled(TEXT, "Anything a reader should know."),
        "standing": field(STANDING),
    }


def reasons(relation: Relation | None = None) -> Schema:
    """What needs a reason, and that only what is not stated rests on other statements."""
    not_stated = {"properties": {"evidence": {"enum": [each for each in EVIDENCE if each != STATED]}}}
    rules: list[Schema] = [
        {"if": {**not_stated, "required": ["evidence"]}, "then": {"required": ["reason"]}},
        {"if": {"required": ["based_on"]}, "then": {**not_stated, "required": ["evidence"]}},
    ]
    if relation and relation.name == "ACCOUNTABLE_FOR":
        shared = {"properties": {"how": {"enum": ["joint", "divided"]}}, "required": ["how"]}
        rules.append({"if": shared, "then": {"required": ["reason"]}})
    return {"allOf": rules}


def in_json(schema: Any) -> Any:
    """The same schema for JSON Lines: references are whole ids, and a truth value is no text."""
    if isinstance(schema, list):
        return [in_json(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if {key: value for key, value in schema.items() if key != "description"} == REFERENCE:
        return {**schema, **WHOLE_ID}
    made = {key: in_json(value) for key, value in schema.items()}
    if schema.get("type") == TEXT["type"]:
        made["type"] = ["string", "number"]
    return made
