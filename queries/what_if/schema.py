"""The JSON Schema of the file of a scenario, made from the table of operations.

Editors complete and check by it. `python -m remit.queries.what_if.schema` writes it to docs/schema (or to the folder
named). It refuses what can be told from the file alone.
"""

import json
import sys
from pathlib import Path
from typing import Any

from remit.queries.what_if.effects import Kind
from remit.queries.what_if.operations import OPERATIONS
from remit.queries.what_if.reading import NAME

FOLDER = Path("docs/schema")
FILE = "scenario.schema.json"
_TEXT = {"type": ["string", "number"]}
_TEXTS = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "A day, as 2004-04-01."}


def schema() -> dict[str, Any]:
    """The schema of a scenario."""
    keys = {
        "scenario": {"type": "string", "pattern": f"^{NAME.pattern}$", "description": "Its name."},
        "title": {"type": "string", "description": "Its title, in a few words."},
        "dataset": {"type": "string", "description": "The data set that new statements belong to."},
        "effective": {**_DAY, "description": "The day on which it takes effect."},
        "operations": {
            "type": "array", "description": "What is done, in order.",
            "items": {"oneOf": [_operation(kind) for kind in OPERATIONS.values()]},
        },
    }  # fmt: skip
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A scenario: a reorganisation as a list of operations",
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def _operation(kind: Kind) -> dict[str, Any]:
    own = {kind.name: {"type": "string", "description": kind.doc}}
    common = {
        "effective": _DAY,
        "reason": {"type": "string", "description": "Why."},
        "off": {"enum": [True, False, "true", "false"], "description": "Whether it does nothing."},
    }
    return {
        "type": "object",
        "properties": {**own, **dict.fromkeys((*kind.needed, *kind.optional), _TEXTS), **common},
        "required": [kind.name, *kind.needed],
        "additionalProperties": False,
    }


def written() -> str:
    """The schema as it is written."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    (folder / FILE).write_text(written(), encoding="utf-8")
