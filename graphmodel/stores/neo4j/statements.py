"""The text of every statement, from the .cypher files: labels and types are literal words of the closed tables.

Values only ever go in as parameters. What stands in angle brackets in a file is filled from this module's constants, and
from names of kinds and relations, nothing else.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from remit.graphmodel.graph import MOST_HOPS, Side
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION

_SAID = (
    "f.fact, f.dataset, f.evidence, f.standing, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest,"
    " f.source, f.locator, f.dated, f.said"
)
_KNOWN = (
    "f.asserted <= $known_at AND (f.retracted IS NULL OR f.retracted > $known_at) AND f.evidence <= $evidence"
    " AND ($datasets IS NULL OR f.dataset IN $datasets)"
)
_CERTAIN = (
    f"({_KNOWN} AND f.standing <= $standing AND f.from_latest <= $to_day AND f.to_earliest > $from_day)"
)
_DAYS = (
    "f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted,"
    " CASE WHEN f.retracted <= $published THEN f.retracted END"
)
_CONSTANTS = {
    "KNOWN": f"({_KNOWN})",
    "IN_FORCE": f"({_KNOWN} AND f.standing <= $standing AND f.from_earliest <= $to_day AND f.to_latest > $from_day)",
    "STANDS": (  # how certainly a known version stands on the day; 0: it does not
        "CASE WHEN f.standing > $standing OR f.from_earliest > $to_day OR f.to_latest <= $from_day THEN 0"
        " WHEN f.from_latest <= $to_day AND f.to_earliest > $from_day THEN 2 ELSE 1 END"
    ),
    "TRUTH": "CASE WHEN f.from_latest <= $to_day AND f.to_earliest > $from_day THEN 2 ELSE 1 END",
    "CERTAIN": _CERTAIN,
    "VERSION_CERTAIN": _CERTAIN.replace("f.", "v."),
    "EDGE": f"[type(f), a.id, b.id, f.own_id, f.attributes, {_SAID}, a.kind, b.kind]",
    "VERSION": f"CASE WHEN {_KNOWN} THEN [f.name, f.attributes, f.none, f.untold, {_SAID}] END",
    "WANTED": (  # published facts: all, or those known at a change with those that certain changes retracted
        "f.asserted <= $published AND ($datasets IS NULL OR f.dataset IN $datasets) AND ($known_at IS NULL OR"
        " f.asserted <= $known_at AND (f.retracted IS NULL OR f.retracted > $known_at OR f.retracted IN $elsewhere))"
    ),
    "NODE_ROW": (
        f"f.fact, f.dataset, n.id, n.kind, {_DAYS}, f.evidence, f.standing, f.none, f.untold, f.dated, f.source,"
        " f.locator, f.name, f.attributes, f.said"
    ),
    "EDGE_ROW": (
        f"f.fact, f.dataset, type(f), a.id, b.id, f.own_id, {_DAYS}, f.evidence, f.standing, f.dated, f.source,"
        " f.locator, f.attributes, f.said"
    ),
    "PUBLISHED": "COLLECT { MATCH (m:RemitMeta {id: 'remit'}) RETURN m.hash } AS published",
}
_CONSTANTS["FITS"] = (
    "all(each IN $where WHERE EXISTS {"
    " MATCH (n)-[:VERSION]->(f:RemitVersion) WHERE (f['is_' + each[0]] IN each[1] OR (each[2] AND NOT"
    f" coalesce(f.attributes, '') CONTAINS '\"' + each[0] + '\":')) AND {_CONSTANTS['IN_FORCE']} }})"
)
_ARROWS = {Side.SUBJECT: ("-", "->"), Side.OBJECT: ("<-", "-")}  # from the node on this side to the far one

_PLACE = re.compile(r"<([A-Z_]+)>")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_]*")


@cache
def statement(
    name: str,
    label: str = "",
    *,
    side: Side = Side.SUBJECT,
    hops: int = MOST_HOPS,
    **types: tuple[str, ...],
) -> str:
    """A statement with its places filled: `label` is a kind, each of `types` a set of relations (none: matches nothing).

    `side` is where the node stands on the edges that are followed, `hops` the most to follow. `labels` may be given as a
    set of kinds.
    """
    words = dict(_CONSTANTS)
    words["LEFT"], words["RIGHT"] = _ARROWS[side]
    words["HOPS"] = f"{hops:d}"
    if label:
        words["LABEL"] = KIND[label].name
    for place, names in types.items():
        table = KIND if place == "labels" else RELATION
        words[place.upper()] = "|".join(table[each].name for each in names) or "NOTHING"
    return _PLACE.sub(lambda match: words[match[1]], _text(name))


def making(name: str, /, **words: str) -> str:
    """A statement that makes a constraint or an index; a word in it is a plain one, or it is refused with ValueError."""
    for word in words.values():
        if not _PLAIN.fullmatch(word):
            raise ValueError(f"{word!r} is no plain word")
    return _PLACE.sub(lambda match: words[match[1].lower()], _text(name))


@cache
def _text(name: str) -> str:
    return resources.files(__package__).joinpath("cypher", f"{name}.cypher").read_text(encoding="utf-8")


def names() -> Iterable[str]:
    """The names of all statements."""
    return sorted(
        each.name.removesuffix(".cypher")
        for each in resources.files(__package__).joinpath("cypher").iterdir()
    )
