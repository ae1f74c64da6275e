"""Graphs drawn in a few lines of text, made into statements.

    Role: chief [none=HOLDS]                a node of a kind, with attributes
    manager -> chief [line=professional]    manager REPORTS_TO chief
    manager <accountable> review [from=2003, to=2006-02, in=other, evidence=inferred, on=x -> y]

A relation is named by the beginning of its key in files. Ends that are not drawn on a line of their own become nodes
of the likeliest kind. The brackets hold what a statement carries: from, to, in (its data set), id, evidence, standing,
source, locator, why (its reason), on (what it is based on, joined by +; `other: x` in another data set), and attributes.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from remit.graphmodel.errors import Problem
from remit.graphmodel.fields import Field, read_value
from remit.graphmodel.kinds import BODIES, KIND, fields_of
from remit.graphmodel.relations import FORWARD, Relation, has_standing
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement, Position, edge_statement
from remit.graphmodel.store import Author, LoadReport, Store

DATASET = "drawn"
DATED = "2020-01-01"
_LINE = re.compile(r"(.+?)(?:\s+\[(.*)\])?")
_ARROW = re.compile(r"(\S+) +(?:(->)|<([a-z_ ]+)>) +(\S+)")
_CARRIED = {"from": "valid_from", "to": "valid_to", "why": "reason"}
_SAME = ("evidence", "standing", "source", "locator", "note")
Said = NodeStatement | EdgeStatement


def author(why: str = "drawn", at: str = "2024-05-01T12:00:00+00:00") -> Author:
    """Somebody who makes a change on a given day."""
    return Author("pat", at, why, "request-1")


def draw(text: str, dataset: str = DATASET) -> list[Said]:
    """The statements of a drawing, nodes first."""
    nodes: dict[tuple[str, str], NodeStatement] = {}
    edges: list[EdgeStatement] = []
    ends: list[tuple[str, str, str, int]] = []
    kinds: dict[str, str] = {}
    for number, line in enumerate(text.strip().splitlines(), 1):
        if not (match := _LINE.fullmatch(line.strip())):
            continue
        what, marks = match[1], _marks(match[2] or "")
        said_by = marks.pop("in", dataset)
        if arrow := _ARROW.fullmatch(what):
            relation = _relation(arrow[3] or "reports")
            edges.append(_edge(relation, arrow[1], arrow[4], said_by, marks, number))
            ends += [
                (arrow[1], said_by, _likeliest(relation.sources), number),
                (arrow[4], said_by, _likeliest(relation.targets), number),
            ]
        else:
            kind, _, ids = what.partition(":")
            for id in ids.replace(",", " ").split():
                kinds[id] = kind
                named = _node(kind, id, said_by, dict(marks), number)
                nodes[(said_by, f"{id} {named.valid_from}")] = named
    for id, said_by, kind, number in ends:
        if id not in kinds:
            kinds[id] = kind
            nodes[(said_by, id)] = _node(kind, id, said_by, {}, number)
    for edge in edges:
        if edge.standing is None and has_standing(kinds[edge.subject], kinds[edge.object]):
            edge.standing = "actual"
    return [*nodes.values(), *edges]


def heads(said: Sequence[Said], complete: Mapping[str, Sequence[str]] | None = None) -> list[Dataset]:
    """The heads of the data sets that state something."""
    names = dict.fromkeys([each.dataset for each in said]) or {DATASET: None}
    given = complete or {}
    return [
        Dataset(
            dataset=name, title=name.title(), date=DATED, prefix=name, complete=tuple(given.get(name, ()))
        )
        for name in names
    ]


def load(
    store: Store,
    text: str,
    *,
    dataset: str = DATASET,
    complete: Mapping[str, Sequence[str]] | None = None,
    at: str = "2024-05-01T12:00:00+00:00",
    dry_run: bool = False,
    ended_on: date | None = None,
) -> LoadReport:
    """Load a drawing: every data set that it states, and `dataset` even where it states nothing of it."""
    said = draw(text, dataset)
    told = heads(said, complete)
    if all(each.dataset != dataset for each in told) and not said:
        told = heads([], complete)
        told[0].dataset = told[0].prefix = dataset
    problems: list[Problem] = []
    return store.load(
        told, said, author(at=at), problems=problems, dry_run=dry_run, ended_on=ended_on, progress=None
    )


def _marks(text: str) -> dict[str, str]:
    marks = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        key, _, value = part.partition("=")
        marks[key.strip()] = value.strip() or "true"
    return marks


def _relation(written: str) -> Relation:
    fits = [relation for key, relation in FORWARD.items() if key.startswith(written.replace(" ", "_"))]
    assert len(fits) == 1, f"{written} names {len(fits)} relations"
    return fits[0]


def _likeliest(kinds: Sequence[str]) -> str:
    return "Role" if "Role" in kinds else kinds[0]


def _node(kind: str, id: str, dataset: str, marks: dict[str, str], line: int) -> NodeStatement:
    common = _common(dataset, marks, line)
    if kind in BODIES:
        common.setdefault("standing", "actual")
    name = marks.pop("name", id)
    return NodeStatement(
        node=id, kind=kind, name=name, attributes=_attributes(fields_of(KIND[kind]), marks), **common
    )


def _edge(
    relation: Relation, subject: str, object: str, dataset: str, marks: dict[str, str], line: int
) -> EdgeStatement:
    common = _common(dataset, marks, line)
    own_id = marks.pop("id", None)
    return EdgeStatement(
        relation=relation.name,
        subject=subject,
        object=object,
        own_id=own_id,
        attributes=_attributes(relation.fields, marks),
        **common,
    )


def _common(dataset: str, marks: dict[str, str], line: int) -> dict[str, Any]:
    common: dict[str, Any] = {"dataset": dataset, "position": Position("drawing", line, 1)}
    for key in (*_CARRIED, *_SAME):
        if key in marks:
            common[_CARRIED.get(key, key)] = marks.pop(key)
    if "on" in marks:
        common["based_on"] = tuple(premise(each.strip(), dataset) for each in marks.pop("on").split("+"))
        common.setdefault("evidence", "inferred")
        common.setdefault("reason", "it follows")
    return common


def premise(written: str, dataset: str = DATASET) -> str:
    """The id of a statement as drawn: `x`, `x -> y`, `x <holds> y`, `#id`, with `other: ` before it."""
    other, colon, rest = written.partition(": ")
    said_by, text = (other, rest) if colon else (dataset, written)
    if arrow := _ARROW.fullmatch(text):
        return edge_statement(said_by, _relation(arrow[3] or "reports").name, arrow[1], arrow[4])
    return f"{said_by}: {text}"


def _attributes(fields: Sequence[Field], marks: dict[str, str]) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    return {
        key: read_value(known[key], value.split("+") if known[key].many else value)
        for key, value in marks.items()
    }
