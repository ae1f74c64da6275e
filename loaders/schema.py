"""JSON Schemas of the files of a data set, made from the tables of kinds and relations.

Editors complete and check by them. `python -m remit.loaders.schema` writes them to docs/schema (or to the folder named).
They refuse what can be told from one file: the loader also knows what ids there are, and says where and how to mend.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from remit.graphmodel.fields import Field
from remit.graphmodel.kinds import KINDS, Kind, fields_of
from remit.graphmodel.relations import RELATIONS, Relation, has_standing
from remit.loaders import schema_parts as parts
from remit.loaders.schema_parts import DAY, ID, RELATION_NAMES, TEXT, Schema, listed, titled

FOLDER = Path("docs/schema")
_DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, Schema]:
    """Every schema by the name of its file."""
    return {
        "dataset.schema.json": _top("dataset.yaml: the head of a data set", _head()),
        "statements.schema.json": _top("A YAML file of a data set other than dataset.yaml", _statements()),
        "lines.schema.json": _top("A line of a data set in JSON Lines", _lines()),
        "coverage.schema.json": _top("coverage.yaml: what became of each line of a document", _coverage()),
    }


def _top(title: str, schema: Schema) -> Schema:
    return {"$schema": _DRAFT, "title": title, **schema}


def _head() -> Schema:
    return parts.mapping(
        {
            "dataset": titled(
                parts.DATASET, "The name of the data set: small letters, digits, dots and hyphens."
            ),
            "title": titled(TEXT, "What it is called."),
            "date": titled(
                DAY, "The day of the evidence, for statements whose source bears no date; may be partial."
            ),
            "prefix": titled(
                ID, "What ids without a slash get in front; the name of the data set where it is left out."
            ),
            "source": titled(ID, "The source of every statement that names none."),
            "complete": titled(
                listed(RELATION_NAMES), "Relations of which this data set states all there are."
            ),
            "note": titled(TEXT, "Anything a reader should know."),
        },
        required=("dataset", "title", "date"),
    )


def _statements() -> Schema:
    lists: dict[str, Schema] = {
        kind.plural: titled(parts.many({"$ref": f"#/definitions/{kind.name}"}), kind.doc) for kind in KINDS
    }
    lists["edges"] = titled(parts.many({"$ref": "#/definitions/edge"}), "Relations on their own.")
    definitions = parts.definitions() | {kind.name: _node(kind) for kind in KINDS}
    definitions |= {f"{end} {each.name}": _edge(each, end) for each in RELATIONS for end in ("to", "from")}
    definitions["edge"] = _edge_alone()
    return {**parts.mapping(lists), "definitions": definitions}


def _node(kind: Kind) -> Schema:
    keys: dict[str, Schema] = {
        "id": titled(ID, "Its id, for good; without a slash it gets the data set's prefix.")
    }
    keys |= _fields(fields_of(kind)) | parts.carried(standing=kind.standing)
    for relation in RELATIONS:
        own = {"Source"} if relation.among_sources else set()
        if kind.name in {*relation.sources, *own}:
            keys[relation.forward] = _related(relation, "to", relation.doc)
        if kind.name in {*relation.targets, *own}:
            keys[relation.inverse] = _related(relation, "from", f"The other way round: {relation.phrase}.")
    return {**parts.mapping(keys, required=("id", "name")), "description": kind.doc, **parts.reasons()}


def _related(relation: Relation, end: str, doc: str) -> Schema:
    one = {"anyOf": [parts.REFERENCE, {"$ref": f"#/definitions/{end} {relation.name}"}]}
    return titled({"anyOf": [*one["anyOf"], {"type": "array", "items": one}]}, doc)


def _edge_keys(relation: Relation) -> dict[str, Schema]:
    keys = {"id": titled(ID, "An id of its own, where two edges of the relation join the same two nodes.")}
    standing = any(
        has_standing(a, b) for a in relation.sources for b in relation.targets if relation.joins(a, b)
    )
    return keys | _fields(relation.fields) | parts.carried(standing=standing)


def _edge(relation: Relation, end: str) -> Schema:
    ends = {
        end: titled(parts.REFERENCE, "The node at the other end: its id, or a name that fits one node only.")
    }
    return {**parts.mapping(ends | _edge_keys(relation), required=(end,)), **parts.reasons(relation)}


def _edge_alone() -> Schema:
    """An edge with both ends: which keys it may have depends on its relation."""
    ends = {"from": titled(parts.REFERENCE, "The subject."), "to": titled(parts.REFERENCE, "The object.")}
    cases = [
        {
            "if": {"properties": {"relation": {"const": each.name}}, "required": ["relation"]},
            "then": {**parts.mapping({"relation": True, **ends, **_edge_keys(each)}), **parts.reasons(each)},
        }
        for each in RELATIONS
    ]
    relation = titled(RELATION_NAMES, "The relation, read aloud: FROM RELATION TO.")
    return {
        "type": "object", "properties": {"relation": relation, **ends}, "required": ["relation", "from", "to"],
        "allOf": cases,
    }  # fmt: skip


def _lines() -> Schema:
    """A line: the head, a node or an edge; references are whole ids."""
    nodes = [
        {
            "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
            "then": {
                **parts.mapping({"kind": True, **_node_keys(kind)}, required=("id", "name")),
                **parts.reasons(),
            },
        }
        for kind in KINDS
    ]
    kinds = titled({"enum": [kind.name for kind in KINDS]}, "The kind of node.")
    schema = {
        "if": {"required": ["kind"]},
        "then": {"properties": {"kind": kinds}, "allOf": nodes},
        "else": {"if": {"required": ["relation"]}, "then": _edge_alone(), "else": _head()},
        "definitions": parts.definitions(),
    }
    return {"type": "object", **parts.in_json(schema)}


def _node_keys(kind: Kind) -> dict[str, Schema]:
    whole = titled(parts.REFERENCE, "Its whole id, for good.")
    return {"id": whole, **_fields(fields_of(kind)), **parts.carried(standing=kind.standing)}


def _coverage() -> Schema:
    statement = {"type": "string", "minLength": 1}
    entry = parts.mapping(
        {
            "locator": titled(TEXT, "Where the line stands, in the words that statements use."),
            "hash": titled(
                {"type": ["string", "number"], "pattern": "^[0-9a-f]{16}$"},
                "First 16 digits of the line's SHA-256.",
            ),
            "states": titled(
                {"type": "array", "items": statement, "minItems": 1}, "The statements it led to."
            ),
            "left_out": titled(TEXT, "Why it led to none."),
        },
        required=("locator", "hash"),
    )
    entry["oneOf"] = [{"required": ["states"]}, {"required": ["left_out"]}]
    lines = titled({"type": "array", "items": entry}, "One entry for each line that is not blank, in order.")
    return parts.mapping(
        {"document": titled(TEXT, "The file name of the document."), "lines": lines},
        required=("document", "lines"),
    )


def _fields(fields: Iterable[Field]) -> dict[str, Schema]:
    return {each.name: parts.field(each) for each in fields}


def main(folder: Path) -> None:
    """Write the schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8")


def text(schema: Any) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
