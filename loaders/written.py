"""Statements as keys and values, in the order in which people read them: the inverse of `raw`.

Whatever a loader supplies by itself is left out: the data set's source, `stated`, `actual`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from remit.graphmodel.fields import Field, FieldType
from remit.graphmodel.kinds import KIND, NODE_FIELDS
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import STATED, Dataset, EdgeStatement, NodeStatement, Statement

Keys = dict[str, Any]
Shorten = Callable[[str], str]


def whole(id: str) -> str:
    """An id as it is."""
    return id


class ShortIds:
    """Ids without the prefix where a reader finds them again: those of nodes that the same files state."""

    def __init__(self, head: Dataset, ids: Iterable[str]) -> None:
        start = f"{head.prefix}/"
        own = (id for id in ids if id.startswith(start))
        self._short = {id: tail for id in own if "/" not in (tail := id.removeprefix(start))}

    def __call__(self, id: str) -> str:
        """The id, short where it may be."""
        return self._short.get(id, id)


def head_keys(head: Dataset) -> Keys:
    """The head of a data set."""
    keys: Keys = {"dataset": head.dataset, "title": head.title, "date": head.date, "prefix": head.prefix}
    keys |= {"source": head.source, "complete": list(head.complete), "note": head.note}
    return {key: value for key, value in keys.items() if value}


def node_keys(said: NodeStatement, head: Dataset, shorten: Shorten = whole) -> Keys:
    """A node: its id and name, what is its kind's own, what all nodes may have, what every statement carries."""
    own = _attributes(said, (*NODE_FIELDS[1:2], *KIND[said.kind].fields, *NODE_FIELDS[2:]), shorten)
    carried = _carried(said, head.dataset, shorten)
    return {
        "id": shorten(said.node),
        "name": said.name,
        **own,
        **carried,
        **_place(said, head.source, None, shorten),
    }


def fits_under(said: EdgeStatement, node: NodeStatement) -> bool:
    """Whether an edge can be written under a node: not where it would inherit a source or locator it does not have."""
    return said.source is not None or (
        node.source is None and (said.locator is not None or node.locator is None)
    )


def edge_keys(
    said: EdgeStatement, head: Dataset, shorten: Shorten = whole, under: NodeStatement | None = None
) -> Keys:
    """An edge without its ends, on its own or under one of them."""
    source, locator = (under.source, under.locator) if under else (head.source, None)
    own = _attributes(said, RELATION[said.relation].fields, shorten)
    own_id = {"id": said.own_id} if said.own_id else {}
    carried = _carried(said, head.dataset, shorten)
    return {**own_id, **own, **carried, **_place(said, source, locator, shorten)}


def _attributes(said: Statement, fields: Iterable[Field], shorten: Shorten) -> Keys:
    keys: Keys = {}
    for field in fields:
        if field.name in said.attributes:
            value = said.attributes[field.name]
            if field.type is FieldType.NODE:
                value = shorten(str(value))
            elif field.type is FieldType.NODES and isinstance(value, list):
                value = [shorten(each) for each in value]
            keys[field.name] = value
    return keys


def _carried(said: Statement, dataset: str, shorten: Shorten) -> Keys:
    return {
        **({"standing": said.standing} if said.standing not in (None, "actual") else {}),
        **{key: value for key in ("valid_from", "valid_to") if (value := getattr(said, key))},
        **({"evidence": said.evidence} if said.evidence != STATED else {}),
        **({"reason": said.reason} if said.reason else {}),
        **(
            {"based_on": [_premise(each, dataset, shorten) for each in said.based_on]}
            if said.based_on
            else {}
        ),
        **({"note": said.note} if said.note else {}),
    }


def _place(said: Statement, source: str | None, locator: str | None, shorten: Shorten) -> Keys:
    """Source and locator where they differ from those a loader supplies; a source of its own frees it of the locator."""
    keys: Keys = {}
    if said.source and (said.source != source or (said.locator is None and locator)):
        keys["source"] = shorten(said.source)
    if said.locator and (said.locator != locator or "source" in keys):
        keys["locator"] = said.locator
    return keys


def _premise(statement: str, dataset: str, shorten: Shorten) -> str:
    """A statement id: of the same data set without its name, and with short ids, unless ids are to be whole."""
    own = f"{dataset}: "
    if shorten is whole or not statement.startswith(own):
        return statement
    return " ".join(shorten(each) for each in statement.removeprefix(own).split(" "))
