"""Raw keys and values of one statement, whatever format they come from, made into a statement with its fields checked.

Every loader maps its format to these; problems are located to the key.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from remit.graphmodel.days import ENDED, Day, Period
from remit.graphmodel.errors import BadValue, Problem, mend_of_unknown
from remit.graphmodel.fields import Field, FieldType, read_value
from remit.graphmodel.kinds import BODIES, KIND, STANDINGS, Kind, fields_of
from remit.graphmodel.relations import RELATION, Relation
from remit.graphmodel.statements import EVIDENCE, STATED, EdgeStatement, NodeStatement, Position, Value

ID = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
DATASET = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
MOST_OF_ID = 200
MOST_OF_TEXT = 20_000
MEND_OF_ID = (
    f"use small letters, digits, dots and hyphens, in parts joined by /, {MOST_OF_ID} characters at most"
)
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
COMMON = ("source", "locator", "evidence", "reason", "based_on", "valid_from", "valid_to", "note")
_NODE_FIELDS = {kind.name: {each.name: each for each in fields_of(kind)} for kind in KIND.values()}
_EDGE_FIELDS = {
    relation.name: {each.name: each for each in relation.fields} for relation in RELATION.values()
}


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

    def has(self, key: str) -> bool:
        """Whether the key is written there, be its value good or not."""
        return key in self.values or key in self.places

    @property
    def position(self) -> Position:
        """The place of the statement."""
        return Position(self.file, self.line, self.column)


Resolve = Callable[[str, str], str]
Report = Callable[[Problem], None]


def node_of(
    kind: Kind, raw: Raw, dataset: str, id: str, resolve: Resolve, report: Report, also: Iterable[str] = ()
) -> NodeStatement:
    """The statement of a node. `resolve(key, reference)` gives ids, or an empty one after a problem.

    `also` names more keys that may have been meant by an unknown one.
    """
    fields = _NODE_FIELDS[kind.name]
    attributes: dict[str, Value] = {}
    for key, written in raw.values.items():
        if key in fields:
            _read(fields[key], raw, key, written, attributes, resolve, report)
        elif key == "standing" and not kind.standing:
            mend = "leave it out: bodies, roles and the edges between them have one"
            report(raw.problem(key, f"a {kind.noun} has no standing", mend))
        elif key not in COMMON and key not in ("id", "standing"):
            _unknown(raw, key, kind.noun, ("id", *fields, "standing", *COMMON, *also), report)
    name = str(attributes.pop("name", ""))
    if not raw.has("name"):
        report(raw.problem("id", f"{id or 'it'} has no name", "give it a name"))
    common = _common(raw, resolve, report)
    if kind.name in BODIES:
        common["standing"] = _choice(raw, "standing", STANDINGS, "actual", report)
    return NodeStatement(dataset=dataset, node=id, kind=kind.name, name=name, attributes=attributes, **common)


def edge_of(
    relation: Relation, raw: Raw, dataset: str, subject: str, object: str, resolve: Resolve, report: Report
) -> EdgeStatement:
    """The statement of an edge; ends may be empty after a problem."""
    fields = _EDGE_FIELDS[relation.name]
    attributes: dict[str, Value] = {}
    for key, written in raw.values.items():
        if key in fields:
            _read(fields[key], raw, key, written, attributes, resolve, report)
        elif key not in COMMON and key not in ("id", "standing"):
            _unknown(raw, key, relation.name, (*fields, *COMMON, "id", "standing"), report)
    if subject and subject == object:
        report(raw.problem("to", f"{subject} {relation.phrase} itself", "name another node, or take it out"))
    shared = relation.name == "ACCOUNTABLE_FOR" and attributes.get("how") in ("joint", "divided")
    if shared and not raw.has("reason"):
        report(raw.problem("how", f"{attributes['how']} ownership has no reason", "say why in reason"))
    own_id = text_of(raw, "id", report) if "id" in raw.values else None
    if own_id is not None and not (ID.fullmatch(own_id) and len(own_id) <= MOST_OF_ID):
        report(raw.problem("id", f"{own_id!r} is no id", MEND_OF_ID))
        own_id = None
    standing = _choice(raw, "standing", STANDINGS, None, report) if "standing" in raw.values else None
    common = _common(raw, resolve, report)
    return EdgeStatement(
        dataset=dataset, relation=relation.name, subject=subject, object=object, own_id=own_id, attributes=attributes,
        standing=standing, **common,
    )  # fmt: skip


def _read(
    field: Field,
    raw: Raw,
    key: str,
    written: object,
    into: dict[str, Value],
    resolve: Resolve,
    report: Report,
) -> None:
    try:
        value = read_value(field, written)
        for each in value if isinstance(value, list) else [value]:
            refuse_unfit(key, each)
            if field.type is FieldType.RELATIONS and each not in RELATION:
                raise BadValue(
                    f"{key} names {each}, which is no relation", mend_of_unknown(str(each), RELATION)
                )
    except BadValue as bad:
        report(raw.problem(key, bad.message, bad.mend))
        return
    if field.type is FieldType.NODE:
        value = resolve(key, str(value))
    elif field.type is FieldType.NODES and isinstance(value, list):
        value = [id for each in value if (id := resolve(key, each))]
    if value not in ("", []):
        into[key] = value


def refuse_unfit(key: str, value: object) -> None:
    """Raise BadValue for a text that is too long, or that holds characters no text should."""
    if not isinstance(value, str):
        return
    if len(value) > MOST_OF_TEXT:
        raise BadValue(f"{key} has {len(value)} characters", f"shorten it to {MOST_OF_TEXT} at most")
    if found := UNFIT.search(value):
        raise BadValue(f"{key} holds the character U+{ord(found[0]):04X}", "take it out")


def text_of(raw: Raw, key: str, report: Report) -> str | None:
    """The text under a key, without white space at its ends; None where there is none, or with a problem."""
    if key not in raw.values:
        return None
    written = raw.values[key]
    try:
        if (
            isinstance(written, bool)
            or not isinstance(written, str | int | float)
            or not str(written).strip()
        ):
            raise BadValue(f"{key} is {written!r}, which is no text", f"write a text, or leave {key} out")
        refuse_unfit(key, str(written))
    except BadValue as bad:
        report(raw.problem(key, bad.message, bad.mend))
        return None
    return str(written).strip()


def _common(raw: Raw, resolve: Resolve, report: Report) -> dict[str, Any]:
    values = raw.values
    common: dict[str, Any] = {"position": raw.position}
    for key in ("locator", "reason", "note"):
        if key in values and (text := text_of(raw, key, report)) is not None:
            common[key] = text
    if "source" in values and (source := text_of(raw, "source", report)) is not None:
        common["source"] = resolve("source", source) or None
    if "evidence" in values:
        common["evidence"] = _choice(raw, "evidence", EVIDENCE, STATED, report)
        if common["evidence"] != STATED and not raw.has("reason"):
            report(
                raw.problem("evidence", f"it is {common['evidence']} without a reason", "say why in reason")
            )
    if "based_on" in values:
        common["based_on"] = tuple(dict.fromkeys(values["based_on"]))
        if values.get("evidence", STATED) == STATED:
            mend = "say evidence: inferred, or leave based_on out"
            report(raw.problem("based_on", "a stated fact rests on nothing", mend))
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


def _choice(raw: Raw, key: str, choices: Collection[str], default: str | None, report: Report) -> str | None:
    written = raw.values.get(key, default)
    if written is default or (isinstance(written, str) and written in choices):
        return written
    report(
        raw.problem(
            key, f"{key} is {written!r}, which is not allowed", mend_of_unknown(str(written), choices)
        )
    )
    return default


def _unknown(raw: Raw, key: str, of: str, known: Iterable[str], report: Report) -> None:
    report(raw.problem(key, f"{of} has no field {key!r}", mend_of_unknown(key, known)))
