"""How words and values are coded in the file: integers for words, bits for sets of relations, JSON for the rest."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from remit.graphmodel.relations import RELATIONS
from remit.graphmodel.statements import EVIDENCE, Attributes

STANDING = ("actual", "expected", "proposed")
EVIDENCE_CODE = {word: code for code, word in enumerate(EVIDENCE)}
STANDING_CODE = {word: code for code, word in enumerate(STANDING)} | {None: 0}
# The bit of a relation is its place in this list, in every file: new relations go to its end.
BIT_ORDER = (
    "PART_OF", "LEADS", "REPORTS_TO", "ANSWERS_TO", "HOLDS", "SITS_ON", "CARRIES", "APPOINTS", "ACCOUNTABLE_FOR",
    "RESPONSIBLE_FOR", "CONSULTED_ON", "INFORMED_OF", "OWED_TO", "DELEGATES_TO", "SCRUTINISES", "ADVISES",
    "ESCALATES_TO", "IMPLEMENTS", "REFERS_TO", "STATED_IN", "ONE_OF", "SUCCEEDS", "SAME_AS",
)  # fmt: skip
BIT = {name: 1 << place for place, name in enumerate(BIT_ORDER)}
# What a class has through its members alone: that a data set states all of it says nothing of the class.
BY_MEMBERS = BIT["HOLDS"]
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def bits(relations: Iterable[str]) -> int:
    """A set of relations as bits."""
    return sum(BIT[name] for name in set(relations))


def absences(attributes: Attributes) -> tuple[int, int]:
    """Of a node's attributes, the relations it is confirmed to have none of, and those that are untold, each as bits."""
    none, withheld, not_applicable = (
        each if isinstance(each := attributes.get(key), list) else []
        for key in ("none", "withheld", "not_applicable")
    )
    return bits(none), bits([*withheld, *not_applicable])


@cache
def of_kind(kind: str) -> int:
    """The relations that a node of a kind may have, on either side, as bits."""
    return bits(each.name for each in RELATIONS if kind in each.sources or kind in each.targets)


def relations_of(coded: int) -> list[str]:
    """The relations of a set of bits."""
    return [name for name in BIT_ORDER if coded & BIT[name]]


def packed(values: Mapping[str, object]) -> str | None:
    """A mapping as canonical JSON; NULL where it is empty."""
    return _encode(values) if values else None


def unpacked(text: str | None) -> dict[str, Any]:
    """The mapping of a JSON column."""
    return json.loads(text) if text else {}


def said(
    valid_from: str | None,
    valid_to: str | None,
    reason: str | None,
    note: str | None,
    based_on: tuple[str, ...],
) -> str | None:
    """The column `said`: what few statements carry."""
    if not (valid_from or valid_to or reason or note or based_on):
        return None
    values = {
        "valid_from": valid_from,
        "valid_to": valid_to,
        "reason": reason,
        "note": note,
        "based_on": list(based_on),
    }
    return packed({key: value for key, value in values.items() if value})


def words(database: sqlite3.Connection) -> dict[str, int]:
    """Every coded word and its key."""
    return dict(database.execute("SELECT word, key FROM word"))


def attributes(text: str | None) -> Attributes:
    """The attributes of a node or an edge."""
    return unpacked(text)
