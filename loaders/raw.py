"""Raw keys and values of one statement, whatever format they come from, made into a statement with its fields checked.

Every loader maps its format to these; problems are located to the key.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from remit.graphmodel.days import ENDED, Day, Period
from remit.graphmodel.errors import BadValue, Problem
from remit.graphmodel.fields import Field, read_value
from remit.graphmodel.kinds import BODIES, KIND, STANDINGS, Kind, fields_of
from remit.graphmodel.relations import RELATION, Relation
from remit.graphmodel.statements import EVIDENCE, STATED, EdgeStatement, NodeStatement, Position, Value

ID = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
DATASET = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
MOST_OF_ID = 200
MOST_OF_TEXT = 20_000
COMMON = ("source", "locator", "evidence", "reason", "based_on", "valid_from", "valid_to", "note")
_NODE_FIELDS = {kind.name: {each.name: each for each in fields_of(kind)} for kind in KIND.values()}
_EDGE_FIELDS = {relation.name: {each.name: each for each in relation.fields} for relation in RELATION.values()}


@dataclass(slots=True)
class Raw:
    """Keys and values as a file has them, and where: `place` gives the line and column of a key."""

    file: str
    line: int
    column: int
    values: dict[str, Any]
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def problem(self, key: str, message: str, mend: str) -> Problem:
        """A problem with the value of a key (or, without such a key, with all of it)."""
        line, column = self.places.get(key, (self.line, self.column))
        return Problem(self.file, line, column, message, mend)

    @property
    def position(self) -> Position:
        """The place of the statement."""
        return Position(self.file, self.line, self.column)


Resolve = Callable[[str, str], str]
Report = Callable[[Problem], None]


def node_of(kind: Kind, raw: Raw, dataset: str, id: str, resolve: Resolve, report: Report) -> NodeStatement | None:
    """The statement of a node; None where its name is missing. `resolve(key, reference)` gives ids, reporting itself."""
    fields = _NODE_FIELDS[kind.name]
    attributes: dict[str, Value] = {}
    for key, written in raw.values.items():
        if key in fields:
            _read(fields[key], raw, key, written, attributes, resolve, report)
        elif key not in COMMON and key != "id" and not (key == "standing" and kind.standing):
            _unknown(raw, key, kind.noun, (*fields, *COMMON, "id", *(("standing",) if kind.standing else ())), report)
    name = attributes.pop("name", None)
    if name is None:
        if "name" not in raw.values:
            report(raw.problem("id", f"{id} has no name", "give it a name"))
        return None
    common = _common(raw, resolve, report)
    if kind.name in BODIES:
        common["standing"] = _choice(raw, "standing", STANDINGS, "actual", report)
    return NodeStatement(dataset=dataset, node=id, kind=kind.name, name=str(name), attributes=attributes, **common)


def edge_of(
    relation: Relation, raw: Raw, dataset: str, subject: str, object: str, resolve: Resolve, report: Report
) -> EdgeStatement:
    """The statement of an edge."""
    fields = _EDGE_FIELDS[relation.name]
    attributes: dict[str, Value] = {}
    for key, written in raw.values.items():
        if key in fields:
            _read(fields[key], raw, key, written, attributes, resolve, report)
        elif key not in COMMON and key not in ("id", "standing"):
            _unknown(raw, key, relation.name, (*fields, *COMMON, "id", "standing"), report)
    if subject == object:
        report(raw.problem("to", f"{subject} {relation.phrase} itself", "name another node, or take it out"))
    if attributes.get("how") in ("joint", "divided") and relation.name == "ACCOUNTABLE_FOR" and not raw.values.get("reason"):
        report(raw.problem("how", f"{attributes['how']} ownership has no reason", "say why in reason"))
    own_id = raw.values.get("id")
    if own_id is not None and not (isinstance(own_id, str) and ID.fullmatch(own_id) and len(own_id) <= MOST_OF_ID):
        report(raw.problem("id", f"{own_id!r} is no id", "use small letters, digits, dots and hyphens, in parts joined by /"))
        own_id = None
    standing = _choice(raw, "standing", STANDINGS, None, report) if "standing" in raw.values else None
    common = _common(raw, resolve, report)
    return EdgeStatement(
        dataset=dataset, relation=relation.name, subject=subject, object=object, own_id=own_id, attributes=attributes,
        standing=standing, **common,
    )  # fmt: skip


def _read(
    field: Field, raw: Raw, key: str, written: object, into: dict[str, Value], resolve: Resolve, report: Report
) -> None:
    try:
        value = read_value(field, written)
        if field.type == "node":
            value = resolve(key, str(value))
        elif field.type == "list of nodes" and isinstance(value, list):
            value = [resolve(key, each) for each in value]
        elif field.type == "list of relations" and isinstance(value, list):
            for each in value:
                if each not in RELATION:
                    raise BadValue(f"{key} names {each}, which is no relation", f"write one of {', '.join(RELATION)}")
        _refuse_long(key, value)
        if value != []:
            into[key] = value
    except BadValue as bad:
        report(raw.problem(key, bad.message, bad.mend))


def _refuse_long(key: str, value: Value) -> None:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and len(each) > MOST_OF_TEXT:
            raise BadValue(f"{key} has {len(each)} characters", f"shorten it to {MOST_OF_TEXT} at most")


def _common(raw: Raw, resolve: Resolve, report: Report) -> dict[str, Any]:
    values = raw.values
    common: dict[str, Any] = {"position": raw.position}
    for key in ("locator", "reason", "note"):
        if key in values:
            written = values[key]
            if isinstance(written, str | int | float) and not isinstance(written, bool) and str(written).strip():
                common[key] = str(written).strip()
                if len(common[key]) > MOST_OF_TEXT:
                    report(raw.problem(key, f"{key} is too long", f"shorten it to {MOST_OF_TEXT} characters"))
            else:
                report(raw.problem(key, f"{key} is {written!r}, which is no text", f"write a text, or leave {key} out"))
    if "source" in values:
        if isinstance(values["source"], str) and values["source"].strip():
            common["source"] = resolve("source", values["source"].strip())
        else:
            report(raw.problem("source", "source names nothing", "write the id of a source, or leave it out"))
    if "evidence" in values:
        common["evidence"] = _choice(raw, "evidence", EVIDENCE, STATED, report)
        if common["evidence"] != STATED and not values.get("reason"):
            report(raw.problem("evidence", f"it is {common['evidence']} without a reason", "say why in reason"))
    if "based_on" in values:
        common["based_on"] = tuple(dict.fromkeys(values["based_on"]))
        if common.get("evidence", STATED) == STATED:
            report(raw.problem("based_on", "a stated fact rests on nothing", "say evidence: inferred, or leave based_on out"))
    _days(raw, common, report)
    return common


def _days(raw: Raw, common: dict[str, Any], report: Report) -> None:
    for key in ("valid_from", "valid_to"):
        if key in raw.values:
            written = str(raw.values[key]).strip()
            try:
                if not (key == "valid_to" and written == ENDED):
                    Day.read(written)
                common[key] = written
            except BadValue as bad:
                report(raw.problem(key, f"{key}: {bad.message}", bad.mend))
    if common.get("valid_from") and common.get("valid_to", ENDED) != ENDED:
        try:
            Period.between(common["valid_from"], common["valid_to"], 0)
        except BadValue as bad:
            report(raw.problem("valid_to", bad.message, bad.mend))


def _choice(raw: Raw, key: str, choices: Iterable[str], default: str | None, report: Report) -> str | None:
    written = raw.values.get(key, default)
    if written in choices or written is default:
        return written
    report(raw.problem(key, f"{key} is {written!r}, which is not allowed", f"write one of: {', '.join(choices)}"))
    return default


def _unknown(raw: Raw, key: str, of: str, known: Iterable[str], report: Report) -> None:
    report(raw.problem(key, f"{of} has no field {key!r}", mend_of_unknown(key, known)))


def mend_of_unknown(written: str, known: Iterable[str]) -> str:
    """How to mend an unknown word: the nearest known one, or all of them."""
    listed = list(known)
    near = difflib.get_close_matches(written, listed, n=1)
    return f"did you mean {near[0]}?" if near else f"use one of: {', '.join(listed)}"
